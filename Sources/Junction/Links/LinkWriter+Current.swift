extension LinkWriter {
    /// The live links of owners, in their order.
    struct Current: Sendable {
        var pairs: [LinkPair] = []
        /// Which of them have a target that is soft-deleted, by their numbers.
        var hidden: [Int] = []
        /// In an ordered relation the place of each.
        var places: [Int64?] = []
        /// Whether nobody else changes the owners, and their links, until the transaction ends.
        var ownersAreHeld = true

        /// The targets that are seen, each once.
        var visibleTargets: [Value] {
            let hidden = Set(hidden)
            return pairs.indices.filter { !hidden.contains($0) }.map { pairs[$0].target }.uniqued()
        }
    }

    /// Each owner must be there and live; it is held first, so that what is read is what nobody else changes any more.
    func current(_ owners: [Value], _ filter: LinkFilter? = nil) throws -> Current {
        let links = try links(of: owners, filter), holding = try execution.holding(relation.owner(), owners, .forNoKeyUpdate)
        try execution.read(holding.map { [$0.reading, links.reading] } ?? [links.reading])
        var current = try links.answer(execution)
        // What may be read need not be what may be held, and an owner may have come in the place of another meanwhile.
        if let holding { current.ownersAreHeld = try holding.answer(execution) == owners.uniqued().count }
        return current
    }

    private func links(of owners: [Value], _ filter: LinkFilter?) throws -> Question<Current> {
        var result = Found()
        let only = owners.count == 1 ? owners[0] : nil, isOrdered = isOrdered
        let (plan, values) = try execution.plan(.linked(relation, owners: owners, filter))
        return Question(plan, values) { rows in
            var found = Found()
            found.current.pairs.reserveCapacity(max(rows.expected, 8))
            let far = plan.slots[0], near = plan.slots.count > 1 ? plan.slots[1] : nil
            let flags = plan.slots.last.map { $0.offset + Int32($0.keyTypes.count) } ?? 0
            while try rows.next() {
                let owner = try only ?? near.map { try rows.row.key(of: $0.keyTypes, at: $0.offset) } ?? .null
                // The rows of an owner come one after the other, or it is the only one.
                if found.owners.last != owner { found.owners.append(owner) }
                let isLive = try rows.row.bool(at: flags) ?? false
                if try rows.row.bool(at: flags + 1) != true { found.deletedOwners.append(owner) }
                let target = try rows.row.key(of: far.keyTypes, at: far.offset)
                if target.isNull { continue }
                if !isLive { found.current.hidden.append(found.current.pairs.count) }
                if isOrdered { found.current.places.append(try rows.row.integer(at: flags + 2)) }
                found.current.pairs.append(LinkPair(owner: owner, target: target))
            }
            result = found
        } answer: { [relation] _ in
            let model = relation.owner().modelName, missing = result.missing(owners)
            if !missing.isEmpty { throw RelationError(.missingOwner, relation: relation.title, model: model, keys: missing) }
            if !result.deletedOwners.isEmpty {
                throw RelationError(.deletedOwner, relation: relation.title, model: model, keys: result.deletedOwners.uniqued())
            }
            return result.current
        }
    }

    /// What was read.
    private struct Found {
        var current = Current()
        var owners: [Value] = []
        var deletedOwners: [Value] = []

        func missing(_ asked: [Value]) -> [Value] {
            if asked.count == 1, !owners.isEmpty { return [] }
            let found = Set(owners)
            return asked.filter { !found.contains($0) }
        }
    }
}
