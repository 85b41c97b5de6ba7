import ArgumentParser
import Foundation
import Junction
import JunctionCommand
import JunctionSQLite
import Suites
import Testing

@testable import Oracle

/// `junction inspect` on the file that Django made: the models compile as they are written, answer the oracle's questions, do its operations,
/// and Django reads what they left.
@Suite("Models inspected from the oracle's file") struct InspectedTests {
    private enum Files: CommandDatabases {
        static let databases: [DatabaseKind] = [.sqlite]
    }

    @Test func questionsAndOperations() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-inspected-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "Models.swift").path
        let arguments = [OracleFiles.url("contacts.sqlite3").path, "--output", output, "--timestamps"]
        try await InspectCommand<Files>.parse(arguments).run()

        let oracle = try await InspectedOracle(
            String(contentsOfFile: output, encoding: .utf8),
            sources: ["Tests/SQLite/Oracle/OracleFile.swift", "Tests/SQLite/Oracle/RawFile.swift"],
            targets: ["JunctionSQLite"], arguments: ["-lsqlite3"], in: folder)
        #expect(oracle.summary == "done: 105 questions, 62 operations")
        // Django deletes what refers to a contact by itself: the file says that the deletion is refused, and so it is.
        let others = oracle.problems.filter { !$0.hasPrefix("problem: O-111: ") }
        #expect(others == [])
        #expect(oracle.problems.contains { $0.hasPrefix("problem: O-111: it threw ContactDepartment (contact_id)") })

        #expect(oracle.files.count > 30)
        if !DjangoCheck.isWanted { return }
        await withTaskGroup(of: Void.self) { group in
            for file in oracle.files {
                group.addTask {
                    do {
                        if let problem = try await DjangoCheck.problem(in: file) { Issue.record("\(file.lastPathComponent): \(problem)") }
                    } catch { Issue.record(error, "\(file.lastPathComponent)") }
                }
            }
        }
    }
}
