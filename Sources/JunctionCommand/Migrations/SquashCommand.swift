public import ArgumentParser
import Foundation
import Junction

/// `migrations squash`: writes one migration that stands for several.
///
/// ```swift
/// let command = try SquashCommand<Migrate>.parse(["--to", "0002_titles"])
/// ```
public struct SquashCommand<Tool: MigrationTool>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "squash", abstract: "Writes one migration that stands for several, and takes those out of the list.",
            discussion: """
                From the first one on it makes the tables as they are at the end. Databases that have run all of them have run it; those that \
                have run some must run the others first, with the program before.
                """)
    }

    @Option(help: ArgumentHelp("The first one; without it, the first of all.", valueName: "name"), completion: Tool.completion)
    var from: String?

    @Option(help: ArgumentHelp("The last one; without it, the last of all.", valueName: "name"), completion: Tool.completion)
    var to: String?

    @Flag(help: "Leaves data steps out, from the first migration on: a new database has no rows for them.")
    var withoutData = false

    @Flag(help: "Deletes the files of those that it stands for.")
    var delete = false

    @OptionGroup var output: OutputOptions

    /// The parser makes it.
    public init() {}

    private struct Squashed: Encodable {
        let name: String
        let file: String
        let replaced: [String]
    }

    /// Puts them together.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws ``CommandError``, and `MigrationError` where the migrations do not fit together.
    public func run() async throws {
        let all = Tool.migrations, folder = try MigrationFolder(Tool.folder)
        let names = all.map(\.name), from = try self.from.map { try Tool.name($0) }, to = try self.to.map { try Tool.name($0) }
        guard let first = from.map({ names.firstIndex(of: $0) }) ?? all.indices.first,
            let last = to.map({ names.firstIndex(of: $0) }) ?? all.indices.last, first < last
        else { throw CommandError(.nothingToSquash) }
        let several = all[first...last]
        let withData = several.filter { $0.steps.contains(where: \.isData) }
        // Rows that a database has by then would be left without what those do.
        if !withData.isEmpty, !withoutData || first > 0 { throw CommandError(.dataSteps(withData.map(\.name))) }
        let greatest = several.flatMap { [$0.name] + $0.replaced }.compactMap(MigrationName.number).max()
        let name = MigrationName("\(several[first].name)_to_\(greatest.map(MigrationName.padded) ?? several[last].name)")
        let steps = try first == 0 ? Migration.tables(after: Array(several)) : several.flatMap(\.steps).filter { !$0.isData }
        var list = try folder.list(of: all)
        let lost = delete ? folder.withoutFile(several) : []
        if !lost.isEmpty { throw CommandError(.noFiles(lost)) }
        try list.replace(several.map { MigrationName($0.name).identifier }, with: name.identifier)
        let path = folder.path(of: name.file)
        try list.write(with: MigrationSource(name: name, replaced: several.map(\.name), steps: steps).text, at: path)
        let files = several.map { folder.path(of: MigrationName($0.name).file) }
        if delete { for file in files { try TextFile.delete(file) } }
        if output.json { return try Terminal.printJSON(Squashed(name: name.name, file: path, replaced: several.map(\.name))) }
        print(Terminal.coloured(path, .green))
        for file in files { print("  " + (delete ? "deleted: " : "no longer needed: ") + file) }
    }
}

extension MigrationStep {
    fileprivate var isData: Bool { if case .data = self { true } else { false } }
}
