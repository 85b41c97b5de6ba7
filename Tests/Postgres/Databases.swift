import Foundation
import Junction
import JunctionPostgres
import Suites

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
