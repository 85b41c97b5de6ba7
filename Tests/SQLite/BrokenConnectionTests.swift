import Junction
import JunctionSQLite
import Suites
import Synchronization
import Testing

/// A connection whose rollback failed is in a state that nobody knows: it is not used again, and nothing that it held is kept.
@Suite struct BrokenConnectionTests {
    /// The number that `ConnectionState` gives the first savepoint in a transaction.
    private static let level = 32

    /// A database on a driver with faults, and a table of items.
    private func run(_ body: (Database, Faults) async throws -> Void) async throws {
        try await withFile { path in
            let driver = FaultyDriver(path: path)
            // Long enough for a machine that is busy with the other tests.
            let db = try await Database(driver, DatabaseConfiguration(waitLimit: .seconds(60)))
            do {
                try await db.create([Item.self])
                try await body(db, driver.faults)
            } catch {
                await db.close()
                throw error
            }
            await db.close()
            #expect(driver.faults.isEmpty, "every fault happened")
        }
    }

    /// Closing happens on the connection's own thread, soon.
    private func isClosed(_ count: Int, _ faults: Faults) async throws -> Bool {
        for _ in 0..<1000 {
            if faults.closed.load(ordering: .relaxed) == count { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    @Test func aFailedRollbackGivesTheConnectionUp() async throws {
        try await run { db, faults in
            faults.fail(.rollback)
            // The error is that of the body.
            try await refusal(of: Oops.self) {
                try await db.transaction { tx in
                    try await add("lost", on: tx)
                    throw Oops()
                }
            }
            try await add("a", on: db)
            #expect(try await names(on: db) == ["a"])
            #expect(faults.opened.load(ordering: .relaxed) == 2, "another connection has taken its place")
            #expect(try await isClosed(1, faults))
            // And that one stays.
            try await db.transaction { try await add("b", on: $0) }
            #expect(faults.opened.load(ordering: .relaxed) == 2)
        }
    }

    /// Whoever waits for the connection gets the new one.
    @Test func aWaiterGetsTheNewConnection() async throws {
        try await run { db, faults in
            faults.fail(.rollback)
            let (begun, signal) = AsyncStream<Void>.makeStream()
            let failing = Task {
                try await db.transaction { tx in
                    try await add("lost", on: tx)
                    signal.finish()
                    try await Task.sleep(for: .milliseconds(100))
                    throw Oops()
                }
            }
            for await _ in begun {}
            let waiting = (0..<5).map { number in Task { try await add("\(number)", on: db) } }
            try await refusal(of: Oops.self) { try await failing.value }
            for task in waiting { try await task.value }
            #expect(try await Set(names(on: db)) == ["0", "1", "2", "3", "4"])
            #expect(faults.opened.load(ordering: .relaxed) == 2)
        }
    }

    @Test func aFailedCommitIsRolledBack() async throws {
        try await run { db, faults in
            faults.fail(.commit)
            var bodies = 0
            let error = try await refusal(of: DatabaseError.self) {
                try await db.transaction { tx in
                    try await tx.afterCommit { Issue.record("nothing was committed") }
                    try await add("lost", on: tx)
                    bodies += 1
                }
            }
            #expect(error.kind == .full)
            #expect(bodies == 1)
            #expect(try await names(on: db).isEmpty)
            try await add("a", on: db)
            #expect(try await names(on: db) == ["a"])
            // It could be rolled back, so it is as good as before.
            #expect(faults.opened.load(ordering: .relaxed) == 1)
        }
    }

    @Test func aCommitAndARollbackThatFail() async throws {
        try await run { db, faults in
            faults.fail(.commit, .rollback)
            try await refusal(of: DatabaseError.self) { try await db.transaction { try await add("lost", on: $0) } }
            try await add("a", on: db)
            #expect(try await names(on: db) == ["a"])
            #expect(faults.opened.load(ordering: .relaxed) == 2)
        }
    }

    /// What an inner transaction wrote cannot be taken back: so the outer one must not commit it.
    @Test func aFailedRollbackOfASavepointEndsTheTransaction() async throws {
        try await run { db, faults in
            faults.fail(.rollbackTo(Self.level))
            var isCommitted = true
            do {
                try await db.transaction { tx in
                    try await add("outer", on: tx)
                    try await refusal(of: Oops.self) {
                        try await tx.transaction { inner in
                            try await add("inner", on: inner)
                            throw Oops()
                        }
                    }
                }
            } catch { isCommitted = false }
            #expect(!isCommitted)
            try await add("next", on: db)
            #expect(try await names(on: db) == ["next"])
            #expect(faults.opened.load(ordering: .relaxed) == 2)
        }
    }

    /// Work with a transaction of its own, such as an insert of many rows.
    @Test func aFailedRollbackOfManyRows() async throws {
        try await run { db, faults in
            let rows = ["a", "b"].map { Item(id: Key(1), name: $0) }
            // It is given up at once, and another one is opened.
            faults.fail(.rollback)
            try await refusal(of: DatabaseError.self) { try await Item.insert(rows, on: db) }
            #expect(try await names(on: db).isEmpty)
            try await add("x", on: db)
            #expect(faults.opened.load(ordering: .relaxed) == 2)
            // Also where the second attempt fails.
            faults.fail(.rollback, .rollback)
            try await refusal(of: DatabaseError.self) { try await Item.insert(rows, on: db) }
            try await add("y", on: db)
            #expect(try await names(on: db) == ["x", "y"])
            #expect(faults.opened.load(ordering: .relaxed) == 3)
        }
    }

    /// A place in the pool is not lost when the connection that takes it cannot begin.
    @Test func aFailedBeginLeavesThePoolAsItWas() async throws {
        try await run { db, faults in
            for _ in 0..<3 {
                faults.fail(.begin(.write, nil))
                let error = try await refusal(of: DatabaseError.self) { try await db.transaction { try await add("x", on: $0) } }
                #expect(error.kind == .full)
            }
            faults.fail(.savepoint(Self.level))
            try await db.transaction { tx in
                try await refusal(of: DatabaseError.self) { try await tx.transaction { try await add("x", on: $0) } }
                try await add("a", on: tx)
            }
            #expect(try await names(on: db) == ["a"])
            #expect(faults.opened.load(ordering: .relaxed) == 1)
        }
    }

    /// The savepoint that work of many statements takes inside a transaction: some of its rows are there and cannot be taken back.
    @Test func aFailedRollbackOfManyRowsInATransaction() async throws {
        try await run { db, faults in
            let rows = ["a", "b"].map { Item(id: Key(1), name: $0) }
            // The number that `Execution.atomically` gives its savepoint.
            faults.fail(.rollbackTo(1_000_000))
            var isCommitted = true
            do {
                try await db.transaction { tx in
                    try await add("outer", on: tx)
                    _ = try? await Item.insert([Item(name: "fine")] + rows, on: tx)
                }
            } catch { isCommitted = false }
            #expect(!isCommitted)
            try await add("next", on: db)
            #expect(try await names(on: db) == ["next"])
        }
    }
}
