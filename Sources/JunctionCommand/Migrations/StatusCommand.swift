public import ArgumentParser
import Foundation
import Junction

/// `migrations status`: which migrations have run in a database.
///
/// ```swift
/// let command = try StatusCommand<Migrate>.parse(["--database", path, "--json"])
/// ```
public struct StatusCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "status", abstract: "Says which migrations have run in a database.",
            discussion: """
                applied: it has run; pending: it has not; changed: its steps are not those that ran; unknown: the database has run it, and the \
                program does not have it.
                """)
    }

    @OptionGroup var database: DatabaseOptions

    @OptionGroup var output: OutputOptions

    /// The parser makes it.
    public init() {}

    private struct Entry: Encodable {
        let name: String
        let state: String
        let applied: Date?

        init(_ status: MigrationStatus) {
            (name, applied) = (status.name, status.applied)
            state = status.isUnknown ? "unknown" : status.isChanged ? "changed" : status.hasRun ? "applied" : "pending"
        }

        var colour: Terminal.Colour {
            switch state {
            case "applied": .green
            case "pending": .yellow
            default: .red
            }
        }
    }

    /// Reads what has run.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws ``CommandError``, and `DatabaseError` where the database cannot be read.
    public func run() async throws {
        let entries = try await database.with(Tool.self, .read) { try await $0.status(of: Tool.migrations).map(Entry.init) }
        if output.json { return try Terminal.printJSON(entries) }
        let width = entries.map(\.name.count).max() ?? 0
        for entry in entries {
            let name = entry.name.padding(toLength: width, withPad: " ", startingAt: 0)
            let time = entry.applied.map { "  " + $0.formatted(.iso8601) } ?? ""
            print(Terminal.coloured(entry.state.padding(toLength: 9, withPad: " ", startingAt: 0), entry.colour) + name + time)
        }
        if entries.isEmpty { print("There are no migrations.") }
    }
}
