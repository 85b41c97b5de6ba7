import Foundation
import Suites
import Testing

/// The newcomer's path of the README, word for word: an empty folder, git and swift, and this checkout in the place of its address; on Linux with
/// the macros of the build that the tests are of, since swift-syntax is most of a newcomer's first one.
@Suite struct NewcomersPathTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func everyStep() async throws {
        let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        let path = try #require(NewcomersPath(readme))
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-newcomer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // The package manager calls a package by the name of its folder.
        try FileManager.default.createSymbolicLink(at: folder.appending(path: "junction"), withDestinationURL: Self.root)
        let variables = try Self.variables(in: folder)
        func run(_ command: String, in folder: URL) async throws -> (status: Int32, text: String) {
            do {
                let text = try await Program.run(
                    "bash", ["-euo", "pipefail", "-c", command], in: folder, without: ["DATABASE_URL"], with: variables)
                return (0, text)
            } catch let failed as Program.Failed { return (failed.status, failed.output) }
        }
        var place = folder, files = 0, commands = 0
        for step in path.steps {
            switch step {
            case .file(let path, let text):
                files += 1
                let address = #".package(url: "https://…/junction", branch: "main")"#
                if path == "Package.swift" { #expect(text.contains(address)) }
                let here = text.replacing(address, with: #".package(path: "../junction")"#)
                try Data(here.utf8).write(to: place.appending(path: path))
            case .command(let line, let writes):
                commands += 1
                let output = try await run(line + " && pwd", in: place)
                #expect(output.status == 0, "\(line)\n\(output.text)")
                if output.status != 0 { return }
                if let writes { #expect(output.text.contains(writes), "\(line)\n\(output.text)") }
                place = URL(fileURLWithPath: output.text.split(separator: "\n").last.map(String.init) ?? "")
            }
        }
        #expect(files == 7 && commands > 10)
        // Nobody looks at a terminal.
        let status = try await run("swift run --skip-build migrations status", in: place)
        #expect(!status.text.contains("\u{1B}"))
    }

    /// The macros, and a compiler that knows them.
    private static func variables(in folder: URL) throws -> [String: String] {
        #if os(Linux)
        let macros = try SwiftCompiler().products.appending(path: "JunctionMacros-tool").path
        let compiler = folder.appending(path: "swiftc")
        let text = """
            #!/bin/bash
            # Modules begin so; what else the package manager asks for takes no plug-in.
            if [ "$1" = -module-name ]; then set -- "$@" -load-plugin-executable '\(macros)#JunctionMacros'; fi
            exec swiftc "$@"

            """
        try Data(text.utf8).write(to: compiler)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: compiler.path)
        return ["JUNCTION_MACROS": macros, "SWIFT_EXEC": compiler.path]
        #else
        return [:]
        #endif
    }
}
