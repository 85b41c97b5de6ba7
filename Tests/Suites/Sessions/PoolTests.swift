import Junction
import Testing

/// The pool is bounded and fair, and it says why a connection could not be had.
@Suite(.timeLimit(.minutes(20))) struct PoolTests {
    @Test(arguments: TestDatabase.all)
    func firstComeFirstServed(_ database: TestDatabase) async throws {
        try await database.runSessions(DatabaseConfiguration(connections: database.oneWriter, waitLimit: .seconds(3_600))) { db in
            let log = SessionLog()
            var waiting: [Task<Void, any Error>] = []
            try await sessionHold(db) {
                for number in 0..<20 {
                    let comes = SessionGate()
                    waiting.append(
                        Task {
                            await comes.open()
                            try await db.transaction { _ in await log.append("\(number)") }
                        })
                    // Only when one stands in the queue does the next one come.
                    try await comes.wait()
                    try await Task.sleep(for: .milliseconds(10))
                }
                waiting[7].cancel()
                // The cancelled one leaves the queue at once.
                try await refusal(of: CancellationError.self) { try await waiting[7].value }
            }
            for (number, task) in waiting.enumerated() where number != 7 { try await task.value }
            #expect(await log.entries == (0..<20).filter { $0 != 7 }.map { "\($0)" })
        }
    }

    @Test(arguments: TestDatabase.all)
    func theWaitHasALimit(_ database: TestDatabase) async throws {
        try await database.runSessions(DatabaseConfiguration(connections: database.oneWriter, waitLimit: .milliseconds(200))) { db in
            try await sessionHold(db) {
                let start = ContinuousClock.now
                let error = try await refusal(of: PoolError.self) { try await db.transaction { _ in } }
                #expect(error == .noConnection(within: .milliseconds(200)))
                #expect(ContinuousClock.now - start > .milliseconds(150), "not before the limit")
                // Those who read are not kept waiting by one who writes, where connections are not alike.
                if database.oneWriter > 1 { #expect(try await sessionNames(on: db).isEmpty) }
            }
            try await sessionAdd("a", on: db)
        }
    }

    @Test(arguments: TestDatabase.all)
    func severalWaitersReachTheirLimit(_ database: TestDatabase) async throws {
        try await database.runSessions(DatabaseConfiguration(connections: database.oneWriter, waitLimit: .milliseconds(200))) { db in
            let log = SessionLog()
            try await sessionHold(db) {
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<30 {
                        group.addTask {
                            do { try await sessionAdd("x", on: db) } catch { await log.append("\(error)") }
                        }
                    }
                    await group.waitForAll()
                }
            }
            #expect(await log.entries == Array(repeating: "\(PoolError.noConnection(within: .milliseconds(200)))", count: 30))
            #expect(try await sessionNames(on: db).isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func cancelledWaitersLeaveTheQueue(_ database: TestDatabase) async throws {
        try await database.runSessions(DatabaseConfiguration(connections: database.oneWriter, waitLimit: .seconds(3_600))) { db in
            try await sessionHold(db) {
                let waiting = (0..<100).map { _ in Task { try await sessionAdd("x", on: db) } }
                for task in waiting { task.cancel() }
                for task in waiting { try await refusal(of: CancellationError.self) { try await task.value } }
            }
            try await sessionAdd("a", on: db)
            #expect(try await sessionNames(on: db) == ["a"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func twoThousandTasksShareOneReader(_ database: TestDatabase) async throws {
        try await database.runSessions(DatabaseConfiguration(connections: database.oneWriter, waitLimit: .seconds(3_600))) { db in
            try await sessionAdd("a", on: db)
            let total = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2000 { group.addTask { try await sessionNames(on: db).count } }
                return try await group.reduce(0, +)
            }
            #expect(total == 2000)
        }
    }

    @Test(arguments: TestDatabase.all)
    func manyTasksReadAndWrite(_ database: TestDatabase) async throws {
        try await database.runSessions(DatabaseConfiguration(connections: 3, waitLimit: .seconds(3_600))) { db in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask { try await sessionAdd("\(number)", on: db) }
                    group.addTask { try await db.transaction { try await sessionAdd("\(number)", on: $0) } }
                    group.addTask { _ = try await SessionItem.find([Key(Int64(number))], on: db) }
                }
                try await group.waitForAll()
            }
            #expect(try await SessionItem.count(on: db) == 200)
        }
    }
}
