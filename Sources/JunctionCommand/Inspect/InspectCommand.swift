public import ArgumentParser
import Foundation
import Junction

/// `junction inspect`: writes models for the tables of a database.
///
/// ```swift
/// let command = try InspectCommand<Files>.parse([path, "--output", output])
/// try await command.run()
/// ```
/// See ``ModelSource``.
public struct InspectCommand<Databases: CommandDatabases>: AsyncParsableCommand {
    /// The name, and what it is for.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inspect", abstract: "Writes Swift models for the tables of a database.",
            discussion: """
                The models compile as they are. Whatever the database has and a model cannot say is a comment at its place. The database is only \
                read; tables that link rows of a table with rows of the same are counted, to see whether their links go both ways.
                """)
    }

    @Argument(help: "The database: sqlite:path, the path of an SQLite file, or postgres://user@host/name.")
    var url: String

    @Option(name: .shortAndLong, help: "The file to write; standard output where none is named.")
    var output: String?

    @Flag(help: "Writes the file anew if it is there.")
    var overwrite = false

    @Flag(help: "Makes @CreatedAt and @ModifiedAt of times that are named created or modified: Junction writes them then.")
    var timestamps = false

    /// The parser makes it.
    public init() {}

    /// Reads the database and writes the models.
    ///
    /// ```swift
    /// try await command.run()
    /// ```
    /// Throws ``CommandError``, and `DatabaseError` where the database cannot be opened or read.
    public func run() async throws {
        if let output, !overwrite, FileManager.default.fileExists(atPath: output) { throw CommandError(.fileExists(path: output)) }
        let text = try await Databases.withDatabase(url, .read) { try await source($0) }
        guard let output else { return print(text, terminator: "") }
        try TextFile.write(text, to: output)
    }

    private func source(_ db: Database) async throws -> String {
        let catalogue = try await db.catalogue()
        if catalogue.tables.isEmpty { throw CommandError(.noTables) }
        let source = ModelSource(catalogue, stampsTimes: timestamps)
        var symmetrical = Set<String>()
        for link in source.selfLinks where try await link.goesBothWays(in: db) { symmetrical.insert(link.table) }
        return symmetrical.isEmpty ? source.text : ModelSource(catalogue, stampsTimes: timestamps, symmetrical: symmetrical).text
    }
}

extension ModelSource.SelfLink {
    /// Whether there are links, and each has its mirror.
    ///
    /// ```swift
    /// for link in source.selfLinks where try await link.goesBothWays(in: db) { symmetrical.insert(link.table) }
    /// ```
    /// Throws `DatabaseError`.
    public func goesBothWays(in db: Database) async throws -> Bool {
        let mirrored = zip(from, to).map { from, to in "b.\(quoted(from)) = a.\(quoted(to)) AND b.\(quoted(to)) = a.\(quoted(from))" }
        let table = quoted(table), condition = mirrored.joined(separator: " AND ")
        let counts = try await db.query(
            SQL(
                stringLiteral:
                    "SELECT count(*) FROM \(table) AS a UNION ALL SELECT count(*) FROM \(table) AS a WHERE NOT EXISTS (SELECT 1 FROM \(table) AS b WHERE \(condition))"
            ), as: Int.self)
        return counts.count == 2 && counts[0] > 0 && counts[1] == 0
    }

    private func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
