import ArgumentParser
import Foundation
import Junction
import JunctionCommand
import JunctionSQLite

#if POSTGRES
import JunctionPostgres
#endif

/// The tool `junction`: all that it knows itself is how a database is opened.
@main
enum Tool: CommandDatabases {
    static func main() async { await JunctionTool<Tool>.main() }

    static func open(_ url: String, _ access: Access) async throws -> Database {
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
            #if POSTGRES
            return try await Database.postgres(url)
            #else
            throw CommandError(.driverMissing(database: "PostgreSQL"))
            #endif
        }
        if url.contains("://") { throw CommandError(.unknownDatabase) }
        let path = url.hasPrefix("sqlite:") ? String(url.dropFirst(7)) : url
        guard access == .read else { return try await Database.sqlite(path: path) }
        if !FileManager.default.fileExists(atPath: path) { throw CommandError(.noFile(path: path)) }
        return try await Database.sqlite(path: path, SQLiteConfiguration(isReadOnly: true))
    }
}
