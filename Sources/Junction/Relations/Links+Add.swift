extension Links {
    func add(_ targets: [Value], filling fill: [Assignment], on session: some Session) async throws -> LinkReport {
        try check(targets)
        try check(fill)
        let targets = targets.uniqued()
        if targets.isEmpty { return LinkReport() }
        return try await session.change { try $0.inTransaction { try add(targets, filling: fill, $0) } }
    }

    /// One statement that checks and links; one read more when it did less than was asked.
    func add(_ targets: [Value], filling fill: [Assignment], _ execution: Execution) throws -> LinkReport {
        var report = try insert(targets, filling: fill, execution)
        guard report.added.count + report.restored.count < targets.count else { return report }
        try check(survey(targets, execution))
        // Owner and targets are there: what was not written was linked already.
        let written = Set(report.added + report.restored)
        report.existing = targets.filter { !written.contains($0) }
        return report
    }

    /// Links what can be linked, or nothing at all: the statement itself asks whether owner and targets are there and live.
    func insert(_ targets: [Value], filling fill: [Assignment], _ execution: Execution) throws -> LinkReport {
        var report = LinkReport()
        let request = Request.link(try LinkInsert(relation, owner: owner, targets: targets, fill: fill, now: execution.now))
        do {
            try execution.rows(request) { rows, plan in
                let far = plan.slots[0]
                while try rows.next() {
                    let target = try rows.row.value(of: far.keyType, at: far.offset)
                    if try rows.row.value(Bool.self, at: far.offset + 1) {
                        report.added.append(target)
                    } else {
                        report.restored.append(target)
                    }
                }
            }
        } catch let error as DatabaseError {
            guard let table = try relation.resolve().junction?.table else { throw error }
            throw try execution.explained(error, fill, table)
        }
        return report
    }

    /// How a target stands to the owner.
    struct TargetState: Sendable {
        let target: Value
        let exists: Bool
        let isLive: Bool
        let ownerExists: Bool
        let ownerIsLive: Bool
    }

    func survey(_ targets: [Value], _ execution: Execution) throws -> [TargetState] {
        var states: [TargetState] = []
        try execution.rows(.survey(relation, owner: owner, targets: targets)) { rows, plan in
            let type = plan.slots[0].keyType
            while try rows.next() {
                let row = try rows.row.flags(4, after: 0)
                states.append(
                    TargetState(
                        target: try rows.row.value(of: type, at: 0), exists: row[0], isLive: row[1], ownerExists: row[2],
                        ownerIsLive: row[3]))
            }
        }
        return states
    }

    /// Names what is wrong, the targets first.
    func check(_ states: [TargetState]) throws {
        func fail(_ kind: RelationError.Kind, _ table: Table, _ keys: [Value]) throws {
            if !keys.isEmpty { throw RelationError(kind, relation: relation.title, model: table.modelName, keys: keys) }
        }
        guard let first = states.first else { return }
        try fail(.missingTargets, relation.target(), states.filter { !$0.exists }.map(\.target))
        try fail(.deletedTargets, relation.target(), states.filter { !$0.isLive }.map(\.target))
        try fail(.missingOwner, relation.owner(), first.ownerExists ? [] : [owner])
        try fail(.deletedOwner, relation.owner(), first.ownerIsLive ? [] : [owner])
    }
}

extension Array where Element == Value {
    /// Each value once, in the order of their first appearance.
    func uniqued() -> [Value] {
        if count < 2 { return self }
        var seen = Set<Value>(minimumCapacity: count)
        return filter { seen.insert($0).inserted }
    }
}

extension Row {
    /// Columns that are true or false.
    func flags(_ count: Int32, after column: Int32) throws -> [Bool] {
        var flags: [Bool] = []
        for number in 1...count { flags.append(try bool(at: column + number) ?? false) }
        return flags
    }
}
