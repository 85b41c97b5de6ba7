extension LinkWriter {
    /// One statement that checks and links; one read more when it did less than was asked.
    func add(_ pairs: LinkPairs, filling fill: LinkFill = .none) throws -> LinkReport {
        var report = try insert(pairs, filling: fill)
        let all = pairs.pairs
        guard report.added.count + report.restored.count < all.count else { return report }
        try check(survey(pairs))
        // Both ends are there: what was not written was linked already.
        let written = Set(report.added + report.restored)
        report.existing = all.filter { !written.contains($0) }
        return report
    }

    /// Links what can be linked, or nothing at all: the statement itself asks whether both ends are there and live.
    func insert(_ pairs: LinkPairs, filling fill: LinkFill) throws -> LinkReport {
        var report = LinkReport()
        let junction = try relation.junction()
        let request = Request.link(try LinkInsert(relation, pairs, fill, now: execution.now))
        let isNew =
            Int32(relation.target().primaryKey.count)
            + (pairs.owner == nil || junction.isSymmetrical ? Int32(relation.owner().primaryKey.count) : 0)
        do {
            try self.pairs(request, pairs) { row, pair in
                if try row.value(Bool.self, at: isNew) { report.added.append(pair) } else { report.restored.append(pair) }
            }
        } catch let error as DatabaseError {
            throw try execution.explained(error, fill.forward, junction.table)
        }
        return report
    }
}
