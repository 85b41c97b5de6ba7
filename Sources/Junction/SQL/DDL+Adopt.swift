// Tables that something else has made.
extension DDL {
    /// What gives a table's constraints and indexes the names that migrations know them by, and makes those that are missing.
    static func adopt(_ table: TableDefinition, _ found: TableCatalogue, _ dialect: any Dialect) -> [Fragment] {
        indexes(of: table, found, dialect) + (dialect.altersTables ? constraints(of: table, found, dialect) : [])
    }

    private static func indexes(of table: TableDefinition, _ found: TableCatalogue, _ dialect: any Dialect) -> [Fragment] {
        table.indexes.flatMap { columns -> [Fragment] in
            let name = constraint(table, .index(columns), dialect)
            guard let index = found.indexes.first(where: { $0.columns == columns }) else {
                return [createIndex(columns, of: table, dialect)]
            }
            guard let old = index.name, old != name else { return [] }
            if dialect.altersTables { return [renameIndex(old, to: name)] }
            return [createIndex(columns, of: table, dialect), "DROP INDEX \(name: old)"]
        }
    }

    private static func constraints(of table: TableDefinition, _ found: TableCatalogue, _ dialect: any Dialect) -> [Fragment] {
        var statements: [Fragment] = []
        func rename(_ old: String?, _ new: String) {
            if let old, old != new { statements.append(renameConstraint(old, to: new, of: table.name)) }
        }
        rename(found.primaryKey?.name, keyName(table, dialect))
        for columns in table.unique {
            guard let group = found.uniques.first(where: { Set($0.columns) == Set(columns) }) else { continue }
            let name = constraint(table, .unique(columns), dialect)
            if group.isConstraint {
                rename(group.name, name)
            } else if let index = group.name {
                statements.append(add("CONSTRAINT \(name: name) UNIQUE USING INDEX \(name: index)", to: table.name))
            }
        }
        for key in table.foreignKeys {
            if let other = found.foreignKeys.first(where: { $0.columns == key.columns && $0.table == key.table }) {
                rename(other.name, constraint(table, .foreignKey(key.columns), dialect))
            } else {
                statements.append(add(foreignKey(key, of: table, dialect), to: table.name))
            }
        }
        for check in table.checks where !found.checks.contains(where: { $0.name == constraint(table, .check(check.name), dialect) }) {
            statements.append(add(DDL.check(check, of: table, dialect), to: table.name))
        }
        return statements
    }
}
