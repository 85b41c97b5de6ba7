import Junction
import Testing

/// Databases whose tables were made otherwise.
@Suite struct BaselineTests {
    private func migrations(_ db: Database, _ models: [any Model.Type]) throws -> [Migration] {
        [Migration("0001_first", try SchemaDiff(of: models, after: [], on: [db.dialect]).steps)]
    }

    /// What `create` made is migrated on as what migrations made.
    @Test(arguments: TestDatabase.all)
    func created(_ database: TestDatabase) async throws {
        // Every seventh: constraints, keys, junctions and circles are among them.
        for pair in stride(from: 2, to: VersionPair.all.count, by: 7).map({ VersionPair.all[$0] }) where !pair.from.isEmpty {
            try await database.run(pair.from) { db, _ in
                let first = try migrations(db, pair.from)
                let all =
                    first + [Migration("0002_second", try SchemaDiff(of: pair.to, after: first, pair.answers, on: [db.dialect]).steps)]
                let report = try await db.baseline(all, to: "0001_first")
                #expect(report.applied == ["0001_first"])
                let again = try await db.baseline(all, to: "0001_first")
                #expect(again.isEmpty)
                try await db.migrate(all, allowDataLoss: true)
                let lines = try await SchemaText.lines(of: db)
                try await database.run(pair.to) { fresh, _ in
                    let made = try await SchemaText.lines(of: fresh)
                    #expect(lines == made)
                }
            }
        }
    }

