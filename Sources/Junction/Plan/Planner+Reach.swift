extension Planner {
    /// Joins what is reached from other rows to the rows themselves.
    ///
    /// Rows and depths come together (UNION), so that circles end: without a limit every step has the depth 1.
    mutating func join(_ reach: Selection.Reach, to source: Source, _ frame: Frame) throws {
        let count = source.table.primaryKey.count
        var plan = Plan.Draft()
        let start = try rows(reach.start, inside: frame, &plan).statement.fragment
        var step = try step(reach, source.table)
        let keys = (0..<count).map { SelectStatement.output($0, of: SelectStatement.reachedRows) }
        step.statement.columns.append(SelectStatement.nextDepth(count, isCounted: reach.maxDepth != nil))
        step.statement.joins.append(
            .init(
                isInner: true, table: Fragment(verbatim: SelectStatement.reachedRows),
                conditions: [.compare(.equal, .row(step.from), .row(keys))]))
        if let maxDepth = reach.maxDepth {
            step.statement.conditions.append(
                .compare(.less, SelectStatement.output(count, of: SelectStatement.reachedRows), bind(.integer(Int64(maxDepth)))))
        }
        let alias = alias()
        frame.join(
            SelectStatement.reached(count, from: start, by: step.statement.fragment, alias),
            on: [.compare(.equal, source.key, .row((0..<count).map { SelectStatement.output($0, of: alias) }))], isInner: true)
        try frame.register(reach.scope, .derived(alias: alias, types: source.table.keyTypes + [.integer]))
    }

    /// The statement that leads on, and the key that it leads on from.
    private mutating func step(_ reach: Selection.Reach, _ table: Table) throws -> (statement: SelectStatement, from: [Fragment]) {
        let frame = Frame()
        switch reach.step {
        case .toMany(let selection):
            guard let via = selection.via else { throw QueryError(.internalMistake("a step without a relation")) }
            let resolved = try via.relation.resolve()
            guard resolved.near.isToPrimaryKey else {
                throw QueryError(
                    .unsupported(what: "closure of \(resolved.title), which does not refer to the primary key", database: "Junction"))
            }
            let near = try begin(selection, via, resolved, frame)
            try conditions(selection, frame)
            for name in table.primaryKey { frame.statement.columns.append(try sql(.column(selection.path, name), frame)) }
            return (frame.statement, near)
        case .toOne(let path):
            let source = occurrence(of: table)
            frame.statement.from = SelectStatement.table(table.name, source.alias)
            try frame.register(path.scope, .present(source))
            let end = try self.source(path.required, frame)
            frame.statement.columns = table.primaryKey.map(end.column)
            return (frame.statement, table.primaryKey.map(source.column))
        }
    }
}
