/// The tables as they are after some migrations.
package struct SchemaState: Sendable, Hashable {
    package private(set) var tables: [TableDefinition] = []

    init(_ tables: [TableDefinition] = []) { self.tables = tables }

    /// What migrations lead to, one after the other.
    package init(after migrations: [Migration]) throws(MigrationError) {
        for migration in migrations {
            for step in migration.steps {
                do { try apply(step) } catch { throw error.named(migration.name) }
            }
        }
    }

    package func table(named name: String) -> TableDefinition? { tables.first { $0.name == name } }

    private func place(_ name: String) throws(MigrationError) -> Int {
        guard let place = tables.firstIndex(where: { $0.name == name }) else {
            throw MigrationError(.doesNotFit, "there is no table '\(name)'; there are: \(tables.map(\.name).joined(separator: ", "))")
        }
        return place
    }

    func existing(_ name: String) throws(MigrationError) -> TableDefinition { tables[try place(name)] }

    // MARK: Steps

    /// Does what a step says to the description.
    mutating func apply(_ step: MigrationStep) throws(MigrationError) {
        switch step {
        case .data: break
        case .createTable(let table):
            if self.table(named: table.name) != nil { throw MigrationError(.doesNotFit, "there is a table '\(table.name)' already") }
            try Self.check(table)
            tables.append(table)
        case .dropTable(let name):
            let place = try place(name)
            if let other = tables.first(where: { $0.name != name && $0.foreignKeys.contains { $0.table == name } }) {
                throw MigrationError(.doesNotFit, "'\(other.name)' refers to '\(name)'; drop its foreign key before the table")
            }
            tables.remove(at: place)
        case .renameTable(let name, let new):
            if table(named: new) != nil { throw MigrationError(.doesNotFit, "there is a table '\(new)' already") }
            tables[try place(name)].name = new
            for table in tables.indices {
                for key in tables[table].foreignKeys.indices where tables[table].foreignKeys[key].table == name {
                    tables[table].foreignKeys[key].table = new
                }
            }
        case .renameColumn(let column, let new, let table): try rename(column, new, in: table)
        default:
            guard let name = step.table else { return }
            let place = try place(name)
            tables[place] = try Self.changed(tables[place], step)
            if case .addForeignKey(let key, _) = step { try check(key) }
        }
    }

    private func check(_ key: ForeignKeyDefinition) throws(MigrationError) {
        let target = try existing(key.table)
        if let missing = key.references.first(where: { target.column(named: $0) == nil }) {
            throw MigrationError(.doesNotFit, "'\(key.table)' has no column '\(missing)' to refer to")
        }
    }

    private mutating func rename(_ column: String, _ new: String, in table: String) throws(MigrationError) {
        let place = try place(table)
        try Self.refuse(column, missingIn: tables[place])
        if tables[place].column(named: new) != nil {
            throw MigrationError(.doesNotFit, "'\(table)' has a column '\(new)' already")
        }
        func renamed(_ name: String) -> String { name == column ? new : name }
        for index in tables[place].columns.indices where tables[place].columns[index].name == column {
            tables[place].columns[index].name = new
        }
        tables[place].key = tables[place].key.mapNames(renamed)
        tables[place].unique = tables[place].unique.map { $0.map(renamed) }
        tables[place].indexes = tables[place].indexes.map { $0.map(renamed) }
        for index in tables[place].foreignKeys.indices {
            tables[place].foreignKeys[index].columns = tables[place].foreignKeys[index].columns.map(renamed)
        }
        for index in tables[place].checks.indices {
            let check = tables[place].checks[index]
            // The check of a column by its range has its name.
            tables[place].checks[index] = .check(
                renamed(check.name), check.condition.replacingName(column, by: new),
                on: check.others.mapValues { $0.replacingName(column, by: new) })
        }
        for other in tables.indices {
            for key in tables[other].foreignKeys.indices where tables[other].foreignKeys[key].table == table {
                tables[other].foreignKeys[key].references = tables[other].foreignKeys[key].references.map(renamed)
            }
        }
    }

    // MARK: One table

    private static func changed(_ table: TableDefinition, _ step: MigrationStep) throws(MigrationError) -> TableDefinition {
        var table = table
        switch step {
        case .addColumn(let column, _, _):
            if table.column(named: column.name) != nil {
                throw MigrationError(.doesNotFit, "'\(table.name)' has a column '\(column.name)' already")
            }
            table.columns.append(column)
        case .dropColumn(let column, _, _):
            try refuse(column, missingIn: table)
            table.columns.removeAll { $0.name == column }
        case .changeColumn(let column, _, _, _):
            try refuse(column.name, missingIn: table)
            for index in table.columns.indices where table.columns[index].name == column.name { table.columns[index] = column }
        case .changeKey(_, let key):
            if case .counted(let name) = table.key, !key.names.contains(name) { table.columns.removeAll { $0.name == name } }
            if case .counted(let name) = key, table.column(named: name) == nil { table.columns.insert(.column(name, .integer), at: 0) }
            table.key = key
        case .addUnique(let columns, _): table.unique.append(columns)
        case .dropUnique(let columns, _): try remove(columns, from: &table.unique, "unique columns", table.name)
        case .addIndex(let columns, _): table.indexes.append(columns)
        case .dropIndex(let columns, _): try remove(columns, from: &table.indexes, "index", table.name)
        case .addForeignKey(let key, _): table.foreignKeys.append(key)
        case .dropForeignKey(let columns, _):
            guard let place = table.foreignKeys.firstIndex(where: { $0.columns == columns }) else {
                throw MigrationError(.doesNotFit, "'\(table.name)' has no foreign key of \(columns.joined(separator: ", "))")
            }
            table.foreignKeys.remove(at: place)
        case .addCheck(let check, _): table.checks.append(check)
        case .dropCheck(let name, _):
            guard let place = table.checks.firstIndex(where: { $0.name == name }) else {
                throw MigrationError(.doesNotFit, "'\(table.name)' has no check '\(name)'")
            }
            table.checks.remove(at: place)
        case .createTable, .data, .dropTable, .renameTable, .renameColumn: break
        }
        try check(table)
        return table
    }

    private static func remove(
        _ columns: [String], from groups: inout [[String]], _ what: String, _ table: String
    ) throws(MigrationError) {
        guard let place = groups.firstIndex(of: columns) else {
            throw MigrationError(.doesNotFit, "'\(table)' has no \(what) (\(columns.joined(separator: ", ")))")
        }
        groups.remove(at: place)
    }

    private static func refuse(_ column: String, missingIn table: TableDefinition) throws(MigrationError) {
        if table.column(named: column) == nil {
            throw MigrationError(
                .doesNotFit, "'\(table.name)' has no column '\(column)'; it has: \(table.columns.map(\.name).joined(separator: ", "))")
        }
    }

    /// Everything speaks of columns that are there, and of each thing once.
    private static func check(_ table: TableDefinition) throws(MigrationError) {
        let groups = [table.key.names] + table.unique + table.indexes + table.foreignKeys.map(\.columns)
        for column in groups.joined() where table.column(named: column) == nil {
            throw MigrationError(
                .doesNotFit, "a key, an index or a constraint of '\(table.name)' has the column '\(column)', which is not there")
        }
        for group in [
            table.columns.map { [$0.name] }, table.unique, table.indexes, table.foreignKeys.map(\.columns), table.checks.map { [$0.name] },
        ] {
            if let twice = Dictionary(grouping: group, by: { $0 }).first(where: { $1.count > 1 })?.key {
                throw MigrationError(.doesNotFit, "'\(table.name)' has \(twice.joined(separator: ", ")) twice")
            }
        }
        if table.columns.isEmpty || table.key.names.isEmpty {
            throw MigrationError(.doesNotFit, "'\(table.name)' needs a column and a primary key")
        }
    }
}

extension MigrationStep {
    /// The table that it changes; nil for one that comes, goes or gets another name, and for data.
    var table: String? {
        switch self {
        case .createTable, .data, .dropTable, .renameTable: nil
        case .addColumn(_, let table, _), .dropColumn(_, let table, _), .renameColumn(_, _, let table), .changeColumn(_, let table, _, _),
            .changeKey(let table, _),
            .addUnique(_, let table), .dropUnique(_, let table), .addForeignKey(_, let table), .dropForeignKey(_, let table),
            .addCheck(_, let table), .dropCheck(_, let table), .addIndex(_, let table), .dropIndex(_, let table):
            table
        }
    }
}

extension String {
    /// The same condition with a column of another name, which stands in double quotes there.
    fileprivate func replacingName(_ name: String, by new: String) -> String {
        func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
        return replacing(quoted(name), with: quoted(new))
    }
}
