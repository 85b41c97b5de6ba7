extension Links {
    /// Unlinks these targets, or all of them.
    func remove(_ targets: [Value]?, filling fill: [Assignment], on session: some Session) async throws -> LinkReport {
        if let targets {
            try check(targets)
            if targets.isEmpty { return LinkReport() }
        } else {
            try check()
        }
        if !fill.isEmpty, try relation.resolve().junction?.table.isSoftDeletable == false {
            throw QueryError(
                .unsupported(what: "columns to fill in a link that is removed for good (\(relation.title))", database: "Junction"))
        }
        try check(fill)
        let unique = targets?.uniqued()
        return try await session.change { try $0.inTransaction { try remove(unique, filling: fill, $0) } }
    }

    func remove(_ targets: [Value]?, filling fill: [Assignment], _ execution: Execution) throws -> LinkReport {
        var report = LinkReport()
        let request = Request.unlink(LinkRemoval(relation: relation, owner: owner, targets: targets, fill: fill, now: execution.now))
        try execution.rows(request) { rows, plan in
            while try rows.next() { report.removed.append(try rows.row.value(of: plan.slots[0].keyType, at: 0)) }
        }
        report.removed = report.removed.uniqued()
        return report
    }
}
