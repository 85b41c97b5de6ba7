public import ArgumentParser
import Foundation
public import Junction

/// A program with the commands for the migrations of your models: a target of your package with this and nothing else.
///
/// ```swift
/// enum Migrate: MigrationTool {
///     static let models: [any Model.Type] = [User.self, Contact.self]
///     static let migrations = Migrations.all
///     static let folder = "Sources/Contacts/Migrations"
///     static let databases: [DatabaseKind] = [.sqlite]
/// }
/// ```
/// With `@main` before it, and in a target that is named `migrations`, `swift run migrations make` writes the next migration.
public protocol MigrationTool: CommandDatabases {
    /// All models.
    static var models: [any Model.Type] { get }
    /// All migrations, in their order.
    static var migrations: [Migration] { get }
    /// The folder for their files, as seen from where the command is run: mostly the folder of the package. One file in it has the list,
    /// `public static let all: [Migration] = []`, which `make` adds to.
    static var folder: String { get }
    /// The database where neither the command line nor the variable DATABASE_URL names one. Empty: then it is an error.
    static var url: String { get }
}

extension MigrationTool {
    /// None.
    public static var url: String { "" }

    /// Runs the command that was called, and ends.
    ///
    /// ```swift
    /// static func main() async { await MigrationsCommand<Self>.main() }
    /// ```
    @concurrent public static func main() async { await MigrationsCommand<Self>.main() }
}

/// The commands for the migrations of a program's models.
///
/// ```swift
/// let command = try MigrationsCommand<Migrate>.parseAsRoot(["status", "--database", path])
/// ```
/// They end with 0, with 1 where a command could not do its work, with 2 where `check` finds that something is missing, and with 64 where one
/// was called in a wrong way; what went wrong stands on standard error.
public struct MigrationsCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name and the commands.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "migrations", abstract: "Writes and runs the migrations of a program's models.",
            discussion: """
                Ends with 0, with 1 where a command failed, with 2 where 'check' finds that a migration is missing, with 64 where a command was \
                called in a wrong way.
                """,
            subcommands: [
                MakeCommand<Tool>.self, CheckCommand<Tool>.self, SquashCommand<Tool>.self, MigrateCommand<Tool>.self,
                RollbackCommand<Tool>.self, BaselineCommand<Tool>.self, StatusCommand<Tool>.self, SQLCommand<Tool>.self,
            ])
    }

    /// The parser makes it.
    public init() {}
}

/// Which database a command is for.
struct DatabaseOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The database, by its address; without it, what DATABASE_URL says, or the program.")
    var database: String?

    func with<Tool: MigrationTool, R>(
        _ tool: Tool.Type, _ access: Access, _ body: (Database) async throws -> R
    ) async throws -> R {
        try await Tool.withDatabase(try address(tool), access, body)
    }

    func address<Tool: MigrationTool>(_ tool: Tool.Type) throws(CommandError) -> String {
        let addresses = [database, ProcessInfo.processInfo.environment["DATABASE_URL"], Tool.url]
        guard let address = addresses.compactMap({ $0 }).first(where: { !$0.isEmpty }) else { throw CommandError(.noDatabase) }
        return address
    }
}

extension MigrationTool {
    /// What the models want, and the migrations do not lead to.
    static func difference(_ answers: SchemaDiff.Answers = .init()) throws -> SchemaDiff {
        if databases.isEmpty { throw CommandError(.noKinds) }
        return try SchemaDiff(of: models, after: migrations, answers, on: databases.map(\.dialect))
    }

    /// The migration of this name, or the only one that begins like this.
    static func name(_ text: String) throws(CommandError) -> String {
        let names = migrations.map(\.name)
        if names.contains(text) { return text }
        let found = names.filter { $0.hasPrefix(text) }
        guard found.count == 1 else { throw CommandError(.noMigration(text, names: names)) }
        return found[0]
    }

    /// Names of migrations, for shells that complete them.
    static var completion: CompletionKind { .list(migrations.map(\.name)) }
}
