extension Execution {
    /// Marks live rows as deleted, and those that follow them with the same time. Returns how many of the first.
    func softDelete(_ selection: Selection, _ assignments: [Assignment]) throws -> Int {
        let table = selection.table()
        guard let deletedAt = table.deletedAt else { return 0 }
        func marking(_ stamp: Value) -> [Assignment] { [Assignment(column: deletedAt.name, value: .bind(stamp))] + assignments }
        if try followers(of: table).isEmpty { return try update(selection, marking(now)) }
        let keys = try keys(of: selection.written, .forUpdate)
        if keys.isEmpty { return 0 }
        var groups: [FollowingRows] = []
        var taken = [table: Set(keys)]
        try collect(followersOf: keys, of: table, .live, &taken, into: &groups)
        let stamp = try unusedStamp(groups)
        for group in groups where !group.keys.isEmpty {
            guard let column = group.table.deletedAt else { continue }
            _ = try update(rows(of: group.table, in: group.keys, .live), [Assignment(column: column.name, value: .bind(stamp))])
            for (relation, pairs) in group.links { try note(relation, pairs, \.removed) }
        }
        return try update(rows(of: table, in: keys, .live), marking(stamp))
    }

    /// Makes deleted rows live, and exactly those that were deleted together with them. Returns how many of the first.
    func restore(_ selection: Selection) throws -> Int {
        let table = selection.table()
        guard let deletedAt = table.deletedAt else { return 0 }
        let reviving = [Assignment(column: deletedAt.name, value: .bind(.null))]
        if try followers(of: table).isEmpty { return try update(selection, reviving) }
        let roots = try stampedKeys(of: selection.written, deletedAt)
        if roots.isEmpty { return 0 }
        var taken = [table: Set(roots.flatMap(\.keys))]
        for (stamp, keys) in roots {
            var groups: [FollowingRows] = []
            try collect(followersOf: keys, of: table, .onlyDeleted, stamp: stamp, &taken, into: &groups)
            for group in groups where !group.keys.isEmpty {
                guard let column = group.table.deletedAt else { continue }
                _ = try update(rows(of: group.table, in: group.keys, .onlyDeleted), [Assignment(column: column.name, value: .bind(.null))])
                for (relation, pairs) in group.links { try note(relation, pairs, \.restored) }
            }
        }
        return try update(rows(of: table, in: roots.flatMap(\.keys), .onlyDeleted), reviving)
    }

    /// Rows of one table that follow others.
    private struct FollowingRows {
        let table: Table
        let key: ForeignKey
        /// What they refer to.
        let parents: [Value]
        let keys: [Value]
        /// The links that they are.
        let links: [(relation: Relation, pairs: [LinkPair])]
    }

    /// The foreign keys whose rows follow a soft deletion in the table.
    private func followers(of table: Table) throws -> [(table: Table, key: ForeignKey)] {
        try context.graph(with: table).references(to: table).filter { $0.key.onSoftDelete == .cascade && $0.table.isSoftDeletable }
    }

    /// Follows keys down, level by level; a row is taken once, so that circles end.
    private func collect(
        followersOf keys: [Value], of table: Table, _ visibility: Visibility, stamp: Value? = nil, _ taken: inout [Table: Set<Value>],
        into groups: inout [FollowingRows]
    ) throws {
        var open = [(table: table, keys: keys)]
        while let (table, keys) = open.popLast() {
            for (child, key) in try followers(of: table) {
                var selection = rows(of: child, by: key, in: keys, visibility)
                if let stamp, let deletedAt = child.deletedAt {
                    selection.filters.append(.compare(.equal, .column(selection.path, deletedAt.name), .bind(stamp)))
                }
                let (found, links) = try following(selection, taken[child] ?? [])
                taken[child, default: []].formUnion(found)
                groups.append(FollowingRows(table: child, key: key, parents: keys, keys: found, links: links))
                if !found.isEmpty { open.append((child, found)) }
            }
        }
    }

    /// The keys of rows that were not taken yet, and the links that they are.
    private func following(
        _ selection: Selection, _ taken: Set<Value>
    ) throws -> (keys: [Value], links: [(relation: Relation, pairs: [LinkPair])]) {
        let table = selection.table(), relations = try context.graph(with: table).relations[table] ?? []
        var keyed = selection, keys: [Value] = [], pairs = relations.map { _ in [LinkPair]() }
        keyed.parts = try [.value(selection.path.node(table.primaryKey))] + pairParts(table, selection)
        keyed.isValues = true
        try rows(.select(keyed)) { rows, plan in
            while try rows.next() {
                let key = try rows.row.key(of: table.keyTypes, at: 0)
                if taken.contains(key) { continue }
                keys.append(key)
                for (number, relation) in relations.enumerated() {
                    let junction = try relation.junction()
                    let owner = try rows.row.key(of: junction.near.table.keyTypes, at: plan.slots[1 + 2 * number].offset)
                    let target = try rows.row.key(of: junction.far.table.keyTypes, at: plan.slots[2 + 2 * number].offset)
                    if !owner.isNull, !target.isNull { pairs[number].append(LinkPair(owner: owner, target: target)) }
                }
            }
        }
        return (keys, zip(relations, pairs).map { (relation: $0, pairs: $1) })
    }

    /// A time at which no row that could follow was deleted before: else a restoration could not tell them apart.
    private func unusedStamp(_ groups: [FollowingRows]) throws -> Value {
        guard case .moment(var moment) = now else { return now }
        while try groups.contains(where: { group in
            guard let deletedAt = group.table.deletedAt else { return false }
            var earlier = rows(of: group.table, by: group.key, in: group.parents, .onlyDeleted)
            earlier.filters.append(.compare(.equal, .column(earlier.path, deletedAt.name), .bind(.moment(moment))))
            return try exists(earlier)
        }) { moment += 1 }
        return .moment(moment)
    }

    /// The keys of deleted rows by the time of their deletion.
    private func stampedKeys(of selection: Selection, _ deletedAt: Column) throws -> [(stamp: Value, keys: [Value])] {
        let table = selection.table()
        var stamped = selection
        stamped.parts = [.value(selection.path.node(table.primaryKey)), .value(.column(selection.path, deletedAt.name))]
        stamped.isValues = true
        var keys: [Value: [Value]] = [:]
        try rows(.select(stamped)) { rows, plan in
            while try rows.next() {
                let key = try rows.row.key(of: table.keyTypes, at: 0)
                keys[try rows.row.key(of: [.moment], at: plan.slots[1].offset), default: []].append(key)
            }
        }
        return keys.map { (stamp: $0, keys: $1) }
    }
}
