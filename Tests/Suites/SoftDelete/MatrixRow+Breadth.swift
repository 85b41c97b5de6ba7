import Junction

/// Paths beside the common ones: restoration, many owners, places, limits for each owner, rows that are held.
extension MatrixRow {
    static let breadth = [
        MatrixRow("restore") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A"), y = try catalog.book("Y")
            return try await rolledBack(db) { tx in "\(try await a.books.restore(y, on: tx).restored.count)" }
        } expected: { shelf in
            !shelf.books.contains("Y") ? "deletedTargets" : shelf.books(of: "A").contains("Y") ? "0" : "1"
        },

        MatrixRow("restore all") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A"), b = try catalog.author("B")
            return try await rolledBack(db) { tx in
                try await a.books.clear(on: tx)
                try await b.books.clear(on: tx)
                return "\(try await a.books.restoreAll(on: tx).restored.count) \(try await b.books.restoreAll(on: tx).restored.count)"
            }
        } expected: { shelf in
            "\(["X", "Y"].filter(shelf.books.contains).count) \(shelf.authors.contains("B") ? 2 : 0)"
        },

        MatrixRow("add to many owners") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A").id, b = try catalog.author("B").id,
                y = try catalog.book("Y").id
            return try await rolledBack(db) { tx in
                let changes = try await Author.add(\.books, [a: [y], b: [y]], on: tx)
                return "\(changes[a]?.existing.count ?? 0) \(changes[a]?.restored.count ?? 0) \(changes[b]?.added.count ?? 0)"
            }
        } expected: { shelf in
            !shelf.books.contains("Y")
                ? "deletedTargets" : !shelf.authors.contains("B") ? "deletedOwner" : shelf.books(of: "A").contains("Y") ? "1 0 1" : "0 1 1"
        },

        MatrixRow("set of many owners") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A").id, b = try catalog.author("B").id,
                x = try catalog.book("X").id
            return try await rolledBack(db) { tx in
                let changes = try await Author.set(\.books, to: [a: [x], b: [x]], on: tx)
                return "\(changes[a]?.removed.count ?? 0) \(changes[b]?.existing.count ?? 0)"
            }
        } expected: { shelf in
            !shelf.authors.contains("B")
                ? "deletedOwner" : "\(shelf.links.filter { $0.author == "A" && $0.isLive && $0.book != "X" }.count) 1"
        },

        MatrixRow("removal from many owners") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A").id, c = try catalog.author("C").id,
                y = try catalog.book("Y").id
            return try await rolledBack(db) { tx in
                let changes = try await Author.remove(\.books, [a: [y], c: [y]], on: tx)
                return "\(changes[a]?.removed.count ?? 0) \(changes[c]?.removed.count ?? 0)"
            }
        } expected: { shelf in
            text(["A", "C"].map { author in "\(shelf.links.filter { $0.author == author && $0.book == "Y" && $0.isLive }.count)" })
        },

        MatrixRow("prefetch with a limit for each") { db in
            let rows = try await Author.with { $0.books.order { $0.title.descending }.limit(1).with { $0.authors.limit(1) } }.all(on: db)
            return text(rows.map { author, books in author.name + ":" + text(books.map { $0.title + "(" + text($1.map(\.name)) + ")" }) })
        } expected: { shelf in
            text(
                shelf.authors.map { author in
                    author + ":"
                        + text(shelf.books(of: author).suffix(1).map { $0 + "(" + text(Array(shelf.authors(of: $0).prefix(1))) + ")" })
                })
        },

        MatrixRow("prefetch for held rows") { db in
            let catalog = try await Catalog(db), held = [try catalog.author("C"), try catalog.author("A")]
            let rows = try await held.with({ ($0.books, $0.portrait, $0.notes) }, on: db)
            return text(
                rows.map { author, books, portrait, notes in
                    "\(author.name):\(text(books.map(\.title))) \(portrait?.style ?? "-") \(notes.count)"
                })
        } expected: { shelf in
            text(["C", "A"].map { "\($0):\(text(shelf.books(of: $0))) \(shelf.notes[$0] ?? "-") 1" })
        },

        MatrixRow("an ordered relation") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A"), x = try catalog.book("X"), z = try catalog.book("Z")
            return try await rolledBack(db) { tx in
                try await a.credits.add(x, z, on: tx)
                try await a.credits.remove(z, on: tx)
                try await a.credits.insert(z, at: 0, on: tx)
                let rows = try await [a].with({ $0.credits }, on: tx)
                return text(try await a.credits.all(on: tx).map(\.title)) + "|" + text(rows[0].1.map(\.title))
            }
        } expected: { _ in
            "Z X|Z X"
        },

        MatrixRow("places of deleted links") { db in
            let catalog = try await Catalog(db), a = try catalog.author("A"), x = try catalog.book("X"), z = try catalog.book("Z")
            return try await rolledBack(db) { tx in
                try await a.credits.add(x, on: tx) { $0.role = "editor" }
                try await a.credits.add(x, z, on: tx)
                try await a.credits.remove(keys: [x.id], where: { $0.role == "editor" }, on: tx)
                try await a.credits.move(x, to: 1, on: tx)
                return text(try await a.credits.links.onlyDeleted.all(on: tx).map { "\($0.role) \($0.rank ?? -1)" })
            }
        } expected: { _ in
            "editor 0"
        },
    ]
}
