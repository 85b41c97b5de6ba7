import Junction

/// Which columns of tables are looked up by foreign keys of the database itself, as of a version of its schema.
struct SQLiteCheckedKeys {
    typealias Keys = [(column: String, table: String)]
    private(set) var state = State.unasked
    private var version: Int64 = -1
    private var known: [String: Keys] = [:]
    /// Links of one table are often written one after the other.
    private var last: (table: String, keys: Keys)?

    /// What is known of them in a transaction.
    enum State {
        /// Nobody has asked for the version of the schema yet.
        case unasked
        /// Nobody else changes the schema while this transaction writes.
        case certain
        /// None is relied upon: this transaction may have changed the schema or a setting, and could take that back.
        case doubtful
    }

    mutating func begin() { state = .unasked }

    mutating func doubt() {
        state = .doubtful
        forget()
    }

    mutating func trust(in current: Int64) {
        state = .certain
        if current == version { return }
        version = current
        forget()
    }

    private mutating func forget() {
        known.removeAll(keepingCapacity: true)
        last = nil
    }

    mutating func known(of table: String) -> Keys? {
        if let last, last.table == table { return last.keys }
        guard let keys = known[table] else { return nil }
        last = (table, keys)
        return keys
    }

    mutating func keep(_ keys: Keys, of table: String) { known[table] = keys }
}

extension SQLiteLink {
    /// Whether the transaction that is open says that keys are looked at when it ends.
    func areKeysDeferred() throws -> Bool {
        try run(Statement("SELECT defer_foreign_keys FROM pragma_defer_foreign_keys", .read), []) { rows in
            var isDeferred = false
            try rows.forEach { isDeferred = try $0.value(Bool.self, at: 0) }
            return isDeferred
        }
    }

    /// A key that may be deferred is looked at with the commit only, and so is every key in a transaction that says so. Of a table's own keys
    /// SQLite tells that by nothing but its text.
    func findCheckedKeys(of table: String) throws -> SQLiteCheckedKeys.Keys {
        try all(
            """
            SELECT min(f."from"), min(f."table") FROM pragma_foreign_key_list(?1) AS f \
            WHERE EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 AND sql NOT LIKE '%DEFERR%') \
            AND NOT EXISTS (SELECT 1 FROM sqlite_temp_master WHERE name COLLATE NOCASE IN (?1, f."table")) \
            AND (f."to" IS NULL OR EXISTS (SELECT 1 FROM pragma_table_info(f."table") AS c WHERE c.name = f."to" AND c.pk = 1)) \
            GROUP BY f.id HAVING count(*) = 1
            """, table
        ) { row in (column: try row.value(String.self, at: 0), table: try row.value(String.self, at: 1)) }
    }
}
