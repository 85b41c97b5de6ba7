extension Links {
    func set(_ targets: [Value], filling fill: [Assignment], on session: some Session) async throws -> LinkReport {
        try check(targets)
        try check(fill)
        let targets = targets.uniqued()
        return try await session.atomically { try set(targets, filling: fill, $0) }
    }

    /// Reads what is linked, then adds, then removes: when an addition is refused, nothing was written.
    func set(_ targets: [Value], filling fill: [Assignment], _ execution: Execution) throws -> LinkReport {
        let current = try current(execution)
        let wanted = Set(targets), linked = Set(current.map(\.target))
        let missing = targets.filter { !linked.contains($0) }
        let dead = current.filter { wanted.contains($0.target) && !$0.isLive }.map(\.target)
        if !dead.isEmpty { try check(try survey(targets, execution)) }
        var report = LinkReport()
        if !missing.isEmpty {
            report = try insert(missing, filling: fill, execution)
            if report.added.count + report.restored.count < missing.count { try check(try survey(targets, execution)) }
        }
        report.existing = current.map(\.target).filter(wanted.contains)
        let superfluous = current.map(\.target).filter { !wanted.contains($0) }
        if !superfluous.isEmpty { report.removed = try remove(superfluous, filling: [], execution).removed }
        return report
    }

    /// The live links, and whether their targets are live.
    private struct Current: Sendable {
        let target: Value
        let isLive: Bool
    }

    private func current(_ execution: Execution) throws -> [Current] {
        var current: [Current] = [], ownerExists = false, ownerIsLive = true
        try execution.rows(.linked(relation, owner: owner)) { rows, plan in
            while try rows.next() {
                ownerExists = true
                ownerIsLive = try rows.row.value(Bool.self, at: 2)
                let target = try rows.row.value(of: plan.slots[0].keyType, at: 0), isLive = try rows.row.value(Bool.self, at: 1)
                if !target.isNull { current.append(Current(target: target, isLive: isLive)) }
            }
        }
        if !ownerExists {
            throw RelationError(.missingOwner, relation: relation.title, model: relation.owner().modelName, keys: [owner])
        }
        if !ownerIsLive {
            throw RelationError(.deletedOwner, relation: relation.title, model: relation.owner().modelName, keys: [owner])
        }
        return current
    }
}
