import Junction
import JunctionTesting
import Testing

/// Transactions and savepoints: what an error takes back, and which handle may be used when.
@Suite struct SessionNestingTests {
    @Test(arguments: TestDatabase.all)
    func anErrorTakesBackItsOwnSavepoint(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await db.transaction { tx in
                try await sessionAdd("a", on: tx)
                try await refusal(of: SessionOops.self) {
                    try await tx.transaction { inner in
                        try await sessionAdd("b", on: inner)
                        throw SessionOops()
                    }
                }
                try await tx.transaction { inner in
                    try await sessionAdd("c", on: inner)
                    try await inner.transaction { try await sessionAdd("d", on: $0) }
                }
                #expect(try await sessionNames(on: tx) == ["a", "c", "d"])
            }
            #expect(try await sessionNames(on: db) == ["a", "c", "d"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func anErrorTakesBackTheTransaction(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await refusal(of: SessionOops.self) {
                try await db.transaction { tx in
                    try await sessionAdd("a", on: tx)
                    try await tx.transaction { try await sessionAdd("b", on: $0) }
                    throw SessionOops()
                }
            }
            #expect(try await sessionNames(on: db).isEmpty)
            // The connection is clean afterwards.
            try await db.transaction { try await sessionAdd("c", on: $0) }
            #expect(try await sessionNames(on: db) == ["c"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func anErrorDeepInsideTakesBackEveryLevel(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await db.transaction { tx in
                try await refusal(of: SessionOops.self) {
                    try await tx.transaction { one in
                        try await sessionAdd("1", on: one)
                        try await one.transaction { two in
                            try await sessionAdd("2", on: two)
                            try await two.transaction { three in
                                try await sessionAdd("3", on: three)
                                throw SessionOops()
                            }
                        }
                    }
                }
                try await sessionAdd("after", on: tx)
            }
            #expect(try await sessionNames(on: db) == ["after"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aRefusedStatementLeavesTheTransactionOpen(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await db.transaction { tx in
                try await sessionAdd("a", on: tx)
                try await refusal(of: QueryError.self) { _ = try await SessionItem.find(Key(99), on: tx) }
                try await refusal(of: ValidationError.self) { try await sessionAdd("\0", on: tx) }
                try await sessionAdd("b", on: tx)
            }
            #expect(try await sessionNames(on: db) == ["a", "b"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func theBodysValueIsReturned(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, recorder in
            let item = try await db.transaction { tx in
                try await tx.transaction { try await SessionItem(name: "a").insert(on: $0) }
            }
            #expect(item.name == "a")
            // Beginnings and ends are not statements.
            #expect(recorder.takeSQL().count == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func theOuterHandleWaitsForTheInnerOne(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, recorder in
            try await db.transaction { tx in
                try await tx.transaction { inner in
                    let error = try await refusal(of: QueryError.self) { try await sessionAdd("x", on: tx) }
                    #expect(error.kind == .nestedTransactionIsOpen)
                    let again = try await refusal(of: QueryError.self) { try await tx.transaction { _ in } }
                    #expect(again.kind == .nestedTransactionIsOpen)
                    try await sessionAdd("inner", on: inner)
                }
                try await sessionAdd("outer", on: tx)
            }
            #expect(recorder.takeSQL().count == 2)
            #expect(try await sessionNames(on: db) == ["inner", "outer"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aHandleDoesNotOutliveItsTransaction(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let late = try await db.transaction { $0 }
            let error = try await refusal(of: QueryError.self) { try await sessionAdd("x", on: late) }
            #expect(error.kind == .transactionIsOver)
            try await refusal(of: QueryError.self) { try await late.transaction { _ in } }
            try await db.transaction { tx in
                // The connection is the same, the transaction is another one.
                let error = try await refusal(of: QueryError.self) { try await sessionAdd("x", on: late) }
                #expect(error.kind == .transactionIsOver)
                let savepoint = try await tx.transaction { $0 }
                let inner = try await refusal(of: QueryError.self) { try await sessionAdd("x", on: savepoint) }
                #expect(inner.kind == .transactionIsOver)
            }
            #expect(try await sessionNames(on: db).isEmpty)
        }
    }

    /// A body that ends while a task still has a savepoint open: nothing of it may stay, and the connection must be usable.
    @Test(arguments: TestDatabase.all)
    func aSavepointThatIsLeftOpenEndsTheTransaction(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let inside = SessionGate(), leave = SessionGate(), handle = SessionHandle()
            let error = try await refusal(of: QueryError.self) {
                try await db.transaction { tx in
                    try await sessionAdd("outer", on: tx)
                    await handle.keep(
                        Task {
                            try await tx.transaction { inner in
                                try await sessionAdd("inner", on: inner)
                                await inside.open()
                                try await leave.wait()
                            }
                        })
                    try await inside.wait()
                }
            }
            #expect(error.kind == .nestedTransactionIsOpen)
            await leave.open()
            let task = try #require(await handle.task)
            try await refusal(of: QueryError.self) { try await task.value }
            try await sessionAdd("next", on: db)
            #expect(try await sessionNames(on: db) == ["next"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aReadingTransactionSeesOneState(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await sessionAdd("a", on: db)
            try await db.transaction(.read) { tx in
                #expect(try await sessionNames(on: tx) == ["a"])
                try await db.outside { try await sessionAdd("b", on: db) }
                #expect(try await sessionNames(on: tx) == ["a"])
            }
            #expect(try await sessionNames(on: db) == ["a", "b"])
            let error = try await refusal(of: DatabaseError.self) { try await db.transaction(.read) { try await sessionAdd("c", on: $0) } }
            #expect(error.kind == .readOnly)
            #expect(try await sessionNames(on: db) == ["a", "b"])
        }
    }
}

/// Keeps a task beyond the closure that made it.
private actor SessionHandle {
    private(set) var task: Task<Void, any Error>?

    func keep(_ task: Task<Void, any Error>) { self.task = task }
}
