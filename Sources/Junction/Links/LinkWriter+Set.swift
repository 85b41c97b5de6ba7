extension LinkWriter {
    /// What an owner is to be linked to, each once.
    struct Wanted: Sendable {
        let owner: Value
        let targets: [Value]
    }

    /// Reads what is linked, then adds, removes, and arranges: when an addition is refused, nothing was written.
    ///
    /// - Parameter filter: which links are meant; others stay, whatever their targets.
    func set(_ wanted: [Wanted], where filter: LinkFilter? = nil, filling fill: LinkFill = .none) throws -> LinkReport {
        try refuseContradictions(wanted)
        let current = try current(wanted.map(\.owner), filter)
        let pairs = wanted.pairs, linked = LinkPairSet(current.map(\.pair)), asked = LinkPairSet(pairs)
        let missing = pairs.filter { !linked.contains($0) }
        var existing: [LinkPair] = [], superfluous: [LinkPair] = [], isAnyDeleted = false
        for link in current {
            guard asked.contains(link.pair) else {
                superfluous.append(link.pair)
                continue
            }
            if !link.isLive { isAnyDeleted = true }
            existing.append(link.pair)
        }
        if isAnyDeleted { try check(try survey(wantedPairs(wanted, pairs))) }
        var report = LinkReport(), removal: Question<[LinkPair]>?
        if !missing.isEmpty {
            if !superfluous.isEmpty, execution.context.dialect.writesInWith {
                removal = try self.removal(wantedPairs(wanted, superfluous), where: filter)
            }
            report = try add(missing, of: wanted, filling: fill, with: removal)
        }
        // Only with roles a pair is linked more than once.
        report.existing = (junction.roles.isEmpty ? existing : existing.uniqued()) + report.existing
        if let removal {
            report.removed = try removal.answer(execution)
        } else if !superfluous.isEmpty {
            report.removed = try end(wantedPairs(wanted, superfluous), where: filter)
        }
        try arrange(wanted, after: current, &report)
        return report
    }

    private func add(
        _ missing: [LinkPair], of wanted: [Wanted], filling fill: LinkFill, with removal: Question<[LinkPair]>?, attempts: Int = 3
    ) throws -> LinkReport {
        let pairs = wantedPairs(wanted, missing)
        var (report, isRefused) = try insert(pairs, filling: fill, isUnlinked: true, with: removal)
        if report.added.count + report.restored.count >= missing.count { return report }
        if isRefused != false { try check(try survey(wantedPairs(wanted, wanted.pairs))) }
        if isRefused == true {
            if attempts <= 1 { throw notHeld }
            return try add(missing, of: wanted, filling: fill, with: nil, attempts: attempts - 1)
        }
        // Another connection has linked them meanwhile.
        let written = Set(report.added + report.restored)
        report.existing = missing.filter { !written.contains($0) }
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
    private func arrange(_ wanted: [Wanted], after current: [Current], _ report: inout LinkReport) throws {
        guard junction.place?.isOfNear == true else { return }
        // As they stand now: what stayed, in its order, then what was added.
        let asked = Set(wanted.pairs)
        let kept = Dictionary(grouping: current.filter { asked.contains($0.pair) }, by: \.pair.owner)
        let new = Dictionary(grouping: (report.restored + report.added).sorted(like: wanted.pairs), by: \.owner)
        let changed = wanted.filter { wanted in
            let kept = kept[wanted.owner] ?? [], new = new[wanted.owner] ?? []
            return (kept.map(\.pair) + new).map(\.target) != wanted.targets || !kept.isOrdered
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

    /// A live link, and whether its target is live.
    struct Current: Sendable {
        let pair: LinkPair
        let isLive: Bool
        /// Its place, in an ordered relation.
        let place: Int64?
    }

    /// The live links of owners, in their order. Each owner must be there and live; it is held first, so that what is read is what nobody
    /// else changes any more.
    func current(_ owners: [Value], _ filter: LinkFilter? = nil) throws -> [Current] {
        let links = try links(of: owners, filter), holding = try execution.holding(relation.owner(), owners, .forNoKeyUpdate)
        try execution.read(holding.map { [$0, links] } ?? [links])
        return try links.answer(execution)
    }

    private func links(of owners: [Value], _ filter: LinkFilter?) throws -> Question<[Current]> {
        var current: [Current] = [], found: [Value] = [], deleted: [Value] = []
        let only = owners.count == 1 ? owners[0] : nil, isOrdered = junction.place?.isOfNear == true
        let (plan, values) = try execution.plan(.linked(relation, owners: owners, filter))
        return Question(plan, values) { rows in
            let far = plan.slots[0], near = plan.slots.count > 1 ? plan.slots[1] : nil
            let flags = plan.slots.last.map { $0.offset + Int32($0.keyTypes.count) } ?? 0
            while try rows.next() {
                let owner = try only ?? near.map { try rows.row.key(of: $0.keyTypes, at: $0.offset) } ?? .null
                // The rows of an owner come one after the other, or it is the only one.
                if found.last != owner { found.append(owner) }
                let isLive = try rows.row.bool(at: flags) ?? false
                if try rows.row.bool(at: flags + 1) != true { deleted.append(owner) }
                let target = try rows.row.key(of: far.keyTypes, at: far.offset)
                if target.isNull { continue }
                let place = isOrdered ? try rows.row.integer(at: flags + 2) : nil
                current.append(Current(pair: LinkPair(owner: owner, target: target), isLive: isLive, place: place))
            }
        } answer: { [relation] _ in
            let model = relation.owner().modelName, missing = owners.count == 1 && !found.isEmpty ? [] : owners.missing(in: found)
            if !missing.isEmpty { throw RelationError(.missingOwner, relation: relation.title, model: model, keys: missing) }
            if !deleted.isEmpty { throw RelationError(.deletedOwner, relation: relation.title, model: model, keys: deleted.uniqued()) }
            return current
        }
    }
}

extension [LinkWriter.Wanted] {
    var pairs: [LinkPair] { flatMap { wanted in wanted.targets.map { LinkPair(owner: wanted.owner, target: $0) } } }
}

extension [LinkPair] {
    /// In the order in which they were asked for.
    func sorted(like asked: [LinkPair]) -> [LinkPair] {
        let all = LinkPairSet(self)
        return asked.filter(all.contains)
    }
}

extension [LinkWriter.Current] {
    /// Whether each has a place after that of the one before.
    fileprivate var isOrdered: Bool {
        allSatisfy { $0.place != nil } && zip(self, dropFirst()).allSatisfy { ($0.place ?? 0) < ($1.place ?? 0) }
    }
}

extension [Value] {
    fileprivate func missing(in found: [Value]) -> [Value] {
        let found = Set(found)
        return filter { !found.contains($0) }
    }
}
