import Junction
import JunctionSQLite
import JunctionTesting
import Suites
import Synchronization
import Testing

/// `set` adds and removes, or does neither: with a savepoint where the database may refuse the removal, and without one where it cannot.
@Suite struct SetAtomicityTests {
    /// Soup with salt and dill; mint is there.
    private struct Kitchen {
        let soup: Dish
        let herbs: [Key<Herb>]

        init(on db: Database) async throws {
            soup = try await Dish(name: "soup").insert(on: db)
            herbs = try await Herb.insert(["salt", "dill", "mint"].map { Herb(name: $0) }, on: db)
            try await soup.herbs.add(keys: Array(herbs.prefix(2)), on: db)
            try await soup.garnish.add(keys: Array(herbs.prefix(2)), on: db)
        }

        /// Removes salt and adds mint.
        @discardableResult
        func change(on session: some Session) async throws -> LinkChanges<Herb> {
            try await soup.herbs.set(keys: [herbs[1], herbs[2]], on: session)
        }

        func isUnchanged(on session: some Session) async throws -> Bool {
            Set(try await soup.herbs.all(on: session).map(\.id)) == Set(herbs.prefix(2))
        }

        func isChanged(on session: some Session) async throws -> Bool {
            Set(try await soup.herbs.all(on: session).map(\.id)) == Set(herbs.suffix(2))
        }
    }

    private func run(
        observers: [any StatementObserver] = [], _ body: (Database, Kitchen, Faults) async throws -> Void
    ) async throws {
        try await withFile { path in
            let driver = FaultyDriver(path: path)
            try await closing(try await Database(driver, DatabaseConfiguration(observers: observers))) { db in
                try await db.create([Dish.self, Herb.self, Garnish.self])
                try await body(db, try await Kitchen(on: db), driver.faults)
            }
            #expect(driver.faults.isEmpty, "every fault happened")
        }
    }

    @Test("No savepoint where nothing can refuse the removal, nor around a single statement")
    func withoutSavepoint() async throws {
        try await run { db, kitchen, faults in
            try await db.transaction { tx in
                let changes = try await kitchen.change(on: tx)
                #expect(changes.added == [kitchen.herbs[2]] && changes.removed == [kitchen.herbs[0]])
                #expect(changes.existing == [kitchen.herbs[1]])
                #expect(faults.takeSavepoints() == 0)
                let many = try await Dish.set(\.herbs, to: [kitchen.soup.id: [kitchen.herbs[0]]], on: tx)
                #expect(many[kitchen.soup.id]?.removed.count == 2 && many[kitchen.soup.id]?.added.count == 1)
                #expect(faults.takeSavepoints() == 0)
                // Softly, and by one statement.
                try await kitchen.soup.garnish.set(keys: kitchen.herbs, on: tx)
                try await kitchen.soup.garnish.set(keys: [kitchen.herbs[0]], on: tx)
                #expect(faults.takeSavepoints() == 0)
                // By two: a check, or anything else, may refuse an update.
                try await kitchen.soup.garnish.set(keys: [kitchen.herbs[1]], on: tx)
                #expect(faults.takeSavepoints() == 1)
            }
        }
    }

    /// What may refuse the removal of a link, or hide what does.
    private static let dangers = [
        "CREATE TRIGGER held BEFORE DELETE ON dish_herbs BEGIN SELECT RAISE(ABORT, 'no') WHERE old.herb = 1; END",
        "CREATE TEMP TRIGGER held BEFORE DELETE ON main.DISH_HERBS BEGIN SELECT RAISE(ABORT, 'no') WHERE old.herb = 1; END",
        "CREATE TABLE note (id integer PRIMARY KEY, dish, herb, FOREIGN KEY (dish, herb) REFERENCES Dish_Herbs (dish, herb))",
    ]

    @Test("A removal that is refused takes the addition back, and nothing else", arguments: dangers)
    func refused(_ danger: String) async throws {
        try await run { db, kitchen, faults in
            try await execute(danger, on: db)
            if danger.contains("note") { try await execute("INSERT INTO note (dish, herb) VALUES (1, 1)", on: db) }
            try await db.transaction { tx in
                let chive = try await Herb(name: "chive").insert(on: tx)
                _ = faults.takeSavepoints()
                try await refusal(of: DatabaseError.self) { try await kitchen.change(on: tx) }
                #expect(faults.takeSavepoints() == 1)
                try #require(try await kitchen.isUnchanged(on: tx))
                let name = try await Herb.find(chive.id, on: tx).name
                #expect(name == "chive")
            }
            try #require(try await kitchen.isUnchanged(on: db))
            let count = try await Herb.query.count(on: db)
            #expect(count == 4)
        }
    }

    @Test("Also where it came in the same transaction, which could take it back", arguments: dangers)
    func refusedSinceNow(_ danger: String) async throws {
        try await run { db, kitchen, faults in
            try await db.transaction { tx in
                try await kitchen.soup.herbs.set(keys: Array(kitchen.herbs.prefix(2)), on: tx)
                try await execute(danger, on: tx)
                if danger.contains("note") { try await execute("INSERT INTO note (dish, herb) VALUES (1, 1)", on: tx) }
                try await refusal(of: DatabaseError.self) { try await kitchen.change(on: tx) }
                try #require(try await kitchen.isUnchanged(on: tx))
            }
        }
    }

