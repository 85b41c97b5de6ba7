/// CREATE TABLE and CREATE INDEX. Every constraint has a name that tells its table and columns: `contact__user_id__foreign_key`.
enum DDL {
    static func createTable(
        _ table: Table, unique: [[String]], keys: [ForeignKey], checks: [(name: String, condition: Fragment)], ifNotExists: Bool,
        _ dialect: any Dialect
    ) -> Fragment {
        let isCounted = table.keysAreCounted && table.primaryKey.count == 1
        var lines = table.columns.map { column($0, isCountedKey: isCounted && $0.role == .primaryKey, dialect) }
        if !isCounted {
            lines.append("CONSTRAINT \(name: constraint(table, table.primaryKey, "key", dialect)) PRIMARY KEY (\(names: table.primaryKey))")
        }
        for columns in unique {
            lines.append("CONSTRAINT \(name: constraint(table, columns, "unique", dialect)) UNIQUE (\(names: columns))")
        }
        for key in keys { lines.append(foreignKey(key, of: table, dialect)) }
        for check in checks {
            lines.append("CONSTRAINT \(name: constraint(table, [check.name], "check", dialect)) CHECK (\(check.condition))")
        }
        let suffix: Fragment = table.keysAreCounted || table.isModel ? "" : Fragment(verbatim: dialect.junctionTable)
        return "CREATE TABLE \(ifNotExists ? "IF NOT EXISTS " : "" as Fragment)\(name: table.name) (\(lines, separator: ", "))\(suffix)"
    }

    /// A foreign key of a table that is there.
    static func addForeignKey(_ key: ForeignKey, to table: Table, _ dialect: any Dialect) -> Fragment {
        "ALTER TABLE \(name: table.name) ADD \(foreignKey(key, of: table, dialect))"
    }

    private static func foreignKey(_ key: ForeignKey, of table: Table, _ dialect: any Dialect) -> Fragment {
        "CONSTRAINT \(name: constraint(table, key.columns, "foreign_key", dialect)) FOREIGN KEY (\(names: key.columns)) REFERENCES \(name: key.table.name) (\(names: key.references))\(rule(key.onDelete))"
    }

    static func createIndex(_ table: Table, _ columns: [String], ifNotExists: Bool, _ dialect: any Dialect) -> Fragment {
        "CREATE INDEX \(ifNotExists ? "IF NOT EXISTS " : "" as Fragment)\(name: constraint(table, columns, "index", dialect)) ON \(name: table.name) (\(names: columns))"
    }

    private static func column(_ column: Column, isCountedKey: Bool, _ dialect: any Dialect) -> Fragment {
        let type = Fragment(verbatim: dialect.columnType(column, isCountedKey: isCountedKey))
        let key: Fragment = isCountedKey ? Fragment(verbatim: dialect.countedKey) : ""
        return "\(name: column.name) \(type)\(column.isNullable ? "" : " NOT NULL" as Fragment)\(key)"
    }

    /// The name of a constraint or an index. One that is too long for the database ends in a number made of the whole name.
    static func constraint(_ table: Table, _ columns: [String], _ kind: String, _ dialect: any Dialect) -> String {
        let name = ([table.name] + columns + [kind]).joined(separator: "__")
        guard let limit = dialect.nameLimit, name.utf8.count > limit else { return name }
        // FNV-1a, which is the same in every run.
        let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let end = "_" + String(hash, radix: 36)
        var start = name
        while start.utf8.count + end.utf8.count > limit { start.unicodeScalars.removeLast() }
        return start + end
    }

    /// The columns that a constraint made by Junction is about.
    static func columns(ofConstraint name: String, _ table: Table, _ dialect: any Dialect) -> [String]? {
        let keys = table.foreignKeys.map { (columns: $0.columns, kind: "foreign_key") }
        let checks = table.columns.map { (columns: [$0.name], kind: "check") }
        return (keys + checks).first { name == constraint(table, $0.columns, $0.kind, dialect) }?.columns
    }

    private static func rule(_ rule: DeleteRule) -> Fragment {
        switch rule {
        case .cascade: " ON DELETE CASCADE"
        case .restrict: " ON DELETE RESTRICT"
        case .setNull: " ON DELETE SET NULL"
        }
    }
}
