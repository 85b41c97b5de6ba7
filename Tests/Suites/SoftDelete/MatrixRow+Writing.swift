import Junction

extension MatrixRow {
    static let writing = [
        MatrixRow("update by query") { db in
            try await rolledBack(db) { tx in
                let links = try await Authorship.query.update(on: tx) { new, old in new.position = old.position + 100 }
                let authors = try await Author.query.update(on: tx) { new, _ in new.name = "new" }
                return "\(links) \(authors)"
            }
        } expected: {
            "\($0.links.filter(\.isLive).count) \($0.authors.count)"
        },

        MatrixRow("delete by query") { db in
            try await rolledBack(db) { tx in
                let links = try await Authorship.query.delete(on: tx)
                let books = try await Book.filter { $0.title == "Y" }.delete(on: tx)
                return "\(links) \(books)"
            }
        } expected: {
            "\($0.links.filter(\.isLive).count) \($0.books.contains("Y") ? 1 : 0)"
        },

        MatrixRow("update by a condition over relations") { db in
            try await rolledBack(db) { tx in
                "\(try await Authorship.filter { $0.author.name == "B" }.update(on: tx) { new, _ in new.position = 0 })"
            }
        } expected: { shelf in
            "\(shelf.links.filter { $0.isLive && $0.author == "B" && shelf.authors.contains("B") }.count)"
        },

        MatrixRow("update of a row") { db in
            let b = try await Catalog(db).author("B")
            return try await rolledBack(db) { tx in try await b.update(on: tx) { $0.name = "new" }.name }
        } expected: {
            $0.authors.contains("B") ? "new" : "notFound"
        },

        MatrixRow("add") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A"), y = try catalog.book("Y")
            return try await rolledBack(db) { tx in
                let changes = try await a.books.add(y, on: tx)
                return "\(changes.added.count) \(changes.restored.count) \(changes.existing.count)"
            }
        } expected: { shelf in
            !shelf.books.contains("Y") ? "deletedTargets" : shelf.books(of: "A").contains("Y") ? "0 0 1" : "0 1 0"
        },

        MatrixRow("add again to a deleted owner") { db in
            let catalog = try await Catalog(db), b = try catalog.author("B"), z = try catalog.book("Z")
            return try await rolledBack(db) { tx in "\(try await b.books.add(z, on: tx).existing.count)" }
        } expected: {
            $0.authors.contains("B") ? "1" : "deletedOwner"
        },

        MatrixRow("add a new one") { db in
            let catalog = try await Catalog(db), b = try catalog.author("B"), y = try catalog.book("Y")
            return try await rolledBack(db) { tx in "\(try await b.books.add(y, on: tx).added.count)" }
        } expected: { shelf in
            !shelf.books.contains("Y") ? "deletedTargets" : shelf.authors.contains("B") ? "1" : "deletedOwner"
        },

        MatrixRow("remove") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A"), y = try catalog.book("Y")
            return try await rolledBack(db) { tx in "\(try await a.books.remove(y, on: tx).removed.count)" }
        } expected: { shelf in
            "\(shelf.links.filter { $0.author == "A" && $0.book == "Y" && $0.isLive }.count)"
        },

        MatrixRow("clear") { db in
            let a = try await Catalog(db).author("A")
            return try await rolledBack(db) { tx in "\(try await a.books.clear(on: tx).removed.count)" }
        } expected: { shelf in
            "\(shelf.links.filter { $0.author == "A" && $0.isLive }.count)"
        },

        MatrixRow("set") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A"), x = try catalog.book("X"), y = try catalog.book("Y")
            return try await rolledBack(db) { tx in
                let changes = try await a.books.set([x, y], on: tx)
                return "\(changes.existing.count) \(changes.restored.count) \(changes.removed.count)"
            }
        } expected: { shelf in
            !shelf.books.contains("Y") ? "deletedTargets" : shelf.books(of: "A").contains("Y") ? "2 0 0" : "1 1 0"
        },

        MatrixRow("set to nothing") { db in
            let b = try await Catalog(db).author("B")
            return try await rolledBack(db) { tx in "\(try await b.books.set([], on: tx).removed.count)" }
        } expected: { shelf in
            shelf.authors.contains("B") ? "\(shelf.links.filter { $0.author == "B" && $0.isLive }.count)" : "deletedOwner"
        },

        MatrixRow("set of a deleted owner") { db in
            let catalog = try await Catalog(db), b = try catalog.author("B"), y = try catalog.book("Y")
            return try await rolledBack(db) { tx in
                let changes = try await b.books.set([y], on: tx)
                return "\(changes.added.count) \(changes.removed.count)"
            }
        } expected: { shelf in
            !shelf.authors.contains("B")
                ? "deletedOwner" : shelf.books.contains("Y") ? "1 2" : "deletedTargets"
        },
    ]
}