    /// Constraints and indexes with names of their own, or without one, get those that migrations know them by.
    @Test(arguments: TestDatabase.all)
    func otherNames(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let isServer = db.dialect.altersTables
            func key(_ table: String) -> String {
                isServer
                    ? "id \(table == "band" ? "bigserial" : "bigint GENERATED ALWAYS AS IDENTITY") CONSTRAINT own_\(table)_key PRIMARY KEY"
                    : "id integer NOT NULL PRIMARY KEY AUTOINCREMENT"
            }
            let text = isServer ? "varchar(60) COLLATE \"C\"" : "varchar(60)"
            for statement in [
                "CREATE TABLE band (\(key("band")), name \(text) NOT NULL, code bigint, CONSTRAINT own_unique UNIQUE (name))",
                "CREATE UNIQUE INDEX own_codes ON band (code)",
                """
                CREATE TABLE track (\(key("track")), band_id bigint NOT NULL CONSTRAINT own_reference REFERENCES band (id) DEFERRABLE INITIALLY DEFERRED,
                    name \(text))
                """,
                "CREATE INDEX own_index ON track (band_id)", "CREATE INDEX a ON band (name)",
                "CREATE INDEX band__name__index ON band (name)",
            ] { try await db.execute(SQL(stringLiteral: statement)) }
            // What was given once is not given again.
            try await db.execute("INSERT INTO band (name) VALUES ('gone')")
            try await db.execute("DELETE FROM band")
            let first = [Migration("0001_first", Self.tables.map { .createTable($0) })]
            try await db.baseline(first)
            // Each of them can be named now.
            let second = Migration(
                "0002_second",
                [
                    .dropUnique(["name"], from: "band"), .dropUnique(["code"], from: "band"), .dropIndex(["band_id"], from: "track"),
                    .dropForeignKey(["band_id"], from: "track"),
                    .dropCheck("length", from: "band"), .renameTable("band", to: "group"), .dropColumn("code", from: "group"),
                ])
            for name in ["a", "b"] { try await db.execute("INSERT INTO band (name) VALUES (\(name))") }
            // Somebody's own, which speaks of the old name.
            try await db.execute("DROP INDEX a")
            try await db.migrate(first + [second])
            try await db.execute("INSERT INTO \"group\" (name) VALUES ('a')")
            let names = try await db.query("SELECT name FROM \"group\" ORDER BY id", as: String.self)
            #expect(names == ["a", "b", "a"])
            let keys = try await db.query("SELECT id FROM \"group\" ORDER BY id", as: Int.self)
            #expect(keys == [2, 3, 4])
            let lines = try await SchemaText.lines(of: db)
            try await database.run { other, _ in
                try await other.migrate(first + [second])
                let made = try await SchemaText.lines(of: other)
                #expect(lines == made, "\(lines.symmetricDifference(made))")
            }
        }
    }

    private static let tables = [
        TableDefinition(
            "band",
            columns: [.column("id", .integer), .column("name", .text, maxLength: 60), .column("code", .integer, isOptional: true)],
            key: .counted("id"), unique: [["name"], ["code"]],
            checks: [.check("length", "\"name\" <> ''")], indexes: [["name"]]),
        TableDefinition(
            "track",
            columns: [.column("id", .integer), .column("band_id", .integer), .column("name", .text, isOptional: true, maxLength: 60)],
            key: .counted("id"), foreignKeys: [.key(["band_id"], to: "band", ["id"], onDelete: .cascade)], indexes: [["band_id"]]),
    ]

    /// Links that are told by an index, and have a number of their own.
    @Test(arguments: TestDatabase.all)
    func links(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let key = db.dialect.altersTables ? "id bigserial PRIMARY KEY" : "id integer NOT NULL PRIMARY KEY AUTOINCREMENT"
            for statement in [
                "CREATE TABLE band (\(key))",
                "CREATE TABLE likes (\(key), a_id bigint NOT NULL REFERENCES band, b_id bigint NOT NULL REFERENCES band)",
                "CREATE UNIQUE INDEX own_pair ON likes (a_id, b_id)",
            ] { try await db.execute(SQL(stringLiteral: statement)) }
            let band = TableDefinition("band", columns: [.column("id", .integer)], key: .counted("id"))
            let likes = TableDefinition(
                "likes", columns: [.column("a_id", .integer), .column("b_id", .integer)], key: .junction(["a_id", "b_id"]),
                foreignKeys: [.key(["a_id"], to: "band", ["id"]), .key(["b_id"], to: "band", ["id"])])
            let first = Migration("0001", [.createTable(band), .createTable(likes)])
            try await db.baseline([first])
            let second = Migration("0002", [.renameColumn("b_id", to: "c_id", in: "likes"), .renameTable("likes", to: "likings")])
            try await db.execute("INSERT INTO band (id) VALUES (1), (2)")
            try await db.execute("INSERT INTO likes (a_id, b_id) VALUES (1, 2)")
            try await db.migrate([first, second], allowDataLoss: !db.dialect.altersTables)
            let linked = try await db.query("SELECT a_id + c_id FROM likings", as: Int.self)
            #expect(linked == [3])
            let twice = try await refusal(of: DatabaseError.self) { try await db.execute("INSERT INTO likings (a_id, c_id) VALUES (1, 2)") }
            #expect(twice.kind == .unique)
        }
    }

    /// All that is different is said, and nothing is written.
    @Test(arguments: TestDatabase.all)
    func differences(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await db.execute(
                """
                CREATE TABLE track (id integer NOT NULL, number integer PRIMARY KEY, band_id text NOT NULL, name text NOT NULL,
                    more integer NOT NULL)
                """)
            let all = [Migration("0001", Self.tables.map { .createTable($0) })]
            let error = try await refusal(of: MigrationError.self) { try await db.baseline(all) }
            #expect(error.kind == .doesNotFit)
            for part in [
                "there is no table 'band'", "'track.band_id' has the type 'text', an integer is expected",
                "'track.name' must not be NULL, and may", "'track.more' needs a value", "the primary key of 'track' is not 'id'",
            ] { #expect(error.message.contains(part), "\(error)") }
            try await db.execute(
                "CREATE TABLE uncounted (id bigint NOT NULL PRIMARY KEY, sum integer GENERATED ALWAYS AS (id + 1) STORED NOT NULL)")
            let sum = TableDefinition("uncounted", columns: [.column("id", .integer), .column("sum", .integer)], key: .counted("id"))
            let second = try await refusal(of: MigrationError.self) { try await db.baseline([Migration("0001", [.createTable(sum)])]) }
            #expect(
                second.message.contains("does not count 'uncounted.id'") && second.message.contains("'uncounted.sum' is computed"),
                "\(second)")
            if db.dialect.altersTables {
                try await db.execute(
                    "CREATE TABLE short (id bigserial PRIMARY KEY, name varchar(5) NOT NULL, price numeric(4, 1) NOT NULL)")
                let long = TableDefinition(
                    "short",
                    columns: [
                        .column("id", .integer), .column("name", .text, maxLength: 6), .column("price", .decimal, digits: Digits(6, 2)),
                    ],
                    key: .counted("id"))
                let third = try await refusal(of: MigrationError.self) { try await db.baseline([Migration("0001", [.createTable(long)])]) }
                #expect(
                    third.message.contains("'short.name' has other lengths") && third.message.contains("'short.price' has other"),
                    "\(third)")
            }
            let status = try await db.status(of: all)
            #expect(status.map(\.hasRun) == [false])
            let unknown = try await refusal(of: MigrationError.self) { try await db.baseline(all, to: "0002") }
            #expect(unknown.kind == .name)
            let changed = try await refusal(of: MigrationError.self) { try await db.baseline([all[0], all[0]]) }
            #expect(changed.kind == .name)
        }
    }
}
