import Foundation
import JunctionTesting
import Suites
import Testing

@testable import Junction
@testable import JunctionSQLite

@Model
struct Dish {
    var id: Key<Dish>
    var name: String
    @ManyToMany(table: "dish_herbs", from: "dish", to: "herb") var herbs: Many<Herb>
    @ManyToMany var garnish: Many<Herb>.Through<Garnish>
}

@Model
struct Garnish: SoftDeletable {
    var id: Key<Garnish>
    var dishID: Key<Dish>
    var herbID: Key<Herb>
    @DeletedAt var deleted: Date?
}

@Model
struct Herb {
    var id: Key<Herb>
    var name: String
}

/// Foreign keys of the database are relied upon where they are looked at, and only there.
@Suite struct ForeignKeyTests {
    private static let herbs = "CREATE TABLE dish_herbs (id integer PRIMARY KEY, dish bigint, herb bigint, UNIQUE (dish, herb))"
    private static let guardedHerbs = """
        CREATE TABLE dish_herbs (id integer PRIMARY KEY, dish bigint NOT NULL REFERENCES dish, herb bigint NOT NULL REFERENCES herb (id), \
        UNIQUE (dish, herb))
        """

    /// Two databases on one file, as two programs have it; the statements of the first.
    private func programs(_ body: (Database, Database, StatementRecorder) async throws -> Void) async throws {
        try await withFile { path in
            let recorder = StatementRecorder()
            let configuration = SQLiteConfiguration(DatabaseConfiguration(observers: [recorder]))
            try await closing(Database.sqlite(path: path, configuration)) { db in
                try await closing(Database.sqlite(path: path)) { other in
                    try await db.create([Dish.self, Herb.self, Garnish.self])
                    try await other.execute("DROP TABLE IF EXISTS dish_herbs")
                    try await other.execute(SQL(stringLiteral: Self.guardedHerbs))
                    try await body(db, other, recorder)
                }
            }
        }
    }

    /// Whether the statements since the last time asked for the ends of a link.
    private func asks(_ recorder: StatementRecorder) -> Bool {
        recorder.takeSQL().contains { $0.contains("junction_require") || $0.contains("SELECT count(*) FROM json_each") }
    }

    @Test("Nothing is asked where they are looked at")
    func lookedAt() async throws {
        try await programs { db, _, recorder in
            let soup = try await Dish(name: "soup").insert(on: db), salt = try await Herb(name: "salt").insert(on: db)
            _ = recorder.take()
            try await soup.herbs.add(salt, on: db)
            let again = try await soup.herbs.add(salt, on: db)
            #expect(again.existing == [salt.id])
            let insertion = #"INSERT INTO "dish_herbs" AS l ("dish", "herb") VALUES (?1, ?2) ON CONFLICT ("dish", "herb") DO NOTHING"#
            #expect(recorder.takeSQL() == [insertion, insertion])
            let error = try await refusal(of: RelationError.self) { try await soup.herbs.add(keys: [Key(77)], on: db) }
            #expect(error.kind == .missingTargets && error.keys == [.integer(77)])
            let gone = Dish(id: Key(99), name: "gone")
            let other = try await refusal(of: RelationError.self) { try await gone.herbs.add(salt, on: db) }
            #expect(other.kind == .missingOwner)
            let count = try await soup.herbs.count(on: db)
            #expect(count == 1)
        }
    }

