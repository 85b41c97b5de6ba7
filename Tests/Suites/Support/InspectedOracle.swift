import Foundation

/// The oracle with models that were inspected: its questions and operations are compiled anew, unchanged, with the inspected models in place of
/// those that people wrote, and run as a program of their own.
package struct InspectedOracle: Sendable {
    /// What the program found wrong, a line each, and its last line.
    package let problems: [String]
    package let summary: String

    /// Where the program left the files that an operation changed.
    package let files: [URL]

    /// What only the tests of the application's own models need.
    private static let left: Set = ["Models.swift", "OracleTests.swift", "PathCase.swift", "PathCase+All.swift"]

    /// - Parameters:
    ///   - models: the text that `junction inspect` wrote, as it is.
    ///   - sources: the files that make copies of the oracle's database, by their paths in the package.
    ///   - arguments: what links the database's library.
    ///   - folder: where all of it is made.
    package init(
        _ models: String, sources: [String], targets: [String], arguments: [String], in folder: URL
    ) async throws {
        let root = URL(fileURLWithPath: Program.root), compiler = try SwiftCompiler()
        let inspected = folder.appending(path: "Inspected.swift"), changed = folder.appending(path: "changed")
        try Data(models.utf8).write(to: inspected)
        try FileManager.default.createDirectory(at: changed, withIntermediateDirectories: true)
        let oracle = root.appending(path: "Tests/Oracle"), tests = root.appending(path: "Tests/Command/Oracle")
        let files = try FileManager.default.contentsOfDirectory(at: oracle, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" && !Self.left.contains($0.lastPathComponent) }.sorted { $0.path < $1.path }
        // Built for tests alone, or for everybody.
        let resources = ["Oracle-tool.build", "Oracle.build"]
            .map { compiler.products.appending(path: $0 + "/DerivedSources/resource_bundle_accessor.swift") }
        guard let found = resources.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw SwiftCompiler.NotFound()
        }
        try await compiler.makeModule(
            "Oracle", of: files + [inspected, tests.appending(path: "Beside.swift"), found], in: folder)
        // The one file of the suites that a copy of the database may need.
        try await compiler.makeModule("Suites", of: [root.appending(path: "Tests/Suites/Support/Program.swift")], in: folder)
        let program = try await compiler.makeProgram(
            "InspectedOracle", of: [tests.appending(path: "Run.swift")] + sources.map { root.appending(path: $0) },
            modules: ["Oracle", "Suites"],
            targets: ["Junction", "JunctionTesting", "Logging"] + targets, arguments: arguments, in: folder)
        let lines = try await Program.run(program.path, [changed.path]).split(separator: "\n").map(String.init)
        problems = lines.filter { $0.hasPrefix("problem: ") }
        summary = lines.last ?? ""
        self.files = try FileManager.default.contentsOfDirectory(at: changed, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "sqlite3" }
    }
}
