extension LinkWriter {
    /// Links targets at a place among the owner's links; those that are linked already go there.
    func insert(_ targets: [Value], at place: Int, owner: Value, filling fill: LinkFill) throws -> LinkReport {
        let current = try orderedLinks(of: owner)
        guard (0...current.count).contains(place) else { throw outOfRange(place, current.count) }
        let linked = Set(current), isInserted = Set(targets)
        var report = LinkReport()
        if targets.contains(where: { !linked.contains($0) }) {
            report = try add(.one(owner: owner, targets: targets.filter { !linked.contains($0) }), filling: fill)
        }
        let before = current[..<place].filter { !isInserted.contains($0) }, after = current[place...].filter { !isInserted.contains($0) }
        return try arranged(before + targets + after, owner, report)
    }

    /// Puts one of the owner's links at a place, counted without it.
    func move(_ target: Value, to place: Int, owner: Value) throws -> LinkReport {
        var order = try orderedLinks(of: owner)
        guard let old = order.firstIndex(of: target) else {
            throw RelationError(.notLinked, relation: relation.title, model: relation.target().modelName, keys: [target])
        }
        order.remove(at: old)
        guard (0...order.count).contains(place) else { throw outOfRange(place, order.count) }
        order.insert(target, at: place)
        return try arranged(order, owner, LinkReport())
    }

    private func arranged(_ order: [Value], _ owner: Value, _ report: LinkReport) throws -> LinkReport {
        var report = report
        let written = Set(report.added + report.restored)
        report.moved = try arrange([Wanted(owner: owner, targets: order)]).filter { !written.contains($0) }
        return report
    }

    private func orderedLinks(of owner: Value) throws -> [Value] {
        guard junction.place?.isOfNear == true else {
            throw QueryError(
                .unsupported(what: "places in \(relation.title): declare it with @ManyToMany(orderedBy: \\.…)", database: "Junction"))
        }
        return try current([owner]).map(\.pair.target)
    }

    private func outOfRange(_ place: Int, _ count: Int) -> QueryError { QueryError(.placeOutOfRange(place: place, count: count)) }
}
