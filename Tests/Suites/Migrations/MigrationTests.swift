import Foundation
import Junction
import JunctionTesting
import Testing

/// What runs, when, and what does not.
@Suite struct MigrationTests {
    private static let note = TableDefinition(
        "note", columns: [.column("id", .integer), .column("text", .text, isOptional: true)], key: .counted("id"))
    private static let first = Migration("0001", [.createTable(note)])
    private static let second = Migration("0002", [.renameColumn("text", to: "body", in: "note")])
    private static let both = [first, second]

    @Test(arguments: TestDatabase.all)
    func onceEach(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let before = try await db.status(of: Self.both)
            #expect(before.map(\.hasRun) == [false, false])
            let report = try await db.migrate(Self.both)
            #expect(report.applied == ["0001", "0002"] && report.rolledBack == [])
            let again = try await db.migrate(Self.both)
            #expect(again.isEmpty)
            let after = try await db.status(of: Self.both)
            #expect(after.map(\.name) == ["0001", "0002"] && after.allSatisfy(\.hasRun) && !after.contains(where: \.isChanged))
            let back = try await db.rollBack(Self.both, count: 5)
            #expect(back.rolledBack == ["0002", "0001"])
            let tables = try await db.status(of: Self.both)
            #expect(tables.allSatisfy { !$0.hasRun })
        }
    }

    @Test(arguments: TestDatabase.all)
    func manyAtOnce(_ database: TestDatabase) async throws {
        try await database.run(connections: 5) { db, _ in
            let reports = try await withThrowingTaskGroup(of: MigrationReport.self) { group in
                for _ in 0..<8 { group.addTask { try await db.migrate(Self.both) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(reports.flatMap(\.applied).sorted() == ["0001", "0002"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func whatIsNotAsItWas(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await db.migrate(Self.both)
            let other = [Self.first, Migration("0002", [.renameColumn("text", to: "words", in: "note")])]
            let changed = try await refusal(of: MigrationError.self) { try await db.migrate(other) }
            #expect(changed.kind == .changed && changed.migration == "0002", "\(changed)")
            let status = try await db.status(of: other)
            #expect(status.map(\.isChanged) == [false, true])
            let unknown = try await refusal(of: MigrationError.self) { try await db.migrate([Self.first]) }
            #expect(unknown.kind == .unknown && unknown.message.contains("0002"), "\(unknown)")
            let listed = try await db.status(of: [Self.first])
            #expect(listed.map(\.isUnknown) == [false, true])
            for names in [["0001", "0001"], [""], [String(repeating: "x", count: 201)]] {
                let error = try await refusal(of: MigrationError.self) { try await db.migrate(names.map { Migration($0, []) }) }
                #expect(error.kind == .name)
            }
            let missing = try await refusal(of: MigrationError.self) { try await db.migrate(Self.both, to: "0003") }
            #expect(missing.kind == .name && missing.message.contains("0001, 0002"), "\(missing)")
        }
    }

    @Test(arguments: TestDatabase.all)
    func whatDoesNotFit(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let steps: [MigrationStep] = [
                .dropTable("nothing"), .createTable(Self.note), .renameTable("note", to: "note"), .dropColumn("words", from: "note"),
                .renameColumn("text", to: "id", in: "note"), .addColumn(.column("text", .text), to: "note"),
                .addUnique(["text", "words"], to: "note"), .dropUnique(["text"], from: "note"), .dropIndex(["text"], from: "note"),
                .dropForeignKey(["text"], from: "note"), .dropCheck("text", from: "note"), .dropColumn("id", from: "note"),
                .addForeignKey(.key(["text"], to: "nothing", ["id"]), to: "note"),
                .addForeignKey(.key(["text"], to: "note", ["words"]), to: "note"), .changeColumn(.column("text", .uuid), in: "note"),
            ]
            try await db.migrate([Self.first])
            let before = try await SchemaText.lines(of: db)
            for step in steps {
                let error = try await refusal(of: MigrationError.self) { try await db.migrate([Self.first, Migration("0002", [step])]) }
                #expect(error.kind == .doesNotFit && error.migration == "0002", "\(step.signature): \(error)")
            }
            let after = try await SchemaText.lines(of: db)
            #expect(after == before)
        }
    }

    @Test(arguments: TestDatabase.all)
    func whatWouldBeLost(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let migrations = [Self.first, Migration("0002", [.dropColumn("text", from: "note")]), Migration("0003", [.dropTable("note")])]
            try await db.migrate(migrations, to: "0001")
            try await db.execute("INSERT INTO note (text) VALUES ('a'), ('b'), (NULL)")
            let column = try await refusal(of: MigrationError.self) { try await db.migrate(migrations) }
            #expect(column.kind == .dataLoss && column.message.contains("'text' of 'note' has values in 2 rows"), "\(column)")
            try await db.migrate(migrations, to: "0002", allowDataLoss: true)
            let table = try await refusal(of: MigrationError.self) { try await db.migrate(migrations) }
            #expect(table.kind == .dataLoss && table.message.contains("the table 'note' has 3 rows"), "\(table)")
            try await db.execute("DELETE FROM note")
            let report = try await db.migrate(migrations)
            #expect(report.applied == ["0003"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func rowsThatAreInTheWay(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await db.migrate([Self.first])
            try await db.execute("INSERT INTO note (text) VALUES ('long enough'), (NULL)")
            let steps: [(MigrationStep, String)] = [
                (.addColumn(.column("stars", .integer), to: "note"), "2 rows"),
                (.changeColumn(.column("text", .text), in: "note"), "NULL in 1 rows"),
                (.changeColumn(.column("text", .text, isOptional: true, maxLength: 5), in: "note"), "more in 1 rows"),
                (.changeColumn(.column("text", .integer, isOptional: true), in: "note"), "in 1 rows"),
            ]
            for (step, message) in steps {
                let error = try await refusal(of: MigrationError.self) { try await db.migrate([Self.first, Migration("0002", [step])]) }
                #expect(error.kind == .rows && error.message.contains(message), "\(error)")
            }
            try await db.execute("UPDATE note SET text = '12' WHERE text IS NOT NULL")
            try await db.migrate([Self.first, Migration("0002", [.changeColumn(.column("text", .integer, isOptional: true), in: "note")])])
            let values = try await db.query("SELECT text FROM note ORDER BY id", as: Int?.self)
            #expect(values == [12, nil])
        }
    }

    @Test(arguments: TestDatabase.all)
    func stepsOfData(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let filled = Migration(
                "0002",
                [
                    .addColumn(.column("size", .integer, isOptional: true), to: "note"),
                    .data("sizes") { tx in
                        _ = try await tx.execute("UPDATE note SET size = length(text)")
                    } undo: { tx in
                        _ = try await tx.execute("UPDATE note SET text = text || '.'")
                    },
                    .changeColumn(.column("size", .integer), in: "note"),
                ])
            let migrations = [Self.first, filled, Migration("0003", [.data("nothing") { _ in }])]
            try await db.migrate(migrations, to: "0001")
            try await db.execute("INSERT INTO note (text) VALUES ('abc')")
            try await db.migrate(migrations, to: "0002")
            let sizes = try await db.query("SELECT size FROM note", as: Int.self)
            #expect(sizes == [3])
            try await db.rollBack(migrations, allowDataLoss: true)
            let texts = try await db.query("SELECT text FROM note", as: String.self)
            #expect(texts == ["abc."])
            try await db.migrate(migrations)
            let error = try await refusal(of: MigrationError.self) { try await db.rollBack(migrations, count: 2, allowDataLoss: true) }
            #expect(error.kind == .irreversible && error.migration == "0003", "\(error)")
            let changed = [Self.first, Migration("0002", [.data("sizes") { _ in }])]
            let refused = try await refusal(of: MigrationError.self) { try await db.migrate(changed) }
            #expect(refused.kind == .changed && refused.migration == "0002", "\(refused)")
        }
    }

    @Test(arguments: TestDatabase.all)
    func aFailureLeavesEverything(_ database: TestDatabase) async throws {
        struct Stop: Error {}
        try await database.run { db, _ in
            try await db.migrate([Self.first])
            try await db.execute("INSERT INTO note (text) VALUES ('a'), ('a')")
            let before = try await SchemaText.lines(of: db)
            let stopped = Migration(
                "0002",
                [
                    .renameTable("note", to: "remark"), .addColumn(.column("stars", .integer), to: "remark", filling: .integer(1)),
                    .data("stop") { _ in throw Stop() },
                ])
            await #expect(throws: Stop.self) { try await db.migrate([Self.first, stopped]) }
            let unique = Migration("0002", [.renameTable("note", to: "remark"), .addUnique(["text"], to: "remark")])
            let error = try await refusal(of: DatabaseError.self) { try await db.migrate([Self.first, unique]) }
            #expect(error.kind == .unique)
            let target = TableDefinition("target", columns: [.column("id", .integer)], key: .counted("id"))
            let dangling = Migration(
                "0002",
                [
                    .createTable(target), .addColumn(.column("target_id", .integer), to: "note", filling: .integer(7)),
                    .addForeignKey(.key(["target_id"], to: "target", ["id"]), to: "note"),
                ])
            let refused = try await refusal(of: DatabaseError.self) { try await db.migrate([Self.first, dangling]) }
            #expect(refused.kind == .foreignKey, "\(refused)")
            let after = try await SchemaText.lines(of: db)
            #expect(after == before)
            let rows = try await db.query("SELECT text FROM note", as: String.self)
            #expect(rows == ["a", "a"])
            let status = try await db.status(of: [Self.first, dangling])
            #expect(status.map(\.hasRun) == [true, false])
        }
    }

    @Test(arguments: TestDatabase.all)
    func severalPutTogether(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await db.migrate(Self.both)
            let all = Migration("0002_all", replacing: ["0001", "0002"], Self.first.steps + Self.second.steps)
            let third = Migration("0003", [.addColumn(.column("stars", .integer, isOptional: true), to: "note")])
            let before = try await db.status(of: [all, third])
            #expect(before.map(\.hasRun) == [true, false])
            let scripts = try await db.scripts(of: [all, third])
            #expect(scripts.map(\.name) == ["0003"])
            let report = try await db.migrate([all, third])
            #expect(report.applied == ["0003"])
            let status = try await db.status(of: [all, third])
            #expect(status.map(\.hasRun) == [true, true] && !status.contains(where: \.isUnknown))
        }
        try await database.run { db, _ in
            try await db.migrate(Self.both)
            let all = Migration("0002_all", replacing: ["0001", "0002"], Self.first.steps + Self.second.steps)
            let report = try await db.rollBack([all])
            #expect(report.rolledBack == ["0002_all"])
        }
        try await database.run { db, _ in
            try await db.migrate([Self.first])
            let all = Migration("0002_all", replacing: ["0001", "0002"], Self.first.steps + Self.second.steps)
            let error = try await refusal(of: MigrationError.self) { try await db.migrate([all]) }
            #expect(error.kind == .unknown && error.migration == "0002_all", "\(error)")
        }
    }

    /// What people made themselves, what was counted, and what keeps rows together.
    @Test(arguments: TestDatabase.named("SQLite"))
    func aNewTableHasAllOfTheOld(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let link = TableDefinition(
                "link", columns: [.column("id", .integer), .column("note_id", .integer)], key: .counted("id"),
                foreignKeys: [.key(["note_id"], to: "note", ["id"], onDelete: .cascade)])
            let migrations = [
                Migration("0001", [.createTable(Self.note), .createTable(link)]),
                Migration("0002", [.addColumn(.column("stars", .integer), to: "note", filling: .integer(1))]),
            ]
            try await db.migrate(migrations, to: "0001")
            try await db.execute("CREATE INDEX my_index ON note (text) WHERE text IS NOT NULL")
            try await db.execute("CREATE TABLE log (text)")
            try await db.execute("CREATE TRIGGER my_trigger AFTER INSERT ON note BEGIN INSERT INTO log VALUES (NEW.text); END")
            try await db.execute("CREATE VIEW my_view AS SELECT text FROM note")
            try await db.execute("INSERT INTO note (text) VALUES ('a'), ('b'), ('c')")
            try await db.execute("INSERT INTO link (note_id) VALUES (1), (2)")
            try await db.execute("DELETE FROM note WHERE id = 3")
            try await db.migrate(migrations)
            try await db.execute("INSERT INTO note (text, stars) VALUES ('d', 2)")
            let ids = try await db.query("SELECT id FROM note ORDER BY id", as: Int.self)
            #expect(ids == [1, 2, 4])
            let log = try await db.query("SELECT text FROM log", as: String.self)
            #expect(log == ["a", "b", "c", "d"])
            let own = try await db.query("SELECT name FROM sqlite_master WHERE name LIKE 'my_%' ORDER BY name", as: String.self)
            #expect(own == ["my_index", "my_trigger", "my_view"])
            let links = try await db.query("SELECT note_id FROM link ORDER BY id", as: Int.self)
            #expect(links == [1, 2])
            let error = try await refusal(of: DatabaseError.self) { try await db.execute("INSERT INTO link (note_id) VALUES (99)") }
            #expect(error.kind == .foreignKey)
            try await db.execute("DELETE FROM note WHERE id = 1")
            let left = try await db.query("SELECT note_id FROM link", as: Int.self)
            #expect(left == [2])
        }
    }

    /// A key that the database begins to count goes on from its greatest value.
    @Test(arguments: TestDatabase.all)
    func aKeyThatIsCountedOrNot(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let migrations = [
                Self.first, Migration("0002", [.changeKey(of: "note", to: .columns(["id"]))]),
                Migration("0003", [.changeKey(of: "note", to: .counted("id"))]),
            ]
            try await db.migrate(migrations, to: "0001")
            let counted = try await SchemaText.lines(of: db)
            try await db.migrate(migrations, to: "0002")
            try await db.execute("INSERT INTO note (id, text) VALUES (41, 'a')")
            try await db.migrate(migrations)
            try await db.execute("INSERT INTO note (text) VALUES ('b')")
            let ids = try await db.query("SELECT id FROM note ORDER BY id", as: Int.self)
            #expect(ids == [41, 42])
            let again = try await SchemaText.lines(of: db)
            #expect(again == counted, "\(again.symmetricDifference(counted))")
        }
    }

    /// What SQLite does not look at itself.
    @Test(arguments: TestDatabase.all)
    func whatIsTooLongAfterItsConversion(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let number = TableDefinition("number", columns: [.column("id", .integer), .column("value", .integer)], key: .counted("id"))
            let first = Migration("0001", [.createTable(number)])
            try await db.migrate([first])
            try await db.execute("INSERT INTO number (value) VALUES (7), (12345)")
            let changes: [ColumnDefinition] = [.column("value", .text, maxLength: 3), .column("value", .decimal, digits: Digits(5, 2))]
            for change in changes {
                let error = try await refusal(of: MigrationError.self) {
                    try await db.migrate([first, Migration("0002", [.changeColumn(change, in: "number")])])
                }
                #expect(error.kind == .rows && error.message.contains("in 1 rows"), "\(error)")
            }
            let fitting: MigrationStep = .changeColumn(.column("value", .decimal, digits: Digits(7, 2)), in: "number")
            let report = try await db.migrate([first, Migration("0002", [fitting])])
            #expect(report.applied == ["0002"])
            for value in [Value.invalid(.notFinite), .text("a\0b"), .tuple([]), .list([], types: [])] {
                let step: MigrationStep = .addColumn(.column("note", .text), to: "number", filling: value)
                let error = try await refusal(of: MigrationError.self) {
                    try await db.migrate([first, Migration("0002", [fitting]), Migration("0003", [step])])
                }
                #expect(error.kind == .doesNotFit, "\(error)")
            }
        }
    }

    /// Where SQLite ends the transaction by itself, or a migration cannot begin, foreign keys are enforced all the same.
    @Test(arguments: TestDatabase.named("SQLite"))
    func foreignKeysAreEnforcedAfterAFailure(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let link = TableDefinition(
                "link", columns: [.column("id", .integer), .column("note_id", .integer)], key: .counted("id"),
                foreignKeys: [.key(["note_id"], to: "note", ["id"])])
            let first = Migration("0001", [.createTable(Self.note), .createTable(link)])
            try await db.migrate([first])
            try await db.execute("INSERT INTO note (id) VALUES (1)")
            let ended = Migration(
                "0002",
                [
                    .data("ended") { tx in _ = try await tx.execute("INSERT OR ROLLBACK INTO note (id) VALUES (1)") }
                ])
            await #expect(throws: (any Error).self) { try await db.migrate([first, ended]) }
            let dangling = try await refusal(of: DatabaseError.self) { try await db.execute("INSERT INTO link (note_id) VALUES (99)") }
            #expect(dangling.kind == .foreignKey)

            // A key that refers to what is not unique cannot be looked at.
            try await db.execute("CREATE TABLE loose (note_text REFERENCES note (text))")
            try await db.execute("PRAGMA foreign_keys = OFF")
            try await db.execute("INSERT INTO loose VALUES ('a')")
            try await db.execute("PRAGMA foreign_keys = ON")
            let column = Migration("0002", [.addColumn(.column("stars", .integer, isOptional: true), to: "note")])
            await #expect(throws: DatabaseError.self) { try await db.migrate([first, column]) }
            let refused = try await refusal(of: DatabaseError.self) { try await db.execute("INSERT INTO link (note_id) VALUES (99)") }
            #expect(refused.kind == .foreignKey)
        }
    }

    /// Told again by every later version: what was written into databases must not change.
    @Test func checksumsStay() {
        let column = ColumnDefinition.column("a \"b\"", .decimal, isOptional: true, digits: Digits(5, 2))
        let table = TableDefinition(
            "t", columns: [.column("id", .integer), column, .column("c", .text, maxLength: 9)], key: .counted("id"), unique: [["c"]],
            foreignKeys: [.key(["c"], to: "u", ["d"], onDelete: .setNull)], checks: [.check("c", "c > 1", on: ["PostgreSQL": "c > 2"])],
            indexes: [["c", "id"]])
        let steps: [MigrationStep] = [
            .createTable(table), .dropTable("t"), .renameTable("t", to: "u"), .addColumn(column, to: "t", filling: .text("x")),
            .dropColumn("c", from: "t", restoring: .moment(5)), .renameColumn("c", to: "d", in: "t"),
            .changeColumn(column, in: "t", filling: .bytes([1, 255]), restoring: .null), .changeKey(of: "t", to: .junction(["a", "b"])),
            .addUnique(["c"], to: "t"), .dropUnique(["c"], from: "t"), .addForeignKey(table.foreignKeys[0], to: "t"),
            .dropForeignKey(["c"], from: "t"), .addCheck(table.checks[0], to: "t"), .dropCheck("c", from: "t"), .addIndex(["c"], to: "t"),
            .dropIndex(["c"], from: "t"), .data("d") { _ in }, .data("d", { _ in }, undo: { _ in }),
        ]
        let signatures = steps.map(\.signature)
        #expect(Set(signatures).count == steps.count)
        #expect(
            signatures[0]
                == #"create table "t" counted "id" column "id" integer column "a ""b""" decimal optional digits 5 2 column "c" text length 9 unique ("c") foreign key ("c") "u" ("d") set null check "c" "c > 1" on "PostgreSQL" "c > 2" index ("c" "id")"#
        )
        #expect(Migration("m", steps).checksum == "4ac1503de519c839")
    }

    /// The statements of a change, without sending them.
    @Test(arguments: TestDatabase.all)
    func scripts(_ database: TestDatabase) async throws {
        try await database.run { db, recorder in
            let added = Migration("0003", [.addColumn(.column("stars", .integer), to: "note", filling: .integer(2))])
            let scripts = try await db.scripts(of: Self.both + [added])
            #expect(scripts.map(\.name) == ["0001", "0002", "0003"])
            let expected =
                db.dialect.name == "SQLite"
                ? [
                    #"CREATE TABLE "junction_new__note" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "body" text, "stars" integer NOT NULL)"#,
                    #"INSERT INTO "junction_new__note" ("id", "body", "stars") SELECT "id", "body", 2 FROM "note""#,
                    "DELETE FROM sqlite_sequence WHERE name = 'junction_new__note'",
                    "INSERT INTO sqlite_sequence (name, seq) SELECT 'junction_new__note', seq FROM sqlite_sequence WHERE name = 'note'",
                    #"DROP TABLE "note""#, #"ALTER TABLE "junction_new__note" RENAME TO "note""#,
                ]
                : [
                    #"ALTER TABLE "note" ADD "stars" bigint NOT NULL DEFAULT 2"#,
                    #"ALTER TABLE "note" ALTER COLUMN "stars" DROP DEFAULT"#,
                ]
            #expect(scripts[2].statements == expected)
            let sent = recorder.take().filter { !$0.sql.contains("SELECT") }
            #expect(sent.isEmpty)
        }
    }
}
