// One change after the other, for databases that change tables in place.
extension DDL {
    /// The statements of a stretch of steps.
    static func alter(_ stretch: Stretch, _ dialect: any Dialect) throws -> [Fragment] {
        var state = stretch.before, statements: [Fragment] = []
        // Foreign keys to tables that are made later wait for them.
        var later: Set<String> = [], waiting: [TableDefinition] = []
        for case .createTable(let table) in stretch.steps { later.insert(table.name) }
        for step in stretch.steps {
            var next = state
            try next.apply(step)
            if case .createTable(let table) = step {
                later.remove(table.name)
                statements += create(table, later: later, dialect)
                for other in waiting { statements += addForeignKeys(of: other, later: [table.name], dialect) }
                waiting.append(table)
            } else {
                statements += try alter(step, state, next, dialect)
            }
            state = next
        }
        return statements
    }

    private static func alter(
        _ step: MigrationStep, _ before: SchemaState, _ after: SchemaState, _ dialect: any Dialect
    ) throws -> [Fragment] {
        switch step {
        case .createTable, .data: return []
        case .dropTable(let name): return [dropTable(name)]
        case .renameTable(let name, let new):
            return [renameTable(name, to: new)] + renameParts(of: try before.existing(name), as: try after.existing(new), dialect)
        default: break
        }
        guard let name = step.table else { return [] }
        let table = try before.existing(name), changed = try after.existing(name)
        func alter(_ change: Fragment) -> Fragment { "ALTER TABLE \(name: name) \(change)" }
        func drop(_ part: Constraint) -> [Fragment] { [dropConstraint(constraint(table, part, dialect), of: name)] }
        switch step {
        case .addColumn(let column, _, let filling):
            let added = DDL.column(column, of: changed, dialect)
            guard let filling else { return [alter("ADD \(added)")] }
            return [
                alter("ADD \(added) DEFAULT \(Fragment(verbatim: dialect.literal(filling)))"),
                alter("ALTER COLUMN \(name: column.name) DROP DEFAULT"),
            ]
        case .dropColumn(let column, _, _): return [alter("DROP COLUMN \(name: column)")]
        case .renameColumn(let column, let new, _):
            return [alter("RENAME COLUMN \(name: column) TO \(name: new)")] + renameParts(of: table, as: changed, dialect)
        case .changeColumn(let column, _, let filling, _):
            return try change(try table.existing(column.name), column, of: changed, filling, dialect).map(alter)
                + (filling.map { [fill(column.name, of: name, $0, dialect)] } ?? [])
                + nullability(try table.existing(column.name), column).map(alter)
        case .changeKey(_, let key): return changeKey(of: table, to: key, changed, dialect)
        case .addUnique(let columns, _): return [add(unique(columns, of: changed, dialect), to: name)]
        case .addForeignKey(let key, _): return [add(foreignKey(key, of: changed, dialect), to: name)]
        case .addCheck(let check, _): return [add(DDL.check(check, of: changed, dialect), to: name)]
        case .addIndex(let columns, _): return [createIndex(columns, of: changed, dialect)]
        case .dropUnique(let columns, _): return drop(.unique(columns))
        case .dropForeignKey(let columns, _): return drop(.foreignKey(columns))
        case .dropCheck(let check, _): return drop(.check(check))
        case .dropIndex(let columns, _): return [dropIndex(columns, of: table, dialect)]
        case .createTable, .data, .dropTable, .renameTable: return []
        }
    }

    static func dropTable(_ name: String) -> Fragment { "DROP TABLE \(name: name)" }
    static func renameTable(_ name: String, to new: String) -> Fragment { "ALTER TABLE \(name: name) RENAME TO \(name: new)" }
    static func renameIndex(_ name: String, to new: String) -> Fragment { "ALTER INDEX \(name: name) RENAME TO \(name: new)" }
    static func renameConstraint(_ name: String, to new: String, of table: String) -> Fragment {
        "ALTER TABLE \(name: table) RENAME CONSTRAINT \(name: name) TO \(name: new)"
    }
    static func dropConstraint(_ name: String, of table: String) -> Fragment { "ALTER TABLE \(name: table) DROP CONSTRAINT \(name: name)" }
    static func dropIndex(_ columns: [String], of table: TableDefinition, _ dialect: any Dialect) -> Fragment {
        "DROP INDEX \(name: constraint(table, .index(columns), dialect))"
    }

    // MARK: Columns

    private static func change(
        _ old: ColumnDefinition, _ new: ColumnDefinition, of table: TableDefinition, _ filling: Value?, _ dialect: any Dialect
    ) throws -> [Fragment] {
        let type = type(new, of: table, dialect)
        if old.type == new.type {
            if old.maxLength == new.maxLength, old.digits == new.digits { return [] }
            return ["ALTER COLUMN \(name: new.name) TYPE \(Fragment(verbatim: type))"]
        }
        let conversion = try conversion(of: Fragment.name(new.name), old, new, dialect)
        return ["ALTER COLUMN \(name: new.name) TYPE \(Fragment(verbatim: type)) USING \(Fragment(verbatim: conversion.value))"]
    }

