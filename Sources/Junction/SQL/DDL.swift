/// CREATE TABLE and CREATE INDEX. Every constraint has a name that tells its table and columns: `contact__user_id__foreign_key`.
enum DDL {
    static func createTable(
        _ table: Table, unique: [[String]], checks: [(name: String, condition: Fragment)], ifNotExists: Bool, _ dialect: Dialect
    ) -> Fragment {
        let isCounted = table.keysAreCounted && table.primaryKey.count == 1
        var lines = table.columns.map { column($0, isCountedKey: isCounted && $0.role == .primaryKey, dialect) }
        if !isCounted {
            lines.append("CONSTRAINT \(name: constraint(table, table.primaryKey, "key")) PRIMARY KEY (\(names: table.primaryKey))")
        }
        for columns in unique { lines.append("CONSTRAINT \(name: constraint(table, columns, "unique")) UNIQUE (\(names: columns))") }
        for key in table.foreignKeys {
            lines.append(
                "CONSTRAINT \(name: constraint(table, key.columns, "foreign_key")) FOREIGN KEY (\(names: key.columns)) REFERENCES \(name: key.table.name) (\(names: key.references))\(rule(key.onDelete))"
            )
        }
        for check in checks { lines.append("CONSTRAINT \(name: constraint(table, [check.name], "check")) CHECK (\(check.condition))") }
        let suffix: Fragment = table.keysAreCounted || table.isModel ? "" : Fragment(verbatim: dialect.junctionTable)
        return "CREATE TABLE \(ifNotExists ? "IF NOT EXISTS " : "" as Fragment)\(name: table.name) (\(lines, separator: ", "))\(suffix)"
    }

    static func createIndex(_ table: Table, _ columns: [String], ifNotExists: Bool) -> Fragment {
        "CREATE INDEX \(ifNotExists ? "IF NOT EXISTS " : "" as Fragment)\(name: constraint(table, columns, "index")) ON \(name: table.name) (\(names: columns))"
    }

    private static func column(_ column: Column, isCountedKey: Bool, _ dialect: Dialect) -> Fragment {
        let type = Fragment(verbatim: dialect.columnType(column, isCountedKey))
        let key: Fragment = isCountedKey ? Fragment(verbatim: dialect.countedKey) : ""
        return "\(name: column.name) \(type)\(column.isNullable ? "" : " NOT NULL" as Fragment)\(key)"
    }

    /// The name of a constraint or an index.
    static func constraint(_ table: Table, _ columns: [String], _ kind: String) -> String {
        ([table.name] + columns + [kind]).joined(separator: "__")
    }

    private static func rule(_ rule: DeleteRule) -> Fragment {
        switch rule {
        case .cascade: " ON DELETE CASCADE"
        case .restrict: " ON DELETE RESTRICT"
        case .setNull: " ON DELETE SET NULL"
        }
    }
}
