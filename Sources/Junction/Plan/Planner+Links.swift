extension Planner {
    /// One statement that links: it asks whether every target and the owner are there and live, and does nothing where one is not.
    mutating func link(_ insert: LinkInsert) throws -> Plan {
        let resolved = try insert.relation.resolve(), junction = try junction(resolved), table = junction.table
        if table.label != nil, !table.keysAreCounted {
            throw QueryError(
                .unsupported(what: "links through \(table.modelName), whose key is not counted by the database", database: "Junction"))
        }
        let owner = bind(insert.owner), keys = list(insert.targets), wanted = bind(.integer(Int64(insert.targets.count)))
        let now: Fragment = junction.isStamped ? bind(insert.now) : "NULL"
        let fill = try fill(insert.fill, of: table), initial = try self.fill(insert.initial, of: table)
        let value: Fragment = "k.value"
        var columns: [(name: String, value: Fragment)] = [(junction.near, owner), (junction.far, value)]
        for column in table.columns where column.name != junction.near && column.name != junction.far {
            if let given = (fill + initial).first(where: { $0.name == column.name }) {
                columns.append(given)
            } else if column.role == .createdAt || column.role == .modifiedAt {
                columns.append((column.name, now))
            }
        }
        let guards = [
            Fragment.compare(.equal, count(resolved.target, among: keys), wanted),
            row(resolved.owner, owner, .live, .guardedOwner),
        ]
        let restored = ScopeRule.condition(table, { .column("l", $0) }, .onlyDeleted, .restoredLinks)
        let statement = LinkStatement.insert(
            into: table.name, columns: columns, from: keys, guards: guards, pair: [junction.near, junction.far],
            restoring: table.isSoftDeletable ? restoring(table, fill, now) : nil, onlyWhere: restored,
            returning: [.name(junction.far), table.isSoftDeletable ? Fragment(verbatim: dialect.isNewRow) : "1"])
        return Plan(
            sql: statement.sql(dialect), slots: [slot(resolved.target)],
            columns: [.init(model: resolved.target.modelName, column: resolved.target.key), .init(model: table.modelName, column: "new")])
    }

    /// One statement that unlinks live links, softly where the junction is soft-deletable.
    mutating func unlink(_ removal: LinkRemoval) throws -> Plan {
        let resolved = try removal.relation.resolve(), junction = try junction(resolved), table = junction.table
        let link = Source(alias: "l", table: table)
        var conditions = [Fragment.compare(.equal, link.column(junction.near), bind(removal.owner))]
        if let targets = removal.targets { conditions.append(.among(link.column(junction.far), list(targets))) }
        let statement: Fragment
        if let deletedAt = table.deletedAt {
            let now = bind(removal.now), fill = try fill(removal.fill, of: table)
            if let live = ScopeRule.condition(table, link.column, .live, .removedLinks) { conditions.append(live) }
            var sets: [(column: String, value: Fragment)] = [(deletedAt.name, now)]
            if let modified = table.modifiedAt { sets.append((modified.name, now)) }
            sets += fill.map { ($0.name, $0.value) }
            statement = WriteStatement.update(table.name, link.alias, sets, conditions, returning: [junction.far])
        } else {
            statement = WriteStatement.delete(table.name, link.alias, conditions, returning: [junction.far])
        }
        return Plan(
            sql: statement.sql(dialect), slots: [slot(resolved.target)],
            columns: [.init(model: resolved.target.modelName, column: resolved.target.key)])
    }

    /// For each target whether it is there and live, and whether the owner is.
    mutating func survey(_ relation: Relation, _ owner: Value, _ targets: [Value]) throws -> Plan {
        let resolved = try relation.resolve(), owner = bind(owner), keys = list(targets)
        let target = Source(alias: "t", table: resolved.target)
        var statement = SelectStatement()
        statement.from = "\(keys) AS k"
        statement.joins = [
            .init(
                isInner: false, table: SelectStatement.table(target.table.name, target.alias),
                conditions: [.compare(.equal, target.key, "k.value")])
        ]
        statement.columns = [
            "k.value", .isNotNull(target.key), live(target, .surveyedTargets),
            row(resolved.owner, owner, .includingDeleted, .surveyedOwner), row(resolved.owner, owner, .live, .surveyedOwner),
        ]
        return Plan(
            sql: statement.fragment.sql(dialect), slots: [slot(resolved.target)],
            columns: [.init(model: resolved.target.modelName, column: resolved.target.key)])
    }

    /// The live links of an owner, with whether their targets and the owner are live; no row where there is no owner.
    mutating func linked(_ relation: Relation, _ owner: Value) throws -> Plan {
        let resolved = try relation.resolve(), junction = try junction(resolved)
        let from = Source(alias: "o", table: resolved.owner), link = Source(alias: "l", table: junction.table)
        let target = Source(alias: "t", table: resolved.target)
        var statement = SelectStatement()
        statement.from = SelectStatement.table(from.table.name, from.alias)
        var onLink = [Fragment.compare(.equal, link.column(junction.near), from.key)]
        if let live = ScopeRule.condition(link.table, link.column, .live, .currentLinks) { onLink.append(live) }
        statement.joins = [.init(isInner: false, table: SelectStatement.table(link.table.name, link.alias), conditions: onLink)]
        if resolved.target.isSoftDeletable {
            statement.joins.append(
                .init(
                    isInner: false, table: SelectStatement.table(target.table.name, target.alias),
                    conditions: [.compare(.equal, target.key, link.column(junction.far))]))
        }
        statement.columns = [link.column(junction.far), live(target, .currentTargets), live(from, .currentOwner)]
        statement.conditions = [.compare(.equal, from.key, bind(owner))]
        return Plan(
            sql: statement.fragment.sql(dialect), slots: [slot(resolved.target)],
            columns: [.init(model: resolved.target.modelName, column: resolved.target.key)])
    }

    // MARK: Pieces

    private func junction(_ relation: ResolvedRelation) throws -> ResolvedRelation.Junction {
        guard let junction = relation.junction else { throw SchemaError("\(relation.title) is no many-to-many relation") }
        return junction
    }

    private func slot(_ table: Table) -> Slot { Slot(offset: 0, key: 0, keyType: table.keyColumn?.type ?? .integer) }

    /// Columns of the junction that the call fills; its two keys are not among them.
    private mutating func fill(_ assignments: [Assignment], of table: Table) throws -> [(name: String, value: Fragment)] {
        var fill: [(name: String, value: Fragment)] = []
        for assignment in assignments { fill.append((assignment.column, try sql(assignment.value, Frame()))) }
        return fill
    }

    private func restoring(_ table: Table, _ fill: [(name: String, value: Fragment)], _ now: Fragment) -> [(name: String, value: Fragment)]
    {
        var sets: [(name: String, value: Fragment)] = []
        if let deletedAt = table.deletedAt { sets.append((deletedAt.name, "NULL")) }
        if let modified = table.modifiedAt { sets.append((modified.name, now)) }
        return sets + fill
    }

    /// How many live rows have one of the keys.
    private func count(_ table: Table, among keys: Fragment) -> Fragment {
        let source = Source(alias: "t", table: table)
        let live = ScopeRule.condition(table, source.column, .live, .guardedTargets)
        return LinkStatement.count(
            of: SelectStatement.table(table.name, source.alias), [.among(source.key, keys)] + (live.map { [$0] } ?? []))
    }

    private func row(_ table: Table, _ key: Fragment, _ visibility: Visibility, _ place: ScopeRule.Place) -> Fragment {
        let source = Source(alias: "o", table: table)
        let live = ScopeRule.condition(table, source.column, visibility, place)
        return LinkStatement.row(
            of: SelectStatement.table(table.name, source.alias), [.compare(.equal, source.key, key)] + (live.map { [$0] } ?? []))
    }

    private func live(_ source: Source, _ place: ScopeRule.Place) -> Fragment {
        ScopeRule.condition(source.table, source.column, .live, place) ?? "1"
    }
}
