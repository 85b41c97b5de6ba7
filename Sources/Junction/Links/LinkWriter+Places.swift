extension LinkWriter {
    /// Links targets at a place among the owner's links; those that are linked already go there.
    func insert(_ targets: [Value], at place: Int, owner: Value, filling fill: LinkFill) throws -> LinkReport {
        let current = try orderedLinks(of: owner), visible = current.visibleTargets
        guard (0...visible.count).contains(place) else { throw outOfRange(place, visible.count) }
        if targets.isEmpty { return LinkReport() }
        try refuseHidden(targets, current, owner)
        let linked = Set(visible), unlinked = targets.filter { !linked.contains($0) }
        let report = unlinked.isEmpty ? LinkReport() : try add(.one(owner: owner, targets: unlinked), filling: fill, isHeld: true)
        let next = visible[place...].first { !targets.contains($0) }
        var changes = try arranged(targets, before: next, among: current, owner, report)
        let moved = Set(changes.moved.map(\.target))
        changes.existing = targets.filter { linked.contains($0) && !moved.contains($0) }.map { LinkPair(owner: owner, target: $0) }
        return changes
    }

    /// Puts one of the owner's links at a place, counted without it.
    func move(_ target: Value, to place: Int, owner: Value) throws -> LinkReport {
        let current = try orderedLinks(of: owner)
        try refuseHidden([target], current, owner)
        guard current.pairs.contains(where: { $0.target == target }) else {
            throw RelationError(.notLinked, relation: relation.title, model: relation.target().modelName, keys: [target])
        }
        let others = current.visibleTargets.filter { $0 != target }
        guard (0...others.count).contains(place) else { throw outOfRange(place, others.count) }
        return try arranged([target], before: others[place...].first, among: current, owner, LinkReport())
    }

    /// Links to soft-deleted targets are not seen, so they have no place that could be named.
    private func refuseHidden(_ targets: [Value], _ current: Current, _ owner: Value) throws {
        let hidden = Set(current.hidden.map { current.pairs[$0].target }), named = targets.filter(hidden.contains)
        if !named.isEmpty { try check(survey(.one(owner: owner, targets: named))) }
    }

    /// The links in their order, with some of them before another one, or last; links that are not seen keep their neighbour.
    private func arranged(
        _ targets: [Value], before next: Value?, among current: Current, _ owner: Value, _ report: LinkReport
    ) throws -> LinkReport {
        let isPlaced = Set(targets)
        var order = current.pairs.map(\.target).uniqued().filter { !isPlaced.contains($0) }
        order.insert(contentsOf: targets, at: next.flatMap(order.firstIndex) ?? order.count)
        return try arranged(order, owner, report)
    }

    private func arranged(_ order: [Value], _ owner: Value, _ report: LinkReport) throws -> LinkReport {
        var report = report
        let written = Set(report.added + report.restored)
        // In several roles it has several rows.
        report.moved = try arrange([Wanted(owner: owner, targets: order)]).filter { !written.contains($0) }.uniqued()
        return report
    }

    private func orderedLinks(of owner: Value) throws -> Current {
        guard isOrdered else {
            throw QueryError(
                .unsupported(what: "places in \(relation.title): declare it with @ManyToMany(orderedBy: \\.…)", database: "Junction"))
        }
        return try current([owner])
    }

    private func outOfRange(_ place: Int, _ count: Int) -> QueryError { QueryError(.placeOutOfRange(place: place, count: count)) }
}