    private static func nullability(_ old: ColumnDefinition, _ new: ColumnDefinition) -> [Fragment] {
        if old.isOptional == new.isOptional { return [] }
        return ["ALTER COLUMN \(name: new.name) \(new.isOptional ? "DROP" : "SET" as Fragment) NOT NULL"]
    }

    private static func fill(_ column: String, of table: String, _ value: Value, _ dialect: any Dialect) -> Fragment {
        "UPDATE \(name: table) SET \(name: column) = \(Fragment(verbatim: dialect.literal(value))) WHERE \(name: column) IS NULL"
    }

    /// How values of a column are turned into another type. Throws where no rule is known.
    static func conversion(
        of value: Fragment, _ old: ColumnDefinition, _ new: ColumnDefinition, _ dialect: any Dialect
    ) throws(MigrationError) -> TypeConversion {
        guard let conversion = dialect.conversion(of: value.sql(dialect), from: old.type, to: new.type) else {
            throw MigrationError(
                .doesNotFit,
                "'\(new.name)' cannot be turned from \(old.type.name) into \(new.type.name); add a column, fill it in a data step, and drop the old one"
            )
        }
        return conversion
    }

    // MARK: Keys and names

    private static func changeKey(
        of table: TableDefinition, to key: KeyDefinition, _ changed: TableDefinition, _ dialect: any Dialect
    ) -> [Fragment] {
        func alter(_ change: Fragment) -> Fragment { "ALTER TABLE \(name: table.name) \(change)" }
        var statements = [dropConstraint(keyName(table, dialect), of: table.name)]
        if case .counted(let old) = table.key {
            statements.append(
                alter(key.names.contains(old) ? "ALTER COLUMN \(name: old) DROP IDENTITY" : "DROP COLUMN \(name: old)"))
        }
        guard case .counted(let name) = key else {
            return statements + [
                add("CONSTRAINT \(name: constraint(changed, .key, dialect)) PRIMARY KEY (\(names: key.names))", to: table.name)
            ]
        }
        let isNew = table.column(named: name) == nil
        if isNew, let column = changed.column(named: name) {
            statements.append(alter("ADD \(DDL.column(column, of: changed, dialect))"))
        } else {
            statements.append(alter("ALTER COLUMN \(name: name) ADD GENERATED BY DEFAULT AS IDENTITY"))
            statements.append(alter("ADD PRIMARY KEY (\(name: name))"))
            if let count = dialect.countFromGreatest(table.name, name) { statements.append(Fragment(verbatim: count)) }
        }
        return statements
    }

    /// The name of the primary key; the database gives that of a counted one.
    static func keyName(_ table: TableDefinition, _ dialect: any Dialect) -> String {
        if case .counted = table.key { dialect.countedKeyNames(table.name, "").key } else { constraint(table, .key, dialect) }
    }

    /// Constraints and indexes have the names that they would have if the table were made anew.
    private static func renameParts(of table: TableDefinition, as new: TableDefinition, _ dialect: any Dialect) -> [Fragment] {
        var statements: [Fragment] = []
        func rename(_ old: Constraint, _ changed: Constraint) {
            let (from, to) = (constraint(table, old, dialect), constraint(new, changed, dialect))
            if from == to { return }
            if case .index = old {
                statements.append(renameIndex(from, to: to))
            } else {
                statements.append(renameConstraint(from, to: to, of: new.name))
            }
        }
        if case .counted(let column) = table.key, case .counted(let renamed) = new.key {
            let (from, to) = (dialect.countedKeyNames(table.name, column), dialect.countedKeyNames(new.name, renamed))
            if from.key != to.key { statements.append("ALTER INDEX IF EXISTS \(name: from.key) RENAME TO \(name: to.key)") }
            if from.sequence != to.sequence {
                statements.append("ALTER SEQUENCE IF EXISTS \(name: from.sequence) RENAME TO \(name: to.sequence)")
            }
        } else {
            rename(.key, .key)
        }
        for (old, changed) in zip(table.unique, new.unique) { rename(.unique(old), .unique(changed)) }
        for (old, changed) in zip(table.foreignKeys, new.foreignKeys) { rename(.foreignKey(old.columns), .foreignKey(changed.columns)) }
        for (old, changed) in zip(table.checks, new.checks) { rename(.check(old.name), .check(changed.name)) }
        for (old, changed) in zip(table.indexes, new.indexes) { rename(.index(old), .index(changed)) }
        return statements
    }
}

extension TableDefinition {
    fileprivate func existing(_ column: String) throws(MigrationError) -> ColumnDefinition {
        guard let found = self.column(named: column) else { throw MigrationError(.doesNotFit, "'\(name)' has no column '\(column)'") }
        return found
    }
}
