/// The tables that can be reached from some: over foreign keys and relations. It answers who refers to whom.
struct ModelGraph: Sendable {
    /// In the order in which they were found, junctions among them.
    private(set) var tables: [Table] = []
    /// The relations over each junction table, from one end each.
    private(set) var relations: [Table: [Relation]] = [:]

    /// Throws ``SchemaError`` for a relation that does not fit its models: what refers to whom would not be known.
    init(from roots: [Table]) throws {
        var known = Set<Table>(), waiting = roots
        while !waiting.isEmpty {
            let table = waiting.removeFirst()
            guard known.insert(table).inserted else { continue }
            tables.append(table)
            waiting += table.foreignKeys.map(\.table)
            for relation in table.relations() {
                let resolved = try relation.resolve()
                waiting.append(resolved.target)
                guard let junction = resolved.junction else { continue }
                waiting.append(junction.table)
                // Both ends may declare it: it is one relation.
                let isKnown = try relations[junction.table]?.contains { try $0.junction().joinsTheSame(as: junction) } == true
                if !relation.isInverse, !isKnown { relations[junction.table, default: []].append(relation) }
            }
        }
    }

    /// Every foreign key to a table.
    func references(to table: Table) -> [(table: Table, key: ForeignKey)] {
        var seen = Set<String>()
        return tables.flatMap { child in
            child.foreignKeys.filter { $0.table == table && seen.insert(child.name + "." + $0.name).inserted }.map { (child, $0) }
        }
    }
}
