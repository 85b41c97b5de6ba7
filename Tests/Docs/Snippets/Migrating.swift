import Foundation
import Junction
import JunctionSQLite

// The snippets of docs/migrations.md.

private enum Now {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(50) var title: String
        var stars: Int
    }
}

/// Migrates a file, and says what is missing then.
func migrating(path: String) async throws -> [MigrationStep] {
    typealias Album = Now.Album
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
