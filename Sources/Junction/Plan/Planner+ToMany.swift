extension Planner {
    /// A step over a to-many relation inside another statement.
    private struct Step {
        let frame: Frame
        /// What refers to the owner.
        let near: [Fragment]
        let nearIsNullable: Bool
    }

    /// Whether the step leads to a row.
    ///
    /// A semi-join either way: `IN` where the inner statement stands by itself, so that the database may begin with it; `EXISTS` where it
    /// speaks of the outer row, where a key may be absent, or where there is no condition to begin with.
    mutating func question(_ selection: Selection, _ outer: Frame) throws -> Fragment {
        guard let via = selection.via else {
            var plan = Plan.Draft()
            return .exists(try rows(selection, inside: outer, reading: false, &plan).statement.fragment)
        }
        let owner = try ownerKey(via, outer)
        let step = try plan(selection, via, outer)
        if step.frame.isCorrelated || step.nearIsNullable || owner.mayBeAbsent || selection.filters.isEmpty {
            step.frame.statement.columns = ["1"]
            step.frame.statement.conditions.insert(.compare(.equal, .row(step.near), owner.sql), at: 0)
            return .exists(step.frame.statement.fragment)
        }
        step.frame.statement.columns = step.near
        return .among(owner.sql, select: step.frame.statement.fragment)
    }

    /// A figure over the rows of a step: a sub-select, so that two of them never multiply.
    mutating func figure(
        _ aggregate: Aggregate, _ type: ColumnType, _ selection: Selection, _ value: Node?, _ outer: Frame
    ) throws -> Fragment {
        let frame: Frame, arguments: [Fragment]
        if let via = selection.via {
            let owner = try ownerKey(via, outer), step = try plan(selection, via, outer)
            (frame, arguments) = (step.frame, try values(value, step.frame))
            oncePerPair(via, try via.relation.resolve(), frame)
            frame.statement.conditions.insert(.compare(.equal, .row(step.near), owner.sql), at: 0)
        } else {
            guard selection.limit == nil, selection.offset == nil, selection.groups == nil, !selection.isDistinct else {
                throw QueryError(.unsupported(what: "figure over a page, groups or distinct values inside a query", database: "Junction"))
            }
            frame = try base(selection, inside: outer)
            try conditions(selection, frame)
            arguments = try values(value, frame)
        }
        if arguments.count > 1 {
            // Databases count distinct values of one column only.
            guard aggregate == .countDistinct else {
                throw QueryError(.unsupported(what: "figure over a composite key", database: dialect.name))
            }
            frame.statement.columns = arguments
            frame.statement.isDistinct = true
            return .scalar(SelectStatement.count(of: frame.statement.fragment))
        }
        if let argument = arguments.first, let value, !value.speaksOnly(of: selection) {
            // SQL takes it for a figure over the rows around where it is made of their columns alone; SQLite also where a column of these
            // rows only stands in a question that it answers beforehand, as `IS NULL` of one that is never absent.
            frame.statement.columns = [argument]
            frame.statement.nameColumns()
            let rows = alias(), figure = Fragment.aggregate(aggregate, type, SelectStatement.output(0, of: rows), dialect)
            return .scalar("SELECT \(figure) FROM \(SelectStatement.derived([(nil, frame.statement.fragment)], rows))")
        }
        frame.statement.columns = [.aggregate(aggregate, type, arguments.first, dialect)]
        return .scalar(frame.statement.fragment)
    }

    private mutating func values(_ node: Node?, _ frame: Frame) throws -> [Fragment] {
        var values: [Fragment] = []
        for part in node?.parts ?? [] { values.append(try sql(part, frame)) }
        return values
    }

    /// The rows that a relation leads to from many owners, each with its owner's key.
    mutating func related(_ selection: Selection, _ owners: [Value]) throws -> Plan.Draft {
        guard let via = selection.via else { throw QueryError(.internalMistake("related rows without a relation")) }
        let resolved = try via.relation.resolve(), frame = Frame()
        let near = try begin(selection, via, resolved, frame)
        try conditions(selection, frame)
        let asked = frame.asked
        try order(selection, frame)
        // A link that only orders them is not asked for.
        frame.asked = asked
        var plan = Plan.Draft()
        try columns(of: selection, frame, &plan, via: via)
        oncePerPair(via, resolved, frame)
        let references = resolved.near.references, offset = Int32(frame.statement.columns.count)
        plan.slots.append(Slot(offset: offset, key: offset, keyTypes: resolved.owner.types(of: references)))
        plan.columns += references.map { .init(model: resolved.owner.modelName, column: $0) }
        frame.statement.columns += near
        try page(selection, frame)
        frame.statement.conditions.insert(isAmong(near, owners), at: 0)
        plan.sql = frame.statement.eachOwner(near).sql(dialect)
        return plan
    }

    /// A pair with links in several roles is one row, as long as nothing of the link is asked for: that of its first role.
    private mutating func oncePerPair(_ via: Selection.Via, _ resolved: ResolvedRelation, _ frame: Frame) {
        guard let junction = resolved.junction, !junction.roles.isEmpty, !frame.asked.contains(via.link),
            case .present(let link)? = try? frame.occurrence(via.link).0
        else { return }
        let other = occurrence(of: junction.table)
        var isBefore = [
            Fragment.compare(.equal, other.row(junction.pair), link.row(junction.pair)),
            .compare(.less, other.row(junction.roles), link.row(junction.roles)),
        ]
        if let live = ScopeRule.condition(other.table, other.column, via.linkVisibility, .link) { isBefore.append(live) }
        frame.statement.conditions.append(.not(.exists(SelectStatement.lookUp("1", in: other, where: .all(isBefore)))))
    }

    private mutating func ownerKey(_ via: Selection.Via, _ frame: Frame) throws -> Term {
        try expression(via.origin.node(via.relation.resolve().near.references), frame)
    }

    private mutating func plan(_ selection: Selection, _ via: Selection.Via, _ outer: Frame) throws -> Step {
        if selection.isPage {
            throw QueryError(.unsupported(what: "limit in a question; it is for what 'with' brings", database: "Junction"))
        }
        let resolved = try via.relation.resolve(), frame = Frame(inside: outer)
        let near = try begin(selection, via, resolved, frame)
        try conditions(selection, frame)
        return Step(frame: frame, near: near, nearIsNullable: resolved.near.isNullable)
    }

    /// Puts the tables of a step into a frame: the target's own, or the junction, with the target joined where it is needed.
    mutating func begin(
        _ selection: Selection, _ via: Selection.Via, _ resolved: ResolvedRelation, _ frame: Frame
    ) throws -> [Fragment] {
        switch resolved.route {
        case .children(let key, _):
            let source = occurrence(of: resolved.target)
            frame.statement.from = SelectStatement.table(source.table.name, source.alias)
            try frame.register(selection.scope, .present(source))
            if let live = ScopeRule.condition(source.table, source.column, selection.visibility, .children) {
                frame.statement.conditions.append(live)
            }
            return key.columns.map(source.column)
        case .junction(let junction):
            let link = occurrence(of: junction.table)
            let known = Dictionary(zip(junction.far.references, junction.far.columns.map(link.column))) { first, _ in first }
            frame.statement.from = SelectStatement.table(link.table.name, link.alias)
            try frame.register(via.link, .present(link))
            if let live = ScopeRule.condition(link.table, link.column, via.linkVisibility, .link) {
                frame.statement.conditions.append(live)
            }
            // A link to nothing leads to no row.
            if ScopeRule.hides(resolved.target, selection.visibility) || junction.far.isNullable {
                try joinTarget(selection.scope, resolved.target, known, selection.visibility, frame)
            } else {
                try frame.register(selection.scope, .deferred(resolved.target, known: known))
            }
            return junction.near.columns.map(link.column)
        }
    }
}
