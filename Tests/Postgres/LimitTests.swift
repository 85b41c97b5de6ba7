import Foundation
import JunctionPostgres
import Suites
import Testing

@testable import Junction

/// Limits of time and of connections, and what cancelling does on the server.
@Suite struct LimitTests {
    @Test func aStatementHasALimit() async throws {
        let configuration = PostgresConfiguration(statementLimit: .milliseconds(200))
        try await SharedServer.withDatabase(configuration) { db in
            let error = try await refusal(of: DatabaseError.self) { try await db.raw("SELECT pg_sleep(30)") }
            #expect(error.kind == .timeout)
            #expect(error.code == "57014")
            // In a transaction it takes back itself alone.
            try await db.transaction { tx in
                try await refusal(of: DatabaseError.self) { try await tx.raw("SELECT pg_sleep(30)") }
                #expect(try await tx.texts("SELECT 'on'") == ["on"])
            }
        }
    }

    @Test func waitingForALockHasALimit() async throws {
        let configuration = PostgresConfiguration(DatabaseConfiguration(connections: 2), lockLimit: .milliseconds(200))
        try await SharedServer.withDatabase(configuration, creating: [Entry.self]) { db in
            let entry = try await Entry(name: "a").insert(on: db)
            try await db.transaction { tx in
                _ = try await entry.update(on: tx) { $0.amount = 1 }
                let error = try await refusal(of: DatabaseError.self) {
                    try await db.outside { _ = try await entry.update(on: db) { $0.amount = 2 } }
                }
                #expect(error.kind == .lockTimeout)
            }
            #expect(try await Entry.find(entry.id, on: db).amount == 1)
        }
    }

    /// The server lets nobody else in: an error says so, and it is forgotten when there is room again.
    @Test func tooManyConnections() async throws {
        let role = "few_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await SharedServer.execute("CREATE ROLE \(role) LOGIN PASSWORD 'few' CONNECTION LIMIT 2")
        let shared = try #require(SharedServer.url)
        var parts = try #require(URLComponents(string: shared))
        (parts.user, parts.password) = (role, "few")
        let url = try #require(parts.string)
        try await withDatabase(
            try await Database.postgres(url, PostgresConfiguration(DatabaseConfiguration(connections: 5)))
        ) { db in
            let kinds = await withTaskGroup(of: DatabaseError.Kind?.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        do { try await db.raw("SELECT pg_sleep(0.5)") } catch { return (error as? DatabaseError)?.kind ?? .other }
                        return nil
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(kinds.count { $0 == nil } == 2)
            #expect(kinds.count { $0 == .cannotOpen } == 3)
            let room = try await db.texts("SELECT 'room'")
            #expect(room == ["room"])
        }
    }

    /// A cancelled statement is not running on the server any more, and its connection serves the next one.
    @Test func cancellingStopsTheServer() async throws {
        try await SharedServer.withDatabase(PostgresConfiguration(DatabaseConfiguration(connections: 2))) { db in
            let mark = UUID().uuidString,
                running =
                    "SELECT pid::text FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%\(mark)%' AND pid <> pg_backend_pid()"
            let task = Task { try await db.raw("SELECT pg_sleep(60) /* \(mark) */") }
            try await eventually { try await !db.texts(running).isEmpty }
            task.cancel()
            try await refusal(of: CancellationError.self) { try await task.value }
            #expect(try await db.texts(running).isEmpty)
        }
    }

    /// Somebody else cancels: that is no cancellation of ours.
    @Test func cancelledByAnother() async throws {
        try await SharedServer.withDatabase(PostgresConfiguration(DatabaseConfiguration(connections: 2))) { db in
            let mark = UUID().uuidString,
                running =
                    "SELECT pid::text FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%\(mark)%' AND pid <> pg_backend_pid()"
            let task = Task { try await db.raw("SELECT pg_sleep(60) /* \(mark) */") }
            try await eventually { try await !db.texts(running).isEmpty }
            _ = try await db.texts("SELECT pg_cancel_backend(\(try await db.texts(running)[0]))::text")
            let error = try await refusal(of: DatabaseError.self) { try await task.value }
            #expect(error.kind == .timeout)
        }
    }
}
