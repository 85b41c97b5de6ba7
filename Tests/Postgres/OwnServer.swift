import Foundation
import Junction
import JunctionPostgres
import Suites
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

    private static func script(_ command: String, _ folder: String) async throws -> String {
        try await Program.run(Program.root + "/script/postgres", [command, folder])
    }
}
