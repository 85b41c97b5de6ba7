import Testing

@testable import Junction

/// Transactions keep their caller's isolation, and their bodies run on the connection's thread where they may.
@Suite struct ShapesTests {
    @Test(arguments: TestDatabase.all)
    func aCallerWithoutIsolation(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let mailer = SessionMailer()
            let freely = try await sessionFreely(db, mailer)
            #expect(freely == [3, 4, 5, 4, 1, 15])
            #expect(await mailer.sent == 1)
            let names = try await sessionNames(on: db)
            #expect(names == ["a", "b", "c", "d"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aCallerOnTheMainActor(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await sessionAdd("a", on: db)
            let model = SessionViewModel()
            try await model.load(db)
            #expect(await model.names == ["a", "from the body", "a"])
            try await model.loadAway(db)
            #expect(await model.names == ["a"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aCallerOnAnActor(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await sessionAdd("a", on: db)
            let service = SessionService()
            try await service.load(db)
            #expect(await service.names == ["a", "x"])
            #expect(try await sessionNames(on: db) == ["a", "service"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aTypeThatKeepsItsSession(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            try await sessionAdd("a", on: db)
            #expect(try await SessionRepository(session: db).all().map(\.name) == ["a"])
            let inside = try await db.transaction { tx in
                try await sessionAdd("b", on: tx)
                return try await SessionRepository(session: tx).all().count
            }
            #expect(inside == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func aBodyRunsOnTheConnectionsThread(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let isHere = try await db.transaction { tx in
                let before = tx.connection.executor.isCurrent
                await switched()
                try await Task.sleep(for: .milliseconds(1))
                return before && tx.connection.executor.isCurrent
            }
            #expect(isHere)
        }
    }

    @Test(arguments: TestDatabase.all)
    func aConcurrentBodyOfAMainActorCallerRunsThereToo(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let here = try await fromTheMainActor(db), count = try await SessionItem.count(on: db)
            #expect(here == 200 && count == 200)
        }
    }

    /// After the transaction the caller's task is no longer on the connection's thread.
    @Test(arguments: TestDatabase.all)
    func afterwardsTheThreadIsLeft(_ database: TestDatabase) async throws {
        try await database.run([SessionItem.self]) { db, _ in
            let tx = try await db.transaction { $0 }
            await switched()
            #expect(!tx.connection.executor.isCurrent)
        }
    }
}

/// Leaves the caller's executor and comes back.
@concurrent private func switched() async {}

/// How many of two hundred bodies ran on the connection's thread from beginning to end.
@MainActor private func fromTheMainActor(_ db: Database) async throws -> Int {
    var count = 0
    for _ in 0..<200 {
        let isHere = try await db.transaction { @concurrent tx in
            let before = tx.connection.executor.isCurrent
            try await sessionAdd("main", on: tx)
            await switched()
            try await Task.sleep(for: .microseconds(10))
            return before && tx.connection.executor.isCurrent
        }
        if isHere { count += 1 }
    }
    return count
}
