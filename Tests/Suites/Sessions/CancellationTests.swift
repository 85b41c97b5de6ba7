import Junction
import JunctionTesting
import Testing

/// Cancelling a task stops the statement that it runs, and never the one after it.
@Suite(.timeLimit(.minutes(20))) struct CancellationTests {
    @Test(arguments: TestDatabase.all)
    func aCancelledReadEnds(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let task = Task { try await SessionSlow.run(on: db) }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            try await refusal(of: CancellationError.self) { try await task.value }
            try await sessionAdd("a", on: db)
            #expect(try await sessionNames(on: db) == ["a"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aCancelledTransactionEndsAndIsRolledBack(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let inside = SessionGate()
            let task = Task {
                try await db.transaction { tx in
                    try await sessionAdd("lost", on: tx)
                    await inside.open()
                    try await SessionSlow.run(on: tx)
                }
            }
            try await inside.wait()
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            try await refusal(of: CancellationError.self) { try await task.value }
            #expect(try await sessionNames(on: db).isEmpty)
            try await sessionAdd("a", on: db)
        }
    }

    @Test(arguments: TestDatabase.all)
    func aSwallowedCancellationDoesNotCommit(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let inside = SessionGate()
            let task = Task {
                try await db.transaction { tx in
                    try await sessionAdd("lost", on: tx)
                    await inside.open()
                    try? await Task.sleep(for: .seconds(60))
                }
            }
            try await inside.wait()
            task.cancel()
            try await refusal(of: CancellationError.self) { try await task.value }
            #expect(try await sessionNames(on: db).isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func aSwallowedCancellationTakesBackTheSavepoint(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await db.transaction { tx in
                try await sessionAdd("outer", on: tx)
                let inside = SessionGate()
                let child = Task {
                    try await tx.transaction { inner in
                        try await sessionAdd("inner", on: inner)
                        await inside.open()
                        try? await Task.sleep(for: .seconds(60))
                    }
                }
                try await inside.wait()
                child.cancel()
                try await refusal(of: CancellationError.self) { try await child.value }
                #expect(try await sessionNames(on: tx) == ["outer"])
            }
            #expect(try await sessionNames(on: db) == ["outer"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aTaskThatIsCancelledAlreadySendsNothing(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, recorder in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await refusal(of: CancellationError.self) { try await sessionAdd("x", on: db) }
                try await refusal(of: CancellationError.self) { _ = try await SessionItem.find(Key(1), on: db) }
                try await refusal(of: CancellationError.self) { try await db.transaction { _ in } }
            }
            try await task.value
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    /// Three thousand races between a statement's end and its cancellation.
    @Test(arguments: TestDatabase.all)
    func aCancellationNeverReachesTheNextStatement(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await SessionItem.insert((1...100).map { SessionItem(name: "\($0)") }, on: db)
            var hits = 0, late = 0, wrong: [String] = []
            for _ in 0..<3000 {
                let task = Task { _ = try await sessionNames(on: db) }
                let other = Task.detached { task.cancel() }
                do {
                    try await task.value
                    late += 1
                } catch is CancellationError { hits += 1 } catch { wrong.append("\(error)") }
                do { _ = try await sessionNames(on: db) } catch { wrong.append("the next one: \(error)") }
                await other.value
            }
            print("cancellations: \(hits) hit, \(late) came too late")
            #expect(wrong.isEmpty)
            #expect(hits + late == 3000)
        }
    }

    /// The same inside a transaction, where both statements run on one connection for certain.
    @Test(arguments: TestDatabase.all)
    func aCancellationNeverReachesTheNextStatementOfATransaction(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await SessionItem.insert((1...100).map { SessionItem(name: "\($0)") }, on: db)
            try await db.transaction(.read) { tx in
                var wrong: [String] = []
                for _ in 0..<1000 {
                    let task = Task { _ = try await sessionNames(on: tx) }
                    let other = Task.detached { task.cancel() }
                    do { try await task.value } catch is CancellationError {} catch { wrong.append("\(error)") }
                    do { _ = try await sessionNames(on: tx) } catch { wrong.append("the next one: \(error)") }
                    await other.value
                }
                #expect(wrong.isEmpty)
            }
        }
    }

    /// The task of a transaction's body is watched once for all its statements: a thousand races between these and its cancellation.
    @Test(arguments: TestDatabase.all)
    func aCancellationNeverReachesWhatComesAfterTheTransaction(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let item = try await SessionItem(name: "a").insert(on: db)
            var hits = 0, late = 0, wrong: [String] = []
            for round in 0..<1000 {
                let task = Task {
                    try await db.transaction { tx in
                        try await sessionAdd("\(round)", on: tx)
                        _ = try await SessionItem.find(item.id, on: tx)
                        try await tx.transaction { inner in _ = try await sessionNames(on: inner) }
                        _ = try await SessionItem.filter { $0.id != item.id }.delete(on: tx)
                    }
                }
                let other = Task.detached {
                    try await Task.sleep(for: .microseconds(round % 50 * 20))
                    task.cancel()
                }
                do {
                    try await task.value
                    late += 1
                } catch is CancellationError { hits += 1 } catch { wrong.append("\(error)") }
                do {
                    let names = try await sessionNames(on: db)
                    if names != ["a"] { wrong.append("\(names)") }
                } catch { wrong.append("the next one: \(error)") }
                try await other.value
            }
            print("cancelled transactions: \(hits) hit, \(late) came too late")
            #expect(wrong.isEmpty)
            #expect(hits > 0 && hits + late == 1000)
        }
    }

    /// A link that waits for another transaction is short work otherwise, which runs where the body runs.
    @Test(arguments: TestDatabase.named("PostgreSQL"))
    func aLinkThatWaitsForAnotherTransactionEnds(_ database: TestDatabase) async throws {
        try await database.run(Crowd.models) { db, _ in
            let room = try await Room(name: "r").insert(on: db), visitor = try await Crowd.visitors(1, on: db)[0]
            try await db.transaction { tx in
                try await room.visitors.add(keys: [visitor], on: tx)
                let task = Task.detached {
                    try await db.outside { try await db.transaction { try await room.visitors.add(keys: [visitor], on: $0) } }
                }
                try await Task.sleep(for: .milliseconds(200))
                task.cancel()
                try await refusal(of: CancellationError.self) { _ = try await task.value }
            }
            let count = try await room.visitors.count(on: db)
            #expect(count == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func aCancelledReadOfAChildTaskLeavesTheTransactionOpen(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await db.transaction { tx in
                try await sessionAdd("kept", on: tx)
                let child = Task { try await SessionSlow.run(on: tx) }
                let stop = Task.detached {
                    try await Task.sleep(for: .milliseconds(100))
                    child.cancel()
                }
                try await refusal(of: CancellationError.self) { try await child.value }
                try await stop.value
                try await sessionAdd("kept too", on: tx)
            }
            #expect(try await sessionNames(on: db) == ["kept", "kept too"])
        }
    }

    /// A cancellation between two statements of one unit of work is not lost: the rest is not done.
    @Test(arguments: TestDatabase.all)
    func aCancellationBetweenTwoStatementsIsNotLost(_ database: TestDatabase) async throws {
        let trigger = SessionTrigger(), start = SessionGate()
        try await database.runSessions(DatabaseConfiguration(observers: [trigger])) { db in
            let rows = (0..<20_000).map { SessionItem(name: "\($0)") }
            let task = Task {
                try await start.wait()
                try await SessionItem.insert(rows, on: db)
            }
            trigger.after(database.dialect.insertsLists ? 1 : 1000) { task.cancel() }
            await start.open()
            try await refusal(of: CancellationError.self) { try await task.value }
            #expect(try await SessionItem.count(on: db) == 0)
        }
    }
}
