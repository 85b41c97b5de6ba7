import Junction

/// A table that links rows of two tables, or of a table with itself.
struct JunctionTable {
    let table: TableCatalogue
    /// What refers to the two ends: that of the relation's owner first.
    let near: TableCatalogue.Reference, far: TableCatalogue.Reference
    /// Whether it has no more than the pair, so that it needs no model.
    let isPlain: Bool
    /// What tells links of one pair apart.
    let roles: [String]

    var isOfItself: Bool { near.table == far.table }
    var pair: Set<String> { Set(near.columns + far.columns) }

    /// Finds those of a catalogue.
    ///
    /// A link needs both of its ends, and the database must know that there is one of a pair: Junction relies on both.
    static func all(in catalogue: Catalogue, _ keys: Keys, _ names: TableNames) -> [JunctionTable] {
        let referred = Set(catalogue.tables.flatMap { $0.foreignKeys.map(\.table) })
        return catalogue.tables.compactMap { table in
            let ends = table.foreignKeys.filter { isEnd($0, of: table, catalogue, keys) }
            let unique = table.uniques.map(\.columns) + [table.primaryKey?.columns ?? []]
            for (number, first) in ends.enumerated() {
                for second in ends[(number + 1)...] where Set(first.columns).isDisjoint(with: second.columns) {
                    let pair = Set(first.columns + second.columns)
                    let groups = unique.filter { pair.isSubset(of: $0) }.sorted { $0.count < $1.count }
                    guard let group = groups.first else { continue }
                    let roles = group.filter { !pair.contains($0) }
                    let own = table.columns.filter { !pair.contains($0.name) }
                    let isCounted = table.primaryKey?.counting != nil && own.map(\.name) == table.primaryKey?.columns
                    let isPlain =
                        roles.isEmpty && (own.isEmpty || isCounted) && ends.count == 2 && !referred.contains(table.name)
                    guard isPlain || canBeModel(table, pair, roles, keys) else { continue }
                    let (near, far) = order(first, second, of: table, names)
                    return JunctionTable(table: table, near: near, far: far, isPlain: isPlain, roles: roles)
                }
            }
            return nil
        }
    }

    /// Whether a foreign key is a typed key of a model that is never absent.
    private static func isEnd(
        _ key: TableCatalogue.Reference, of table: TableCatalogue, _ catalogue: Catalogue, _ keys: Keys
    ) -> Bool {
        guard key.table != table.name, keys.keys[key.table]?.columns == key.references, key.names(in: keys) != nil,
            let target = catalogue.tables.first(where: { $0.name == key.table })
        else { return false }
        return zip(key.columns, key.references).allSatisfy { name, other in
            guard let column = table.column(named: name), column.generation == nil, !column.isNullable else { return false }
            return column.content == target.column(named: other)?.content
        }
    }

    /// Whether Junction can make the rows: the key is counted, made by the client, or the pair itself.
    private static func canBeModel(_ table: TableCatalogue, _ pair: Set<String>, _ roles: [String], _ keys: Keys) -> Bool {
        let hasRoles = roles.allSatisfy { role in
            guard let column = table.column(named: role) else { return false }
            return !column.isNullable && column.content != nil && column.generation == nil
        }
        switch keys.keys[table.name] {
        case .single(_, let raw): return hasRoles && (table.primaryKey?.counting != nil || raw == "UUID")
        case .composite(let columns): return hasRoles && Set(columns) == pair
        case nil: return false
        }
    }

    /// The owner is the one that the table is named after; otherwise the one whose column comes first.
    private static func order(
        _ a: TableCatalogue.Reference, _ b: TableCatalogue.Reference, of table: TableCatalogue, _ names: TableNames
    ) -> (TableCatalogue.Reference, TableCatalogue.Reference) {
        func place(_ key: TableCatalogue.Reference) -> Int { table.columns.firstIndex { key.columns.contains($0.name) } ?? 0 }
        func isNamed(after key: TableCatalogue.Reference) -> Bool {
            names.words(of: table.name).dropping(names.words(of: key.table)) != nil
        }
        let (first, second) = place(a) <= place(b) ? (a, b) : (b, a)
        return isNamed(after: second) && !isNamed(after: first) ? (second, first) : (first, second)
    }
}

extension TableCatalogue.Reference {
    /// What stands for its columns in Swift: the column, or what those of a reference to a composite key have in common. Nil where the
    /// columns are not named as Junction names them, so that one property cannot stand for all of them.
    func names(in keys: Keys) -> String? {
        if columns.count == 1 { return columns[0] }
        guard case .composite(let parts)? = keys.keys[table], parts == references, let first = columns.first,
            let part = parts.first, first.hasSuffix("_" + part)
        else { return nil }
        let name = String(first.dropLast(part.count + 1))
        return columns == parts.map { name + "_" + $0 } && !name.hasSuffix("_id") ? name : nil
    }
}
