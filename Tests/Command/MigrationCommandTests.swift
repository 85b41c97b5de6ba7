import ArgumentParser
import Foundation
import Junction
import JunctionSQLite
import Testing

@testable import JunctionCommand

private enum Was {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var name: String
        @ManyToMany var tags: Many<Tag>
    }
    @Model struct Tag {
        var id: Key<Tag>
        @Unique var name: String
    }
    static let models: [any Model.Type] = [Album.self, Tag.self]
}

private enum Is {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        var stars: Int
        @ManyToMany var tags: Many<Tag>
    }
    @Model struct Tag {
        var id: Key<Tag>
        @Unique var name: String
    }
    static let models: [any Model.Type] = [Album.self, Tag.self]
}

/// The commands for migrations, on files in a folder of their own.
@Suite("The commands for migrations") struct MigrationCommandTests {
    private struct Setup: Sendable {
        var models: [any Model.Type] = []
        var migrations: [Migration] = []
        var folder = ""
    }

    private enum Tool: MigrationTool {
        @TaskLocal static var setup = Setup()
        static var models: [any Model.Type] { setup.models }
        static var migrations: [Migration] { setup.migrations }
        static var folder: String { setup.folder }
        static let databases: [DatabaseKind] = [.sqlite]
    }

    private static let empty = "import Junction\n\nenum Migrations {\n    static let all: [Migration] = []\n}\n"

    private static var first: Migration {
        get throws { Migration("0001_initial", try SchemaDiff(of: Was.models, after: [], on: [.sqlite]).steps) }
    }
    private static let second = Migration(
        "0002_title",
        [.renameColumn("name", to: "title", in: "album"), .addColumn(.column("stars", .integer), to: "album", filling: .integer(3))])

    /// A folder with a list, and the tool for these models and migrations.
    private func with(
        _ models: [any Model.Type], _ migrations: [Migration], list: String? = empty, body: (_ folder: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-make-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        if let list { try Data(list.utf8).write(to: folder.appending(path: "Migrations.swift")) }
        try await Tool.$setup.withValue(Setup(models: models, migrations: migrations, folder: folder.path)) { try await body(folder.path) }
    }

    private func run(_ arguments: String...) async throws {
        var command = try MigrationsCommand<Tool>.parseAsRoot(arguments)
        if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    }

    private func text(_ folder: String, _ file: String) throws -> String {
        try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
    }
    private func expectFiles(_ folder: String, _ wanted: [String], at location: SourceLocation = #_sourceLocation) throws {
        let found = try files(folder)
        #expect(found == wanted, sourceLocation: location)
    }
    private func expectText(_ folder: String, _ file: String, _ wanted: String, at location: SourceLocation = #_sourceLocation) throws {
        let found = try text(folder, file)
        #expect(found == wanted, sourceLocation: location)
    }
    private func write(_ name: String, to folder: String) throws {
        try Data("let m = Migration(\"\(name)\", [])".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).swift"))
    }
    private func files(_ folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

    // MARK: make

    @Test("The first migration, and its entry in the list") func makeFirst() async throws {
        try await with(Was.models, []) { folder in
            try await run("make")
            try expectFiles(folder, ["0001_initial.swift", "Migrations.swift"])
            #expect(try text(folder, "Migrations.swift").contains("[Migration] = [\n        .m0001Initial,\n    ]"))
            let name = MigrationName("0001_initial")
            try expectText(folder, "0001_initial.swift", MigrationSource(name: name, steps: Self.first.steps).text)
        }
    }

    @Test("The next one, with what was said about names and rows") func makeNext() async throws {
        try await with(Is.models, [Self.first]) { folder in
            try await run("make", "Titles & stars", "--rename", "album.name=title", "--default", "album.stars=3")
            let name = MigrationName("0002_titles_stars")
            try expectText(folder, name.file, MigrationSource(name: name, steps: Self.second.steps).text)
            // Run again before it is built: the program does not know the file.
            let unlisted = CommandError(.unlisted(["0002_titles_stars"]))
            await #expect(throws: unlisted) { try await run("make") }
            await #expect(throws: ExitCode(2)) { try await run("check", "--json") }
        }
    }

    @Test("Nothing is guessed, and nothing written") func makeRefused() async throws {
        try await with(Is.models, [Self.first]) { folder in
            await #expect(throws: CommandError(.renames(["--rename album.name=title"]))) { try await run("make") }
            await #expect(throws: CommandError(.defaults(["--default album.title=…", "--default album.stars=…"]))) {
                try await run("make", "--no-renames")
            }
            await #expect(throws: (any Error).self) { try await run("make", "--rename", "album.name=title=x") }
            try expectFiles(folder, ["Migrations.swift"])
            try expectText(folder, "Migrations.swift", Self.empty)
        }
    }

    @Test("Nothing to do, and one without steps") func makeEmpty() async throws {
        try await with(Was.models, [Self.first]) { folder in
            try await run("make")
            try expectFiles(folder, ["Migrations.swift"])
            try await run("make", "--empty", "seed")
            #expect(try text(folder, "0002_seed.swift").contains("// .data("))
        }
    }

    @Test("Folders and lists that are not as they must be") func makeNowhere() async throws {
        try await with(Was.models, [], list: nil) { folder in
            await #expect(throws: CommandError(.noList(path: folder))) { try await run("make") }
            try Data(Self.empty.utf8).write(to: URL(fileURLWithPath: folder + "/A.swift"))
            try Data(Self.empty.utf8).write(to: URL(fileURLWithPath: folder + "/B.swift"))
            await #expect(throws: CommandError(.noList(path: folder))) { try await run("make") }
        }
        try await with(Was.models, [], list: "let all: [Migration] = [") { folder in
            await #expect(throws: CommandError(.unclearList(path: folder + "/Migrations.swift", entries: ["add .m0001Initial"]))) {
                try await run("make")
            }
            try expectFiles(folder, ["Migrations.swift"])
        }
        await Tool.$setup.withValue(Setup(models: Was.models, folder: "/nowhere/at all")) {
            await #expect(throws: CommandError(.noFolder(path: "/nowhere/at all"))) { try await run("make") }
        }
        try await with(Was.models, [Migration("0001", [.dropTable("x")])]) { _ in
            await #expect(throws: MigrationError.self) { try await run("make") }
        }
    }

