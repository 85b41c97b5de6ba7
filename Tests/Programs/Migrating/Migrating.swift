import Junction
import JunctionSQLite
import MigratedSchema

#if POSTGRES
import JunctionPostgres
#endif

/// Migrates a database and says what it did, for tests of several programs and of one that is killed:
/// `Migrating PATH`, `Migrating URL SCHEMA`.
@main
enum Migrating {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let place = arguments.first else { return print("usage: Migrating PATH | URL SCHEMA") }
        let db = try await open(place, arguments.dropFirst().first)
        let report = try await db.migrate(MigratedSchema.migrations)
        print(report.applied.joined(separator: " "))
        await db.close()
    }

    private static func open(_ place: String, _ schema: String?) async throws -> Database {
        #if POSTGRES
        if let schema { return try await Database.postgres(place, PostgresConfiguration(searchPath: [schema])) }
        #endif
        return try await Database.sqlite(path: place)
    }
}
