import Junction

/// What the database itself looks at where rows of a table are written, as of a version of its schema.
struct SQLiteChecks {
    private(set) var state = State.unasked
    private var version: Int64 = -1
    private var known: [String: Table] = [:]
    /// Links of one table are often written one after the other.
    private var last: (name: String, table: Table)?

    struct Table {
        /// The columns that its foreign keys look up.
        let keys: [(column: String, table: String)]
        /// Whether a trigger or a foreign key of another table may refuse to remove a row.
        let canRefuseRemoval: Bool
    }

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

    mutating func known(_ name: String) -> Table? {
        if let last, last.name == name { return last.table }
        guard let table = known[name] else { return nil }
        last = (name, table)
        return table
    }

    mutating func keep(_ table: Table, as name: String) { known[name] = table }
}

extension SQLiteLink {
    func checkedKeys(of table: String) throws -> [(column: String, table: String)] { try checks(of: table)?.keys ?? [] }

    func canRefuseRemoval(from table: String) throws -> Bool { try checks(of: table)?.canRefuseRemoval ?? true }

    /// Nil where nothing of it may be relied upon.
    private func checks(of table: String) throws -> SQLiteChecks.Table? {
        guard isInTransaction else { return nil }
        switch checks.state {
        case .doubtful: return nil
        case .certain: break
        // Foreign keys are not looked at while tables are changed, nor where somebody has turned that off; in a transaction it cannot be changed.
        case .unasked where !looksAtForeignKeys: return nil
        case .unasked: checks.trust(in: try schemaVersion())
        }
        if let known = checks.known(table) { return known }
        // Not kept, as it ends with a transaction.
        if try areKeysDeferred() { return nil }
        let found = SQLiteChecks.Table(keys: try findCheckedKeys(of: table), canRefuseRemoval: try findRefusals(of: table))
        checks.keep(found, as: table)
        return found
    }

    /// Whether the transaction that is open says that keys are looked at when it ends.
    private func areKeysDeferred() throws -> Bool {
        try run(Statement("SELECT defer_foreign_keys FROM pragma_defer_foreign_keys", .read), []) { rows in
            var isDeferred = false
            try rows.forEach { isDeferred = try $0.value(Bool.self, at: 0) }
            return isDeferred
        }
    }

    /// A key that may be deferred is looked at with the commit only, and so is every key in a transaction that says so. Of a table's own keys
    /// SQLite tells that by nothing but its text.
    private func findCheckedKeys(of table: String) throws -> [(column: String, table: String)] {
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

    /// Only of a plain table that no other of the same name hides.
    private func findRefusals(of table: String) throws -> Bool {
        try all(
            """
            SELECT NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 AND sql NOT LIKE 'CREATE VIRTUAL%') \
            OR EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE) \
            OR EXISTS (SELECT 1 FROM sqlite_temp_master WHERE ?1 COLLATE NOCASE IN (name, tbl_name)) \
            OR EXISTS (SELECT 1 FROM sqlite_master AS m, pragma_foreign_key_list(m.name, 'main') AS f \
            WHERE m.type = 'table' AND f."table" = ?1 COLLATE NOCASE)
            """, table
        ) { try $0.value(Bool.self, at: 0) } != [false]
    }
}
