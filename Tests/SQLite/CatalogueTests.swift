import Junction
import JunctionSQLite
import Testing

@Suite("What SQLite says of tables, and what only their text says") struct CatalogueTests {
    private func table(_ name: String = "t", of statements: [SQL]) async throws -> TableCatalogue {
        var found: Catalogue?
        try await withDatabase(.memory) { db in
            for sql in statements { try await db.execute(sql) }
            found = try await db.catalogue()
        }
        return try #require(found?.tables.first { $0.name == name })
    }

    @Test("Declared types") func types() async throws {
        let table = try await table(of: [
            """
            CREATE TABLE t (a INTEGER, b bigint unsigned, c varchar(20), d CHARACTER VARYING (30), e char(32), f char(8), g text, h bool,
                i boolean, j datetime, k timestamp, l date, m decimal(10, 2), n numeric, o real, p "double precision", q blob, r, s uuid, t json,
                u time, v money)
            """
        ])
        let contents: [ColumnType?] = [
            .integer, .integer, .text, .text, .uuid, .text, .text, .bool, .bool, .moment, .moment, .day, .decimal, .decimal, .real, .real,
            .bytes, nil, nil, nil, nil, nil,
        ]
        #expect(table.columns.map(\.content) == contents)
        #expect(table.columns.map(\.maxLength).compactMap { $0 } == [20, 30, 8])
        #expect(table.columns.compactMap(\.digits) == [Digits(10, 2)])
        #expect(table.column(named: "d")?.type == "character varying")
    }

    @Test("Keys that are counted, and those that are not") func keys() async throws {
        func counting(_ sql: SQL) async throws -> String? { try await table(of: [sql]).primaryKey?.counting }
        #expect(try await counting("CREATE TABLE t (id INTEGER PRIMARY KEY)") == "ROWID")
        #expect(try await counting("CREATE TABLE t (id integer NOT NULL PRIMARY KEY AUTOINCREMENT)") == "AUTOINCREMENT")
        #expect(try await counting("CREATE TABLE t (a text, id INTEGER, PRIMARY KEY (id))") == "ROWID")
        #expect(try await counting("CREATE TABLE t (id INT PRIMARY KEY)") == nil)
        #expect(try await counting("CREATE TABLE t (id INTEGER PRIMARY KEY DESC)") == nil)
        #expect(try await counting("CREATE TABLE t (id INTEGER PRIMARY KEY) WITHOUT ROWID") == nil)
        #expect(try await counting("CREATE TABLE t (a INTEGER, b INTEGER, PRIMARY KEY (b, a))") == nil)
        #expect(
            try await table(of: ["CREATE TABLE t (a INTEGER, b INTEGER, CONSTRAINT k PRIMARY KEY (b, a))"]).primaryKey
                == .init(name: "k", columns: ["b", "a"]))
        #expect(try await table(of: ["CREATE TABLE t (a)"]).primaryKey == nil)
    }

    @Test("Constraints with their names") func constraints() async throws {
        let table = try await table(of: [
            "CREATE TABLE other (id INTEGER PRIMARY KEY, a, b, UNIQUE (a, b))",
            """
            CREATE TABLE t ( -- a comment, with a comma and a (
                id INTEGER PRIMARY KEY, "odd, name" text DEFAULT 'a, b)' CONSTRAINT short CHECK (length("odd, name") < 9), /* , ) */
                o INTEGER CONSTRAINT k REFERENCES Other ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, x, y COLLATE NOCASE,
                g AS (x || 'y') STORED, CONSTRAINT pair UNIQUE (x, y), UNIQUE (y), CHECK (x <> ')' OR y IN (1, 2)),
                FOREIGN KEY (x, y) REFERENCES other (A, b) ON UPDATE CASCADE)
            """,
        ])
        #expect(
            table.checks == [
                .init(sql: "x <> ')' OR y IN (1, 2)"), .init(name: "short", sql: "length(\"odd, name\") < 9"),
            ])
        #expect(table.uniques == [.init(name: "pair", columns: ["x", "y"]), .init(columns: ["y"])])
        #expect(
            table.foreignKeys == [
                .init(name: "k", columns: ["o"], table: "other", references: ["id"], onDelete: .setNull, isDeferred: true),
                .init(columns: ["x", "y"], table: "other", references: ["a", "b"], onUpdate: .cascade),
            ])
        #expect(table.column(named: "g")?.generation == "x || 'y'")
        #expect(table.column(named: "y")?.collation == "NOCASE")
        #expect(table.column(named: "odd, name")?.initial == "'a, b)'")
    }

    @Test("Indexes of plain columns, and all others") func indexes() async throws {
        let table = try await table(of: [
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)", "CREATE INDEX plain ON t (a, b)", "CREATE UNIQUE INDEX one ON t (b)",
            "CREATE UNIQUE INDEX part ON t (a) WHERE b > 1", "CREATE INDEX down ON t (a DESC)", "CREATE INDEX lower ON t (lower(a))",
            "CREATE INDEX nocase ON t (a COLLATE NOCASE)", "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END",
        ])
        #expect(table.indexes == [.init(name: "plain", columns: ["a", "b"], isConstraint: false)])
        #expect(table.uniques == [.init(name: "one", columns: ["b"], isConstraint: false)])
        #expect(table.others.map(\.name) == ["down", "lower", "nocase", "part", "tr"])
        #expect(table.others.last?.kind == .trigger && table.others.first?.sql == "CREATE INDEX down ON t (a DESC)")
    }

    @Test("Options of a table, views, tables that are virtual") func options() async throws {
        let table = try await table(of: ["CREATE TABLE t (id TEXT PRIMARY KEY ON CONFLICT REPLACE) WITHOUT ROWID"])
        #expect(table.others.map(\.sql) == ["ON CONFLICT REPLACE of id", "WITHOUT ROWID"])
        try await withDatabase(.memory) { db in
            try await db.execute("CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT)")
            try await db.execute("CREATE VIEW v AS SELECT id FROM a")
            let catalogue = try await db.catalogue()
            #expect(catalogue.tables.map(\.name) == ["a"])
            #expect(catalogue.others == [CatalogueEntry(.view, "v", "CREATE VIEW v AS SELECT id FROM a")])
        }
    }
}
