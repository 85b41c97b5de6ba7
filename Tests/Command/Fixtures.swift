import Junction

@testable import JunctionCommand

/// Catalogues for tests of what is written from them.
enum Fixture {
    static func column(
        _ name: String, _ content: ColumnType? = .text, _ type: String? = nil, null: Bool = false, length: Int? = nil,
        digits: Digits? = nil,
        initial: String? = nil, generation: String? = nil, collation: String? = nil
    ) -> CatalogueColumn {
        CatalogueColumn(
            name: name, type: type ?? content.map { "\($0)" } ?? "mood", content: content, isNullable: null, maxLength: length,
            digits: digits,
            initial: initial, generation: generation, collation: collation)
    }

    static let id = column("id", .integer)
    static func key(_ name: String, null: Bool = false) -> CatalogueColumn { column(name, .integer, null: null) }

    /// A table with a counted key.
    static func table(
        _ name: String, _ columns: [CatalogueColumn], uniques: [[String]] = [], indexes: [[String]] = [],
        keys: [TableCatalogue.Reference] = [], checks: [String] = [], others: [CatalogueEntry] = []
    ) -> TableCatalogue {
        TableCatalogue(
            name: name, columns: [id] + columns, primaryKey: .init(columns: ["id"], counting: "AUTOINCREMENT"),
            uniques: uniques.map { .init(columns: $0) }, indexes: indexes.map { .init(columns: $0) }, foreignKeys: keys,
            checks: checks.map { .init(sql: $0) }, others: others)
    }

    static func refer(
        _ column: String, _ table: String, onDelete: TableCatalogue.Reference.Action = .cascade
    ) -> TableCatalogue.Reference { .init(columns: [column], table: table, references: ["id"], onDelete: onDelete) }

    static func catalogue(_ tables: TableCatalogue..., others: [CatalogueEntry] = []) -> Catalogue {
        Catalogue(database: "SQLite", tables: tables, others: others)
    }

    /// Every kind of oddity at once.
    static let odd = catalogue(
        table(
            "thing",
            [
                column("class"), column("self", null: true), column("Weird \"name\" \\(1)\n", null: true), column("name", length: 20),
                column("name_", null: true), column("price", .decimal, "numeric", digits: Digits(10, 2), initial: "0"),
                column("big", .decimal, "numeric", null: true, digits: Digits(30, 10)), column("stars", .integer, initial: "3"),
                column("weight", .real, null: true, initial: "1.5"), column("is_open", .bool, initial: "true"),
                column("title", initial: "'it''s \"so\"'"), column("mood", nil), column("full", generation: "name || 'x'"),
                column("made", .moment, "datetime", initial: "CURRENT_TIMESTAMP"), column("created_at", .moment, "datetime"),
                column("deleted_at", .moment, "datetime", null: true), column("born", .day, "date", null: true),
                column("token", .uuid, "char"), column("data", .bytes, "blob", null: true), column("settings"),
                column("box_id", .integer, null: true), column("box", null: true), column("collated", collation: "NOCASE"),
                column("code"), column("part_row", .integer, null: true), column("part_number", .integer, null: true),
            ],
            uniques: [["name"], ["name", "stars"], ["mood"], ["box_id"], ["part_row", "part_number"]],
            indexes: [["born"], ["box_id"], ["born", "stars"], ["full"]],
            keys: [
                refer("box_id", "box", onDelete: .setNull),
                .init(columns: ["code"], table: "label", references: ["code"], onUpdate: .cascade),
                .init(columns: ["part_row", "part_number"], table: "part", references: ["row", "number"], onDelete: .cascade),
            ],
            checks: ["stars >= 1 AND stars <= 5", "price >= 0", "length(name) > 2", "json_valid(settings)", "is_open IN (0, 1)"],
            others: [
                CatalogueEntry(.trigger, "t", "CREATE TRIGGER t\nBEFORE UPDATE ON thing"), CatalogueEntry(.option, "STRICT", "STRICT"),
            ]),
        table("box", [column("key"), column("thing", null: true)]), table("boxes", [column("table")]),
        table("label", [column("code", length: 8)], uniques: [["code"]]),
        TableCatalogue(
            name: "part", columns: [column("row", .integer), column("number", .integer), column("id", null: true)],
            primaryKey: .init(columns: ["row", "number"])),
        TableCatalogue(
            name: "country", columns: [column("code", length: 2), column("id", null: true)], primaryKey: .init(columns: ["code"])),
        TableCatalogue(name: "date", columns: [column("id", .uuid)], primaryKey: .init(columns: ["id"])),
        TableCatalogue(name: "log", columns: [column("line", null: true)]),
        TableCatalogue(name: "price_list", columns: [column("price", .real)], primaryKey: .init(columns: ["price"])),
        table(
            "words",
            ([
                "type", "fields", "options", "table", "query", "insert", "update", "delete", "count", "root", "link", "name_", "_path",
                "key",
                "description", "hash_value", "date", "data", "string", "reference",
            ] + Reserved.words.sorted()).map { column($0) }),
        others: [CatalogueEntry(.view, "all_things", "CREATE VIEW all_things AS\nSELECT 1")])

    /// Every kind of relation.
    static let related = catalogue(
        table(
            "contact", [key("user_id"), key("manager_id", null: true), column("name")], uniques: [["user_id"]],
            keys: [refer("user_id", "user"), refer("manager_id", "contact", onDelete: .setNull)]),
        table("user", [column("name")]), table("tag", [column("name")]),
        table("message", [key("sender_id"), key("recipient_id")], keys: [refer("sender_id", "user"), refer("recipient_id", "user")]),
        table("node", [key("parent_id", null: true)], keys: [refer("parent_id", "node")]),
        TableCatalogue(
            name: "contact_tags", columns: [key("contact_id"), key("tag_id")], primaryKey: .init(columns: ["contact_id", "tag_id"]),
            foreignKeys: [refer("contact_id", "contact"), refer("tag_id", "tag")]),
        table(
            "contact_friends", [key("from_id"), key("to_id")], uniques: [["from_id", "to_id"]],
            keys: [refer("from_id", "contact"), refer("to_id", "contact")]),
        table(
            "following", [key("follower_id"), key("followed_id"), column("since", .day, "date")],
            uniques: [["follower_id", "followed_id"]],
            keys: [refer("follower_id", "user"), refer("followed_id", "user")]),
        table(
            "membership", [key("team_id"), key("user_id"), column("role"), column("removed_at", .moment, "datetime", null: true)],
            uniques: [["user_id", "team_id", "role"]], keys: [refer("team_id", "team"), refer("user_id", "user")]),
        table("team", [column("name")]),
        // No uniqueness, or an end that may be absent: foreign keys, and no junction.
        table("visit", [key("team_id"), key("user_id")], keys: [refer("team_id", "team"), refer("user_id", "user")]))
}
