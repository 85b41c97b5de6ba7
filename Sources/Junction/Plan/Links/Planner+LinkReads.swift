extension Planner {
    /// For each pair whether its ends are there, live, and within the relation's limit.
    mutating func survey(_ relation: Relation, _ pairs: LinkPairs) throws -> Plan.Draft {
        let resolved = try relation.resolve()
        let source = self.pairs(pairs, pairs.list, resolved)
        let owner = Source(alias: "o", table: resolved.owner), target = Source(alias: "t", table: resolved.target)
        let limit = try limit(relation, owner, target), referable = referable(resolved, owner, target)
        let yes = Fragment.truth(true, dialect), no = Fragment.truth(false, dialect)
        func holds(_ conditions: [Fragment]) -> Fragment { conditions.isEmpty ? yes : .call(.coalesce, [.all(conditions), no], dialect) }
        var statement = SelectStatement()
        statement.from = source.table?("k") ?? LinkStatement.oneRow("k")
        statement.joins = [
            .init(
                isInner: false, table: SelectStatement.table(target.table.name, target.alias),
                conditions: [.compare(.equal, target.key, .row(source.target("k")))]),
            .init(
                isInner: false, table: SelectStatement.table(owner.table.name, owner.alias),
                conditions: [.compare(.equal, owner.key, .row(source.owner("k")))]),
        ]
        statement.columns =
            source.target("k") + (namesOwner(resolved, pairs) ? source.owner("k") : []) + [
                .isNotNull(target.keyPart), live(target, .surveyedTargets), .isNotNull(owner.keyPart), live(owner, .surveyedOwner),
                holds(limit), holds(referable[0]), holds(referable[1]),
            ]
        return plan(statement.fragment, resolved, pairs)
    }

    /// The live links of owners in their order, with whether their targets and the owner are live; no row where there is no owner.
    ///
    /// - Parameter filter: which of them, by their own columns.
    mutating func linked(_ relation: Relation, _ owners: [Value], _ filter: LinkFilter?) throws -> Plan.Draft {
        let resolved = try relation.resolve(), junction = try relation.junction()
        let from = Source(alias: "o", table: resolved.owner), link = Source(alias: "l", table: junction.table)
        let target = Source(alias: "t", table: resolved.target), far = link.row(junction.far.columns)
        var statement = SelectStatement()
        statement.from = SelectStatement.table(from.table.name, from.alias)
        let isOwner: Fragment =
            owners.count == 1
            ? .compare(.equal, from.key, bind(owners[0])) : isAmong(from.table.primaryKey.map(from.column), owners)
        var onLink = [Fragment.compare(.equal, link.row(junction.near.columns), from.row(junction.near.references))]
        if let live = ScopeRule.condition(link.table, link.column, .live, .currentLinks) { onLink.append(live) }
        if let filter {
            let frame = Frame()
            try frame.register(filter.scope, .present(link))
            onLink.append(try sql(filter.condition, frame))
        }
        statement.joins = [.init(isInner: false, table: SelectStatement.table(link.table.name, link.alias), conditions: onLink)]
        let needsTarget = resolved.target.isSoftDeletable || !junction.far.isToPrimaryKey
        if needsTarget {
            statement.joins.append(
                .init(
                    isInner: false, table: SelectStatement.table(target.table.name, target.alias),
                    conditions: [.compare(.equal, target.row(junction.far.references), far)]))
        }
        let key = junction.far.isToPrimaryKey ? junction.far.columns.map(link.column) : target.table.primaryKey.map(target.column)
        let pairs: LinkPairs = owners.count == 1 ? .one(owner: owners[0], targets: []) : .many([])
        statement.columns =
            key + (namesOwner(resolved, pairs) ? from.table.primaryKey.map(from.column) : [])
            + [live(target, .currentTargets), live(from, .currentOwner)]
        statement.conditions = [isOwner]
        if let place = junction.place, place.isOfNear {
            statement.columns.append(link.column(place.column))
            statement.order = [.ordered(link.column(place.column), isDescending: false, mayBeAbsent: true, nullsFirst: false)] + key
        }
        return plan(statement.fragment, resolved, pairs)
    }

    private func live(_ source: Source, _ place: ScopeRule.Place) -> Fragment {
        ScopeRule.condition(source.table, source.column, .live, place) ?? .truth(true, dialect)
    }
}
