import Foundation
import Junction
import Testing

/// What runs after what, and what counted keys are worth.
@Suite struct MigrationOrderTests {
    private static let note = TableDefinition(
        "note", columns: [.column("id", .integer), .column("text", .text, isOptional: true)], key: .counted("id"))
    private static let log = TableDefinition("log", columns: [.column("id", .integer)], key: .counted("id"))
    private static let all = [
        Migration("0001", [.createTable(note)]), Migration("0002", [.renameColumn("text", to: "body", in: "note")]),
        Migration("0003", [.addColumn(.column("stars", .integer, isOptional: true), to: "note"), .createTable(log)]),
        Migration("0004", [.addIndex(["stars"], to: "note")]),
    ]

    /// Migrations that are put together stand where they stood, before what ran after them.
    @Test(arguments: TestDatabase.all)
    func putTogetherBeforeOthers(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await db.migrate(Array(Self.all[...2]))
            let steps = try Migration.tables(after: Array(Self.all[...1]))
            let squashed = [Migration("0001_to_0002", replacing: ["0001", "0002"], steps)] + Self.all[2...]
            let before = try await db.status(of: squashed)
            #expect(before.map(\.hasRun) == [true, true, false])
            let report = try await db.migrate(squashed)
            #expect(report.applied == ["0004"])
            let back = try await db.rollBack(squashed, count: 2)
            #expect(back.rolledBack == ["0004", "0003"])
            let again = try await db.migrate(squashed)
            #expect(again.applied == ["0003", "0004"])
        }
    }

    /// After a merge a database may have run them in another order than that of the list.
    @Test(arguments: TestDatabase.all)
    func putTogetherAroundOthers(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let merged = [Self.all[0], Self.all[2], Self.all[1]], listed = Array(Self.all[...2])
            try await db.migrate(merged)
            let steps = try Migration.tables(after: Array(Self.all[...1]))
            let squashed = [Migration("0001_to_0002", replacing: ["0001", "0002"], steps)] + Self.all[2...]
            #expect(listed.map(\.name) == ["0001", "0002", "0003"])
            let report = try await db.migrate(squashed)
            #expect(report.applied == ["0004"])
            let back = try await db.rollBack(squashed, count: 2)
            #expect(back.rolledBack == ["0004", "0003"])
        }
    }

    /// That they stand for others is written down also where nothing else is to be done: a later list need not say it.
    @Test(arguments: TestDatabase.all)
    func putTogetherTwice(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await db.migrate(Self.all)
            let first = Migration("0001_to_0003", replacing: ["0001", "0002", "0003"], try Migration.tables(after: Array(Self.all[...2])))
            let report = try await db.migrate([first, Self.all[3]])
            #expect(report.isEmpty)
            let second = Migration("0001_to_0004", replacing: ["0001_to_0003", "0004"], try Migration.tables(after: Self.all))
            let again = try await db.migrate([second])
            #expect(again.isEmpty)
            let plain = try await db.status(of: [Migration("0001_to_0004", second.steps)])
            #expect(plain.map(\.hasRun) == [true])
        }
    }

    /// A new table would be without it.
    @Test(arguments: TestDatabase.all)
    func columnsByHand(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await db.migrate([Self.all[0]])
            try await db.execute("ALTER TABLE note ADD extra text")
            try await db.execute("INSERT INTO note (text, extra) VALUES ('a', 'b')")
            if db.dialect.altersTables {
                try await db.migrate(Self.all)
                let kept = try await db.query("SELECT extra FROM note", as: String?.self)
                #expect(kept == ["b"])
            } else {
                let error = try await refusal(of: MigrationError.self) { try await db.migrate(Self.all) }
                #expect(error.kind == .dataLoss && error.message.contains("'extra' of 'note', which no migration knows"), "\(error)")
                try await db.migrate(Self.all, allowDataLoss: true)
            }
        }
    }

    /// What was counted and is to be a plain column would be gone.
    @Test(arguments: TestDatabase.all)
    func countedKeyAsColumn(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let first = [Migration("0001", try SchemaDiff(of: ParentVersion.before, after: [], on: [db.dialect]).steps)]
            let error = #expect(throws: MigrationError.self) { try SchemaDiff(of: ParentVersion.numbered, after: first, on: [db.dialect]) }
            #expect(error?.kind == .doesNotFit && error?.message.contains("'id' of 'parent' was counted") == true)
        }
    }

    /// Numbers that others refer to are not given anew in silence.
    @Test(arguments: TestDatabase.all)
    func countedKeys(_ database: TestDatabase) async throws {
        try await database.run(ByCodeVersion.models) { db, _ in
            let first = [Migration("0001", try SchemaDiff(of: ParentVersion.before, after: [], on: [db.dialect]).steps)]
            let difference = try SchemaDiff(of: ParentVersion.after, after: first, on: [db.dialect])
            #expect(difference.possibleRenames == [SchemaDiff.Rename(table: "parent", column: "id", to: "number")])
            try await db.migrate(first)
            try await db.execute("INSERT INTO parent (id, name) VALUES (5, 'a'), (7, 'b')")
            let error = try await refusal(of: MigrationError.self) { try await db.migrate(first + [Migration("0002", difference.steps)]) }
            #expect(error.kind == .dataLoss && error.message.contains("'id' of 'parent'"), "\(error)")
            var answers = SchemaDiff.Answers()
            answers.renames = difference.possibleRenames
            let renamed = try SchemaDiff(of: ParentVersion.after, after: first, answers, on: [db.dialect])
            try await db.migrate(first + [Migration("0002", renamed.steps)])
            let numbers = try await db.query("SELECT number FROM parent ORDER BY number", as: Int.self)
            #expect(numbers == [5, 7])
        }
    }

    /// What is written when a column is dropped never breaks a rule when it comes back: where it could, rows are in the way.
    @Test(arguments: TestDatabase.all)
    func restoring(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let first = [Migration("0001", try SchemaDiff(of: ParentVersion.rated, after: [], on: [db.dialect]).steps)]
            let all = first + [Migration("0002", try SchemaDiff(of: ParentVersion.before, after: first, on: [db.dialect]).steps)]
            try await db.migrate(first)
            try await db.execute("INSERT INTO parent (name, stars, code, note) VALUES ('a', 5, 'x', 'n')")
            try await db.migrate(all, allowDataLoss: true)
            let error = try await refusal(of: MigrationError.self) { try await db.rollBack(all, allowDataLoss: true) }
            #expect(error.kind == .rows && error.message.contains("'restoring:'"), "\(error)")
            try await db.execute("DELETE FROM parent")
            try await db.rollBack(all)
        }
    }

    /// SQLite takes a name in double quotes that it does not know for a text; an index would be one on nothing.
    @Test(arguments: TestDatabase.named("SQLite"))
    func indexOfADroppedColumn(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let all = [Self.all[0], Migration("0002", [.dropColumn("text", from: "note")])]
            try await db.migrate([all[0]])
            try await db.execute("CREATE INDEX mine ON note (\"text\")")
            try await db.execute("INSERT INTO note (text) VALUES (NULL)")
            let before = try await SchemaText.lines(of: db)
            let error = try await refusal(of: DatabaseError.self) { try await db.migrate(all) }
            #expect(error.kind == .schemaChanged, "\(error)")
            let after = try await SchemaText.lines(of: db)
            #expect(after == before && after.contains { $0.contains("mine") })
            _ = try await refusal(of: DatabaseError.self) { try await db.execute("CREATE INDEX other ON note (\"nothing\")") }
            // Elsewhere there may be such texts.
            try await db.execute("CREATE TABLE old (state text CHECK (state IN (\"open\", \"closed\")))")
            try await db.execute("DROP INDEX mine")
            try await db.migrate(all)
        }
    }

    @Test(arguments: TestDatabase.all)
    func unknownConversions(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let first = [Migration("0001", try SchemaDiff(of: ParentVersion.before, after: [], on: [db.dialect]).steps)]
            let error = #expect(throws: MigrationError.self) { try SchemaDiff(of: ParentVersion.otherType, after: first, on: [db.dialect]) }
            #expect(error?.kind == .doesNotFit && error?.message.contains("add a column, fill it in a data step") == true)
        }
    }
}

