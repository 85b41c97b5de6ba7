import Foundation
import Junction
import JunctionPostgres
import Suites
import Testing

/// PostgreSQL for the suites that all databases share: a schema for each test.
final class Databases: TestDatabaseProvider {
    static var database: TestDatabase? {
        guard let url = SharedServer.url else { return nil }
        return TestDatabase(name: "PostgreSQL", dialect: .postgres) { configuration in
            let schema = "test_" + UUID().uuidString.lowercased()
            try await SharedServer.execute("CREATE SCHEMA \"\(schema)\"")
            return try await Database.postgres(url, PostgresConfiguration(configuration, searchPath: [schema]))
        }
    }
}

/// The same through PgBouncer in transaction mode: a database for each test, since a pooler keeps no search path.
final class PooledDatabases: TestDatabaseProvider {
    static var database: TestDatabase? {
        guard let url = ProcessInfo.processInfo.environment["JUNCTION_PGBOUNCER"], SharedServer.url != nil else { return nil }
        return TestDatabase(name: "PgBouncer", dialect: .postgres) { configuration in
            let name = "pooled_" + UUID().uuidString.lowercased()
            try await SharedServer.execute("CREATE DATABASE \"\(name)\" TEMPLATE template0")
            var parts = try #require(URLComponents(string: url))
            parts.path = "/" + name
            let own = try #require(parts.string)
            return try await Database.postgres(own, PostgresConfiguration(configuration, pooled: true))
        }
    }
}
