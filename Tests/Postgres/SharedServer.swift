import Foundation
import Junction
import JunctionPostgres
import Testing

@testable import Junction

/// The server that `script/test` has started, for all tests together.
enum SharedServer {
    static let url = ProcessInfo.processInfo.environment["JUNCTION_POSTGRES"]

    /// One statement, on a few connections that all tests share.
    static func execute(_ sql: String) async throws { try await shared.value.raw(sql) }

    private static let shared = Task<Database, any Error> {
        let url = try #require(SharedServer.url)
        return try await Database.postgres(
            url, PostgresConfiguration(DatabaseConfiguration(connections: 4, waitLimit: .seconds(3_600))))
    }

    /// An empty schema of its own, on as many connections as are asked for.
    static func withDatabase(
        _ configuration: PostgresConfiguration = PostgresConfiguration(DatabaseConfiguration(connections: 4)),
        creating models: [any Model.Type] = [], _ body: (Database) async throws -> Void
    ) async throws {
        let schema = "test_" + UUID().uuidString.lowercased()
        try await execute("CREATE SCHEMA \"\(schema)\"")
        var configuration = configuration
        configuration.searchPath = [schema]
        let url = try #require(url)
        try await PostgresTests.withDatabase(try await Database.postgres(url, configuration)) { db in
            if !models.isEmpty { try await db.create(models) }
            try await body(db)
        }
    }
}

@Suite struct SharedServerTests {
    @Test func aServerIsThere() throws {
        try #require(
            SharedServer.url != nil,
            "JUNCTION_POSTGRES names no server: run the tests by script/test, which starts one, or leave PostgreSQL out by script/test --sqlite"
        )
    }
}
