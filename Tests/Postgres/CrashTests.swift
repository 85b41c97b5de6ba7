import Foundation
import Junction
import JunctionPostgres
import Suites
import Synchronization
import Testing

/// What becomes of rows and connections when the server goes away.
@Suite struct CrashTests {
    /// What each of many tasks knows of the rows that it wrote.
    private final class Ledger: Sendable {
        private struct State {
            var acknowledged: Set<String> = []
            var unknown: Set<String> = []
            var failed: Set<String> = []
        }
        private let state = Guarded(State())
        let isDone = Atomic<Bool>(false), isBack = Atomic<Bool>(false), after = Atomic<Int>(0)

        func acknowledge(_ name: String) { state.withLock { _ = $0.acknowledged.insert(name) } }
        func fail(_ name: String, isKnown: Bool) {
            state.withLock { if isKnown { _ = $0.failed.insert(name) } else { _ = $0.unknown.insert(name) } }
        }
        var acknowledged: Set<String> { state.withLock { $0.acknowledged } }
        var unknown: Set<String> { state.withLock { $0.unknown } }
        var failed: Set<String> { state.withLock { $0.failed } }
    }

    /// The server is killed while eight tasks write, and started again: every acknowledged row is there, every other one is known to
    /// have failed or to be uncertain, and the pool goes on by itself.
    @Test(arguments: 1...2)
    func killedUnderLoad(_ round: Int) async throws {
        try await OwnServer.run { server in
            try await withDatabase(
                try await server.database(PostgresConfiguration(DatabaseConfiguration(connections: 8, waitLimit: .seconds(3_600))))
            ) { db in
                try await db.create([Entry.self])
                let ledger = Ledger()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<8 {
                        group.addTask {
                            var number = 0
                            while !ledger.isDone.load(ordering: .acquiring) {
                                number += 1
                                let name = "\(task)-\(number)"
                                do {
                                    // Half of them as a statement of its own, half in a transaction.
                                    if number.isMultiple(of: 2) {
                                        _ = try await Entry(name: name).insert(on: db)
                                    } else {
                                        try await db.transaction { _ = try await Entry(name: name).insert(on: $0) }
                                    }
                                    ledger.acknowledge(name)
                                    if ledger.isBack.load(ordering: .acquiring) { ledger.after.add(1, ordering: .relaxed) }
                                } catch let error as DatabaseError {
                                    switch error.kind {
                                    case .outcomeUnknown: ledger.fail(name, isKnown: false)
                                    case .connectionLost, .cannotOpen:
                                        ledger.fail(name, isKnown: true)
                                        try await Task.sleep(for: .milliseconds(20))
                                    default: throw error
                                    }
                                }
                            }
                        }
                    }
                    try await eventually { ledger.acknowledged.count > 500 }
                    try await server.kill()
                    try await server.startAgain()
                    ledger.isBack.store(true, ordering: .releasing)
                    try await eventually { ledger.after.load(ordering: .relaxed) > 100 }
                    ledger.isDone.store(true, ordering: .releasing)
                    try await group.waitForAll()
                }
                let rows = Set(try await Entry.all(on: db).map(\.name))
                #expect(ledger.acknowledged.subtracting(rows).isEmpty, "acknowledged rows are there")
                #expect(rows.subtracting(ledger.acknowledged).isSubset(of: ledger.unknown), "what else is there was uncertain")
                #expect(rows.isDisjoint(with: ledger.failed), "what failed is not there")
                #expect(!ledger.failed.isEmpty)
            }
        }
    }

    /// The process behind a transaction is ended: the transaction is lost, its connection is replaced, nothing of it was written.
    @Test func endedInTheMiddleOfATransaction() async throws {
        try await SharedServer.withDatabase(creating: [Entry.self]) { db in
            let error = try await refusal(of: DatabaseError.self) {
                try await db.transaction { tx in
                    _ = try await Entry(name: "lost").insert(on: tx)
                    let process = try await tx.texts("SELECT pg_backend_pid()::text")[0]
                    try await SharedServer.execute("SELECT pg_terminate_backend(\(process))")
                    try await Task.sleep(for: .milliseconds(100))
                    _ = try await Entry(name: "lost too").insert(on: tx)
                }
            }
            #expect(error.kind == .connectionLost)
            #expect(try await Entry.count(on: db) == 0)
            _ = try await Entry(name: "next").insert(on: db)
            #expect(try await Entry.count(on: db) == 1)
        }
    }

    /// A handle whose transaction is gone is refused: what it is asked must not run outside of it.
    @Test func nothingGoesOnWithoutItsTransaction() async throws {
        try await SharedServer.withDatabase(creating: [Entry.self]) { db in
            try await refusal(of: QueryError.self) {
                try await db.transaction { tx in
                    let process = try await tx.texts("SELECT pg_backend_pid()::text")[0]
                    try await SharedServer.execute("SELECT pg_terminate_backend(\(process))")
                    try await Task.sleep(for: .milliseconds(100))
                    try await refusal(of: DatabaseError.self) { _ = try await Entry.count(on: tx) }
                    let error = try await refusal(of: QueryError.self) { _ = try await Entry(name: "stray").insert(on: tx) }
                    #expect(error.kind == .transactionIsOver)
                    throw error
                }
            }
            #expect(try await Entry.count(on: db) == 0)
        }
    }

    /// Idle connections that the server has ended are replaced before anything is sent on them.
    @Test func idleConnectionsAreReplaced() async throws {
        try await SharedServer.withDatabase(creating: [Entry.self]) { db in
            func processes() async throws -> Set<String> {
                try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<4 {
                        group.addTask { try await db.texts("SELECT pg_backend_pid()::text FROM pg_sleep(0.2)")[0] }
                    }
                    return try await group.reduce(into: []) { $0.insert($1) }
                }
            }
            let before = try await processes(), schema = try await db.texts("SELECT current_setting('search_path')")[0]
            #expect(before.count > 1)
            for process in before { try await SharedServer.execute("SELECT pg_terminate_backend(\(process))") }
            try await Task.sleep(for: .milliseconds(100))
            for number in 0..<8 { _ = try await Entry(name: "\(number)").insert(on: db) }
            #expect(try await Entry.count(on: db) == 8)
            #expect(try await db.texts("SELECT current_setting('search_path')")[0] == schema)
            let after = try await processes()
            #expect(after.isDisjoint(with: before))
        }
    }
}
