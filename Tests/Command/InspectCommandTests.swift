import ArgumentParser
import Foundation
import Junction
import JunctionCommand
import JunctionSQLite
import Suites
import Testing

@Suite("junction inspect") struct InspectCommandTests {
    private enum Files: CommandDatabases {
        static let databases: [DatabaseKind] = [.sqlite]
    }

    /// A folder with a file that has these tables.
    private func withFile(_ statements: SQL..., body: (_ file: String, _ output: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "book.sqlite").path
        let db = try await Database.sqlite(path: file)
        for sql in statements { try await db.execute(sql) }
        await db.close()
        try await body(file, folder.appending(path: "Models.swift").path)
    }

    @Test("Writes a file, and leaves one alone that is there") func output() async throws {
        try await withFile("CREATE TABLE song (id INTEGER PRIMARY KEY, name text NOT NULL)") { file, output in
            try await InspectCommand<Files>.parse([file, "--output", output]).run()
            #expect(try String(contentsOfFile: output, encoding: .utf8).contains("struct Song {"))
            try Data("mine".utf8).write(to: URL(fileURLWithPath: output))
            let again = try InspectCommand<Files>.parse([file, "-o", output])
            await #expect(throws: CommandError(.fileExists(path: output))) { try await again.run() }
            #expect(try String(contentsOfFile: output, encoding: .utf8) == "mine")
            try await InspectCommand<Files>.parse([file, "-o", output, "--overwrite"]).run()
            #expect(try String(contentsOfFile: output, encoding: .utf8).contains("struct Song {"))
            let nowhere = try InspectCommand<Files>.parse([file, "-o", output + "/x/Models.swift"])
            await #expect(throws: CommandError.self) { try await nowhere.run() }
        }
    }

    @Test("A database without tables is an error") func empty() async throws {
        try await withFile("CREATE VIEW v AS SELECT 1") { file, _ in
            let command = try InspectCommand<Files>.parse([file])
            await #expect(throws: CommandError(.noTables)) { try await command.run() }
        }
    }

    @Test("Links whose rows have mirrors are symmetrical") func mirrors() async throws {
        let table: SQL = """
            CREATE TABLE person_friends (a INTEGER NOT NULL REFERENCES person (id), b INTEGER NOT NULL REFERENCES person (id), PRIMARY KEY (a, b))
            """
        try await withFile("CREATE TABLE person (id INTEGER PRIMARY KEY)", table) { file, output in
            func source() async throws -> Bool {
                try await InspectCommand<Files>.parse([file, "--output", output, "--overwrite"]).run()
                return try String(contentsOfFile: output, encoding: .utf8).contains("symmetrical: true)")
            }
            let db = try await Database.sqlite(path: file)
            try await db.execute("INSERT INTO person (id) VALUES (1), (2)")
            #expect(try await !source())
            try await db.execute("INSERT INTO person_friends VALUES (1, 2), (2, 1)")
            #expect(try await source())
            try await db.execute("DELETE FROM person_friends WHERE a = 2")
            #expect(try await !source())
            await db.close()
        }
    }

    @Test("Calls that are wrong end with 64", arguments: [["inspect"], ["inspect", "a", "b"], ["inspect", "a", "--what"], ["nothing"]])
    func usage(_ arguments: [String]) {
        do {
            _ = try JunctionTool<Files>.parseAsRoot(arguments)
            Issue.record("\(arguments) was understood")
        } catch { #expect(JunctionTool<Files>.exitCode(for: error).rawValue == 64) }
    }

    @Test("What a command could not do ends with 1, and says what to do") func failures() {
        for kind: CommandError.Kind in [
            .unknownDatabase(examples: ["a", "b"]), .noDatabase, .noTables, .fileExists(path: "a"), .noFolder(path: "a"),
            .noList(path: "a"),
            .unclearList(path: "a", entries: ["add .b"]), .unlisted(["a"]), .renames(["--rename a=b"]), .value(column: "a", type: "text"),
            .noColumn("a"), .noMigration("a", names: ["b"]), .dataSteps(["a"]), .nothingToSquash,
        ] {
            #expect(JunctionTool<Files>.exitCode(for: CommandError(kind)).rawValue == 1)
            #expect(CommandError(kind).description.contains("; "))
        }
    }

    @Test("The tool itself: what it writes, and how it ends") func tool() async throws {
        let tool = try SwiftCompiler().products.appending(path: "junction").path
        func end(_ arguments: String...) async throws -> (status: Int32, output: String) {
            do { return (0, try await Program.run(tool, arguments)) } catch let failed as Program.Failed {
                return (failed.status, failed.output)
            }
        }
        try await withFile("CREATE TABLE song (id INTEGER PRIMARY KEY, name text NOT NULL)") { file, _ in
            for url in [file, "sqlite:" + file] {
                let written = try await end("inspect", url)
                #expect(written.status == 0 && written.output.contains("struct Song {"))
            }
            let missing = try await end("inspect", file + "x")
            #expect(missing.status == 1 && missing.output.contains("there is no file '\(file)x'; check the path"))
            #expect(!FileManager.default.fileExists(atPath: file + "x"))
            let unknown = try await end("inspect", "mysql://me:secret@localhost/app")
            #expect(unknown.status == 1 && unknown.output.hasPrefix("Error: this is no address") && !unknown.output.contains("secret"))
            let nothing = try await end("inspect")
            #expect(nothing.status == 64)
        }
    }
}
