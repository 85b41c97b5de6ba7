// A new table that takes the rows of the old one, for databases that change little in place.
extension DDL {
    /// The statements of a stretch of steps (https://www.sqlite.org/lang_altertable.html, section 7): foreign keys are not enforced meanwhile.
    ///
    /// - Parameter others: what else belongs to a table and would go with it: the statements that make it again.
    static func rebuild(
        _ stretch: Stretch, others: (TableDefinition) throws -> [String], _ dialect: any Dialect
    ) throws -> [Fragment] {
        var copies: [Fragment] = [], drops = stretch.dropped.map { dropTable($0.name) }, renames: [Fragment] = [], parts: [Fragment] = []
        for (old, new, sources) in stretch.kept where old != new {
            if let changes = inPlace(old, new, sources, dialect) {
                parts += changes
                continue
            }
            let made = "junction_new__" + new.name
            copies.append(createTable(new, as: made, dialect))
            copies.append(try copy(old, into: new, as: made, sources, dialect))
            if case .counted = old.key, case .counted = new.key {
                copies += dialect.keepCounting(old.name, made).map { Fragment(verbatim: $0) }
            }
            drops.append(dropTable(old.name))
            renames.append(renameTable(made, to: new.name))
            parts += new.indexes.map { createIndex($0, of: new, dialect) } + (try others(old).map { Fragment(verbatim: $0) })
        }
        let kept = Set(stretch.origins.keys)
        for table in stretch.after.tables where !kept.contains(table.name) { parts += create(table, dialect) }
        return copies + drops + renames + parts
    }

    /// Indexes, and columns that may be absent at the end of the table, need no new one; nil where something else changes.
    private static func inPlace(
        _ old: TableDefinition, _ new: TableDefinition, _ sources: [String: Stretch.Source], _ dialect: any Dialect
    ) -> [Fragment]? {
        let added = Array(new.columns.dropFirst(old.columns.count))
        var same = new
        same.indexes = old.indexes
        same.columns.removeLast(added.count)
        let areNew = added.allSatisfy { $0.isOptional && sources[$0.name] == Stretch.Source() }
        let areSame = old.columns.allSatisfy { sources[$0.name] == Stretch.Source(column: $0.name) }
        guard same == old, areNew, areSame else { return nil }
        return old.indexes.filter { !new.indexes.contains($0) }.map { dropIndex($0, of: old, dialect) }
            + added.map { add(column($0, of: new, dialect), to: new.name) }
            + new.indexes.filter { !old.indexes.contains($0) }.map { createIndex($0, of: new, dialect) }
    }

    private static func copy(
        _ old: TableDefinition, into new: TableDefinition, as made: String, _ sources: [String: Stretch.Source], _ dialect: any Dialect
    ) throws -> Fragment {
        // A key that is to be counted from now on has no source: the database counts.
        let columns = new.columns.filter { sources[$0.name] != nil }
        let values = try columns.map { column -> Fragment in
            let source = sources[column.name] ?? Stretch.Source()
            let filling = source.filling.map { Fragment(verbatim: dialect.literal($0)) }
            guard let name = source.column, let origin = old.column(named: name) else { return filling ?? "NULL" }
            var value = Fragment.name(name)
            if origin.type != column.type { value = Fragment(verbatim: try conversion(of: value, origin, column, dialect).value) }
            return filling.map { "coalesce(\(value), \($0))" } ?? value
        }
        return "INSERT INTO \(name: made) (\(names: columns.map(\.name))) SELECT \(values, separator: ", ") FROM \(name: old.name)"
    }
}
