import Foundation
import Junction
import JunctionSQLite

extension Snippet {
    static let reading = [
        Snippet("all") { book in
            let db = book.db
            let chiefs = try await Contact.filter { $0.title == "Chief" }.all(on: db)
            try check(chiefs.count == 1)
        },
        Snippet("first and one") { book in
            let db = book.db
            let newest = try await Contact.order { $0.created.descending }.first(on: db)
            let bob = try await User.filter { $0.username == "bob" }.one(on: db)
            try check(newest != nil && bob.username == "bob")
        },
        Snippet("count and exists") { book in
            let db = book.db
            let count = try await Contact.filter { $0.credit < 0 }.count(on: db)
            let anyDebt = try await Contact.filter { $0.credit < 0 }.exists(on: db)
            try check(count == 1 && anyDebt)
        },
        Snippet("labels") { book in
            let (db, ann) = (book.db, book.ann)
            let choices = try await Contact.filter { $0.user.isActive }.labels(on: db)
            let name = try await ann.label(on: db)
            try check(choices.map(\.label) == ["ann", "bob"] && name == "ann")
        },
        Snippet("find") { book in
            let (db, hr, it) = (book.db, book.hr, book.it)
            let category = try await Category.find(hr.id, on: db)
            let categories = try await Category.find([hr.id, it.id], on: db)
            try check(category.id == hr.id && categories.count == 2)
            do {
                _ = try await Category.find(Key(99), on: db)
                try check(false)
            } catch is QueryError {}
        },
        Snippet("explain") { book in
            let db = book.db
            for line in try await Phone.filter({ $0.kind == "home" }).explain(on: db) { print(line) }
            // SCAN t0
            let lines = try await Phone.filter { $0.kind == "home" }.explain(on: db)
            try check(lines == ["SCAN t0"])
        },
        Snippet("sql") { _ in
            print(try Phone.filter { $0.kind == "home" }.sql(for: .sqlite))
            // SELECT … FROM "phone" AS t0 WHERE t0."kind" = ?1
            let sql = try Phone.filter { $0.kind == "home" }.sql(for: .sqlite)
            try check(sql.hasPrefix("SELECT ") && sql.hasSuffix(#"FROM "phone" AS t0 WHERE t0."kind" = ?1"#), sql)
        },
        Snippet("lock") { book in
            let db = book.db
            try await db.transaction { tx in
                let debtors = try await Contact.filter { $0.credit < 0 }.lock().all(on: tx)
                for debtor in debtors { _ = try await debtor.update(on: tx) { $0.credit = 0 } }
            }
            let next = Contact.filter { $0.credit > 0 }.order { $0.id }.limit(10).lock(.forUpdate, .skipLocked)
            try book.showPostgres(Contact.filter { $0.credit < 0 }.lock())
            try book.showPostgres(next)
        },
    ]

    static let rawSQL = [
        Snippet("sql of your own") { book in
            let (db, name) = (book.db, "O'Hara")
            let found = try await db.query("SELECT \(columns: Tag.self) FROM tag WHERE name = \(name)", as: Tag.self)
            let counts = try await db.query("SELECT kind, count(*) FROM phone GROUP BY kind", as: (String, Int).self)
            let versions = try await db.query("SELECT sqlite_version()", as: String.self)
            try check(found.isEmpty && counts.count == 2 && versions.count == 1)
            let limit = 1_000
            let count = try await db.execute("UPDATE tag SET uses = 0 WHERE uses > \(limit)")
            try check(count == 0)
        },
        Snippet("a condition of your own") { book in
            let db = book.db
            let wanted: SQL = "SELECT name FROM tag WHERE uses < \(10) ORDER BY name"
            let names = try await db.query(wanted, as: String.self)
            try check(names == ["press", "vip"])
        },
        Snippet("interpolation") { book in
            let (db, vip, press) = (book.db, book.vip, book.press)
            let color: String? = nil
            try await db.execute("UPDATE tag SET color = \(color as String?) WHERE id = \(vip.id)")
            let names = try await db.query("SELECT name FROM tag WHERE id IN \(list: [vip.id, press.id])", as: String.self)
            let none = try await db.query("SELECT name FROM tag WHERE id IN \(list: [Key<Tag>]())", as: String.self)
            try check(names.count == 2 && none.isEmpty)
            let column = "name"
            let texts = try await db.query("SELECT \(name: column) FROM \(table: Tag.self)", as: String.self)
            let joined = try await db.query(
                "SELECT \(columns: Tag.self, of: "t") FROM contact_tags AS l JOIN tag AS t ON t.id = l.tag_id", as: Tag.self)
            try check(texts.count == 2 && joined.count == 1)
        },
    ]
}
