extension LinkWriter {
    /// One statement that checks and links; one read more when it did less than was asked and does not say why.
    ///
    /// - Parameters:
    ///   - isHeld: whether the owners are held already.
    ///   - attempts: how often it may still be tried, where what was wrong is so no more.
    func add(_ pairs: LinkPairs, filling fill: LinkFill = .none, isHeld: Bool = false, attempts: Int = 3) throws -> LinkReport {
        // Two who add at the same time would count the same last place.
        if let place = junction.place, !isHeld { try holdCounted(pairs, place) }
        var (report, isRefused) = try insert(pairs, filling: fill)
        // Of a symmetrical relation more may be reported than was asked: the mirrors.
        if !junction.isSymmetrical, report.added.count + report.restored.count == pairs.count { return report }
        let all = pairs.pairs, written = report.added.isEmpty && report.restored.isEmpty ? [] : Set(report.added + report.restored)
        if !written.isEmpty, all.allSatisfy(written.contains) { return report }
        if isRefused != false { try check(survey(pairs)) }
        if isRefused == true {
            if attempts <= 1 { throw notHeld }
            return try add(pairs, filling: fill, isHeld: true, attempts: attempts - 1)
        }
        // Both ends are there: what was not written was linked already.
        report.existing = written.isEmpty ? all : all.filter { !written.contains($0) }
        return report
    }

    /// The ends are there, and yet the statement that holds them does not find them.
    var notHeld: DatabaseError {
        DatabaseError(
            .other,
            message:
                "\(relation.title): the rows at the ends may be read, but not held; the user of the database needs the right to update them"
        )
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
    /// - Parameters:
    ///   - isUnlinked: whether none of the pairs had a live link when they were read: all of them are written, or none, where one
    ///     connection writes at a time.
    ///   - ownersAreHeld: whether the owners were found then, and nobody else changes them.
    ///   - removal: what is sent in the same round trip; the links are reported then.
    ///
    /// Returns what was written, and whether nothing was since an end is not as it must be; nil where the statement does not tell.
    func insert(
        _ pairs: LinkPairs, filling fill: LinkFill, isUnlinked: Bool = false, ownersAreHeld: Bool = false,
        with removal: Question<[LinkPair]>? = nil
    ) throws -> (report: LinkReport, isRefused: Bool?) {
        let dialect = execution.context.dialect, ends = try ends(pairs, isUnlinked), refusesItself = ends != .asked
        let answer: LinkInsert.Answer =
            dialect.writesInWith && !refusesItself
            ? .linksOrRefusal : removal == nil && isToldByNumber(pairs, isUnlinked) ? .number : .links
        let request = Request.link(
            LinkInsert(relation, junction, pairs, fill, now: execution.now, answer, ends, ownersAreHeld: ownersAreHeld))
        do {
            if answer == .number { return (try counted(request, pairs), refusesItself ? false : nil) }
            let (report, count) = try removal.map { try written(request, pairs, with: $0) } ?? written(request, pairs)
            return (report, answer == .linksOrRefusal ? count == 0 : refusesItself ? false : nil)
        } catch let error as DatabaseError {
            // It does not say which end.
            if ends == .required && error.constraint == dialect.requirement || ends == .checked && error.kind == .foreignKey,
                !execution.link.isFailed
            {
                try check(survey(pairs))
            }
            throw try execution.explained(error, fill.forward, junction.table)
        }
    }

    /// How it is known that both ends are there. The statement for one pair fails by itself where one is not: it is a plain insert then, for which
    /// SQLite keeps no journal, and what it did not write was linked already. Of several, foreign keys would not look at the ends of those that
    /// were there already, so they do where none was.
    private func ends(_ pairs: LinkPairs, _ isUnlinked: Bool) throws -> LinkInsert.Ends {
        guard resolved.isPlain, mayFail(pairs, isUnlinked) else { return .asked }
        let checked = try execution.link.checkedKeys(of: junction.table.name)
        func isChecked(_ column: String, _ end: Table) -> Bool { checked.contains { $0.column == column && $0.table == end.name } }
        if isChecked(junction.pair[0], resolved.owner), isChecked(junction.pair[1], resolved.target) { return .checked }
        return pairs.isSingle && execution.context.dialect.requirement != nil ? .required : .asked
    }

    /// Whether the statement may fail where an end is missing. Where that ends the transaction, it goes back to its savepoint, and the change is
    /// made again by a statement that asks: only an addition of one link, where nobody would be told twice; and not where links are restored,
    /// whose keys are not looked at there.
    private func mayFail(_ pairs: LinkPairs, _ isUnlinked: Bool) -> Bool {
        guard execution.context.dialect.failureEndsTransaction else { return pairs.isSingle || isUnlinked }
        return pairs.isSingle && !isUnlinked && !junction.table.isSoftDeletable && execution.context.hooks.isEmpty
    }

    /// Whether the number of rows that were written tells what became of each pair.
    private func isToldByNumber(_ pairs: LinkPairs, _ isUnlinked: Bool) -> Bool {
        if junction.isSymmetrical { return false }
        if junction.table.isSoftDeletable {
            // A table that does not count its rows (WITHOUT ROWID) cannot say that one is new.
            return pairs.isSingle && junction.table.keysAreCounted && execution.context.dialect.knowsInsertedRow
        }
        return pairs.isSingle || isUnlinked && !execution.context.dialect.writesTogether
    }

    private func counted(_ request: Request, _ pairs: LinkPairs) throws -> LinkReport {
        var report = LinkReport()
        if try execution.execute(request) == 0 { return report }
        if junction.table.isSoftDeletable, !execution.link.insertedRow {
            report.restored = pairs.pairs
        } else {
            report.added = pairs.pairs
        }
        return report
    }

    /// What an insertion reports, and how many rows it gives.
    private func written(_ request: Request, _ asked: LinkPairs) throws -> (LinkReport, Int) {
        let isNew = isNew(asked)
        var report = LinkReport()
        let count = try execution.rows(request) { rows, plan in
            try read(&rows, plan, asked) { row, pair in try report.note(row, pair, isNew) }
        }
        return (inOrder(report, asked), count)
    }

    /// The same, sent with a removal.
    private func written(_ request: Request, _ asked: LinkPairs, with removal: Question<[LinkPair]>) throws -> (LinkReport, Int) {
        let isNew = isNew(asked)
        var report = LinkReport()
        report.added.reserveCapacity(asked.count)
        let insertion = try question(request, asked) { row, pair in try report.note(row, pair, isNew) }
        try execution.read([insertion.reading, removal.reading])
        let count = try insertion.answer(execution)
        return (inOrder(report, asked), count)
    }

    /// The column that says whether a link is new, after those that say which it is.
    private func isNew(_ asked: LinkPairs) -> Int32 {
        let owners = asked.owner == nil || junction.isSymmetrical ? relation.owner().primaryKey.count : 0
        return Int32(relation.target().primaryKey.count + owners)
    }

    private func inOrder(_ report: LinkReport, _ asked: LinkPairs) -> LinkReport {
        var report = report
        report.added = inOrder(report.added, asked)
        report.restored = inOrder(report.restored, asked)
        return report
    }
}

extension LinkReport {
    fileprivate mutating func note(_ row: borrowing Row, _ pair: LinkPair, _ isNew: Int32) throws {
        if try row.value(Bool.self, at: isNew) { added.append(pair) } else { restored.append(pair) }
    }
}
