import Foundation
import Junction
import JunctionPostgres
import Testing

/// A server of one test's own, which it may kill.
struct OwnServer: Sendable {
    let url: String
    private let folder: String

    /// Starts one for as long as `body` runs.
    static func run(_ body: (OwnServer) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-own-\(UUID().uuidString.prefix(8))").path
        let url = try await script("start", folder).trimmingCharacters(in: .whitespacesAndNewlines)
        do { try await body(OwnServer(url: url, folder: folder)) } catch {
            _ = try? await script("stop", folder)
            throw error
        }
        _ = try await script("stop", folder)
    }

    /// Ends its first process as a crash would.
    func kill() async throws { _ = try await Self.script("kill", folder) }

    /// Starts it after that.
    func startAgain() async throws { _ = try await Self.script("again", folder) }

    func database(_ configuration: PostgresConfiguration = PostgresConfiguration()) async throws -> Database {
        try await Database.postgres(url, configuration)
    }

    private struct Failed: Error {
        let output: String
    }

    private static func script(_ command: String, _ folder: String) async throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let process = Process(), output = folder + ".output"
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        defer { try? FileManager.default.removeItem(atPath: output) }
        let file = try #require(FileHandle(forWritingAtPath: output))
        process.executableURL = root.appendingPathComponent("script/postgres")
        process.arguments = [command, folder]
        process.standardOutput = file
        process.standardError = file
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let text = try String(contentsOfFile: output, encoding: .utf8)
        guard status == 0 else { throw Failed(output: text) }
        return text
    }
}