private enum ParentVersion {
    enum Before {
        @Model struct Parent {
            var id: Key<Parent>
            var name: String
        }
        @Model struct Child {
            var id: Key<Child>
            @ForeignKey(onDelete: .cascade) var parentID: Key<Parent>
        }
    }
    enum After {
        @Model struct Parent {
            @Column("number") var id: Key<Parent>
            var name: String
        }
        @Model struct Child {
            var id: Key<Child>
            @ForeignKey(onDelete: .cascade) var parentID: Key<Parent>
        }
    }
    enum Numbered {
        @Model struct Parent {
            @Column("number") var id: Key<Parent>
            @Column("id") var old: Int
            var name: String
        }
    }
    enum Rated {
        @Model struct Parent {
            var id: Key<Parent>
            var name: String
            @Check(1...5) var stars: Int
            @Unique var code: String
            var note: String
        }
        @Model struct Child {
            var id: Key<Child>
            @ForeignKey(onDelete: .cascade) var parentID: Key<Parent>
        }
    }
    enum OtherType {
        @Model struct Parent {
            var id: Key<Parent>
            var name: UUID
        }
    }
    static let before: [any Model.Type] = [Before.Parent.self, Before.Child.self]
    static let after: [any Model.Type] = [After.Parent.self, After.Child.self]
    static let numbered: [any Model.Type] = [Numbered.Parent.self]
    static let rated: [any Model.Type] = [Rated.Parent.self, Rated.Child.self]
    static let otherType: [any Model.Type] = [OtherType.Parent.self]
}