    @Test("Nor for several that were not linked when 'set' read them; what is missing is told, and nothing was written then")
    func several() async throws {
        try await programs { db, _, recorder in
            let soup = try await Dish(name: "soup").insert(on: db), stew = try await Dish(name: "stew").insert(on: db)
            let herbs = try await Herb.insert(["salt", "dill", "mint"].map { Herb(name: $0) }, on: db)
            _ = recorder.take()
            let changes = try await soup.herbs.set(keys: herbs, on: db)
            #expect(changes.added == herbs)
            let insertion = #"""
                INSERT INTO "dish_herbs" AS l ("dish", "herb") SELECT ?1, k."value" FROM json_each(?2) AS k WHERE 1 \#
                ON CONFLICT ("dish", "herb") DO NOTHING
                """#
            let sent = recorder.takeSQL()
            #expect(sent.count == 2 && sent.last == insertion)
            let other = try await refusal(of: RelationError.self) { try await stew.herbs.set(keys: [Key(77), herbs[0]], on: db) }
            #expect(other.kind == .missingTargets && other.keys == [.integer(77)])
            let both = try await refusal(of: RelationError.self) { try await soup.herbs.set(keys: [Key(77), Key(78)], on: db) }
            #expect(both.kind == .missingTargets && both.keys == [.integer(77), .integer(78)])
            let counts = [try await soup.herbs.count(on: db), try await stew.herbs.count(on: db)]
            #expect(counts == [3, 0])
            _ = recorder.take()
            try await Dish.set(\.herbs, to: [stew.id: [herbs[0], herbs[1]], soup.id: [herbs[1]]], on: db)
            #expect(!asks(recorder))
        }
    }

    @Test("A link among several that leads to nothing, since its end went while they were off, is an error before anything is written")
    func dangling() async throws {
        try await programs { db, other, recorder in
            let soup = try await Dish(name: "soup").insert(on: db)
            let herbs = try await Herb.insert(["salt", "dill"].map { Herb(name: $0) }, on: db)
            try await soup.herbs.add(keys: [herbs[1]], on: db)
            try await other.execute("PRAGMA foreign_keys = OFF")
            try await other.execute("DELETE FROM herb WHERE name = 'dill'")
            _ = recorder.take()
            try await db.transaction { tx in
                let error = try await refusal(of: RelationError.self) { try await soup.herbs.add(keys: herbs, on: tx) }
                #expect(error.kind == .missingTargets && error.keys == [herbs[1].columnValue])
            }
            #expect(asks(recorder))
            let count = try await db.query("SELECT count(*) FROM dish_herbs", as: Int.self)
            #expect(count == [1])
        }
    }

    @Test("A soft-deleted link whose end went while they were off is not restored")
    func restored() async throws {
        try await programs { db, other, recorder in
            let soup = try await Dish(name: "soup").insert(on: db)
            let herbs = try await Herb.insert(["salt", "dill"].map { Herb(name: $0) }, on: db)
            try await soup.garnish.add(keys: herbs, on: db)
            try await soup.garnish.clear(on: db)
            try await other.execute("PRAGMA foreign_keys = OFF")
            try await other.execute("DELETE FROM herb WHERE name = 'dill'")
            _ = recorder.take()
            for isSet in [false, true] {
                let error = try await refusal(of: RelationError.self) {
                    _ =
                        isSet
                        ? try await soup.garnish.set(keys: herbs, on: db) : try await soup.garnish.add(keys: [herbs[1]], on: db)
                }
                #expect(error.kind == .missingTargets && error.keys == [herbs[1].columnValue])
                let insertion = try #require(recorder.takeSQL().first { $0.hasPrefix("INSERT") })
                #expect(insertion.contains("DO UPDATE SET") && !insertion.contains("EXISTS") && !insertion.contains("count(*)"))
            }
            let count = try await soup.garnish.count(on: db)
            #expect(count == 0)
            let salt = try await soup.garnish.add(keys: [herbs[0]], on: db)
            #expect(salt.restored == [herbs[0]])
        }
    }

    @Test("A setting that was refused with what followed it may have changed all the same", arguments: ["db", "tx"])
    func refused(_ place: String) async throws {
        try await programs { db, _, recorder in
            let soup = try await Dish(name: "soup").insert(on: db), salt = try await Herb(name: "salt").insert(on: db)
            try await soup.herbs.add(salt, on: db)
            if place == "db" { _ = try? await db.execute("PRAGMA defer_foreign_keys = ON; SELECT 1") }
            try await db.transaction { tx in
                try await soup.herbs.add(salt, on: tx)
                if place == "tx" { _ = try? await tx.execute("PRAGMA defer_foreign_keys = ON; SELECT 1") }
                let error = try await refusal(of: RelationError.self) { try await soup.herbs.add(keys: [Key(77)], on: tx) }
                #expect(error.kind == .missingTargets)
            }
            _ = recorder.take()
            try await soup.herbs.add(salt, on: db)
            #expect(!asks(recorder))
        }
    }

    @Test("A temporary table in the place of the junction has no foreign keys")
    func temporary() async throws {
        try await programs { db, _, recorder in
            let soup = try await Dish(name: "soup").insert(on: db), salt = try await Herb(name: "salt").insert(on: db)
            try await db.execute("CREATE TEMP TABLE Dish_Herbs (id integer PRIMARY KEY, dish bigint, herb bigint, UNIQUE (dish, herb))")
            _ = recorder.take()
            try await soup.herbs.add(salt, on: db)
            #expect(asks(recorder))
            let error = try await refusal(of: RelationError.self) { try await soup.herbs.add(keys: [Key(77)], on: db) }
            #expect(error.kind == .missingTargets)
        }
    }

    @Test(
        "A transaction that may have changed tables or settings relies on nothing before it ends",
        arguments: ["CREATE INDEX herbs ON dish_herbs (herb)", "PRAGMA defer_foreign_keys = ON"])
    func changedHere(_ change: String) async throws {
        try await programs { db, _, recorder in
            let soup = try await Dish(name: "soup").insert(on: db), salt = try await Herb(name: "salt").insert(on: db)
            try await db.transaction { tx in
                try await soup.herbs.add(salt, on: tx)
                #expect(!asks(recorder))
                try await tx.execute(SQL(stringLiteral: change))
                for keys in [[Key<Herb>(77)], [salt.id, Key(77)]] {
                    let error = try await refusal(of: RelationError.self) { try await soup.herbs.add(keys: keys, on: tx) }
                    #expect(error.kind == .missingTargets && asks(recorder))
                }
            }
            try await soup.herbs.add(salt, on: db)
            #expect(!asks(recorder))
        }
    }

    @Test("What a savepoint takes back changes nothing about it, but tables that it had changed do")
    func takenBack() async throws {
        struct Stop: Error {}
        try await programs { db, _, recorder in
            let soup = try await Dish(name: "soup").insert(on: db), salt = try await Herb(name: "salt").insert(on: db)
            for isChanged in [false, true] {
                try await db.transaction { tx in
                    try await refusal(of: Stop.self) {
                        try await tx.transaction { inner in
                            try await soup.herbs.add(salt, on: inner)
                            if isChanged {
                                try await inner.execute("DROP TABLE dish_herbs")
                                try await inner.execute(SQL(stringLiteral: Self.herbs))
                            }
                            throw Stop()
                        }
                    }
                    _ = recorder.take()
                    let error = try await refusal(of: RelationError.self) { try await soup.herbs.add(keys: [Key(77)], on: tx) }
                    #expect(error.kind == .missingTargets && asks(recorder) == isChanged)
                }
            }
        }
    }

    @Test("What another program changes is seen with the next link", arguments: [false, true])
    func changedByAnother(_ isInTransaction: Bool) async throws {
        try await programs { db, other, recorder in
            let soup = try await Dish(name: "soup").insert(on: db), salt = try await Herb(name: "salt").insert(on: db)
            try await soup.herbs.add(salt, on: db)
            #expect(!asks(recorder))
            try await other.execute("DROP TABLE dish_herbs")
            try await other.execute(SQL(stringLiteral: Self.herbs))
            let error = try await refusal(of: RelationError.self) {
                if !isInTransaction {
                    _ = try await soup.herbs.add(keys: [Key(77)], on: db)
                    return
                }
                try await db.transaction { tx in try await soup.herbs.add(keys: [Key(77)], on: tx) }
            }
            #expect(error.kind == .missingTargets && asks(recorder))
            let count = try await db.query("SELECT count(*) FROM dish_herbs", as: Int.self)
            #expect(count == [0])
            // And back again.
            try await other.execute("DROP TABLE dish_herbs")
            try await other.execute(SQL(stringLiteral: Self.guardedHerbs))
            _ = recorder.take()
            try await soup.herbs.add(salt, on: db)
            #expect(!asks(recorder))
        }
    }

    @Test(
        "Keys that refer to something else, or not alone, are not relied upon",
        arguments: [
            "dish bigint REFERENCES dish, herb bigint REFERENCES herb (name)", "dish bigint REFERENCES dish, herb bigint",
            "dish bigint REFERENCES dish, herb bigint REFERENCES dish",
            "dish bigint REFERENCES dish, herb bigint REFERENCES herb DEFERRABLE",
        ])
    func otherKeys(_ columns: String) async throws {
        try await programs { db, other, recorder in
            try await other.execute("DROP TABLE dish_herbs")
            try await other.execute("CREATE UNIQUE INDEX herb_name ON herb (name)")
            try await other.execute(
                SQL(stringLiteral: "CREATE TABLE dish_herbs (id integer PRIMARY KEY, \(columns), UNIQUE (dish, herb))"))
            let soup = try await Dish(name: "soup").insert(on: db)
            _ = recorder.take()
            let error = try await refusal(of: RelationError.self) { try await soup.herbs.add(keys: [Key(77)], on: db) }
            #expect(error.kind == .missingTargets)
            let insertion = #"""
                INSERT INTO "dish_herbs" AS l ("dish", "herb") VALUES (junction_require(?1, \#
                EXISTS (SELECT 1 FROM "herb" AS t, "dish" AS o WHERE t."id" = ?2 AND o."id" = ?1)), ?2) \#
                ON CONFLICT ("dish", "herb") DO NOTHING
                """#
            #expect(recorder.takeSQL().first == insertion)
        }
    }

    @Test("What was found out is kept over changes of rows, one's own and those of others")
    func kept() async throws {
        try await withFile { path in
            let link = try SQLiteLink(.file(path), SQLiteConfiguration(), writable: true)
            let other = try SQLiteLink(.file(path), SQLiteConfiguration(), writable: true)
            defer {
                link.close()
                other.close()
            }
            func execute(_ sql: String, on link: SQLiteLink) throws { _ = try link.execute(Statement(sql), []) }
            func isKnown() throws -> Bool {
                try link.control(.begin(.write, nil))
                _ = try link.checkedKeys(of: "herb")
                try link.control(.commit)
                var checks = link.checks
                return checks.known("dish_herbs") != nil
            }
            for table in ["dish", "herb"] { try execute("CREATE TABLE \(table) (id integer PRIMARY KEY)", on: link) }
            try execute(Self.guardedHerbs, on: link)
            try link.control(.begin(.write, nil))
            let found = try link.checkedKeys(of: "dish_herbs")
            try link.control(.commit)
            #expect(found.map(\.column).sorted() == ["dish", "herb"] && found.map(\.table).sorted() == ["dish", "herb"])
            try execute("INSERT INTO dish DEFAULT VALUES", on: link)
            try execute("INSERT INTO herb DEFAULT VALUES", on: other)
            #expect(try isKnown())
            try execute("CREATE INDEX dishes ON dish_herbs (herb)", on: other)
            #expect(try !isKnown())
        }
    }
}
