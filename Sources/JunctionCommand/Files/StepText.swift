import Junction

extension MigrationStep {
    /// What it does, for people.
    var summary: String {
        func list(_ names: [String]) -> String { names.joined(separator: ", ") }
        return switch self {
        case .createTable(let table): "create table \(table.name) (\(list(table.columns.map(\.name))))"
        case .dropTable(let name): "drop table \(name), with its rows"
        case .renameTable(let name, let new): "rename table \(name) to \(new)"
        case .addColumn(let column, let table, _): "add column \(table).\(column.name)"
        case .dropColumn(let name, let table, _): "drop column \(table).\(name), with its values"
        case .renameColumn(let name, let new, let table): "rename column \(table).\(name) to \(new)"
        case .changeColumn(let column, let table, _, _): "change column \(table).\(column.name)"
        case .changeKey(let table, let key): "change the primary key of \(table) to \(list(key.names))"
        case .addUnique(let columns, let table): "make unique in \(table): \(list(columns))"
        case .dropUnique(let columns, let table): "no longer unique in \(table): \(list(columns))"
        case .addForeignKey(let key, let table): "add a foreign key to \(table): \(list(key.columns)), to \(key.table)"
        case .dropForeignKey(let columns, let table): "drop the foreign key of \(table): \(list(columns))"
        case .addCheck(let check, let table): "add a check to \(table): \(check.name)"
        case .dropCheck(let name, let table): "drop the check of \(table): \(name)"
        case .addIndex(let columns, let table): "add an index to \(table): \(list(columns))"
        case .dropIndex(let columns, let table): "drop the index of \(table): \(list(columns))"
        case .data(let name, _, _): "data: \(name)"
        }
    }

    /// The table that it is about, and words for a name.
    var subject: (table: String, words: String) {
        switch self {
        case .createTable(let table): (table.name, "create_\(table.name)")
        case .dropTable(let name): (name, "drop_\(name)")
        case .renameTable(let name, let new): (new, "rename_\(name)_to_\(new)")
        case .addColumn(let column, let table, _): (table, "add_\(table)_\(column.name)")
        case .dropColumn(let name, let table, _): (table, "drop_\(table)_\(name)")
        case .renameColumn(let name, let new, let table): (table, "rename_\(table)_\(name)_to_\(new)")
        case .changeColumn(let column, let table, _, _): (table, "change_\(table)_\(column.name)")
        case .changeKey(let table, _), .addUnique(_, let table), .dropUnique(_, let table), .addForeignKey(_, let table),
            .dropForeignKey(_, let table), .addCheck(_, let table), .dropCheck(_, let table), .addIndex(_, let table),
            .dropIndex(_, let table):
            (table, "change_\(table)")
        case .data(let name, _, _): (name, name)
        }
    }
}
