import Foundation
import Suites
import Testing

/// The server's own client, which knows nothing of Junction.
enum Psql {
    /// The shared server's URL with another database.
    static func url(ofDatabase name: String) throws -> String {
        let shared = try #require(SharedServer.url)
        var parts = try #require(URLComponents(string: shared))
        parts.path = "/" + name
        return try #require(parts.string)
    }

    /// What it writes; an error of the server is one here.
    static func run(_ arguments: [String], on url: String) async throws -> String {
        try await Program.run("psql", ["-X", "-v", "ON_ERROR_STOP=1", url] + arguments)
    }
}
