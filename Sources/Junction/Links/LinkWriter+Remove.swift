extension LinkWriter {
    /// Ends live links that were there when they were read, whatever their roles. Where several connections write, another one may have
    /// ended some of them since.
    func end(_ pairs: LinkPairs, where filter: LinkFilter?, ownersAreHeld: Bool) throws -> [LinkPair] {
        if !isEndedAsRead { return try execution.answer(removal(pairs, where: filter, ownersAreHeld: ownersAreHeld)) }
        _ = try execution.execute(.unlink(update(pairs, where: filter, isReported: false, ownersAreHeld: ownersAreHeld)))
        return pairs.pairs
    }

    /// Whether links that were read are ended one for one.
    private var isEndedAsRead: Bool {
        !execution.context.dialect.writesTogether && !junction.isSymmetrical && junction.roles.isEmpty
    }

    /// Whether nothing in the database can refuse to end links that were read: they are removed for good, and no trigger and no other table is
    /// asked.
    func isEndedUnasked(_ filter: LinkFilter?) throws -> Bool {
        guard isEndedAsRead, !junction.table.isSoftDeletable, filter == nil else { return false }
        return try !execution.link.canRefuseRemoval(from: junction.table.name)
    }

    /// The statement that ends them then.
    func removalUnasked(_ pairs: LinkPairs) throws -> (Plan, [Value]) {
        try execution.plan(.unlink(update(pairs, where: nil, isReported: false, ownersAreHeld: true)))
    }

    /// Ends live links: softly where the junction is soft-deletable.
    func remove(_ pairs: LinkPairs, where filter: LinkFilter? = nil, filling fill: [Assignment] = []) throws -> LinkReport {
        var report = LinkReport()
        report.removed = try execution.answer(removal(pairs, where: filter, filling: fill))
        return report
    }

    /// The statement that ends live links, answered with those that it ended.
    func removal(
        _ pairs: LinkPairs, where filter: LinkFilter?, filling fill: [Assignment] = [], ownersAreHeld: Bool = false
    ) throws -> Question<[LinkPair]> {
        var removed: [LinkPair] = []
        removed.reserveCapacity(pairs.count)
        let update = update(pairs, where: filter, filling: fill, ownersAreHeld: ownersAreHeld)
        let question = try question(.unlink(update), pairs) { _, pair in removed.append(pair) }
        return question.map { _ in self.inOrder(removed.uniqued(), pairs) }
    }

    /// Restores soft-deleted links. A target that is named must be live.
    func restore(_ pairs: LinkPairs, where filter: LinkFilter? = nil, filling fill: [Assignment] = []) throws -> LinkReport {
        guard junction.table.isSoftDeletable else {
            throw QueryError(
                .unsupported(what: "links to restore in \(relation.title), whose links are removed for good", database: "Junction"))
        }
        var report = LinkReport()
        let update = update(pairs, where: filter, filling: fill)
        _ = try execution.answer(question(.relink(update), pairs) { _, pair in report.restored.append(pair) })
        report.restored = inOrder(report.restored.uniqued(), pairs)
        let restored = Set(report.restored), others = pairs.only { !restored.contains($0) }
        // What was never linked, or is live, is no error; a deleted end is.
        if !others.pairs.isEmpty { try check(survey(others).filter { $0.targetExists }, forNewLinks: false) }
        return report
    }

    private func update(
        _ pairs: LinkPairs, where filter: LinkFilter?, filling fill: [Assignment] = [], isReported: Bool = true, ownersAreHeld: Bool = false
    ) -> LinkUpdate {
        LinkUpdate(
            relation, pairs, where: filter, filling: fill, now: execution.now, isReported: isReported, ownersAreHeld: ownersAreHeld,
            execution.context.dialect)
    }
}
