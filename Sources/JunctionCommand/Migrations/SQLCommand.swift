public import ArgumentParser
import Junction

/// `migrations sql`: the statements that `migrate` would send.
///
/// ```swift
/// let command = try SQLCommand<Migrate>.parse(["--database", path])
/// ```
public struct SQLCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sql", abstract: "Shows the statements that 'migrate' would send.",
            discussion: """
                To look at, not to be run by hand: 'migrate' also opens a transaction for each migration, writes down that it has run, and holds \
                foreign keys back on SQLite. What data steps do is not shown; each is a comment with its name.
                """)
    }

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("The last one that is to have run.", valueName: "name"), completion: Tool.completion)
    var to: String?

    @Flag(help: "For a database that has nothing yet: the address only says which kind it is, and is not opened.")
    var empty = false

    @OptionGroup var output: OutputOptions

    /// The parser makes it.
    public init() {}

    private struct Script: Encodable {
        let name: String
        let statements: [String]
        let isRollback: Bool
    }

    /// Writes the statements.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws ``CommandError``, `MigrationError`, and `DatabaseError` where the database cannot be read.
    public func run() async throws {
        let last = try to.map { try Tool.name($0) }
        let scripts =
            empty
            ? try MigrationScript.all(of: Tool.migrations, to: last, on: try Tool.kind(of: database.address(Tool.self)).dialect)
            : try await database.with(Tool.self, .read) { try await $0.scripts(of: Tool.migrations, to: last) }
        if output.json {
            return try Terminal.printJSON(scripts.map { Script(name: $0.name, statements: $0.statements, isRollback: $0.isRollback) })
        }
        if scripts.isEmpty { print("-- nothing to do") }
        for script in scripts {
            print(Terminal.coloured("-- \(script.name)" + (script.isRollback ? ", rolled back" : ""), .grey))
            for statement in script.statements { print(statement.hasPrefix("--") ? statement : statement + ";") }
        }
    }
}
