import Junction

/// Which columns of tables the server itself looks up in other tables, as far as a transaction may rely on it.
///
/// Nobody else changes the keys of a table that the transaction has written to, until it ends or goes back to a savepoint before.
struct PostgresChecks {
    typealias Keys = [(column: String, table: String)]
    private var known: [String: Keys] = [:]
    /// Links of one table are often written one after the other.
    private var last: (table: String, keys: Keys)?
    /// How often each table was asked for.
    private var asked: [String: Int] = [:]
    /// Whether this transaction may have changed tables or settings itself.
    private var isDoubtful = false

    /// To find them out takes a round trip: they are asked for once a transaction has written so many links.
    private static let patience = 3

    /// Locks that were taken since a savepoint are given up with it.
    mutating func forget() {
        known.removeAll(keepingCapacity: true)
        last = nil
        asked.removeAll(keepingCapacity: true)
    }

    mutating func doubt() {
        forget()
        isDoubtful = true
    }

    mutating func keep(_ keys: Keys, of table: String) {
        known[table] = keys
        last = (table, keys)
    }

    mutating func known(_ table: String) -> Keys? {
        if let last, last.table == table { return last.keys }
        guard let keys = known[table] else { return nil }
        last = (table, keys)
        return keys
    }

    /// Whether it is worth a statement to find them out.
    mutating func isWorthKnowing(_ table: String) -> Bool {
        if isDoubtful { return false }
        let count = asked[table, default: 0]
        asked[table] = count + 1
        return count >= Self.patience
    }
}

extension PostgresLink {
    /// Keys that are valid for all rows, looked at at once, and by triggers that are on; they see what the rights of the user hide, and what
    /// was written since a transaction of a stricter kind began, so neither may be so. Of a plain table alone, without triggers or rules of
    /// somebody's own: a partition may have its keys off, and what a trigger keeps back would count as linked already.
    private static let checkedKeys = Statement(
        """
        SELECT a.attname, t.relname FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = c.confrelid \
        JOIN pg_class AS l ON l.oid = c.conrelid JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] \
        WHERE c.conrelid = to_regclass(quote_ident($1)) AND c.contype = 'f' AND cardinality(c.conkey) = 1 AND c.conparentid = 0 \
        AND c.convalidated AND NOT c.condeferrable AND t.oid = to_regclass(quote_ident(t.relname)) \
        AND l.relkind = 'r' AND NOT l.relhasrules AND NOT row_security_active(l.oid) AND NOT row_security_active(t.oid) \
        AND EXISTS (SELECT 1 FROM pg_constraint AS p WHERE p.conrelid = t.oid AND p.contype = 'p' AND p.conkey = c.confkey) \
        AND NOT EXISTS (SELECT 1 FROM pg_trigger AS g WHERE g.tgrelid = l.oid AND NOT g.tgisinternal \
        OR g.tgconstraint = c.oid AND g.tgenabled NOT IN ('O', 'A')) \
        AND current_setting('session_replication_role') <> 'replica' AND current_setting('transaction_isolation') = 'read committed'
        """, .read, isRepeated: true)

    func checkedKeys(of table: String) throws -> [(column: String, table: String)] {
        guard isInTransaction else { return [] }
        if let known = checks.known(table) { return known }
        guard checks.isWorthKnowing(table), isOpenOnServer, !isFailed else { return [] }
        let found = try run(Self.checkedKeys, [.text(table)]) { rows in
            var found: PostgresChecks.Keys = []
            try rows.forEach { found.append((try $0.value(String.self, at: 0), try $0.value(String.self, at: 1))) }
            return found
        }
        checks.keep(found, of: table)
        return found
    }
}
