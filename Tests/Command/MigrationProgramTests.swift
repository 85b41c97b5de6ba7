import Foundation
import Suites
import Testing

/// A program with the commands: what it writes, and how it ends.
@Suite("The commands for migrations, as a program") struct MigrationProgramTests {
    private func run(
        _ arguments: [String], in folder: URL, _ environment: [String: String] = [:]
    ) async throws -> (status: Int32, output: String, error: String) {
        let program = try SwiftCompiler().products.appending(path: "Migrations").path
        let end = try await Program(
            program, arguments, without: ["DATABASE_URL"], with: environment.merging(["JUNCTION_TEST_FOLDER": folder.path]) { $1 },
            keepsErrorsApart: true
        ).end()
        return (end.status, end.output, end.errors)
    }

    private func json(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }

    @Test func whatIsWritten() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = ["DATABASE_URL": folder.appending(path: "book.sqlite").path]

        let none = try await run(["status"], in: folder)
        #expect(none.status == 1 && none.error.hasPrefix("Error: no database is named") && none.output.isEmpty, "\(none)")
        let missing = try await run(["status"], in: folder, place)
        #expect(missing.status == 1 && missing.error.contains("there is no file"), "\(missing)")
        let usage = try await run(["migrate", "--what"], in: folder, place)
        #expect(usage.status == 64 && usage.error.contains("--what"), "\(usage)")

        let applied = try await run(["migrate", "--to", "0001_tracks"], in: folder, place)
        #expect(applied.status == 0 && applied.output == "applied      0001_tracks\n", "\(applied)")
        let status = try await run(["status", "--json"], in: folder, place)
        let entries = try #require(try json(status.output) as? [[String: String]])
        #expect(entries.map { $0["name"] } == ["0001_tracks", "0002_bands"] && entries.map { $0["state"] } == ["applied", "pending"])
        #expect(entries[0]["applied"]?.hasSuffix("Z") == true && entries[1]["applied"] == nil)
        let scripts = try await run(["sql", "--json"], in: folder, place)
        let found = try #require(try json(scripts.output) as? [[String: Any]])
        #expect(found.count == 1 && (found[0]["statements"] as? [String])?.contains("-- data: notes") == true, "\(scripts)")
        let sql = try await run(["sql"], in: folder, place)
        #expect(sql.output.hasPrefix("-- 0002_bands\nCREATE TABLE \"junction_new__") && sql.output.hasSuffix(";\n"), "\(sql)")
        let others = try await run(["migrate", "--json"], in: folder, place)
        #expect(try json(others.output) as? [String: [String]] == ["applied": ["0002_bands"], "rolledBack": []])
        let nothing = try await run(["migrate"], in: folder, place)
        #expect(nothing.output == "Nothing to do.\n")
        let text = try await run(["status"], in: folder, place)
        #expect(text.output.hasPrefix("applied  0001_tracks  20") && !text.output.contains("\u{1B}"), "\(text)")
        let back = try await run(["rollback"], in: folder, place)
        #expect(back.status == 1 && back.error.contains("0002_bands: "), "\(back)")

        let same = try await run(["check"], in: folder)
        #expect(same.status == 0 && same.output == "The migrations lead to the models.\n", "\(same)")
        let ahead = try await run(["check"], in: folder, ["JUNCTION_TEST_AHEAD": "1"])
        #expect(ahead.status == 2 && ahead.output.contains("create table label (id, name)"), "\(ahead)")
        let told = try await run(["check", "--json"], in: folder, ["JUNCTION_TEST_AHEAD": "1"])
        let steps = try json(told.output) as? [String: [String]]
        #expect(told.status == 2 && steps?["steps"] == ["create table label (id, name)"], "\(told)")

        try Data("let all: [Migration] = []".utf8).write(to: folder.appending(path: "All.swift"))
        let made = try await run(["make", "--json"], in: folder, ["JUNCTION_TEST_AHEAD": "1"])
        let report = try #require(try json(made.output) as? [String: Any])
        #expect(report["name"] as? String == "0003_create_label" && (report["steps"] as? [String])?.count == 1, "\(made)")
        #expect(FileManager.default.fileExists(atPath: folder.path + "/0003_create_label.swift"))
    }

    @Test("Help, and completion for shells") func help() async throws {
        let folder = FileManager.default.temporaryDirectory
        let help = try await run(["--help"], in: folder)
        for command in ["make", "check", "squash", "migrate", "rollback", "baseline", "status", "sql"] {
            #expect(help.output.contains("  \(command) "), "\(command)")
            let own = try await run([command, "--help"], in: folder)
            #expect(own.status == 0 && own.output.hasPrefix("OVERVIEW: "))
        }
        #expect(help.status == 0 && help.output.contains("Ends with 0"))
        for shell in ["bash", "zsh", "fish"] {
            let script = try await run(["--generate-completion-script", shell], in: folder)
            #expect(script.status == 0 && script.output.contains("0001_tracks") && script.output.contains("rollback"))
        }
    }
}
