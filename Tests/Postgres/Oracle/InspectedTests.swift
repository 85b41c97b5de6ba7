import ArgumentParser
import Foundation
import Junction
import JunctionCommand
import JunctionPostgres
import Suites
import Testing

/// The same as for SQLite: models that `junction inspect` writes from the oracle's tables answer its questions and do its operations.
@Suite("Models inspected from the oracle's server") struct InspectedTests {
    private enum Servers: CommandDatabases {
        static let databases: [DatabaseKind] = [.postgres]
    }

    @Test func questionsAndOperations() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-inspected-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "Models.swift").path
        try await OracleServer.use { copy in
            let url = try #require(copy as? OracleServerCopy).url
            try await InspectCommand<Servers>.parse([url, "--output", output, "--timestamps"]).run()
        }

        let libraries = try await Program.run("pkg-config", ["--libs", "libpq"]).split(whereSeparator: \.isWhitespace).map(String.init)
        let oracle = try await InspectedOracle(
            String(contentsOfFile: output, encoding: .utf8),
            sources: ["Tests/Postgres/Oracle/OracleServer.swift", "Tests/Postgres/Psql.swift", "Tests/Command/Oracle/Server.swift"],
            targets: ["JunctionPostgres"], arguments: ["-D", "POSTGRES"] + libraries, in: folder)
        #expect(oracle.summary == "done: 105 questions, 62 operations")
        // Django deletes what refers to a contact by itself: the tables say that the deletion is refused, and so it is.
        let others = oracle.problems.filter { !$0.hasPrefix("problem: O-111: ") }
        #expect(others == [])
        #expect(oracle.problems.contains { $0.hasPrefix("problem: O-111: it threw ContactDepartment (contact_id)") })
    }
}
