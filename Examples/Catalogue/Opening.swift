import Junction
import JunctionSQLite

#if POSTGRES
import JunctionPostgres
#endif

/// The one place that knows which database it is.
enum Opening {
    /// - Parameters:
    ///   - url: of a PostgreSQL database; nil: SQLite.
    ///   - location: where the SQLite database is.
    static func database(_ url: String?, or location: SQLiteLocation, _ configuration: DatabaseConfiguration) async throws -> Database {
        #if POSTGRES
        if let url { return try await Database.postgres(url, PostgresConfiguration(configuration)) }
        #endif
        return try await Database.sqlite(location, SQLiteConfiguration(configuration))
    }
}
