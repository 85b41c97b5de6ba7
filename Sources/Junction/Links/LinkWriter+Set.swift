extension LinkWriter {
    /// What an owner is to be linked to, each once.
    struct Wanted: Sendable {
        let owner: Value
        let targets: [Value]
    }

    /// Reads what is linked, then adds, removes, and arranges: all of it or nothing.
    ///
    /// - Parameter filter: which links are meant; others stay, whatever their targets.
    func set(_ wanted: [Wanted], where filter: LinkFilter? = nil, filling fill: LinkFill = .none) throws -> LinkReport {
        try refuseContradictions(wanted)
        let current = try current(wanted.map(\.owner), filter),
            difference = Difference(wanted.pairs, current, hasRoles: !junction.roles.isEmpty)
        let asked = difference.asked
        if current.hidden.contains(where: { asked.contains(current.pairs[$0]) }) {
            try check(try survey(wantedPairs(wanted, wanted.pairs)))
        }
        func write() throws -> LinkReport {
            var report = try self.write(difference, of: wanted, where: filter, filling: fill)
            try arrange(wanted, after: current, &report)
            return report
        }
        // One statement is all or nothing by itself.
        if !isOrdered, difference.missing.isEmpty || difference.superfluous.isEmpty { return try write() }
        if !isOrdered, try isEndedUnasked(filter) { return try writeUnasked(difference, of: wanted, filling: fill) }
        return try execution.atomically { _ in try write() }
    }

    /// What is to be changed so that exactly the links that are asked for are there.
    private struct Difference {
        let asked: LinkPairSet
        private(set) var missing: [LinkPair] = []
        private(set) var existing: [LinkPair] = []
        private(set) var superfluous: [LinkPair] = []
        let ownersAreHeld: Bool

        /// - Parameter hasRoles: whether a pair may be linked more than once.
        init(_ wanted: [LinkPair], _ current: Current, hasRoles: Bool) {
            let pairs = hasRoles ? current.pairs.uniqued() : current.pairs, linked = LinkPairSet(pairs)
            ownersAreHeld = current.ownersAreHeld
            asked = LinkPairSet(wanted)
            existing.reserveCapacity(min(wanted.count, pairs.count))
            for pair in pairs where asked.contains(pair) { existing.append(pair) }
            // What stays tells how many there are of the others.
            if existing.count < pairs.count {
                superfluous.reserveCapacity(pairs.count - existing.count)
                for pair in pairs where !asked.contains(pair) { superfluous.append(pair) }
            }
            // Fewer than none, where an existing table has a pair twice.
            missing.reserveCapacity(max(wanted.count - existing.count, 0))
            for pair in wanted where !linked.contains(pair) { missing.append(pair) }
        }
    }

    /// When an addition is refused, nothing was written.
    private func write(
        _ difference: Difference, of wanted: [Wanted], where filter: LinkFilter?, filling fill: LinkFill
    ) throws -> LinkReport {
        let missing = difference.missing, superfluous = difference.superfluous
        var report = LinkReport(), removal: Question<[LinkPair]>?
        report.existing = difference.existing
        if !missing.isEmpty {
            if !superfluous.isEmpty, execution.context.dialect.writesInWith {
                removal = try self.removal(wantedPairs(wanted, superfluous), where: filter, ownersAreHeld: difference.ownersAreHeld)
            }
            report = try add(difference, of: wanted, filling: fill, with: removal)
        }
        if let removal {
            report.removed = try removal.answer(execution)
        } else if !superfluous.isEmpty {
            report.removed = try end(wantedPairs(wanted, superfluous), where: filter, ownersAreHeld: difference.ownersAreHeld)
        }
        return report
    }

    /// The same without a savepoint, for which a database copies every page that is changed: once the addition is made, nothing refuses
    /// the removal.
    private func writeUnasked(_ difference: Difference, of wanted: [Wanted], filling fill: LinkFill) throws -> LinkReport {
        let removal = try removalUnasked(wantedPairs(wanted, difference.superfluous))
        var report = try add(difference, of: wanted, filling: fill, with: nil)
        try execution.finish(removal)
        report.removed = difference.superfluous
        return report
    }

    private func add(
        _ difference: Difference, of wanted: [Wanted], filling fill: LinkFill, with removal: Question<[LinkPair]>?, attempts: Int = 3
    ) throws -> LinkReport {
        let missing = difference.missing, pairs = wantedPairs(wanted, missing)
        var (report, isRefused) = try insert(
            pairs, filling: fill, isUnlinked: true, ownersAreHeld: difference.ownersAreHeld, with: removal)
        report.existing = difference.existing
        if report.added.count + report.restored.count >= missing.count { return report }
        if isRefused != false { try check(try survey(wantedPairs(wanted, wanted.pairs))) }
        if isRefused == true {
            if attempts <= 1 { throw notHeld }
            return try add(difference, of: wanted, filling: fill, with: nil, attempts: attempts - 1)
        }
        // Another connection has linked them meanwhile.
        let written = Set(report.added + report.restored)
        report.existing += missing.filter { !written.contains($0) }
        return report
    }

    /// Two owners of a symmetrical relation are linked to each other or not: one cannot say so and the other not.
    private func refuseContradictions(_ wanted: [Wanted]) throws {
        guard junction.isSymmetrical, wanted.count > 1 else { return }
        let targets = Dictionary(wanted.map { ($0.owner, Set($0.targets)) }) { $0.union($1) }
        let oneSided = wanted.flatMap { wanted in wanted.targets.filter { targets[$0].map { !$0.contains(wanted.owner) } ?? false } }
        if oneSided.isEmpty { return }
        throw RelationError(
            .contradictingTargets, relation: relation.title, model: relation.target().modelName, keys: oneSided.uniqued())
    }

    /// Of one owner as a list of targets, which is less to send.
    private func wantedPairs(_ wanted: [Wanted], _ pairs: [LinkPair]) -> LinkPairs {
        wanted.count == 1 ? .one(owner: wanted[0].owner, targets: pairs.map(\.target)) : .many(pairs)
    }

    /// Puts an ordered relation's links in the order of the list, where they are not in it yet.
    private func arrange(_ wanted: [Wanted], after current: Current, _ report: inout LinkReport) throws {
        guard isOrdered else { return }
        // As they stand now: what stayed, in its order, then what was added.
        let asked = Set(wanted.pairs)
        let stayed = current.pairs.indices.filter { asked.contains(current.pairs[$0]) }
        let kept = Dictionary(grouping: stayed) { current.pairs[$0].owner }
        let new = Dictionary(grouping: (report.restored + report.added).sorted(like: wanted.pairs), by: \.owner)
        let changed = wanted.filter { wanted in
            let kept = kept[wanted.owner] ?? [], new = new[wanted.owner] ?? []
            return kept.map { current.pairs[$0].target } + new.map(\.target) != wanted.targets
                || !kept.map { current.places[$0] }.isAscending
        }
        if changed.isEmpty { return }
        let moved = try arrange(changed)
        let written = Set(report.added + report.restored)
        report.moved = moved.filter { !written.contains($0) }.uniqued()
        let touched = Set(report.moved)
        report.existing.removeAll(where: touched.contains)
    }

    /// Gives all links of these owners the places of the lists. Returns those that had another one.
    func arrange(_ wanted: [Wanted]) throws -> [LinkPair] {
        let all = wanted.pairs
        if all.isEmpty { return [] }
        // Each with its owner, even the same one: SQLite would look through the list once for each link of an owner that is bound.
        let pairs = LinkPairs.many(all)
        var moved: [LinkPair] = []
        let question = try question(.arrange(LinkOrder(relation, pairs, now: execution.now)), pairs) { _, pair in moved.append(pair) }
        _ = try execution.answer(question)
        return moved
    }

    /// Whether the owner's links have places.
    var isOrdered: Bool { junction.place?.isOfNear == true }
}

extension [LinkWriter.Wanted] {
    var pairs: [LinkPair] {
        var pairs: [LinkPair] = []
        pairs.reserveCapacity(reduce(0) { $0 + $1.targets.count })
        for wanted in self {
            for target in wanted.targets { pairs.append(LinkPair(owner: wanted.owner, target: target)) }
        }
        return pairs
    }
}

extension [LinkPair] {
    /// In the order in which they were asked for.
    func sorted(like asked: [LinkPair]) -> [LinkPair] {
        let all = LinkPairSet(self)
        return asked.filter(all.contains)
    }
}

extension [Int64?] {
    /// Whether each is a place after the one before.
    fileprivate var isAscending: Bool {
        allSatisfy { $0 != nil } && zip(self, dropFirst()).allSatisfy { ($0 ?? 0) < ($1 ?? 0) }
    }
}
