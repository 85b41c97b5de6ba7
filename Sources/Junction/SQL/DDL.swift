/// CREATE TABLE and CREATE INDEX. Every constraint has a name that tells its table and columns: `contact__user_id__foreign_key`.
enum DDL {
    /// - Parameter later: tables that are not there yet; foreign keys to them are left out where the database wants it.
    static func createTable(
        _ table: TableDefinition, later: Set<String> = [], ifNotExists: Bool = false, as name: String? = nil, _ dialect: any Dialect
    ) -> Fragment {
        var lines = table.columns.map { column($0, of: table, dialect) }
        if !table.key.isCounted {
            lines.append("CONSTRAINT \(name: constraint(table, .key, dialect)) PRIMARY KEY (\(names: table.key.names))")
        }
        lines += table.unique.map { unique($0, of: table, dialect) }
        for key in table.foreignKeys where dialect.refersToLaterTables || !later.contains(key.table) {
            lines.append(foreignKey(key, of: table, dialect))
        }
        lines += table.checks.map { check($0, of: table, dialect) }
        var suffix: Fragment = ""
        if case .junction = table.key { suffix = Fragment(verbatim: dialect.junctionTable) }
        return
            "CREATE TABLE \(ifNotExists ? "IF NOT EXISTS " : "" as Fragment)\(name: name ?? table.name) (\(lines, separator: ", "))\(suffix)"
    }

    static func createIndex(_ columns: [String], of table: TableDefinition, ifNotExists: Bool = false, _ dialect: any Dialect) -> Fragment {
        "CREATE INDEX \(ifNotExists ? "IF NOT EXISTS " : "" as Fragment)\(name: constraint(table, .index(columns), dialect)) ON \(name: table.name) (\(names: columns))"
    }

    /// A table and its indexes.
    static func create(
        _ table: TableDefinition, later: Set<String> = [], ifNotExists: Bool = false, _ dialect: any Dialect
    ) -> [Fragment] {
        [createTable(table, later: later, ifNotExists: ifNotExists, dialect)]
            + table.indexes.map { createIndex($0, of: table, ifNotExists: ifNotExists, dialect) }
    }

    /// What was left out of a table, since it refers to tables that were made later.
    static func addForeignKeys(of table: TableDefinition, later: Set<String>, _ dialect: any Dialect) -> [Fragment] {
        if dialect.refersToLaterTables { return [] }
        return table.foreignKeys.filter { later.contains($0.table) }.map { add(foreignKey($0, of: table, dialect), to: table.name) }
    }

    static func add(_ part: Fragment, to table: String) -> Fragment { "ALTER TABLE \(name: table) ADD \(part)" }

    // MARK: What a table is made of

    static func column(_ column: ColumnDefinition, of table: TableDefinition, _ dialect: any Dialect) -> Fragment {
        let isCounted = table.key == .counted(column.name)
        let type = Fragment(verbatim: type(column, of: table, dialect))
        let key: Fragment = isCounted ? Fragment(verbatim: dialect.countedKey) : ""
        return "\(name: column.name) \(type)\(column.isOptional ? "" : " NOT NULL" as Fragment)\(key)"
    }

    static func type(_ column: ColumnDefinition, of table: TableDefinition, _ dialect: any Dialect) -> String {
        dialect.columnType(
            column.described(isReference: table.isReference(column.name)), isCountedKey: table.key == .counted(column.name))
    }

    static func unique(_ columns: [String], of table: TableDefinition, _ dialect: any Dialect) -> Fragment {
        "CONSTRAINT \(name: constraint(table, .unique(columns), dialect)) UNIQUE (\(names: columns))"
    }

    static func check(_ check: CheckDefinition, of table: TableDefinition, _ dialect: any Dialect) -> Fragment {
        "CONSTRAINT \(name: constraint(table, .check(check.name), dialect)) CHECK (\(Fragment(verbatim: check.condition(on: dialect))))"
    }

    static func foreignKey(_ key: ForeignKeyDefinition, of table: TableDefinition, _ dialect: any Dialect) -> Fragment {
        "CONSTRAINT \(name: constraint(table, .foreignKey(key.columns), dialect)) FOREIGN KEY (\(names: key.columns)) REFERENCES \(name: key.table) (\(names: key.references))\(rule(key.onDelete))"
    }

    // MARK: Names

    /// What a constraint or an index is about.
    enum Constraint: Hashable {
        case key
        case unique([String]), foreignKey([String]), index([String])
        case check(String)
    }

    static func constraint(_ table: TableDefinition, _ constraint: Constraint, _ dialect: any Dialect) -> String {
        switch constraint {
        case .key: name(table.name, table.key.names, "key", dialect)
        case .unique(let columns): name(table.name, columns, "unique", dialect)
        case .foreignKey(let columns): name(table.name, columns, "foreign_key", dialect)
        case .index(let columns): name(table.name, columns, "index", dialect)
        case .check(let check): name(table.name, [check], "check", dialect)
        }
    }

    /// The name of a constraint or an index. One that is too long for the database ends in a number made of the whole name.
    private static func name(_ table: String, _ columns: [String], _ kind: String, _ dialect: any Dialect) -> String {
        let name = ([table] + columns + [kind]).joined(separator: "__")
        guard let limit = dialect.nameLimit, name.utf8.count > limit else { return name }
        let end = "_" + String(name.stableHash, radix: 36)
        var start = name
        while start.utf8.count + end.utf8.count > limit { start.unicodeScalars.removeLast() }
        return start + end
    }

    /// The columns that a constraint made by Junction is about.
    static func columns(ofConstraint constraint: String, _ table: Table, _ dialect: any Dialect) -> [String]? {
        let keys = table.foreignKeys.map { (columns: $0.columns, kind: "foreign_key") }
        let checks = table.columns.map { (columns: [$0.name], kind: "check") }
        return (keys + checks).first { constraint == name(table.name, $0.columns, $0.kind, dialect) }?.columns
    }

    private static func rule(_ rule: DeleteRule) -> Fragment {
        switch rule {
        case .cascade: " ON DELETE CASCADE"
        case .restrict: " ON DELETE RESTRICT"
        case .setNull: " ON DELETE SET NULL"
        }
    }
}
