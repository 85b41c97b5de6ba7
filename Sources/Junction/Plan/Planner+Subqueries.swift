extension Planner {
    /// Whether a value is one of those that a query selects.
    mutating func among(_ value: Node, _ selection: Selection, _ frame: Frame) throws -> Term {
        let left = try expression(value, frame)
        return Term(.among(left.sql, select: try nested(selection, inside: frame).sql), .bool, mayBeAbsent: left.mayBeAbsent)
    }

    /// The value of a query's first row.
    mutating func scalar(_ selection: Selection, _ frame: Frame) throws -> Term {
        let (sql, types) = try nested(selection, inside: frame)
        guard types.count == 1 else { throw QueryError(.unsupported(what: "single value of several columns", database: "Junction")) }
        return Term(.scalar(sql), types[0])
    }

    /// A column of the rows of a statement inside.
    func output(_ scope: Scope, _ number: Int, _ frame: Frame) throws -> Term {
        guard case .derived(let alias, let types) = try frame.occurrence(scope).0, number < types.count else {
            throw QueryError(.foreignPath)
        }
        return Term(SelectStatement.output(number, of: alias), types[number])
    }

    /// Makes the rows of statements the rows of another one.
    mutating func derive(_ selection: Selection, _ frame: Frame) throws {
        var arms: [(operation: SetOperation?, select: Fragment)] = [], types: [ColumnType?] = []
        for arm in selection.arms {
            let inner = try nested(arm.selection, inside: frame, named: arm.operation == nil)
            if types.isEmpty { types = inner.types }
            arms.append((arm.operation, inner.sql))
        }
        let alias = alias()
        frame.statement.from = SelectStatement.derived(arms, alias)
        try frame.register(selection.scope, .derived(alias: alias, types: types))
    }

    /// A statement inside another one; what has a name stands before all of it, once.
    ///
    /// - Parameter named: whether its columns are spoken of.
    private mutating func nested(
        _ selection: Selection, inside frame: Frame, named: Bool = false
    ) throws -> (sql: Fragment, types: [ColumnType?]) {
        if let name = selection.commonName { return try common(selection, name) }
        var plan = Plan.Draft()
        let inner = try rows(selection, inside: frame, &plan)
        if named { inner.statement.nameColumns() }
        return (inner.statement.fragment, plan.types)
    }

    private mutating func common(_ selection: Selection, _ name: String) throws -> (sql: Fragment, types: [ColumnType?]) {
        // That it is the same query was seen when its shape was written.
        if let known = commonTables.first(where: { $0.name == name }) {
            return (SelectStatement.all(known.types.count, of: name), known.types)
        }
        var plan = Plan.Draft()
        let inner = try rows(selection, &plan)
        inner.statement.nameColumns()
        commonTables.append(CommonTable(name: name, sql: inner.statement.fragment, types: plan.types))
        return (SelectStatement.all(plan.types.count, of: name), plan.types)
    }

    /// A statement that stands before another one, under a name.
    struct CommonTable {
        let name: String
        let sql: Fragment
        let types: [ColumnType?]
    }
}
