extension LinkWriter {
    /// Ends live links that were there when they were read, whatever their roles. Where several connections write, another one may have
    /// ended some of them since.
    func end(_ pairs: LinkPairs, where filter: LinkFilter? = nil) throws -> [LinkPair] {
        if execution.context.dialect.writesTogether || junction.isSymmetrical || !junction.roles.isEmpty {
            return try remove(pairs, where: filter).removed
        }
        _ = try execution.execute(
            .unlink(LinkUpdate(relation: relation, pairs: pairs, filter: filter, now: execution.now, isReported: false)))
        return pairs.pairs
    }

    /// Ends live links: softly where the junction is soft-deletable.
    func remove(_ pairs: LinkPairs, where filter: LinkFilter? = nil, filling fill: [Assignment] = []) throws -> LinkReport {
        var report = LinkReport()
        report.removed = try execution.answer(removal(pairs, where: filter, filling: fill))
        return report
    }

    /// The statement that ends live links, answered with those that it ended.
    func removal(_ pairs: LinkPairs, where filter: LinkFilter?, filling fill: [Assignment] = []) throws -> Question<[LinkPair]> {
        var removed: [LinkPair] = []
        let update = LinkUpdate(relation: relation, pairs: pairs, filter: filter, fill: fill, now: execution.now)
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
        let update = LinkUpdate(relation: relation, pairs: pairs, filter: filter, fill: fill, now: execution.now)
        _ = try execution.answer(question(.relink(update), pairs) { _, pair in report.restored.append(pair) })
        report.restored = inOrder(report.restored.uniqued(), pairs)
        let restored = Set(report.restored), others = pairs.only { !restored.contains($0) }
        // What was never linked, or is live, is no error; a deleted end is.
        if !others.pairs.isEmpty { try check(survey(others).filter { $0.targetExists }, forNewLinks: false) }
        return report
    }
}
