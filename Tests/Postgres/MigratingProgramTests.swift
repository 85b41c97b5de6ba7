import Foundation
import Junction
import JunctionPostgres
import Suites
import Testing

@Suite struct MigratingProgramTests {
    private static func place() async throws -> MigratingPrograms {
        let schema = "test_" + UUID().uuidString.lowercased(), url = try #require(SharedServer.url)
        try await SharedServer.execute("CREATE SCHEMA \"\(schema)\"")
        return MigratingPrograms([url, schema]) { try await Database.postgres(url, PostgresConfiguration(searchPath: [schema])) }
    }

    @Test func severalAtOnce() async throws { try await MigratingPrograms.severalAtOnce(try await Self.place()) }
    @Test func killed() async throws { try await MigratingPrograms.killed(times: 20) { try await Self.place() } }
}
