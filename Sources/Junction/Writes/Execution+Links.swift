// Links that follow the rows at their ends.
extension Execution {
    /// Removes rows of any table for good; of a junction, those who listen hear which links are gone.
    func deleteFollowing(_ selection: Selection) throws -> Int {
        let table = selection.table(), relations = try context.graph(with: table).relations[table] ?? []
        // The same statement whether somebody listens or not.
        if relations.isEmpty { return try execute(.delete(selection)) }
        let junctions = try relations.map { try $0.junction() }
        var removed = relations.map { _ in [LinkPair]() }, count = 0
        try rows(.delete(selection, reporting: junctions)) { rows, plan in
            while try rows.next() {
                count += 1
                guard events != nil else { continue }
                if table.isSoftDeletable, let deletedAt = plan.slots.last,
                    try !rows.row.key(of: deletedAt.keyTypes, at: deletedAt.offset).isNull
                {
                    continue
                }
                for number in relations.indices {
                    let near = plan.slots[2 * number], far = plan.slots[2 * number + 1]
                    let owner = try rows.row.key(of: near.keyTypes, at: near.offset)
                    let target = try rows.row.key(of: far.keyTypes, at: far.offset)
                    if !owner.isNull, !target.isNull { removed[number].append(LinkPair(owner: owner, target: target)) }
                }
            }
        }
        for (relation, pairs) in zip(relations, removed) { try note(relation, pairs, \.removed) }
        return count
    }

    /// The columns that name the pair of each relation over a junction, for a statement that reads its rows.
    func pairParts(_ table: Table, _ selection: Selection) throws -> [Selection.Part] {
        try (context.graph(with: table).relations[table] ?? []).flatMap { relation in
            let junction = try relation.junction()
            return [junction.near, junction.far].map { (end: ForeignKey) -> Selection.Part in
                if end.isToPrimaryKey { return .value(selection.path.node(end.columns)) }
                let path = selection.path.appending(Hop(step: .foreignKey(end.name), visibility: .includingDeleted))
                return .value(path.node(end.table.primaryKey))
            }
        }
    }

    /// Notes what became of links.
    func note(_ relation: Relation, _ pairs: [LinkPair], _ list: WritableKeyPath<LinkReport, [LinkPair]>) throws {
        guard let events, !pairs.isEmpty else { return }
        var report = LinkReport()
        report[keyPath: list] = pairs.uniqued()
        events.add(try RelationEvent(relation, .cascade, report))
    }
}