    // MARK: check

    @Test("Whether a migration is missing") func check() async throws {
        try await with(Was.models, [Self.first]) { _ in
            try await run("check")
            try await run("check", "--json")
        }
        try await with(Is.models, [Self.first]) { _ in await #expect(throws: ExitCode(2)) { try await run("check") } }
        try await with(Is.models, [Self.first, Self.second]) { _ in try await run("check") }
    }

    // MARK: squash

    private static let listed = "let all: [Migration] = [\n    .m0001Initial,\n    .m0002Title,\n    .m0003Drop,\n]\n"

    @Test("From the first one on: the tables as they are at the end") func squash() async throws {
        let all = try [Self.first, Self.second, Migration("0003_drop", [.dropColumn("stars", from: "album")])]
        try await with([], all, list: Self.listed) { folder in
            for migration in all { try write(migration.name, to: folder) }
            try await run("squash", "--to", "0002")
            try expectText(folder, "Migrations.swift", "let all: [Migration] = [\n    .m0001InitialTo0002,\n    .m0003Drop,\n]\n")
            let name = MigrationName("0001_initial_to_0002"), names = ["0001_initial", "0002_title"]
            let tables = try SchemaState(after: Array(all[...1])).tables
            let source = MigrationSource(name: name, replaced: names, steps: tables.map { .createTable($0) })
            try expectText(folder, name.file, source.text)
            #expect(try files(folder).count == 5)
        }
    }

    @Test("From a later one on: the same steps, one after the other; files are deleted where that is wanted") func squashLater()
        async throws
    {
        let all = try [Self.first, Self.second, Migration("0003_drop", [.dropColumn("stars", from: "album")])]
        try await with([], all, list: Self.listed) { folder in
            for migration in all { try write(migration.name, to: folder) }
            try await run("squash", "--from", "0002_title", "--delete", "--json")
            try expectFiles(folder, ["0001_initial.swift", "0002_title_to_0003.swift", "Migrations.swift"])
            let source = MigrationSource(
                name: MigrationName("0002_title_to_0003"), replaced: ["0002_title", "0003_drop"], steps: all[1].steps + all[2].steps)
            try expectText(folder, "0002_title_to_0003.swift", source.text)
        }
    }

    @Test("What cannot be put together") func squashRefused() async throws {
        let data = Migration("0002_data", [.data("seed") { _ in }])
        try await with([], [Self.first, data], list: "let all: [Migration] = [\n    .m0001Initial,\n    .m0002Data,\n]\n") { folder in
            await #expect(throws: CommandError(.dataSteps(["0002_data"]))) { try await run("squash") }
            await #expect(throws: CommandError(.noFiles(["0001_initial", "0002_data"]))) {
                try await run("squash", "--without-data", "--delete")
            }
            await #expect(throws: CommandError(.nothingToSquash)) { try await run("squash", "--to", "0001") }
            await #expect(throws: CommandError(.nothingToSquash)) { try await run("squash", "--from", "0002", "--to", "0001") }
            await #expect(throws: CommandError(.noMigration("000", names: ["0001_initial", "0002_data"]))) {
                try await run("squash", "--to", "000")
            }
            try expectFiles(folder, ["Migrations.swift"])
            try write("0009_lost", to: folder)
            await #expect(throws: CommandError(.unlisted(["0009_lost"]))) { try await run("squash", "--without-data") }
            try FileManager.default.removeItem(atPath: folder + "/0009_lost.swift")
            try await run("squash", "--without-data")
            #expect(try text(folder, "0001_initial_to_0002.swift").contains("replacing: [\"0001_initial\", \"0002_data\"]"))
        }
        try await with([], [Self.first, Self.second], list: "let all: [Migration] = [one, two]") { folder in
            await #expect(throws: CommandError.self) { try await run("squash") }
            try expectFiles(folder, ["Migrations.swift"])
        }
    }

    @Test("After it, the commands go on: old files are known, and so is one whose migration has another name") func afterSquash()
        async throws
    {
        let squashed = Migration(
            "0001_initial_to_0002", replacing: ["0001_initial", "0002_title"], try Self.first.steps + Self.second.steps)
        try await with(Is.models, [squashed], list: "let all: [Migration] = [\n    .m0001InitialTo0002,\n]\n") { folder in
            for name in ["0001_initial", "0002_title", "0001_initial_to_0002"] { try write(name, to: folder) }
            try FileManager.default.moveItem(atPath: folder + "/0002_title.swift", toPath: folder + "/0002_other.swift")
            try await run("check")
            try await run("make", "--empty")
            #expect(try files(folder).contains("0003_change.swift"))
        }
    }

    // MARK: In a database

    @Test("Run, shown and taken back") func migrate() async throws {
        try await with(Is.models, [Self.first, Self.second]) { folder in
            let path = folder + "/book.sqlite"
            func ran() async throws -> [Bool] {
                try await Tool.withDatabase(path, .write) { db in try await db.status(of: Tool.migrations).map(\.hasRun) }
            }
            for command in ["status", "sql", "rollback", "baseline"] {
                await #expect(throws: DatabaseError.self) { try await run(command, "--database", path) }
            }
            try await run("sql", "--empty", "-d", path)
            #expect(!FileManager.default.fileExists(atPath: path))
            try await run("migrate", "--database", path, "--to", "0001")
            let ran1 = try await ran()
            #expect(ran1 == [true, false])
            try await run("sql", "--database", path, "--json")
            let ran2 = try await ran()
            #expect(ran2 == [true, false])
            try await run("migrate", "--database", "sqlite:" + path)
            let ran3 = try await ran()
            #expect(ran3 == [true, true])
            try await Tool.withDatabase(path, .write) { db in
                _ = try await db.execute("INSERT INTO album (title, stars) VALUES ('a', 1)")
            }
            let loss = await #expect(throws: MigrationError.self) { try await run("rollback", "-d", path) }
            #expect(loss?.kind == .dataLoss && loss?.message.contains("--allow-data-loss") == true)
            let ran4 = try await ran()
            #expect(ran4 == [true, true])
            try await run("rollback", "-d", path, "--allow-data-loss")
            let ran5 = try await ran()
            #expect(ran5 == [true, false])
            try await run("rollback", "-d", path, "--all", "--allow-data-loss")
            let ran6 = try await ran()
            #expect(ran6 == [false, false])
            try await run("status", "-d", path, "--json")
        }
    }

    @Test("Tables that are there are a baseline") func baseline() async throws {
        try await with(Was.models, [Self.first, Self.second]) { folder in
            let path = folder + "/book.sqlite"
            try await Tool.withDatabase(path, .migrate) { db in try await db.create(Was.models) }
            let there = await #expect(throws: CommandError.self) { try await run("migrate", "-d", path) }
            #expect(there?.description.hasPrefix("0001_initial: ") == true)
            await #expect(throws: MigrationError.self) { try await run("baseline", "-d", path) }
            try await run("baseline", "-d", path, "--to", "0001_initial")
            try await run("migrate", "-d", path)
            let ran = try await Tool.withDatabase(path, .read) { try await $0.status(of: Tool.migrations).map(\.hasRun) }
            #expect(ran == [true, true])
        }
    }

    @Test(
        "Calls that are wrong end with 64",
        arguments: [
            ["nothing"], ["make", "a", "b"], ["make", "--rename", "a"], ["make", "--default", "a=b"], ["rollback", "--count", "0"],
            ["rollback", "--count", "x"], ["make", "--empty", "--no-renames"], ["migrate", "--to"], ["status", "--what"],
        ])
    func usage(_ arguments: [String]) {
        do {
            _ = try MigrationsCommand<Tool>.parseAsRoot(arguments)
            Issue.record("\(arguments) was understood")
        } catch { #expect(MigrationsCommand<Tool>.exitCode(for: error).rawValue == 64) }
    }

    @Test("Which database") func address() async throws {
        try await with([], []) { _ in
            await #expect(throws: CommandError(.noDatabase)) { try await run("status") }
            let unknown = CommandError(.unknownDatabase(examples: ["sqlite:contacts.sqlite, or the path of a file"]))
            await #expect(throws: unknown) { try await run("status", "-d", "mysql://me:secret@localhost/app") }
            #expect(!unknown.description.contains("secret"))
            for address in ["host=db password=secret dbname=app", "postgres:me:secret@host/app", "mysql:x"] {
                await #expect(throws: unknown) { try await run("migrate", "-d", address) }
            }
            await #expect(throws: DatabaseError.self) { try await run("migrate", "-d", "sqlite:///nowhere/book.sqlite") }
        }
    }
}
