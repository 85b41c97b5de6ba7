/// Changes the links of a relation, on a connection's thread.
struct LinkWriter {
    let relation: Relation
    let resolved: ResolvedRelation
    let junction: LinkTable
    let execution: Execution

    /// Throws ``SchemaError`` for a relation that does not fit its models.
    init(_ relation: Relation, _ execution: Execution) throws {
        self.relation = relation
        self.execution = execution
        resolved = try relation.resolve()
        junction = try resolved.table()
    }

    /// A statement that reports pairs, and is answered with how many rows there were; of the two rows of a symmetrical link, that of the
    /// owner is read.
    func question(
        _ request: Request, _ pairs: LinkPairs, _ body: @escaping (borrowing Row, LinkPair) throws -> Void
    ) throws -> Question<Int> {
        let (plan, values) = try execution.plan(request)
        var count = 0
        return Question(plan, values) {
            count = try read(&$0, plan, pairs, body)
        } answer: { _ in
            count
        }
    }

    func read(
        _ rows: inout Rows, _ plan: Plan, _ pairs: LinkPairs, _ body: (borrowing Row, LinkPair) throws -> Void
    ) throws -> Int {
        let isSymmetrical = junction.isSymmetrical
        let owners: Set<Value> = isSymmetrical && pairs.owner == nil ? Set(pairs.pairs.map(\.owner)) : []
        let far = plan.slots[0], near = plan.slots.count > 1 ? plan.slots[1] : nil
        while try rows.next() {
            let target = try rows.row.key(of: far.keyTypes, at: far.offset)
            // Nothing was written.
            if target.isNull { continue }
            let owner = try near.map { try rows.row.key(of: $0.keyTypes, at: $0.offset) } ?? pairs.owner ?? .null
            if isSymmetrical {
                guard pairs.owner.map({ $0 == owner }) ?? owners.contains(owner) else { continue }
            }
            try body(rows.row, LinkPair(owner: owner, target: target))
        }
        return rows.count
    }

    /// Makes others who change the links of these owners as a whole wait, where several connections write at the same time.
    func hold(_ owners: [Value]) throws { try execution.hold(relation.owner(), owners, .forNoKeyUpdate) }

    /// What was reported, in the order in which it was asked for. Where several connections write, rows are written in the order of their
    /// keys, and reported in any.
    func inOrder(_ reported: [LinkPair], _ pairs: LinkPairs) -> [LinkPair] {
        guard reported.count > 1, pairs.count > 0, execution.context.dialect.writesTogether else { return reported }
        // Everything that was asked for.
        if reported.count == pairs.count, !junction.isSymmetrical { return pairs.pairs }
        return reported.sorted(like: pairs.pairs)
    }

    // MARK: What may be linked

    /// How the ends of a pair stand.
    struct PairState: Sendable {
        let pair: LinkPair
        let targetExists: Bool
        let targetIsLive: Bool
        let ownerExists: Bool
        let ownerIsLive: Bool
        let isAllowed: Bool
        /// Whether there is something for the link to refer to, where that is not the primary key.
        let ownerIsReferable: Bool
        let targetIsReferable: Bool

        var isLive: Bool { targetExists && targetIsLive && ownerExists && ownerIsLive }
        var isLinkable: Bool { isLive && isAllowed && ownerIsReferable && targetIsReferable }
    }

    func survey(_ pairs: LinkPairs) throws -> [PairState] {
        var states: [PairState] = []
        try execution.rows(.survey(relation, pairs)) { rows, plan in
            let far = plan.slots[0], near = plan.slots.count > 1 ? plan.slots[1] : nil
            let flags = plan.slots.last.map { $0.offset + Int32($0.keyTypes.count) } ?? 0
            while try rows.next() {
                let row = try rows.row.flags(7, at: flags)
                let target = try rows.row.key(of: far.keyTypes, at: far.offset)
                let owner = try near.map { try rows.row.key(of: $0.keyTypes, at: $0.offset) } ?? pairs.owner ?? .null
                states.append(
                    PairState(
                        pair: LinkPair(owner: pairs.owner ?? owner, target: target), targetExists: row[0], targetIsLive: row[1],
                        ownerExists: row[2], ownerIsLive: row[3], isAllowed: row[4], ownerIsReferable: row[5], targetIsReferable: row[6]))
            }
        }
        return states
    }

    /// Names what is wrong, the targets first.
    ///
    /// - Parameter forNewLinks: whether links are to be made, which need more than that both ends are live.
    func check(_ states: [PairState], forNewLinks: Bool = true) throws {
        if states.allSatisfy({ forNewLinks ? $0.isLinkable : $0.isLive }) { return }
        func fail(_ kind: RelationError.Kind, _ table: Table, _ keys: [Value]) throws {
            if !keys.isEmpty { throw RelationError(kind, relation: relation.title, model: table.modelName, keys: keys.uniqued()) }
        }
        try fail(.missingTargets, relation.target(), states.filter { !$0.targetExists }.map(\.pair.target))
        try fail(.deletedTargets, relation.target(), states.filter { !$0.targetIsLive }.map(\.pair.target))
        try fail(.missingOwner, relation.owner(), states.filter { !$0.ownerExists }.map(\.pair.owner))
        try fail(.deletedOwner, relation.owner(), states.filter { !$0.ownerIsLive }.map(\.pair.owner))
        guard forNewLinks else { return }
        try fail(.unreferableTargets, relation.target(), states.filter { !$0.targetIsReferable }.map(\.pair.target))
        try fail(.unreferableOwner, relation.owner(), states.filter { !$0.ownerIsReferable }.map(\.pair.owner))
        try fail(.targetsAgainstLimit, relation.target(), states.filter { !$0.isAllowed }.map(\.pair.target))
    }
}

extension Array where Element: Hashable {
    /// Each value once, in the order of their first appearance.
    func uniqued() -> [Element] {
        // A few are looked at one after the other, which takes less than to hash them.
        if count <= 16, !hasRepeated { return self }
        var seen = Set<Element>(minimumCapacity: count)
        return filter { seen.insert($0).inserted }
    }

    private var hasRepeated: Bool {
        // Where they stand: each look into the array itself would copy what it finds.
        withUnsafeBufferPointer { all in
            for later in all.indices {
                for earlier in 0..<later where all[earlier] == all[later] { return true }
            }
            return false
        }
    }
}

extension Row {
    /// Columns that are true or false.
    func flags(_ count: Int32, at column: Int32) throws -> [Bool] {
        var flags: [Bool] = []
        for number in 0..<count { flags.append(try bool(at: column + number) ?? false) }
        return flags
    }
}
