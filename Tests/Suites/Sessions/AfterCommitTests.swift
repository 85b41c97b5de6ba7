import Junction
import Testing

/// What is to be done after the commit: after the outermost one, in order, and not at all for what was taken back.
@Suite struct AfterCommitTests {
    @Test(arguments: TestDatabase.all)
    func itRunsAfterTheCommit(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let log = SessionLog()
            let value = try await db.transaction { tx in
                try await tx.afterCommit {
                    // The transaction is over: the pool may be used, and it sees what was written.
                    let names = try? await sessionNames(on: db)
                    await log.append("after: \(names ?? ["an error"])")
                }
                try await sessionAdd("a", on: tx)
                await log.append("body ends")
                return 7
            }
            #expect(value == 7)
            #expect(await log.entries == ["body ends", #"after: ["a"]"#])
        }
    }

    @Test(arguments: TestDatabase.all)
    func itRunsInTheOrderInWhichItWasAsked(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let log = SessionLog()
            try await db.transaction { tx in
                try await tx.afterCommit { await log.append("1") }
                try await tx.transaction { inner in
                    try await inner.afterCommit { await log.append("2") }
                    try await inner.transaction { deep in try await deep.afterCommit { await log.append("3") } }
                }
                try await tx.afterCommit { await log.append("4") }
                #expect(await log.entries.isEmpty, "a savepoint's end is no commit")
            }
            #expect(await log.entries == ["1", "2", "3", "4"])
            // And only once.
            try await db.transaction { _ in }
            #expect(await log.entries.count == 4)
        }
    }

    @Test(arguments: TestDatabase.all)
    func itDoesNotRunAfterARollback(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let log = SessionLog()
            try await refusal(of: SessionOops.self) {
                try await db.transaction { tx in
                    try await tx.afterCommit { await log.append("outer") }
                    try await tx.transaction { try await $0.afterCommit { await log.append("inner") } }
                    throw SessionOops()
                }
            }
            #expect(await log.entries.isEmpty)
            try await db.transaction { _ in }
            #expect(await log.entries.isEmpty, "the next transaction of the connection does not inherit it")
        }
    }

    @Test(arguments: TestDatabase.all)
    func aSavepointTakesBackItsOwn(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let log = SessionLog()
            try await db.transaction { tx in
                try await tx.afterCommit { await log.append("before") }
                try await refusal(of: SessionOops.self) {
                    try await tx.transaction { inner in
                        try await inner.afterCommit { await log.append("taken back") }
                        // Also what a savepoint inside it had released.
                        try await inner.transaction { try await $0.afterCommit { await log.append("taken back too") } }
                        throw SessionOops()
                    }
                }
                try await tx.transaction { try await $0.afterCommit { await log.append("kept") } }
            }
            #expect(await log.entries == ["before", "kept"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func itDoesNotRunAfterACancellation(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let log = SessionLog(), inside = SessionGate()
            let task = Task {
                try await db.transaction { tx in
                    try await tx.afterCommit { await log.append("x") }
                    await inside.open()
                    try? await Task.sleep(for: .seconds(60))
                }
            }
            try await inside.wait()
            task.cancel()
            try await refusal(of: CancellationError.self) { try await task.value }
            #expect(await log.entries.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func aLateHandleIsRefused(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let log = SessionLog()
            let late = try await db.transaction { $0 }
            let error = try await refusal(of: QueryError.self) { try await late.afterCommit { await log.append("x") } }
            #expect(error.kind == .transactionIsOver)
            try await db.transaction { tx in
                try await tx.transaction { _ in
                    let error = try await refusal(of: QueryError.self) { try await tx.afterCommit { await log.append("x") } }
                    #expect(error.kind == .nestedTransactionIsOpen)
                }
            }
            #expect(await log.entries.isEmpty)
        }
    }
}
