import Foundation
import Junction
import JunctionPostgres

/// The server of the tests, as `OracleServer` asks for it, for a program that has no other test in it.
enum SharedServer {
    static let url = ProcessInfo.processInfo.environment["JUNCTION_POSTGRES"]

    static func execute(_ sql: String) async throws { _ = try await shared.value.execute(SQL(stringLiteral: sql)) }

    private static let shared = Task<Database, any Error> { try await Database.postgres(url ?? "") }
}
