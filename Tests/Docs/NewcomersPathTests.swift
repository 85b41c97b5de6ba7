import Foundation
import Testing

/// The newcomer's path of the README, word for word: an empty folder, git and swift, and this checkout in the place of its address.
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

    private func run(_ command: String, in folder: URL) async throws -> (status: Int32, text: String) {
        let output = folder.appending(path: "..").appending(path: "output-\(UUID().uuidString)")
        try Data().write(to: output)
        let file = try FileHandle(forWritingTo: output), process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", "-euo", "pipefail", "-c", command]
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.filter { !["DATABASE_URL"].contains($0.key) }
        process.standardOutput = file
        process.standardError = file
        process.standardInput = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        try file.close()
        return (status, String(decoding: try Data(contentsOf: output), as: UTF8.self))
    }
}
