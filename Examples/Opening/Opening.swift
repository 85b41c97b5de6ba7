public import Junction
import JunctionSQLite

#if POSTGRES
import JunctionPostgres
#endif

/// The one place in the examples that knows which database it is.
public enum Opening {
    /// - Parameters:
    ///   - url: of a PostgreSQL database; nil: SQLite.
    ///   - path: of the SQLite file; nil: in memory.
    public static func database(_ url: String?, orFile path: String?, _ configuration: DatabaseConfiguration) async throws -> Database {
        #if POSTGRES
        if let url { return try await Database.postgres(url, PostgresConfiguration(configuration)) }
        #endif
        return try await Database.sqlite(path.map { .file($0) } ?? .memory, SQLiteConfiguration(configuration))
    }
}
