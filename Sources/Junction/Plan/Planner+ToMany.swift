extension Planner {
    /// A step over a to-many relation inside another statement.
    private struct Step {
        let frame: Frame
        /// The column that holds the owner's key.
        let near: Fragment
        let nearIsNullable: Bool
    }

    /// Whether the step leads to a row.
    ///
    /// A semi-join either way: `IN` where the inner statement stands by itself, so that the database may begin with it; `EXISTS` where it
    /// speaks of the outer row, where a key may be absent, or where there is no condition to begin with.
    mutating func question(_ selection: Selection, _ outer: Frame) throws -> Fragment {
        guard let via = selection.via else { throw QueryError(.internalMistake("a question without a relation")) }
        let owner = try ownerKey(via, outer)
        let step = try plan(selection, via, outer)
        if step.frame.isCorrelated || step.nearIsNullable || owner.mayBeAbsent || selection.filters.isEmpty {
            step.frame.statement.columns = ["1"]
            step.frame.statement.conditions.insert(.compare(.equal, step.near, owner.sql), at: 0)
            return .exists(step.frame.statement.fragment)
        }
        step.frame.statement.columns = [step.near]
        return .among(owner.sql, select: step.frame.statement.fragment)
    }

    /// A figure over the rows of a step: a sub-select, so that two of them never multiply.
    mutating func figure(
        _ aggregate: Node.Aggregate, _ type: ColumnType, _ selection: Selection, _ value: Node?, _ outer: Frame
    ) throws -> Fragment {
        guard let via = selection.via else { throw QueryError(.internalMistake("a figure without a relation")) }
        let owner = try ownerKey(via, outer)
        let step = try plan(selection, via, outer)
        let argument = try value.map { try sql($0, step.frame) }
        step.frame.statement.columns = [.aggregate(aggregate, type, argument, dialect)]
        step.frame.statement.conditions.insert(.compare(.equal, step.near, owner.sql), at: 0)
        return .scalar(step.frame.statement.fragment)
    }

    /// The rows that a relation leads to from many owners, each with its owner's key.
    mutating func related(_ selection: Selection, _ owners: [Value]) throws -> Plan {
        guard let via = selection.via else { throw QueryError(.internalMistake("related rows without a relation")) }
        let resolved = try via.relation.resolve(), frame = Frame()
        let near = try begin(selection, via, resolved, frame)
        try conditions(selection, frame)
        try order(selection, frame)
        var plan = Plan()
        try columns(of: selection, frame, &plan, via: via)
        let keyType = resolved.owner.keyColumn?.type ?? .integer
        plan.slots.append(Slot(offset: Int32(frame.statement.columns.count), key: Int32(frame.statement.columns.count), keyType: keyType))
        plan.columns.append(.init(model: resolved.owner.modelName, column: resolved.owner.key))
        frame.statement.columns.append(near)
        if selection.limit != nil || selection.offset != nil {
            throw QueryError(.unsupported(what: "limit for each owner", database: "Junction"))
        }
        frame.statement.conditions.insert(.among(near, list(owners)), at: 0)
        plan.sql = frame.statement.fragment.sql(dialect)
        return plan
    }

    private mutating func ownerKey(_ via: Selection.Via, _ frame: Frame) throws -> Term {
        try expression(.column(via.origin, via.relation.owner().key), frame)
    }

    private mutating func plan(_ selection: Selection, _ via: Selection.Via, _ outer: Frame) throws -> Step {
        let resolved = try via.relation.resolve(), frame = Frame(inside: outer)
        let near = try begin(selection, via, resolved, frame)
        try conditions(selection, frame)
        let nearIsNullable =
            switch resolved.route {
            case .children(let column, _): column.isNullable
            case .junction(let junction): junction.mayBeAbsent(junction.near)
            }
        return Step(frame: frame, near: near, nearIsNullable: nearIsNullable)
    }

    /// Puts the tables of a step into a frame: the target's own, or the junction, with the target joined where it is needed.
    private mutating func begin(
        _ selection: Selection, _ via: Selection.Via, _ resolved: ResolvedRelation, _ frame: Frame
    ) throws -> Fragment {
        switch resolved.route {
        case .children(let column, _):
            let source = Source(alias: alias(), table: resolved.target)
            frame.statement.from = SelectStatement.table(source.table.name, source.alias)
            try frame.register(selection.scope, .present(source))
            if let live = ScopeRule.condition(source.table, source.column, selection.visibility, .children) {
                frame.statement.conditions.append(live)
            }
            return source.column(column.name)
        case .junction(let junction):
            let link = Source(alias: alias(), table: junction.table), target = link.column(junction.far)
            frame.statement.from = SelectStatement.table(link.table.name, link.alias)
            try frame.register(via.link, .present(link))
            if let live = ScopeRule.condition(link.table, link.column, via.linkVisibility, .link) {
                frame.statement.conditions.append(live)
            }
            // A link to nothing leads to no row.
            if ScopeRule.hides(resolved.target, selection.visibility) || junction.mayBeAbsent(junction.far) {
                try joinTarget(selection.scope, resolved.target, target, selection.visibility, frame)
            } else {
                try frame.register(selection.scope, .deferred(resolved.target, key: target))
            }
            return link.column(junction.near)
        }
    }
}

extension ResolvedRelation {
    /// The column that holds the owner's key.
    var nearColumn: String {
        switch route {
        case .children(let column, _): column.name
        case .junction(let junction): junction.near
        }
    }
}
