import Junction
import Testing

/// Closing waits for what runs and refuses what waits or comes.
@Suite struct CloseTests {
    @Test(arguments: TestDatabase.all)
    func aClosedDatabaseSaysSo(_ database: TestDatabase) async throws {
        let db = try await database.open(DatabaseConfiguration())
        try await db.create([SessionItem.self])
        try await sessionAdd("a", on: db)
        await db.close()
        let calls: [(String, @Sendable () async throws -> Void)] = [
            ("a read", { _ = try await sessionNames(on: db) }),
            ("a look-up by key", { _ = try await SessionItem.find(Key(1), on: db) }),
            ("a write", { try await sessionAdd("x", on: db) }),
            ("a transaction", { try await db.transaction { _ in } }),
        ]
        for (what, call) in calls {
            let error = try await refusal(of: PoolError.self, by: call)
            #expect(error == .closed, "\(what)")
        }
        // Closing twice is nothing.
        await db.close()
    }

    @Test(arguments: TestDatabase.all)
    func whatRunsEndsAndWhatWaitsIsRefused(_ database: TestDatabase) async throws {
        let db = try await database.open(DatabaseConfiguration(connections: database.oneWriter, waitLimit: .seconds(3_600)))
        try await db.create([SessionItem.self])
        let inside = SessionGate(), leave = SessionGate(), log = SessionLog()
        let running = Task {
            try await db.transaction { tx in
                try await sessionAdd("a", on: tx)
                await inside.open()
                try await leave.wait()
                try await sessionAdd("b", on: tx)
                let names = try await sessionNames(on: tx)
                await log.append("running: \(names.joined())")
            }
        }
        try await inside.wait()
        let waiting = Task { try await sessionAdd("x", on: db) }
        try await Task.sleep(for: .milliseconds(50))
        let closing = Task {
            await db.close()
            await log.append("closed")
        }
        // The one that waits is refused at once, while the other one runs.
        let error = try await refusal(of: PoolError.self) { try await waiting.value }
        #expect(error == .closed)
        #expect(await log.entries.isEmpty)
        await leave.open()
        try await running.value
        await closing.value
        #expect(await log.entries == ["running: ab", "closed"])
    }

    @Test(arguments: TestDatabase.all)
    func aReadThatRunsIsWaitedFor(_ database: TestDatabase) async throws {
        let db = try await database.open(DatabaseConfiguration(connections: 2))
        try await db.create([SessionItem.self])
        let reading = Task { try await SessionSlow.run(on: db) }
        try await Task.sleep(for: .milliseconds(100))
        let closing = Task { await db.close() }
        try await Task.sleep(for: .milliseconds(50))
        // It is still the task's own: only a cancellation ends it.
        reading.cancel()
        try await refusal(of: CancellationError.self) { try await reading.value }
        await closing.value
    }

    @Test(arguments: TestDatabase.all)
    func closingTwiceAtTheSameTimeWaitsTwice(_ database: TestDatabase) async throws {
        let db = try await database.open(DatabaseConfiguration())
        try await db.create([SessionItem.self])
        let inside = SessionGate(), leave = SessionGate(), log = SessionLog()
        let running = Task {
            try await db.transaction { _ in
                await inside.open()
                try await leave.wait()
                await log.append("running")
            }
        }
        try await inside.wait()
        let closing = (0..<2).map { _ in
            Task {
                await db.close()
                await log.append("closed")
            }
        }
        try await Task.sleep(for: .milliseconds(20))
        await leave.open()
        try await running.value
        for task in closing { await task.value }
        #expect(await log.entries == ["running", "closed", "closed"])
    }
}
