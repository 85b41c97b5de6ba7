import Junction

/// Which columns are looked up by foreign keys of the database itself, as of a version of its schema.
struct SQLiteChecks {
    private var version: Int64 = -1
    /// With the references, so that no others can have their identity.
    private var known: [ObjectIdentifier: (references: References, hold: Bool)] = [:]

    mutating func forget() { known.removeAll(keepingCapacity: true) }

    /// Whether each of the columns is, as far as it is known.
    mutating func hold(_ references: References, in current: Int64) -> Bool? {
        if current != version {
            version = current
            forget()
        }
        return known[ObjectIdentifier(references)]?.hold
    }

    mutating func keep(_ references: References, hold: Bool) { known[ObjectIdentifier(references)] = (references, hold) }
}

extension SQLiteLink {
    /// A key that may be deferred is looked at with the commit only, and so is every key in a transaction that says so. Of a table's own keys
    /// SQLite tells that by nothing but its text.
    func ask(_ references: References) throws -> Bool {
        let columns = try all(
            """
            SELECT min(f."from"), min(f."table") FROM pragma_foreign_key_list(?1) AS f \
            WHERE EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 AND sql NOT LIKE '%DEFERR%') \
            AND NOT (SELECT defer_foreign_keys FROM pragma_defer_foreign_keys) \
            AND NOT EXISTS (SELECT 1 FROM sqlite_temp_master WHERE name IN (?1, f."table")) \
            AND (f."to" IS NULL OR EXISTS (SELECT 1 FROM pragma_table_info(f."table") AS c WHERE c.name = f."to" AND c.pk = 1)) \
            GROUP BY f.id HAVING count(*) = 1
            """, references.table
        ) { row in (column: try row.value(String.self, at: 0), table: try row.value(String.self, at: 1)) }
        return references.columns.allSatisfy { column, table in columns.contains { $0.column == column && $0.table == table } }
    }
}
