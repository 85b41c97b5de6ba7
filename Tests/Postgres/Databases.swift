import Foundation
import Junction
import JunctionPostgres
import Suites
import Testing

@testable import Junction

/// PostgreSQL for the suites that all databases share: a schema for each test.
final class Databases: TestDatabaseProvider {
    static var database: TestDatabase? {
        guard let url = PostgresServer.url else { return nil }
        return TestDatabase(name: "PostgreSQL", dialect: .postgres) { configuration in
            let schema = "test_" + UUID().uuidString.lowercased()
            try await PostgresServer.execute("CREATE SCHEMA \"\(schema)\"")
            return try await Database.postgres(url, PostgresConfiguration(configuration, searchPath: [schema]))
        }
    }
}

/// The server that `script/test` has started.
enum PostgresServer {
    static let url = ProcessInfo.processInfo.environment["JUNCTION_POSTGRES"]

    /// One statement, on a few connections that all tests share.
    static func execute(_ sql: String) async throws {
        _ = try await shared.value._perform(.write) { try $0.execution.execute(Statement(sql)) }
    }

    private static let shared = Task {
        try await Database.postgres(
            try #require(url), PostgresConfiguration(DatabaseConfiguration(connections: 4, waitLimit: .seconds(300))))
    }
}

@Suite struct PostgresServerTests {
    @Test func aServerIsThere() throws {
        try #require(
            PostgresServer.url != nil,
            "JUNCTION_POSTGRES names no server: run the tests by script/test, which starts one, or leave PostgreSQL out by script/test --sqlite"
        )
    }
}
