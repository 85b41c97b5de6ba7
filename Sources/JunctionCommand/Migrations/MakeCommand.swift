public import ArgumentParser
import Foundation
import Junction

/// `migrations make`: writes the next migration, which leads from the migrations that are there to the models.
///
/// ```swift
/// let command = try MakeCommand<Migrate>.parse(["add stars", "--default", "contact.stars=3"])
/// try await command.run()
/// ```
public struct MakeCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "make", abstract: "Writes the next migration: what the models want, and the migrations do not lead to.",
            discussion: """
                No database is asked. What might be another name for something is asked for on a terminal, and is an error elsewhere that \
                names the options; so is what rows get in new columns that are required.
                """)
    }

    @Argument(help: "What it is about, for its name: 'add stars'. Made from the steps where nothing is said.")
    var about: String?

    @Option(
        name: .customLong("rename"), parsing: .singleValue,
        help: ArgumentHelp("Another name: contact.name=title for a column, contact=person for a table.", valueName: "old=new"))
    var renames: [String] = []

    @Flag(name: .customLong("no-renames"), help: "Nothing else has another name: what is not there any more is dropped.")
    var refusesRenames = false

    @Option(
        name: .customLong("default"), parsing: .singleValue,
        help: ArgumentHelp("What rows that are there get in a column that is required.", valueName: "table.column=value"))
    var defaults: [String] = []

    @Flag(help: "Writes a migration without steps, for data steps of your own.")
    var empty = false

    @OptionGroup var output: OutputOptions

    /// The parser makes it.
    public init() {}

    /// Looks whether the options are written as they should be; the parser calls it.
    ///
    /// ```swift
    /// try command.validate()
    /// ```
    public func validate() throws {
        if answering == nil { throw ValidationError("write --rename table.old=new or --rename old=new, and --default table.column=value") }
        if empty, refusesRenames || !renames.isEmpty || !defaults.isEmpty {
            throw ValidationError("--empty has no steps that --rename, --no-renames and --default could be about")
        }
    }

    private var answering: Answering? {
        Answering(renames: renames, defaults: defaults, refusesOthers: refusesRenames, ask: Terminal.ask)
    }

    private struct Made: Encodable {
        var name: String?
        var file: String?
        var steps: [String] = []
    }

    /// Compares, asks and writes.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws ``CommandError``, `SchemaError` where the models do not fit together, and `MigrationError` where the migrations do not.
    public func run() async throws {
        let folder = try MigrationFolder(Tool.folder)
        var list = try folder.list(of: Tool.migrations)
        guard let answering else { return }
        let steps = empty ? [] : try answering.difference(Tool.self).steps
        if steps.isEmpty, !empty {
            return try output.json ? Terminal.printJSON(Made()) : print("Nothing to do: the migrations lead to the models.")
        }
        let name = MigrationName(
            after: Tool.migrations, about ?? MigrationName.words(steps, isFirst: Tool.migrations.isEmpty && !empty))
        let path = folder.path(of: name.file)
        try list.append(name.identifier)
        try list.write(with: MigrationSource(name: name, steps: steps).text, at: path)
        if output.json { return try Terminal.printJSON(Made(name: name.name, file: path, steps: steps.map(\.summary))) }
        print(Terminal.coloured(path, .green))
        for step in steps { print("  " + step.summary) }
    }
}
