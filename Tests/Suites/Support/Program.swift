import Foundation

/// Another program, run to its end.
package enum Program {
    package struct Failed: Error {
        package let status: Int32
        package let output: String
    }

    /// The package's own folder.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// What it writes, errors among it; another status than 0 is an error. The output goes to a file, so that a long one never fills a pipe.
    ///
    /// - Parameters:
    ///   - folder: where it runs; nil: where this program does.
    ///   - left: variables that it does not see.
    ///   - added: variables that only it sees.
    package static func run(
        _ name: String, _ arguments: [String], in folder: URL? = nil, without left: Set<String> = [], with added: [String: String] = [:]
    ) async throws -> String {
        let output = FileManager.default.temporaryDirectory.appendingPathComponent("junction-program-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let file = try FileHandle(forWritingTo: output), process = Process()
        defer { try? file.close() }
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.filter { !left.contains($0.key) }.merging(added) { $1 }
        // Nobody is there to be asked.
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = file
        process.standardError = file
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        if status != 0 { throw Failed(status: status, output: text) }
        return text
    }
}
