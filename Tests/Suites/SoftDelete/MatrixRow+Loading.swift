import Junction

extension MatrixRow {
    static let loading = [
        MatrixRow("prefetch") { db in
            text(try await Author.with { $0.books }.all(on: db).map { $0.name + ":" + text($1.map(\.title)) })
        } expected: { shelf in
            text(shelf.authors.map { $0 + ":" + text(shelf.books(of: $0)) })
        },

        MatrixRow("prefetch with the link") { db in
            let rows = try await Author.with { $0.books.withLink.order { $0.title } }.all(on: db)
            return text(rows.map { author, books in author.name + ":" + text(books.map { "\($0.title)\($1.position)" }) })
        } expected: { shelf in
            text(shelf.authors.map { $0 + ":" + text(shelf.links(of: $0).sorted { $0.book < $1.book }.map { "\($0.book)\($0.position)" }) })
        },

        MatrixRow("prefetch nested") { db in
            let rows = try await Author.with { $0.books.with { $0.authors } }.all(on: db)
            return text(rows.map { author, books in author.name + ":" + text(books.map { $0.title + "(" + text($1.map(\.name)) + ")" }) })
        } expected: { shelf in
            text(shelf.authors.map { $0 + ":" + text(shelf.books(of: $0).map { $0 + "(" + text(shelf.authors(of: $0)) + ")" }) })
        },

        MatrixRow("prefetch has-many") { db in
            text(try await Author.includingDeleted.with { $0.notes }.all(on: db).map { $0.name + ":" + text($1.map(\.text)) })
        } expected: { shelf in
            text(["A", "B", "C"].map { $0 + ":" + (shelf.notes[$0] ?? "") })
        },

        MatrixRow("prefetch filtered") { db in
            text(try await Author.with { $0.books.filter { $0.title >= "Y" } }.all(on: db).map { $0.name + ":" + text($1.map(\.title)) })
        } expected: { shelf in
            text(shelf.authors.map { $0 + ":" + text(shelf.books(of: $0).filter { $0 >= "Y" }) })
        },
    ]

    static let walking = [
        MatrixRow("to-one with") { db in
            let rows = try await Authorship.query.with { $0.author }.with { $0.book }.all(on: db)
            return text(rows.map { _, author, book in (author?.name ?? "-") + "/" + (book?.title ?? "-") })
        } expected: { shelf in
            text(
                shelf.links.filter(\.isLive).sorted { $0.position < $1.position }.map {
                    (shelf.authors.contains($0.author) ? $0.author : "-") + "/" + (shelf.books.contains($0.book) ? $0.book : "-")
                })
        },

        MatrixRow("to-one condition") { db in
            "\(try await Authorship.filter { $0.author.name == "B" || $0.book.title == "Y" }.count(on: db))"
        } expected: { shelf in
            "\(shelf.links.filter { $0.isLive && ($0.author == "B" && shelf.authors.contains("B") || $0.book == "Y" && shelf.books.contains("Y")) }.count)"
        },

        MatrixRow("to-one required") { db in
            "\(try await Authorship.query.with { $0.author.required }.with { $0.book.required }.all(on: db).count)"
        } expected: { shelf in
            "\(shelf.links.filter(shelf.isLive).count)"
        },

        MatrixRow("has-one path") { db in
            text(try await Author.includingDeleted.values { ($0.name, $0.portrait.style) }.all(on: db).map { $0 + ($1 ?? "-") })
        } expected: { shelf in
            text(["A", "B", "C"].map { $0 + (shelf.notes[$0] ?? "-") })
        },
    ]

    static let handles = [
        MatrixRow("handle") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A"), x = try catalog.book("X"), y = try catalog.book("Y")
            return try await titles(a.books.query, db) + "|" + names(x.authors.query, db)
                + "|\(a.books.count(on: db)) \(a.books.contains(y, on: db)) \(a.books.isEmpty(on: db))"
        } expected: { shelf in
            text(shelf.books(of: "A")) + "|" + text(shelf.authors(of: "X"))
                + "|\(shelf.books(of: "A").count) \(shelf.books(of: "A").contains("Y")) \(shelf.books(of: "A").isEmpty)"
        },

        MatrixRow("links") { db in
            let a = try await Catalog(db).author("A")
            return text(try await a.books.links.all(on: db).map { "\($0.position)" })
        } expected: { shelf in
            text(shelf.links.filter { $0.author == "A" && $0.isLive }.map { "\($0.position)" })
        },

        MatrixRow("has-many, has-one") { db in
            let b = try await Catalog(db).author("B")
            return "\(try await b.notes.count(on: db)) \(try await b.portrait.get(on: db) != nil)"
        } expected: {
            "\($0.notes["B"] == nil ? 0 : 1) \($0.notes["B"] != nil)"
        },

        MatrixRow("inverse without a declaration") { db in
            try await titles(Book.filter { $0.inverse(\Author.books).any { $0.name == "B" } }, db)
        } expected: { shelf in
            text(shelf.books.filter { shelf.authors(of: $0).contains("B") })
        },
    ]
}
