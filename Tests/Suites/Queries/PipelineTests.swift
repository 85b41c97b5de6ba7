import Junction
import JunctionTesting
import Synchronization
import Testing

/// Reads that are sent together answer as they do alone.
@Suite struct PipelineTests {
    @Test(arguments: TestDatabase.allWithPoolers)
    func answersStandWhereTheyWereAsked(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let ann = try await Office.contact("ann", on: db), keys = try await Office.departments(3, on: db)
            try await ann.departments.add(keys: keys, on: db)
            _ = recorder.take()
            let (found, all, first, none, one) = try await db.pipeline { pipe in
                (
                    OfficeContact.find(ann.id, on: pipe), Department.order { $0.name.descending }.all(on: pipe),
                    Department.order { $0.name }.first(on: pipe), Department.filter { $0.name == "x" }.first(on: pipe),
                    Department.filter { $0.name == "D1" }.one(on: pipe)
                )
            }
            #expect(found.userID == ann.userID && all.map(\.name) == ["D2", "D1", "D0"])
            #expect(first?.name == "D0" && none == nil && one.name == "D1")
            let (count, exists, linked, number) = try await db.pipeline { pipe in
                (
                    Department.query.count(on: pipe), Department.filter { $0.name == "x" }.exists(on: pipe),
                    ann.departments.all(on: pipe), ann.departments.count(on: pipe)
                )
            }
            #expect(count == 3 && !exists && Set(linked.map(\.id)) == Set(keys) && number == 3)
            let single = try await db.pipeline { Department.query.count(on: $0) }
            #expect(single == 3)
            #expect(recorder.take().map(\.rows) == [1, 3, 1, 0, 1, 1, 1, 3, 1, 1])
        }
    }

    /// More than go in one round trip, in a transaction, on a pool, and none at all.
    @Test(arguments: TestDatabase.allWithPoolers)
    func manyOfAKind(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let keys = try await Office.departments(1_050, on: db)
            _ = recorder.take()
            let asked = keys.reversed() + keys.prefix(3)
            for isInTransaction in [false, true] {
                let found =
                    isInTransaction
                    ? try await db.transaction(.read) { tx in
                        try await tx.pipeline { pipe in asked.map { Department.find($0, on: pipe) } }
                    } : try await db.pipeline { pipe in asked.map { Department.find($0, on: pipe) } }
                #expect(found.map(\.id) == Array(asked))
                #expect(recorder.take().count == asked.count)
            }
            let nothing = try await db.pipeline { pipe in [Key<Department>]().map { Department.find($0, on: pipe) } }
            #expect(nothing.isEmpty && recorder.take().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func whatIsBroughtBeside(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let ann = try await Office.contact("ann", on: db), keys = try await Office.departments(2, on: db)
            try await ann.departments.add(keys: keys, on: db)
            _ = recorder.take()
            let (rows, count) = try await db.pipeline { pipe in
                (
                    OfficeContact.with { $0.user }.with { $0.departments.order { $0.name } }.all(on: pipe),
                    OfficeContact.query.count(on: pipe)
                )
            }
            #expect(rows.map { $0.1.username } == ["ann"] && rows.map { $0.2.map(\.name) } == [["D0", "D1"]] && count == 1)
            // The relation after both.
            #expect(recorder.takeSQL().map { $0.contains("membership") } == [false, false, true])
        }
    }

    /// The first error, and the connection and its transaction go on.
    @Test(arguments: TestDatabase.allWithPoolers)
    func errors(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let keys = try await Office.departments(250, on: db)
            for place in [0, 60, 120, 249] {
                var asked = keys
                asked[place] = Key(1_000_000)
                let all = asked
                let error = try await refusal(of: QueryError.self) {
                    _ = try await db.pipeline { pipe in all.map { Department.find($0, on: pipe) } }
                }
                #expect("\(error)".contains("1000000"), "\(error)")
            }
            _ = recorder.take()
            // Before anything is sent.
            try await refusal(of: QueryError.self) {
                _ = try await db.pipeline { pipe in (Department.query.count(on: pipe), Department.find(.unassigned, on: pipe)) }
            }
            #expect(recorder.take().isEmpty)
            try await refusal(of: QueryError.self) {
                _ = try await db.pipeline { pipe in
                    (Department.query.count(on: pipe), Department.filter { $0.name == "a\0" }.count(on: pipe))
                }
            }
            let error = try await refusal(of: QueryError.self) {
                _ = try await db.pipeline { pipe in (Department.query.count(on: pipe), Department.query.one(on: pipe)) }
            }
            #expect("\(error)".contains("Department"))

            try await db.transaction { tx in
                _ = try await Department(name: "new").insert(on: tx)
                for place in [0, 150] {
                    var reads = keys.map { Department.filter(key: $0) }
                    reads[place] = Department.filter { $0.name.length / 0 == 1 }
                    let all = reads
                    try await refusal(of: DatabaseError.self) { _ = try await tx.pipeline { pipe in all.map { $0.count(on: pipe) } } }
                    let count = try await tx.pipeline { Department.query.count(on: $0) }
                    #expect(count == 251)
                }
            }
            let count = try await Department.query.count(on: db)
            #expect(count == 251)
        }
    }

    /// What cannot be asked is found with its hundred (SQLite: when it is its turn), behind errors of the database before it.
    @Test(arguments: TestDatabase.allWithPoolers)
    func aMistakeFurtherOn(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let keys = try await Office.departments(3, on: db)
            for place in [0, 99, 100, 150, 250, 299] {
                for isMade in [false, true] {
                    let mistake = isMade ? Department.filter { $0.name == "a\0" } : Department.filter(key: .unassigned)
                    var reads = (0..<300).map { Department.filter(key: keys[$0 % 3]) }
                    reads[place] = mistake
                    let all = reads
                    _ = recorder.take()
                    try await refusal(of: QueryError.self) { _ = try await db.pipeline { pipe in all.map { $0.count(on: pipe) } } }
                    let events = recorder.take(), sent = database.dialect.writesTogether ? place / 100 * 100 : place
                    #expect(events.prefix(sent).allSatisfy { $0.error == nil })
                    // Only what could be made is a statement.
                    #expect(events.count == (isMade ? sent + 1 : sent))
                    try await db.transaction(.read) { tx in
                        try await refusal(of: QueryError.self) { _ = try await tx.pipeline { pipe in all.map { $0.count(on: pipe) } } }
                        let count = try await tx.pipeline { Department.query.count(on: $0) }
                        #expect(count == 3)
                    }
                    if place < 200 { continue }
                    reads[120] = Department.filter { $0.name.length / 0 == 1 }
                    let both = reads
                    try await refusal(of: DatabaseError.self) { _ = try await db.pipeline { pipe in both.map { $0.count(on: pipe) } } }
                }
            }
        }
    }

    /// In the midst of it, on the pool and in a transaction.
    @Test(arguments: TestDatabase.all, [false, true])
    func cancelled(_ database: TestDatabase, _ isInTransaction: Bool) async throws {
        let ending = CancelsAfter(50)
        let db = try await database.open(DatabaseConfiguration(observers: [ending]))
        try await db.create([SessionItem.self])
        try await sessionAdd("a", on: db)
        let gate = SessionGate()
        let task = Task {
            try await gate.wait()
            func count(on session: some Session) async throws -> [Int] {
                try await session.pipeline { pipe in (0..<5_000).map { _ in SessionItem.query.count(on: pipe) } }
            }
            var seen: (any Error)?
            if isInTransaction {
                // Which does not commit either.
                _ = try? await db.transaction(.read) { tx in
                    do { _ = try await count(on: tx) } catch { seen = error }
                }
            } else {
                do { _ = try await count(on: db) } catch { seen = error }
            }
            return seen is CancellationError
        }
        ending.watch { task.cancel() }
        await gate.open()
        let isCancelled = try await task.value, count = ending.count
        #expect(isCancelled && count < 5_000)
        let counts = try await db.pipeline { pipe in (0..<500).map { _ in SessionItem.query.count(on: pipe) } }
        #expect(counts == Array(repeating: 1, count: 500))
        await db.close()
        let error = try await refusal(of: PoolError.self) { _ = try await db.pipeline { SessionItem.query.count(on: $0) } }
        #expect(error == .closed)
    }

    /// A query that holds rows wants a transaction, here as elsewhere.
    @Test(arguments: TestDatabase.all)
    func locks(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, _ in
            let keys = try await Office.departments(2, on: db)
            try await refusal(of: QueryError.self) {
                _ = try await db.pipeline { Department.query.lock(.forUpdate).all(on: $0) }
            }
            let held = try await db.transaction { tx in
                try await tx.pipeline { pipe in keys.map { key in Department.filter { $0.id == key }.lock(.forUpdate).one(on: pipe) } }
            }
            #expect(held.map(\.id) == keys)
        }
    }
}

/// Calls something once so many statements have run.
private final class CancelsAfter: StatementObserver {
    private let state = Mutex<(count: Int, then: (@Sendable () -> Void)?)>((0, nil))
    private let limit: Int

    init(_ limit: Int) { self.limit = limit }

    /// How many have run since it watches.
    var count: Int { state.withLock { $0.count } }

    func watch(_ then: @escaping @Sendable () -> Void) { state.withLock { $0 = (0, then) } }

    func statementDidRun(_ event: StatementEvent) {
        let then = state.withLock { state -> (@Sendable () -> Void)? in
            state.count += 1
            return state.count == limit ? state.then : nil
        }
        then?()
    }
}

extension Department {
    fileprivate static func filter(key: Key<Department>) -> Query<Department, Department> { filter { $0.id == key } }
}
