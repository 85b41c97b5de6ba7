import Foundation
import Testing

/// The server's own client, which knows nothing of Junction.
enum Psql {
    struct Failed: Error {
        let output: String
    }

    /// The shared server's URL with another database.
    static func url(ofDatabase name: String) throws -> String {
        let shared = try #require(SharedServer.url)
        var parts = try #require(URLComponents(string: shared))
        parts.path = "/" + name
        return try #require(parts.string)
    }

    /// What it writes; an error of the server is one here.
    static func run(_ arguments: [String], on url: String) async throws -> String {
        let folder = FileManager.default.temporaryDirectory, name = "junction-psql-\(UUID().uuidString)"
        let output = folder.appendingPathComponent(name), process = Process()
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let file = try FileHandle(forWritingTo: output)
        defer { try? file.close() }
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "-X", "-v", "ON_ERROR_STOP=1", url] + arguments
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
        guard status == 0 else { throw Failed(output: text) }
        return text
    }
}