    @Test("Another program's trigger is seen")
    func othersTrigger() async throws {
        try await withFile { path in
            try await closing(Database.sqlite(path: path)) { db in
                try await db.create([Dish.self, Herb.self, Garnish.self])
                let kitchen = try await Kitchen(on: db)
                let changes = try await db.transaction { try await kitchen.change(on: $0) }
                #expect(changes.removed.count == 1)
                try await closing(Database.sqlite(path: path)) { try await execute(Self.dangers[0], on: $0) }
                try await kitchen.soup.herbs.add(keys: [kitchen.herbs[0]], on: db)
                try await db.transaction { tx in
                    try await refusal(of: DatabaseError.self) { try await kitchen.soup.herbs.set(keys: [], on: tx) }
                    try await refusal(of: DatabaseError.self) {
                        let chive = try await Herb(name: "chive").insert(on: tx)
                        try await kitchen.soup.herbs.set(keys: [chive.id], on: tx)
                    }
                    let count = try await kitchen.soup.herbs.count(on: tx)
                    #expect(count == 3)
                }
            }
        }
    }

    @Test("Where the database itself fails at the removal, the whole transaction is gone")
    func fault() async throws {
        try await run { db, kitchen, faults in
            try await refusal(of: QueryError.self) {
                try await db.transaction { tx in
                    _ = try await Herb(name: "chive").insert(on: tx)
                    faults.fail(statement: "DELETE FROM \"dish_herbs\"")
                    try await refusal(of: DatabaseError.self) { try await kitchen.change(on: tx) }
                    let error = try await refusal(of: QueryError.self) { _ = try await Herb(name: "basil").insert(on: tx) }
                    #expect(error.kind == .transactionIsOver)
                }
            }
            try #require(try await kitchen.isUnchanged(on: db))
            let count = try await Herb.query.count(on: db)
            #expect(count == 3)
            // By itself, too, and the connection is as good as before.
            faults.fail(statement: "DELETE FROM \"dish_herbs\"")
            try await refusal(of: DatabaseError.self) { try await kitchen.change(on: db) }
            try #require(try await kitchen.isUnchanged(on: db))
            let changes = try await kitchen.change(on: db)
            #expect(changes.removed.count == 1)
            #expect(faults.opened.load(ordering: .relaxed) == 1)
        }
    }

    @Test("A temporary table does not hide the key of the table that it is named like")
    func hiddenKey() async throws {
        try await run { db, kitchen, _ in
            try await execute(Self.dangers[2], on: db)
            try await execute("INSERT INTO note (dish, herb) VALUES (1, 1)", on: db)
            try await execute("CREATE TEMP TABLE note (id integer PRIMARY KEY)", on: db)
            try await db.transaction { tx in
                try await refusal(of: DatabaseError.self) { try await kitchen.change(on: tx) }
                try #require(try await kitchen.isUnchanged(on: tx))
            }
        }
    }

    @Test("A pair that ends in several roles is reported once")
    func roles() async throws {
        try await withFile { path in
            try await closing(Database.sqlite(path: path)) { db in
                try await db.create([Feast.self, Herb.self, Serving.self])
                let feast = try await Feast(name: "birthday").insert(on: db)
                let herbs = try await Herb.insert([Herb(name: "salt"), Herb(name: "dill")], on: db)
                for role in ["starter", "main"] { try await feast.herbs.add(keys: [herbs[0]], on: db) { $0.role = role } }
                let changes = try await db.transaction { try await feast.herbs.set(keys: [herbs[1]], on: $0) }
                #expect(changes.removed == [herbs[0]] && changes.added == [herbs[1]])
            }
        }
    }

    /// Cancels a task as soon as a statement has run.
    private final class Canceller: StatementObserver {
        private let task = Guarded<Task<Bool, any Error>?>(nil)
        private let start: String

        init(after start: String) { self.start = start }

        func cancels(_ task: Task<Bool, any Error>) { self.task.withLock { $0 = task } }

        func statementDidRun(_ event: StatementEvent) { if event.sql.hasPrefix(start) { task.withLock { $0?.cancel() } } }
    }

    @Test("A cancellation after the addition does not stop the removal")
    func cancelled() async throws {
        let canceller = Canceller(after: "INSERT INTO \"dish_herbs\"")
        try await run(observers: [canceller]) { db, kitchen, _ in
            let (begun, signal) = AsyncStream<Void>.makeStream()
            let task = Task {
                for await _ in begun { break }
                _ = try await kitchen.change(on: db)
                return Task.isCancelled
            }
            canceller.cancels(task)
            signal.finish()
            let isCancelled = try await task.value
            #expect(isCancelled, "meanwhile")
            try #require(try await kitchen.isChanged(on: db))
        }
    }
}

@Model
struct Feast {
    var id: Key<Feast>
    var name: String
    @ManyToMany var herbs: Many<Herb>.Through<Serving>
}

@Model
struct Serving {
    var id: Key<Serving>
    var feastID: Key<Feast>
    var herbID: Key<Herb>
    var role: String = "main"

    static let options = Options<Self>(unique: { [[$0.feastID, $0.herbID, $0.role]] })
}
