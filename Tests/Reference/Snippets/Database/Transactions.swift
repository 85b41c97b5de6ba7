import Foundation
import Junction
import JunctionSQLite

private struct Mailer: Sendable {
    func send(_ text: String) async {}
}

/// What may be called with a database and with a transaction.
func rename(_ tag: Tag, to name: String, on session: some Session) async throws -> Tag {
    try await tag.update(on: session) { $0.name = name }
}

/// Both rows or none, whether it is called with a database or inside a transaction.
func hire(_ name: String, on session: some Session) async throws -> Contact {
    try await session.transaction { tx in
        let user = try await User(username: name).insert(on: tx)
        return try await Contact(userID: user.id).insert(on: tx)
    }
}

extension Snippet {
    static let transactions = [
        Snippet("transaction") { book in
            let db = book.db, ann = book.ann
            let sales = try await db.transaction { tx in
                let sales = try await Category(name: "Sales").insert(on: tx)
                try await ann.departments.add(sales, on: tx)
                return sales
            }
            try check(try await ann.departments.all(on: db).map(\.id).contains(sales.id))
            _ = try await db.transaction { tx in try await rename(book.vip, to: "star", on: tx) }
            try check(try await hire("cid", on: db).version == 1)
        },
        Snippet("transactions of each kind") { book in
            let db = book.db, ann = book.ann
            let (contacts, phones) = try await db.transaction(.read) { tx in
                (try await Contact.query.count(on: tx), try await Phone.query.count(on: tx))
            }
            try check(contacts == 2 && phones == 2)
            try await db.transaction(isolation: .serializable, retrying: 5) { tx in
                let open = try await ann.departments.filter { $0.isOpen }.count(on: tx)
                if open > 1 { try await ann.departments.clear(on: tx) }
            }
            try check(try await ann.departments.all(on: db).isEmpty)
        },
        Snippet("savepoint") { book in
            let db = book.db
            try await db.transaction { tx in
                _ = try await Category(name: "Sales").insert(on: tx)
                do {
                    try await tx.transaction { inner in _ = try await Category(name: "Sales").insert(on: inner) }
                } catch let error as DatabaseError where error.kind == .unique {}
            }
            try check(try await Category.filter { $0.name == "Sales" }.count(on: db) == 1)
        },
        Snippet("after the commit") { book in
            let db = book.db, mailer = Mailer()
            try await db.transaction { tx in
                let user = try await User(username: "cid").insert(on: tx)
                try await tx.afterCommit { await mailer.send("Welcome, \(user.username)") }
            }
        },
        Snippet("outside") { book in
            let path = NSTemporaryDirectory() + UUID().uuidString + ".sqlite"
            let db = try await Database.sqlite(path: path)
            try await db.create([Song.self])
            try await db.transaction { tx in
                _ = try await Song(name: "One").insert(on: tx)
                let before = try await db.outside { try await Song.query.count(on: db) }  // 0
                try check(before == 0)
            }
            await db.close()
        },
        Snippet("rows that are held") { book in
            let db = book.db
            try await db.transaction { tx in
                let phone = try await Phone.filter { $0.number == "1" }.lock(.forUpdate).one(on: tx)
                _ = try await phone.update(on: tx) { $0.kind = "mobile" }
            }
            try book.show(Phone.query.lock(.forUpdate))
        },
    ]
}
