import Foundation
import Junction
import JunctionCommand
import JunctionSQLite

#if POSTGRES
import JunctionPostgres
#endif

// The snippets of docs/migrations.md.

private enum Now {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(50) var title: String
        var stars: Int
    }
}

private enum Migrations {
    static let all: [Migration] = []
}

private typealias Album = Now.Album

#if POSTGRES
// snippet: migration-tool
enum Migrate: MigrationTool {
    static let models: [any Model.Type] = [Album.self]
    static let migrations = Migrations.all
    static let folder = "Sources/Music/Migrations"
    static let databases: [DatabaseKind] = [.sqlite, .postgres]
}
// end snippet
#endif

/// Migrates a file, and says what is missing then.
func migrating(path: String) async throws -> [MigrationStep] {
    let db = try await Database.sqlite(path: path)
    // snippet: migrations
    let albums = TableDefinition(
        "album", columns: [.column("id", .integer), .column("name", .text, maxLength: 100)], key: .counted("id"))
    let migrations = [
        Migration("0001_albums", [.createTable(albums)]),
        Migration("0002_titles", [
            .renameColumn("name", to: "title", in: "album"),
            .addColumn(.column("stars", .integer), to: "album", filling: .integer(3)),
            .data("shorten") { tx in _ = try await tx.execute("UPDATE album SET title = substr(title, 1, 50)") },
            .changeColumn(.column("title", .text, maxLength: 50), in: "album"),
        ]),
    ]
    try await db.migrate(migrations)
    // end snippet
    // snippet: missing-steps
    let steps = try db.missingSteps(of: [Album.self], after: migrations)
    // end snippet
    try await db.verify([Album.self])
    await db.close()
    return steps
}
