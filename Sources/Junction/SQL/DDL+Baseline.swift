// Tables that something else has made.
extension DDL {
    /// What gives a table's constraints and indexes the names that migrations know them by, and makes those that are missing.
    static func baseline(_ table: TableDefinition, _ found: TableCatalogue, _ dialect: any Dialect) -> [Fragment] {
        indexes(of: table, found, dialect) + (dialect.altersTables ? constraints(of: table, found, dialect) : [])
    }

    private static func indexes(of table: TableDefinition, _ found: TableCatalogue, _ dialect: any Dialect) -> [Fragment] {
        table.indexes.flatMap { columns -> [Fragment] in
            let name = constraint(table, .index(columns), dialect)
            let indexes = found.indexes.filter { $0.columns == columns }
            guard let index = indexes.first(where: { $0.name == name }) ?? indexes.first else {
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
        // The one that has the name already, else a constraint, else an index, which becomes one.
        func take(_ columns: [String], _ name: String) {
            let groups = found.uniques.filter { Set($0.columns) == Set(columns) }
            guard let group = groups.first(where: { $0.name == name }) ?? groups.first(where: \.isConstraint) ?? groups.first else {
                return
            }
            if group.isConstraint {
                rename(group.name, name)
            } else if let index = group.name {
                statements.append(add("CONSTRAINT \(name: name) UNIQUE USING INDEX \(name: index)", to: table.name))
            }
        }
        if let primary = found.primaryKey, Set(primary.columns) == Set(table.key.names) {
            rename(primary.name, keyName(table, dialect))
            if table.key.isCounted, let counting = primary.counting {
                statements += dialect.countAnew(table.name, primary.columns[0], counting).map { Fragment(verbatim: $0) }
            }
        } else {
            // A table of links may have a key of its own.
            take(table.key.names, keyName(table, dialect))
        }
        for columns in table.unique { take(columns, constraint(table, .unique(columns), dialect)) }
        for key in table.foreignKeys {
            let other = found.foreignKeys.first { $0.columns == key.columns && $0.table == key.table }
            if let other, other.isSame(as: key) {
                rename(other.name, constraint(table, .foreignKey(key.columns), dialect))
                continue
            }
            if let name = other?.name { statements.append(dropConstraint(name, of: table.name)) }
            statements.append(add(foreignKey(key, of: table, dialect), to: table.name))
        }
        for check in table.checks {
            let name = constraint(table, .check(check.name), dialect)
            // Whether a condition is the same, the database does not say.
            if found.checks.contains(where: { $0.name == name }) { statements.append(dropConstraint(name, of: table.name)) }
            statements.append(add(DDL.check(check, of: table, dialect), to: table.name))
        }
        return statements
    }
}

extension TableCatalogue.Reference {
    fileprivate func isSame(as key: ForeignKeyDefinition) -> Bool {
        let rule: Action =
            switch key.onDelete {
            case .cascade: .cascade
            case .restrict: .restrict
            case .setNull: .setNull
            }
        return references == key.references && onDelete == rule && onUpdate == .noAction && !isDeferred
    }
}
