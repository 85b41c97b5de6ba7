import Junction

/// Tables before and after a migration that changes all of them, for programs that are killed meanwhile.
package enum MigratedSchema {
    private static let before: [TableDefinition] = [
        TableDefinition(
            "artist", columns: [.column("id", .integer), .column("name", .text, maxLength: 60)], key: .counted("id"), unique: [["name"]]),
        TableDefinition(
            "track",
            columns: [
                .column("id", .integer), .column("artist_id", .integer), .column("title", .text), .column("note", .text, isOptional: true),
            ],
            key: .counted("id"), foreignKeys: [.key(["artist_id"], to: "artist", ["id"], onDelete: .cascade)], indexes: [["artist_id"]]),
        TableDefinition(
            "track_tags", columns: [.column("track_id", .integer), .column("tag_id", .integer)], key: .junction(["track_id", "tag_id"]),
            foreignKeys: [
                .key(["track_id"], to: "track", ["id"], onDelete: .cascade), .key(["tag_id"], to: "artist", ["id"], onDelete: .cascade),
            ],
            indexes: [["tag_id", "track_id"]]),
    ]

    private static let change: [MigrationStep] = [
        .renameTable("artist", to: "band"), .renameColumn("artist_id", to: "band_id", in: "track"),
        .addColumn(.column("stars", .integer), to: "track", filling: .integer(3)),
        .changeKey(of: "track_tags", to: .counted("id")), .addUnique(["track_id", "tag_id"], to: "track_tags"),
        .addColumn(.column("deleted_at", .moment, isOptional: true), to: "track_tags"),
        .data("notes") { tx in _ = try await tx.execute("UPDATE track SET note = title WHERE note IS NULL") },
        .changeColumn(.column("note", .text), in: "track"), .addIndex(["stars"], to: "track"),
    ]

    package static let migrations = [
        Migration("0001_tracks", before.map { .createTable($0) }), Migration("0002_bands", change),
    ]
}
