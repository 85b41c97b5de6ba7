extension Planner {
    /// The occurrence at the end of a path, with the joins that lead there.
    mutating func source(_ path: Path, _ frame: Frame) throws -> Source {
        let (occurrence, owner) = try frame.occurrence(path.scope)
        var source: Source
        switch occurrence {
        case .present(let present): source = present
        case .derived: throw QueryError(.rowsAreDerived)
        case .deferred(let table, let known): source = try joinTarget(path.scope, table, known, .includingDeleted, owner)
        }
        for hop in path.hops {
            source = try step(hop, from: source, owner)
        }
        return source
    }

    /// Joins the target of a junction; its scope stands in the ON of the join.
    @discardableResult
    mutating func joinTarget(
        _ scope: Scope, _ table: Table, _ known: [String: Fragment], _ visibility: Visibility, _ frame: Frame
    ) throws -> Source {
        let source = occurrence(of: table), columns = table.columns.map(\.name).filter { known[$0] != nil }
        var conditions = [Fragment.compare(.equal, source.row(columns), .row(columns.compactMap { known[$0] }))]
        if let live = ScopeRule.condition(table, source.column, visibility, .target) { conditions.append(live) }
        frame.join(SelectStatement.table(table.name, source.alias), on: conditions, isInner: true)
        try frame.register(scope, .present(source))
        return source
    }

    /// A to-one step. Where it may lead nowhere it is an outer join, and its scope stands in the ON, so that no row is dropped.
    private mutating func step(_ hop: Hop, from source: Source, _ frame: Frame) throws -> Source {
        try frame.joined(hop, from: source) {
            let (table, mayBeMissing, condition) = try end(of: hop, from: source)
            let isOptional = !hop.isRequired && (source.isOptional || mayBeMissing || ScopeRule.hides(table, hop.visibility))
            let next = occurrence(of: table, isOptional: isOptional)
            var conditions = [condition(next)]
            if let live = ScopeRule.condition(table, next.column, hop.visibility, .joined) { conditions.append(live) }
            frame.join(SelectStatement.table(table.name, next.alias), on: conditions, isInner: !isOptional)
            return next
        }
    }

    private func end(of hop: Hop, from source: Source) throws -> (Table, mayBeMissing: Bool, on: (Source) -> Fragment) {
        switch hop.step {
        case .foreignKey(let name):
            guard let key = source.table.foreignKey(named: name) else {
                throw SchemaError("\(source.table.modelName) has no foreign key in the column \(name)")
            }
            return (key.table, key.isNullable, { .compare(.equal, $0.row(key.references), source.row(key.columns)) })
        case .single(let relation):
            let resolved = try relation.resolve(), key = resolved.near
            return (resolved.target, true, { .compare(.equal, $0.row(key.columns), source.row(key.references)) })
        }
    }
}
