/// The tables that can be reached from some: over foreign keys and relations. It answers who refers to whom.
struct ModelGraph {
    /// In the order in which they were found, junctions among them.
    private(set) var tables: [Table] = []

    /// Throws ``SchemaError`` for a relation that does not fit its models: what refers to whom would not be known.
    init(from roots: [Table]) throws {
        var known = Set<Table>(), waiting = roots
        while !waiting.isEmpty {
            let table = waiting.removeFirst()
            guard known.insert(table).inserted else { continue }
            tables.append(table)
            waiting += table.columns.compactMap { $0.foreignKey?.table() }
            for relation in table.relations() {
                let resolved = try relation.resolve()
                waiting.append(resolved.target)
                if let junction = resolved.junction { waiting.append(junction.table) }
            }
        }
    }

    /// Every column that refers to a table.
    func references(to table: Table) -> [(table: Table, column: Column, rule: DeleteRule)] {
        var seen = Set<String>()
        return tables.flatMap { child in
            child.columns.compactMap { column in
                guard let key = column.foreignKey, key.table() == table, seen.insert(child.name + "." + column.name).inserted else {
                    return nil
                }
                return (child, column, key.onDelete)
            }
        }
    }
}
