/// Rows that are made one: by which keys, each planned once.
struct Grouping {
    fileprivate let frame: Frame
    fileprivate let scope: Scope
    fileprivate let keys: [(key: NodeKey, term: Term)]

    /// The key that an expression is; nil where it is none.
    fileprivate func term(of node: Node) throws -> Term? {
        if keys.isEmpty { return nil }
        let wanted = try NodeKey(node)
        return keys.first { $0.key == wanted }?.term
    }
}

extension Planner {
    /// Plans what is read of groups: keys, and figures over the rows of each.
    mutating func grouped(_ selection: Selection, _ frame: Frame, _ work: (inout Planner) throws -> Void) throws {
        guard let nodes = selection.groups else { return try work(&self) }
        var keys: [(key: NodeKey, term: Term)] = []
        for node in nodes {
            let term = try byOwnRows(frame) { try $0.expression(node, frame) }
            keys.append((try NodeKey(node), term))
            frame.statement.groups.append(term.sql)
        }
        let outer = grouping
        grouping = Grouping(frame: frame, scope: selection.scope, keys: keys)
        defer { grouping = outer }
        for condition in selection.having { frame.statement.having.append(try sql(condition, frame)) }
        try work(&self)
    }

    /// The key of the groups that an expression is.
    func groupKey(_ node: Node) throws -> Term? { try grouping?.term(of: node) }

    /// A column of a row that is not there any more once rows are made groups.
    func checkUngrouped(_ path: Path, _ column: String) throws {
        if let grouping, path.scope == grouping.scope { throw QueryError(.notGrouped(column: column)) }
    }

    /// A figure over the rows of a group.
    mutating func figure(_ figure: Node.Figure, _ frame: Frame) throws -> Term {
        guard let groups = grouping, groups.frame === frame else { throw QueryError(.figureOfNoGroup) }
        let couldLookAround = mayLookAround
        (grouping, mayLookAround) = (nil, false)
        defer { (grouping, mayLookAround) = (groups, couldLookAround) }
        // A composite key is there in all its columns, or in none.
        if let parts = figure.value?.parts, parts.count > 1, figure.aggregate != .count {
            throw QueryError(.unsupported(what: "figure over a composite key", database: dialect.name))
        }
        let value = try figure.value.map { try expression($0.parts[0], frame).sql }
        let condition = try figure.condition.map { try sql($0, frame) }
        let suffix = condition.map(Fragment.filter) ?? ""
        let counts = figure.aggregate == .count || figure.aggregate == .countDistinct
        return Term(
            .aggregate(figure.aggregate, figure.type, value, dialect, suffix: suffix),
            counts ? .integer : figure.aggregate == .average ? .real : figure.type, mayBeAbsent: !counts)
    }

    /// Plans what is read or sorted by, which may look at neighbours.
    mutating func lookingAround<R>(_ work: (inout Planner) throws -> R) rethrows -> R {
        let before = mayLookAround
        mayLookAround = true
        defer { mayLookAround = before }
        return try work(&self)
    }

    /// A function over the neighbours of a row.
    mutating func window(_ call: WindowCall, _ frame: Frame) throws -> Term {
        guard mayLookAround else { throw QueryError(.windowInCondition) }
        mayLookAround = false
        defer { mayLookAround = true }
        var arguments: [Term] = [], keys: [Fragment] = [], order: [Fragment] = []
        for argument in call.arguments { arguments.append(try expression(argument, frame)) }
        for key in call.window.keys.flatMap(\.parts) { keys.append(try expression(key, frame).sql) }
        for term in call.window.order {
            for part in term.node.parts {
                let value = try expression(part, frame)
                order.append(
                    .ordered(
                        value.comparable(dialect), isDescending: term.isDescending, mayBeAbsent: value.mayBeAbsent,
                        nullsFirst: term.nullsFirst))
            }
        }
        let hasFrame = call.hasFrame && (!order.isEmpty || call.window.frame != .all)
        let over = Fragment.over(keys, order, hasFrame ? call.window.frame : nil)
        let sql: Fragment =
            if case .figure(let aggregate, let type) = call.function {
                .aggregate(aggregate, type, arguments.first?.sql, dialect, suffix: over)
            } else {
                .window(call.function, arguments.map(\.sql), dialect) + over
            }
        let isAlways =
            switch call.function {
            case .rowNumber, .rank, .denseRank, .percentRank, .tile, .figure(.count, _): true
            default: false
            }
        return Term(sql, call.type ?? arguments.first?.type, mayBeAbsent: !isAlways)
    }
}
