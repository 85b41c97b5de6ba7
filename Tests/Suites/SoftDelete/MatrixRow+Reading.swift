import Junction

extension MatrixRow {
    static let reading = [
        MatrixRow("all") { db in
            try await names(Author.query, db) + "|" + titles(Book.query, db)
        } expected: {
            text($0.authors) + "|" + text($0.books)
        },

        MatrixRow("first") { db in
            let author = try await Author.filter { $0.name == "B" }.first(on: db),
                book = try await Book.filter { $0.title == "Y" }.first(on: db)
            return "\(author != nil) \(book != nil)"
        } expected: {
            "\($0.authors.contains("B")) \($0.books.contains("Y"))"
        },

        MatrixRow("find") { db in
            let catalog = try await Catalog(db), author = try catalog.author("B").id, book = try catalog.book("Y").id
            let foundAuthor = try? await Author.find(author, on: db), foundBook = try? await Book.find(book, on: db)
            let several = try await Author.find([author], on: db).count
            return "\(foundAuthor != nil) \(foundBook != nil) \(several)"
        } expected: {
            "\($0.authors.contains("B")) \($0.books.contains("Y")) \($0.authors.contains("B") ? 1 : 0)"
        },

        MatrixRow("count") { db in
            "\(try await Author.count(on: db)) \(try await Book.count(on: db))"
        } expected: {
            "\($0.authors.count) \($0.books.count)"
        },

        MatrixRow("exists") { db in
            let author = try await Author.filter { $0.name == "B" }.exists(on: db),
                book = try await Book.filter { $0.title == "Y" }.exists(on: db)
            return "\(author) \(book)"
        } expected: {
            "\($0.authors.contains("B")) \($0.books.contains("Y"))"
        },

        MatrixRow("values") { db in
            text(try await Author.query.values { ($0.name, $0.books.count) }.all(on: db).map { "\($0)\($1)" })
        } expected: { shelf in
            text(shelf.authors.map { "\($0)\(shelf.books(of: $0).count)" })
        },

        MatrixRow("labels") { db in
            text(try await Authorship.query.labels(on: db).map(\.label))
        } expected: { shelf in
            text(
                shelf.links.filter(\.isLive).sorted { $0.position < $1.position }.map {
                    (shelf.authors.contains($0.author) ? $0.author : "-") + "/" + (shelf.books.contains($0.book) ? $0.book : "-")
                })
        },
    ]

    static let asking = [
        MatrixRow("contains") { db in
            let catalog = try await Catalog(db), x = try catalog.book("X"), y = try catalog.book("Y"), b = try catalog.author("B")
            return try await names(Author.filter { $0.books.contains(x) }, db) + "|" + names(Author.filter { $0.books.contains(y) }, db)
                + "|"
                + names(Author.filter { $0.books.contains(anyOf: [x, y]) }, db) + "|" + titles(Book.filter { $0.authors.contains(b) }, db)
        } expected: { shelf in
            func having(_ books: [String]) -> String { text(shelf.authors.filter { !Set(shelf.books(of: $0)).isDisjoint(with: books) }) }
            return having(["X"]) + "|" + having(["Y"]) + "|" + having(["X", "Y"]) + "|"
                + text(shelf.books.filter { shelf.authors(of: $0).contains("B") })
        },

        MatrixRow("contains all, exactly") { db in
            let catalog = try await Catalog(db), x = try catalog.book("X"), y = try catalog.book("Y")
            return try await names(Author.filter { $0.books.contains(allOf: [x, y]) }, db) + "|"
                + names(Author.filter { $0.books.contains(exactly: [x]) }, db)
        } expected: { shelf in
            text(shelf.authors.filter { Set(shelf.books(of: $0)).isSuperset(of: ["X", "Y"]) }) + "|"
                + text(shelf.authors.filter { shelf.books(of: $0) == ["X"] })
        },

        MatrixRow("any") { db in
            try await names(Author.filter { $0.books.any { $0.title == "Y" } }, db) + "|"
                + titles(Book.filter { $0.authors.any { $0.name == "B" } }, db)
        } expected: { shelf in
            text(shelf.authors.filter { shelf.books(of: $0).contains("Y") }) + "|"
                + text(shelf.books.filter { shelf.authors(of: $0).contains("B") })
        },

        MatrixRow("any linked") { db in
            try await names(Author.filter { $0.books.any(linked: { _, link in link.position == 2 }) }, db)
        } expected: { shelf in
            text(shelf.authors.filter { shelf.links(of: $0).contains { $0.position == 2 } })
        },

        MatrixRow("all of them") { db in
            try await names(Author.filter { $0.books.all { $0.title == "X" } }, db)
        } expected: { shelf in
            text(shelf.authors.filter { shelf.books(of: $0).allSatisfy { $0 == "X" } })
        },

        MatrixRow("none") { db in
            try await names(Author.filter { $0.books.none { $0.title == "Y" } }, db)
        } expected: { shelf in
            text(shelf.authors.filter { !shelf.books(of: $0).contains("Y") })
        },

        MatrixRow("isEmpty") { db in
            try await names(Author.filter { $0.books.isEmpty }, db) + "|" + titles(Book.filter { $0.authors.isEmpty }, db)
        } expected: { shelf in
            text(shelf.authors.filter { shelf.books(of: $0).isEmpty }) + "|" + text(shelf.books.filter { shelf.authors(of: $0).isEmpty })
        },

        MatrixRow("sub-condition over two hops") { db in
            try await names(Author.filter { $0.books.any { $0.authors.any { $0.name == "B" } } }, db)
        } expected: { shelf in
            text(shelf.authors.filter { shelf.books(of: $0).contains { shelf.authors(of: $0).contains("B") } })
        },

        MatrixRow("has-many question") { db in
            try await names(Author.includingDeleted.filter { $0.notes.any { $0.text >= "a" } }, db)
        } expected: { shelf in
            text(shelf.notes.keys.sorted())
        },
    ]

    static let counting = [
        MatrixRow("relation count") { db in
            text(try await Book.query.values { ($0.title, $0.authors.count) }.all(on: db).map { "\($0)\($1)" })
        } expected: { shelf in
            text(shelf.books.map { "\($0)\(shelf.authors(of: $0).count)" })
        },

        MatrixRow("relation sum") { db in
            let sums = try await Author.query.values { ($0.name, $0.books.sum(linked: { _, link in link.position })) }.all(on: db)
            return text(sums.map { "\($0)\($1 ?? 0)" })
        } expected: { shelf in
            text(shelf.authors.map { "\($0)\(shelf.links(of: $0).reduce(0) { $0 + $1.position })" })
        },

        MatrixRow("order by relation") { db in
            try await names(Author.order { [$0.books.max(linked: { _, link in link.position }), $0.name] }, db)
        } expected: { shelf in
            func greatest(_ author: String) -> Int { shelf.links(of: author).map(\.position).max() ?? Int.max }
            return text(shelf.authors.sorted { (greatest($0), $0) < (greatest($1), $1) })
        },

        MatrixRow("has-many count") { db in
            text(try await Author.includingDeleted.values { ($0.name, $0.notes.count) }.all(on: db).map { "\($0)\($1)" })
        } expected: { shelf in
            text(["A", "B", "C"].map { "\($0)\(shelf.notes[$0] == nil ? 0 : 1)" })
        },
    ]
}
