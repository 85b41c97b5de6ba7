public import ArgumentParser
import Foundation
import Junction

/// `migrations check`: whether the migrations lead to the models; for continuous integration.
///
/// ```swift
/// let command = try CheckCommand<Migrate>.parse(["--json"])
/// ```
public struct CheckCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check", abstract: "Ends with 2 where the models want something that the migrations do not lead to.",
            discussion: "No database is asked, and nothing is written.")
    }

    @OptionGroup var output: OutputOptions

    /// The parser makes it.
    public init() {}

    private struct Found: Encodable {
        let steps: [String]
        let unlisted: [String]
    }

    /// Compares, and says what is missing.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws `ExitCode(2)` where something is missing, and what ``MakeCommand`` throws.
    public func run() async throws {
        let steps = try Tool.difference().steps.map(\.summary)
        let unlisted = try MigrationFolder(Tool.folder).unlisted(Tool.migrations)
        if output.json {
            try Terminal.printJSON(Found(steps: steps, unlisted: unlisted))
        } else if steps.isEmpty, unlisted.isEmpty {
            print("The migrations lead to the models.")
        } else {
            for name in unlisted { print(Terminal.coloured("\(name) has a file, and is not in the list", .red)) }
            if !steps.isEmpty { print(Terminal.coloured("A migration is missing; 'make' writes it:", .red)) }
            for step in steps { print("  " + step) }
        }
        if !steps.isEmpty || !unlisted.isEmpty { throw ExitCode(2) }
    }
}
