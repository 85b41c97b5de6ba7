import Junction

/// Which columns of tables are looked up by foreign keys of the database itself, as of a version of its schema.
struct SQLiteCheckedKeys {
    typealias Keys = [(column: String, table: String)]
    private var version: Int64 = -1
    private var known: [String: Keys] = [:]

    mutating func forget() { known.removeAll(keepingCapacity: true) }

    mutating func known(of table: String, in current: Int64) -> Keys? {
        if current != version {
            version = current
            forget()
        }
        return known[table]
    }

    mutating func keep(_ keys: Keys, of table: String) { known[table] = keys }
}

extension SQLiteLink {
    /// A key that may be deferred is looked at with the commit only, and so is every key in a transaction that says so. Of a table's own keys
    /// SQLite tells that by nothing but its text.
    func findCheckedKeys(of table: String) throws -> SQLiteCheckedKeys.Keys {
        try all(
            """
            SELECT min(f."from"), min(f."table") FROM pragma_foreign_key_list(?1) AS f \
            WHERE EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 AND sql NOT LIKE '%DEFERR%') \
            AND NOT (SELECT defer_foreign_keys FROM pragma_defer_foreign_keys) \
            AND NOT EXISTS (SELECT 1 FROM sqlite_temp_master WHERE name IN (?1, f."table")) \
            AND (f."to" IS NULL OR EXISTS (SELECT 1 FROM pragma_table_info(f."table") AS c WHERE c.name = f."to" AND c.pk = 1)) \
            GROUP BY f.id HAVING count(*) = 1
            """, table
        ) { row in (column: try row.value(String.self, at: 0), table: try row.value(String.self, at: 1)) }
    }
}
