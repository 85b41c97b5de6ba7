import Foundation
import Junction
import JunctionTesting
import Testing

/// SQL of the user's own.
@Suite struct RawSQLTests {
    @Test(arguments: TestDatabase.all)
    func modelsAndTuples(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            let name = "'; DROP TABLE article; --"
            _ = try await Article(name: name, stock: 4).insert(on: db)
            _ = recorder.take()
            let found = try await db.query("SELECT \(columns: Article.self) FROM article WHERE name = \(name)", as: Article.self)
            #expect(found.map(\.name) == [name] && found[0].stock == 4)
            let sql = recorder.takeSQL()
            #expect(sql.count == 1 && !sql[0].contains("DROP"))
            let rows = try await db.query(
                "SELECT a.name, count(*) FROM \(table: Article.self) AS a JOIN article_tags AS t ON t.article_id = a.\(name: "id") GROUP BY a.name ORDER BY a.name",
                as: (String, Int).self)
            #expect(rows.map(\.0) == ["apple", "melon"] && rows.map(\.1) == [1, 2])
            let names = try await db.query("SELECT name FROM article WHERE stock IN \(list: [0, 7]) ORDER BY stock", as: String.self)
            #expect(names == ["Bread", "cake"])
            let none: [Int] = []
            #expect(try await db.query("SELECT name FROM article WHERE stock IN \(list: none)", as: String.self).isEmpty)
            let absent: String? = nil
            let notes = try await db.query(
                "SELECT note FROM article WHERE name = \("Bread") OR note = \(absent as String?)", as: String?.self)
            #expect(notes == [nil])
            let aliased = try await db.query(
                "SELECT \(columns: Article.self, of: "x") FROM article AS x ORDER BY x.stock LIMIT 1", as: Article.self)
            #expect(aliased.map(\.name) == ["Bread"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func writes(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            #expect(try await db.execute("UPDATE article SET stock = stock + \(10) WHERE stock > \(1)") == 2)
            try await db.transaction { tx in
                let names = try await tx.query("DELETE FROM article WHERE stock > \(10) RETURNING name", as: String.self)
                #expect(Set(names) == ["apple", "cake"])
                #expect(try await tx.query("SELECT count(*) FROM article", as: Int.self) == [2])
            }
            await #expect(throws: CancellationError.self) {
                try await db.transaction { tx in
                    try await tx.execute("DELETE FROM article")
                    throw CancellationError()
                }
            }
            #expect(try await Article.count(on: db) == 2)
        }
    }

    /// A key of several columns is a value of its own.
    @Test(arguments: TestDatabase.all)
    func compositeKeys(_ database: TestDatabase) async throws {
        try await database.run(KeyShapes.models) { db, _ in
            for (row, number) in [("A", 1), ("A", 2), ("B", 1)] { _ = try await Seat(row: row, number: number).insert(on: db) }
            let keys = [("A", 2), ("B", 1), ("C", 1)].map { Key<Seat>(Seat.RawKey(row: $0.0, number: $0.1)) }
            func numbers(_ condition: SQL) async throws -> [Int] { try await db.query(condition, as: Int.self) }
            #expect(try await numbers("SELECT number FROM seat WHERE (\(name: "row"), number) = \(keys[0])") == [2])
            let select = "SELECT number FROM seat WHERE (\(name: "row"), number) IN \(list: keys) ORDER BY number" as SQL
            #expect(try await numbers(select) == [1, 2])
            let none = "SELECT number FROM seat WHERE (\(name: "row"), number) IN \(list: [Key<Seat>]())" as SQL
            #expect(try await numbers(none) == [])
        }
    }

    @Test(arguments: TestDatabase.all)
    func mistakes(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let order = try await refusal(of: QueryError.self) { _ = try await db.query("SELECT name, id FROM hall", as: Hall.self) }
            #expect(order.kind == .otherColumns(model: "Hall", found: ["name", "id"]))
            let count = try await refusal(of: QueryError.self) { _ = try await db.query("SELECT name FROM hall", as: (String, Int).self) }
            #expect(count.kind == .columnCount(found: 1, expected: 2))
            try await refusal(of: QueryError.self) { _ = try await db.query("SELECT id, name FROM hall", as: String.self) }
            let type = try await refusal(of: RowError.self) { _ = try await db.query("SELECT name FROM hall", as: Int.self) }
            #expect(type.column == "1" && type.expected == "an integer")
            let absent = try await refusal(of: RowError.self) {
                _ = try await db.query("SELECT note FROM article WHERE name = 'Bread'", as: String.self)
            }
            #expect(absent.found == "NULL")
            // A row that cannot be read was not written.
            try await refusal(of: RowError.self) { _ = try await db.query("UPDATE hall SET name = 'x' RETURNING name", as: Int.self) }
            #expect(try await Hall.query.all(on: db).map(\.name) == ["north"])
            let syntax = try await refusal(of: DatabaseError.self) { _ = try await db.query("SELEKT 1", as: Int.self) }
            #expect(syntax.kind == .syntax)
            let several = try await refusal(of: DatabaseError.self) { try await db.execute("DELETE FROM hall; DELETE FROM rack") }
            #expect(several.kind == .syntax)
            try await refusal(of: QueryError.self) {
                _ = try await db.query("SELECT name FROM hall WHERE id = \(Key<Hall>.unassigned)", as: String.self)
            }
            try await refusal(of: QueryError.self) { try await db.execute("DELETE FROM hall WHERE name = 'x\0'") }
            #expect(try await Hall.count(on: db) == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func explained(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            _ = recorder.take()
            let lines = try await Article.filter { $0.name == "x" && $0.stock.in([1, 2]) }.explain(on: db)
            #expect(!lines.isEmpty && lines.joined().contains(database.name == "SQLite" ? "t0" : "Seq Scan on article"))
            #expect(recorder.takeSQL().count == 1)
        }
    }
}
