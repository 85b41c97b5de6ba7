import ArgumentParser
import Foundation
import Junction
import JunctionCommand
import JunctionSQLite

private enum Migrations {
    static let all = [
        Migration(
            "0001_albums",
            [.createTable(TableDefinition("album", columns: [.column("id", .integer), .column("name", .text)], key: .counted("id")))]),
        Migration("0002_titles", [.renameColumn("name", to: "title", in: "album")]),
    ]
}

enum Migrate: MigrationTool {
    static let models: [any Model.Type] = [User.self, Contact.self]
    static let migrations = Migrations.all
    static let folder = "Sources/Contacts/Migrations"
    static let databases: [DatabaseKind] = [.sqlite]
}

/// The same as a program has it.
private enum Program: MigrationTool {
    static let models: [any Model.Type] = [Tag.self]
    static let migrations: [Migration] = []
    static let folder = "."
    static let databases: [DatabaseKind] = [.sqlite]

    static func main() async { await MigrationsCommand<Self>.main() }
}

extension Snippet {
    static let commands: [Snippet] = [
        Snippet("the commands for migrations") { _ in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-commands-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.appendingPathComponent("book.sqlite").path
            do {
                let command = try MigrateCommand<Migrate>.parse(["--database", path, "--to", "0001_albums"])
                try await command.run()
            }
            do {
                let command = try MigrationsCommand<Migrate>.parseAsRoot(["status", "--database", path])
                try check(command is StatusCommand<Migrate>)
            }
            do {
                let command = try StatusCommand<Migrate>.parse(["--database", path, "--json"])
                try await command.run()
            }
            do {
                let command = try SQLCommand<Migrate>.parse(["--database", path])
                try await command.run()
            }
            do {
                let command = try RollbackCommand<Migrate>.parse(["--database", path, "--count", "2", "--allow-data-loss"])
                try await command.run()
            }
            do {
                let db = try await Database.sqlite(path: path)
                try await db.execute("CREATE TABLE album (id integer NOT NULL PRIMARY KEY, title text NOT NULL)")
                await db.close()
                let command = try BaselineCommand<Migrate>.parse(["--database", path])
                try await command.run()
            }
        },
        Snippet("the commands that write files") { _ in
            // There is no such folder here, and nothing is written.
            let make = try {
                let command = try MakeCommand<Migrate>.parse(["add stars", "--default", "contact.stars=3"])
                try command.validate()
                return command
            }()
            do {
                let command = try MakeCommand<Migrate>.parse(["add stars", "--default", "contact.stars=3"])
                try await command.run()
            } catch let error as CommandError { try check(error.description.contains("there is no folder")) }
            let squash = try {
                let command = try SquashCommand<Migrate>.parse(["--to", "0002_titles"])
                return command
            }()
            let checking = try {
                let command = try CheckCommand<Migrate>.parse(["--json"])
                return command
            }()
            try check(type(of: make).configuration.commandName == "make")
            try check(type(of: squash).configuration.commandName == "squash" && type(of: checking).configuration.commandName == "check")
        },
        Snippet("tables that are there already") { book in
            let db = book.db, migrations = Migrations.all
            try await db.execute("CREATE TABLE album (id integer NOT NULL PRIMARY KEY, name text NOT NULL)")
            let report = try await db.baseline(migrations, to: "0001_albums")
            try check(report.applied == ["0001_albums"])
        },
    ]
}
