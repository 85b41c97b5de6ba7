import Junction
import JunctionTesting
import Testing

/// The pool used inside its own transaction is an error that says so, never a wait without an end.
@Suite struct SessionMisuseTests {
    @Test(arguments: TestDatabase.all)
    func thePoolInsideItsTransactionIsRefused(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, recorder in
            try await db.transaction { tx in
                try await sessionAdd("a", on: tx)
                let calls: [(String, @Sendable () async throws -> Void)] = [
                    ("a read", { _ = try await sessionNames(on: db) }),
                    ("a look-up by key", { _ = try await SessionItem.find(Key(1), on: db) }),
                    ("a write", { try await sessionAdd("x", on: db) }),
                    ("many writes", { try await SessionItem.insert([SessionItem(name: "x")], on: db) }),
                    ("a transaction", { try await db.transaction { _ in } }),
                    ("a reading transaction", { try await db.transaction(.read) { _ in } }),
                ]
                for (what, call) in calls {
                    let error = try await refusal(of: QueryError.self, by: call)
                    #expect(error.kind == .poolUsedInsideItsTransaction, "\(what)")
                }
                // Also in a savepoint, and nothing of it ends the transaction.
                try await tx.transaction { _ in
                    try await refusal(of: QueryError.self) { try await sessionAdd("x", on: db) }
                }
                try await sessionAdd("b", on: tx)
            }
            #expect(recorder.takeSQL().count == 2)
            #expect(try await sessionNames(on: db) == ["a", "b"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func childTasksAreInsideToo(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await db.transaction { _ in
                let inGroup = try await refusal(of: QueryError.self) {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { _ = try await sessionNames(on: db) }
                        try await group.waitForAll()
                    }
                }
                #expect(inGroup.kind == .poolUsedInsideItsTransaction)
                let child = try await refusal(of: QueryError.self) {
                    async let names = sessionNames(on: db)
                    _ = try await names
                }
                #expect(child.kind == .poolUsedInsideItsTransaction)
                // An unstructured task inherits the mark as well, as long as the transaction is open.
                let task = Task { try await sessionNames(on: db) }
                let unstructured = try await refusal(of: QueryError.self) { _ = try await task.value }
                #expect(unstructured.kind == .poolUsedInsideItsTransaction)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func aTaskThatOutlivesTheTransactionMayUseThePool(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let isOver = SessionGate()
            let task = try await db.transaction { tx in
                try await sessionAdd("a", on: tx)
                return Task {
                    try await isOver.wait()
                    return try await sessionNames(on: db)
                }
            }
            await isOver.open()
            #expect(try await task.value == ["a"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func afterAFailedTransactionThePoolMayBeUsed(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let isOver = SessionGate()
            var started: Task<Void, any Error>?
            try await refusal(of: SessionOops.self) {
                try await db.transaction { _ in
                    started = Task {
                        try await isOver.wait()
                        try await sessionAdd("late", on: db)
                    }
                    throw SessionOops()
                }
            }
            await isOver.open()
            let late = try #require(started)
            try await late.value
            #expect(try await sessionNames(on: db) == ["late"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func anotherDatabaseMayBeUsed(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await database.run([SessionItem.self]) { other, _ in
                try await db.transaction { tx in
                    try await sessionAdd("here", on: tx)
                    try await sessionAdd("there", on: other)
                    try await other.transaction { try await sessionAdd("there too", on: $0) }
                }
                #expect(try await sessionNames(on: db) == ["here"])
                #expect(try await sessionNames(on: other) == ["there", "there too"])
            }
        }
    }

    /// A transaction of another database between the two must not hide the misuse.
    @Test(arguments: TestDatabase.all)
    func aTransactionOfAnotherDatabaseHidesNothing(_ database: TestDatabase) async throws {
        try await database.runSessions(DatabaseConfiguration(waitLimit: .milliseconds(200))) { db in
            try await database.run([SessionItem.self]) { other, _ in
                try await db.transaction { _ in
                    try await other.transaction { _ in
                        let read = try await refusal(of: QueryError.self) { _ = try await sessionNames(on: db) }
                        #expect(read.kind == .poolUsedInsideItsTransaction)
                        let write = try await refusal(of: QueryError.self) { try await sessionAdd("x", on: db) }
                        #expect(write.kind == .poolUsedInsideItsTransaction)
                    }
                    let after = try await refusal(of: QueryError.self) { try await sessionAdd("x", on: db) }
                    #expect(after.kind == .poolUsedInsideItsTransaction)
                }
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func outsideTakesAConnectionOfItsOwn(_ database: TestDatabase) async throws {
        try await database.runSessions(DatabaseConfiguration(connections: 2, waitLimit: .milliseconds(200))) { db in
            try await db.transaction { tx in
                try await sessionAdd("mine", on: tx)
                let seen = try await db.outside { try await sessionNames(on: db) }
                #expect(seen.isEmpty, "what the transaction wrote is not seen outside")
                // The last connection that writes is taken: an error at the wait limit, no wait without an end.
                func write() async throws { try await db.outside { try await sessionAdd("x", on: db) } }
                func writeBeside() async throws { try await db.outside { try await db.transaction { _ in try await write() } } }
                let error = try await refusal(of: PoolError.self) { try await database.oneWriter == 1 ? writeBeside() : write() }
                #expect(error == .noConnection(within: .milliseconds(200)))
                // Afterwards the misuse is seen again.
                try await refusal(of: QueryError.self) { _ = try await sessionNames(on: db) }
            }
            #expect(try await sessionNames(on: db) == ["mine"])
        }
    }
}
