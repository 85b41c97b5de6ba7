public import ArgumentParser
import Junction

/// `migrations migrate`: runs what has not run in a database.
///
/// ```swift
/// let command = try MigrateCommand<Migrate>.parse(["--database", path, "--to", "0001_albums"])
/// ```
public struct MigrateCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "migrate", abstract: "Runs the migrations that have not run in a database.",
            discussion: "Each is a transaction. Several programs may do so at once: one migrates, the others wait and find it done.")
    }

    @OptionGroup var database: DatabaseOptions

    @Option(
        help: ArgumentHelp("The last one that is to have run; those after it are taken back.", valueName: "name"),
        completion: Tool.completion)
    var to: String?

    @OptionGroup var writing: WritingOptions

    /// The parser makes it.
    public init() {}

    /// Migrates.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws ``CommandError``, `MigrationError`, and `DatabaseError` where the database refuses a step.
    public func run() async throws {
        let last = try to.map { try Tool.name($0) }
        try await database.with(Tool.self, .migrate) { db in
            try await writing.output.show { progress in
                try await db.migrate(Tool.migrations, to: last, allowDataLoss: writing.allowDataLoss, progress: progress)
            }
        }
    }
}

/// `migrations rollback`: takes back what ran last.
///
/// ```swift
/// let command = try RollbackCommand<Migrate>.parse(["--database", path, "--count", "2", "--allow-data-loss"])
/// ```
public struct RollbackCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "rollback", abstract: "Takes back the migrations that ran last.")
    }

    @OptionGroup var database: DatabaseOptions

    @Option(help: "How many.")
    var count = 1

    @Flag(help: "All of them.")
    var all = false

    @OptionGroup var writing: WritingOptions

    /// The parser makes it.
    public init() {}

    /// Looks whether the count is one; the parser calls it.
    ///
    /// ```swift
    /// try command.validate()
    /// ```
    public func validate() throws { if count < 1 { throw ValidationError("--count must be 1 or more") } }

    /// Takes back.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws what ``MigrateCommand`` throws.
    public func run() async throws {
        try await database.with(Tool.self, .write) { db in
            try await writing.output.show { progress in
                try await db.rollBack(
                    Tool.migrations, count: all ? .max : count, allowDataLoss: writing.allowDataLoss, progress: progress)
            }
        }
    }
}

/// `migrations baseline`: takes migrations as having run, in a database whose tables are there already.
///
/// ```swift
/// let command = try BaselineCommand<Migrate>.parse(["--database", path])
/// ```
public struct BaselineCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "baseline", abstract: "Writes down that migrations have run, in a database whose tables were made otherwise.",
            discussion: "The tables must be those that the migrations lead to; what is different is an error. Data steps are not done.")
    }

    @OptionGroup var database: DatabaseOptions

    @Option(
        help: ArgumentHelp("The last one that is taken as having run; without it, all.", valueName: "name"), completion: Tool.completion)
    var to: String?

    @OptionGroup var output: OutputOptions

    /// The parser makes it.
    public init() {}

    /// Compares the tables, and writes it down.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws what ``MigrateCommand`` throws.
    public func run() async throws {
        let last = try to.map { try Tool.name($0) }
        try await database.with(Tool.self, .write) { db in
            try await output.show { progress in
                let report = try await db.baseline(Tool.migrations, to: last)
                for name in report.applied { progress(.applied(name)) }
                return report
            }
        }
    }
}

/// What commands that change tables can be told.
struct WritingOptions: ParsableArguments {
    @Flag(help: "Steps may drop tables that have rows, and columns that have values.")
    var allowDataLoss = false

    @OptionGroup var output: OutputOptions
}

struct OutputOptions: ParsableArguments {
    @Flag(help: "Writes JSON.")
    var json = false

    private struct Report: Encodable {
        let applied: [String]
        let rolledBack: [String]
    }

    /// Says what is done while it is; of JSON, all at the end. An error of the database gets the migration's name.
    func show(_ work: ((MigrationProgress) -> Void) async throws -> MigrationReport) async throws {
        var applied: [String] = [], rolledBack: [String] = [], current: String?
        func note(_ progress: MigrationProgress) {
            switch progress {
            case .begins(let name): current = name
            case .applied(let name):
                current = nil
                applied.append(name)
                if !json { print(Terminal.coloured("applied", .green) + "      " + name) }
            case .rolledBack(let name):
                current = nil
                rolledBack.append(name)
                if !json { print(Terminal.coloured("rolled back", .yellow) + "  " + name) }
            }
        }
        var failure: (any Error)?
        do { _ = try await work(note) } catch let error as DatabaseError {
            failure = current.map { CommandError(.refused(migration: $0, reason: "\(error)")) } ?? error
        } catch { failure = error }
        if json { try Terminal.printJSON(Report(applied: applied, rolledBack: rolledBack)) }
        if let failure { throw failure }
        if !json, applied.isEmpty, rolledBack.isEmpty { print("Nothing to do.") }
    }
}
