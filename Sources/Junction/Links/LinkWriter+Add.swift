extension LinkWriter {
    /// One statement that checks and links; one read more when it did less than was asked.
    ///
    /// - Parameter isHeld: whether the owners are held already.
    func add(_ pairs: LinkPairs, filling fill: LinkFill = .none, isHeld: Bool = false) throws -> LinkReport {
        // Two who add at the same time would count the same last place.
        if let place = junction.place, !isHeld { try holdCounted(pairs, place) }
        let refusesItself = try refusesItself(pairs)
        var report = try insert(pairs, filling: fill, refusesItself: refusesItself)
        let all = pairs.pairs
        // Of a symmetrical relation more may be reported than was asked: the mirrors.
        if !junction.isSymmetrical, report.added.count + report.restored.count == all.count { return report }
        let written = Set(report.added + report.restored)
        if !written.isEmpty, all.allSatisfy(written.contains) { return report }
        // A statement that would have failed otherwise has found both ends.
        if !refusesItself { try check(survey(pairs)) }
        // Both ends are there: what was not written was linked already.
        report.existing = written.isEmpty ? all : all.filter { !written.contains($0) }
        return report
    }

    /// Holds those whose links are counted.
    private func holdCounted(_ pairs: LinkPairs, _ place: LinkTable.Place) throws {
        if place.isOfNear || junction.isSymmetrical { try hold(pairs.owners) }
        if !place.isOfNear || junction.isSymmetrical {
            try execution.hold(relation.target(), pairs.pairs.map(\.target).uniqued(), .forNoKeyUpdate)
        }
    }

    /// Links what can be linked, or nothing at all: the statement itself asks whether both ends are there and live.
    ///
    /// - Parameter isUnlinked: whether none of the pairs had a live link when they were read: all of them are written, or none, where one
    ///   connection writes at a time.
    /// - Parameter refusesItself: whether the statement fails where an end is not as it must be, instead of writing nothing.
    func insert(_ pairs: LinkPairs, filling fill: LinkFill, isUnlinked: Bool = false, refusesItself: Bool = false) throws -> LinkReport {
        var insert = LinkInsert(relation, junction, pairs, fill, now: execution.now)
        insert.refusesItself = refusesItself
        insert.isReported = !isToldByNumber(insert, junction, isUnlinked)
        do { return try insert.isReported ? reported(insert, junction) : counted(insert, junction) } catch let error as DatabaseError {
            // It does not say which end.
            if refusesItself, error.constraint == execution.context.dialect.requirement { try check(survey(pairs)) }
            throw try execution.explained(error, fill.forward, junction.table)
        }
    }

    /// Whether the statement for one pair fails by itself: it is a plain insert then, for which SQLite keeps no journal, and what it did not
    /// write was linked already.
    func refusesItself(_ pairs: LinkPairs) throws -> Bool {
        guard pairs.isSingle, !junction.isSymmetrical, junction.place == nil, execution.context.dialect.requirement != nil,
            junction.near.isToPrimaryKey, junction.far.isToPrimaryKey, junction.pair.count == 2
        else { return false }
        let resolved = try relation.resolve()
        return resolved.limit == nil && !resolved.owner.isSoftDeletable && !resolved.target.isSoftDeletable
    }

    /// Whether the number of rows that were written tells what became of each pair.
    private func isToldByNumber(_ insert: LinkInsert, _ junction: LinkTable, _ isUnlinked: Bool) -> Bool {
        if junction.isSymmetrical { return false }
        if junction.table.isSoftDeletable {
            // A table that does not count its rows (WITHOUT ROWID) cannot say that one is new.
            return insert.pairs.isSingle && junction.table.keysAreCounted && execution.context.dialect.knowsInsertedRow
        }
        return insert.pairs.isSingle || isUnlinked && !execution.context.dialect.writesTogether
    }

    private func counted(_ insert: LinkInsert, _ junction: LinkTable) throws -> LinkReport {
        var report = LinkReport()
        if try execution.execute(.link(insert)) == 0 { return report }
        if junction.table.isSoftDeletable, !execution.link.insertedRow {
            report.restored = insert.pairs.pairs
        } else {
            report.added = insert.pairs.pairs
        }
        return report
    }

    private func reported(_ insert: LinkInsert, _ junction: LinkTable) throws -> LinkReport {
        var report = LinkReport()
        let isNew = Int32(
            relation.target().primaryKey.count
                + (insert.pairs.owner == nil || junction.isSymmetrical ? relation.owner().primaryKey.count : 0))
        try pairs(.link(insert), insert.pairs) { row, pair in
            if try row.value(Bool.self, at: isNew) { report.added.append(pair) } else { report.restored.append(pair) }
        }
        (report.added, report.restored) = (inOrder(report.added, insert.pairs), inOrder(report.restored, insert.pairs))
        return report
    }
}
