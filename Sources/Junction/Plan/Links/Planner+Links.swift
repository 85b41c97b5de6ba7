extension Planner {
    /// One statement that links: it asks whether every target and owner is there and live, and does nothing where one is not.
    mutating func link(_ insert: LinkInsert) throws -> Plan.Draft {
        let resolved = try insert.relation.resolve(), junction = try insert.relation.junction(), table = junction.table
        let keys = junction.keyCount
        let source = pairs(insert.pairs, insert.list, resolved, isRanked: junction.place != nil, keys: keys)
        let wanted = insert.asksForMany ? bind(.integer(Int64(insert.list.count))) : nil
        let now: Fragment = junction.isStamped ? bind(insert.now) : "NULL"
        var filled: [(column: String, forward: Fragment, mirror: Fragment)] = []
        for column in insert.columns {
            let forward = try value(column.forward, of: column, table)
            filled.append((column.column, forward, junction.isSymmetrical ? try value(column.mirror, of: column, table) : forward))
        }
        let guarded = insert.ends == .checked ? nil : try livePairs(source, insert, resolved, wanted)

        var columns = junction.pair
        let owner = junction.near.value(source.owner("k")), target = junction.far.value(source.target("k"))
        var forward = owner + target, mirror = target + owner
        func add(_ column: String, _ value: Fragment, mirror other: Fragment? = nil) {
            columns.append(column)
            forward.append(value)
            mirror.append(other ?? value)
        }
        for column in junction.own {
            if let value = filled.first(where: { $0.column == column.name }) {
                add(column.name, value.forward, mirror: value.mirror)
            } else if column.role == .createdAt || column.role == .modifiedAt {
                add(column.name, now)
            } else if column.role == .version {
                add(column.name, "1")
            } else if column.name == junction.place?.column {
                add(
                    column.name, lastPlace(junction, owner, target, source),
                    mirror: junction.isSymmetrical ? lastPlace(junction, target, owner, source) : nil)
            } else if column.role == .primaryKey, keys > 0 {
                add(column.name, source.key(0, "k"), mirror: keys > 1 ? source.key(1, "k") : nil)
            }
        }
        if insert.ends == .required, let guarded, let requirement = dialect.requirement {
            forward[0] = LinkStatement.required(forward[0], guarded, requirement)
        }
        let isOther = Fragment.compare(.notEqual, .row(source.target("k")), .row(source.owner("k")))
        let deleted = ScopeRule.condition(table, { .column("l", $0) }, .onlyDeleted, .restoredLinks)
        let restored = table.isSoftDeletable ? restoring(insert, junction, of: owner, now) : nil
        let report =
            insert.answer == .number
            ? [] : reported(junction, insert.pairs) + [table.isSoftDeletable ? Fragment(verbatim: dialect.isNewRow) : .truth(true, dialect)]
        func statement(from tables: [Fragment], where conditions: [Fragment]) -> Fragment {
            var arms = [LinkStatement.Arm(values: forward, from: tables, conditions: conditions)]
            // A link to itself is one row.
            if junction.isSymmetrical { arms.append(LinkStatement.Arm(values: mirror, from: tables, conditions: [isOther] + conditions)) }
            return LinkStatement.insert(
                into: table.name, columns: columns, arms, identity: junction.identity,
                orderedBy: dialect.writesTogether && (source.table != nil || junction.isSymmetrical) ? junction.pair.count : nil,
                restoring: restored, onlyWhere: deleted, returning: report)
        }
        let list = [source.table?("k")].compactMap { $0 }
        if insert.answer == .linksOrRefusal, let guarded {
            let insertion = LinkStatement.answering(guarded, columns: report.count) { statement(from: list + [$0], where: []) }
            return plan(insertion, resolved, insert.pairs)
        }
        // Without a WHERE, SQLite would take the ON of ON CONFLICT for that of a join.
        let condition = insert.ends == .asked ? guarded : list.isEmpty ? nil : .truth(true, dialect)
        return plan(statement(from: list, where: condition.map { [$0] } ?? []), resolved, insert.pairs)
    }

    /// What a column of the junction is filled with. Nothing else in an INSERT … SELECT tells the type of an absent value.
    private mutating func value(_ node: Node, of column: LinkInsert.Filled, _ table: Table) throws -> Fragment {
        let value = try sql(node, Frame())
        guard case .bind(.null) = node, let type = table.column(named: column.column)?.type else { return value }
        return Fragment(verbatim: dialect.typed(value.sql(dialect), type))
    }

    /// That the ends of all pairs are there, live, and within the limit of the relation.
    private mutating func livePairs(
        _ source: PairSource, _ insert: LinkInsert, _ resolved: ResolvedRelation, _ wanted: Fragment?
    ) throws -> Fragment {
        let owner = Source(alias: "o", table: resolved.owner), target = Source(alias: "t", table: resolved.target)
        var conditions: [Fragment] = []
        if let live = ScopeRule.condition(target.table, target.column, .live, .guardedTargets) { conditions.append(live) }
        // An owner that is held is there, and live; its columns may be asked for still.
        let asksOwner = !insert.ownersAreHeld || !insert.junction.near.isToPrimaryKey || resolved.limit != nil
        if asksOwner, let live = ScopeRule.condition(owner.table, owner.column, .live, .guardedOwner) { conditions.append(live) }
        conditions += referable(resolved, owner, target).flatMap { $0 }
        conditions += try limit(insert.relation, owner, target)
        var ends = [
            (table: SelectStatement.table(target.table.name, "t"), on: Fragment.compare(.equal, target.key, .row(source.target("g"))))
        ]
        if asksOwner {
            ends.append((SelectStatement.table(owner.table.name, "o"), .compare(.equal, owner.key, .row(source.owner("g")))))
        }
        let lock = lock(source, resolved, asksOwner: asksOwner)
        guard let list = source.table, let wanted else {
            return LinkStatement.pair(ends.map(\.table), ends.map(\.on) + conditions, lock)
        }
        return .compare(.equal, LinkStatement.count(list("g"), joins: ends, conditions, lock), wanted)
    }

    /// What holds the ends that are asked for.
    private func lock(_ source: PairSource, _ resolved: ResolvedRelation, asksOwner: Bool) -> Fragment? {
        // What is deleted meanwhile, with the links that follow it, must be seen: whoever deletes is waited for.
        let mayVanish = resolved.target.isSoftDeletable || asksOwner && resolved.owner.isSoftDeletable
        // Changes of several links of an owner wait for each other here, not row by row, where each could have what the other needs.
        let isSeveral = asksOwner && source.table != nil && source.hasOneOwner
        let locks = [
            mayVanish ? asksOwner && !isSeveral ? dialect.lock(.forKeyShare, "t", "o") : dialect.lock(.forKeyShare, "t") : nil,
            isSeveral ? dialect.lock(.forNoKeyUpdate, "o") : nil,
        ].compactMap { $0 }
        return locks.isEmpty ? nil : Fragment(verbatim: locks.joined(separator: " "))
    }

    /// That the columns which links refer to have a value: of the owner, and of the target. Primary keys always do.
    func referable(_ relation: ResolvedRelation, _ owner: Source, _ target: Source) -> [[Fragment]] {
        guard let junction = relation.junction else { return [[], []] }
        return [(junction.near, owner), (junction.far, target)].map { key, source in
            key.isToPrimaryKey ? [] : key.references.map { .isNotNull(source.column($0)) }
        }
    }

    /// What the relation's limit asks of a pair: conditions on its two rows.
    mutating func limit(_ relation: Relation, _ owner: Source, _ target: Source) throws -> [Fragment] {
        let resolved = try relation.resolve()
        guard let limit = resolved.limit else { return [] }
        var conditions: [Fragment] = []
        // Of a symmetrical relation each end is a target.
        for isReversed in resolved.junction?.isSymmetrical == true ? [false, true] : [limit.isReversed] {
            let frame = Frame()
            try frame.register(limit.target, .present(isReversed ? owner : target))
            try frame.register(limit.owner, .present(isReversed ? target : owner))
            conditions += try inModel { planner in try limit.conditions.map { try planner.sql($0, frame) } }
            guard frame.statement.joins.isEmpty else {
                throw SchemaError("\(relation.title): a limit speaks of the columns of both models; ask for more with a to-many question")
            }
        }
        return conditions
    }

    /// A place after all others of the same owner.
    private func lastPlace(_ junction: LinkTable, _ near: [Fragment], _ far: [Fragment], _ source: PairSource) -> Fragment {
        guard let place = junction.place else { return "NULL" }
        let others = Source(alias: "p", table: junction.table)
        let key = place.isOfNear ? junction.near : junction.far, value = place.isOfNear ? near : far
        let after = SelectStatement.lookUp(
            LinkStatement.next(others.column(place.column)), in: others, where: .compare(.equal, others.row(key.columns), .row(value)))
        return .plain(.add, .scalar(after), source.rank("k"))
    }

    private func restoring(
        _ insert: LinkInsert, _ junction: LinkTable, of owner: [Fragment], _ now: Fragment
    ) -> [(column: String, value: Fragment)] {
        let filled = insert.columns
        // Foreign keys look at what is written: an end may have gone while they were off.
        let ends = insert.ends == .checked ? junction.pair : []
        var sets = ends.map { (column: $0, value: Fragment.column("excluded", $0)) } + revived(junction.table, now)
        for column in filled where column.isAsked {
            let new = Fragment.column("excluded", column.column)
            // What only the mirror is given, the owner's own row keeps.
            let isOwn = Fragment.compare(.equal, .row(junction.near.columns.map { .column("excluded", $0) }), .row(owner))
            sets.append((column.column, column.isOfMirror ? LinkStatement.either(isOwn, .column("l", column.column), else: new) : new))
        }
        if let place = junction.place, !filled.contains(where: { $0.column == place.column && $0.isAsked }) {
            sets.append((place.column, .column("excluded", place.column)))
        }
        return sets
    }

    /// What makes a soft-deleted link live again.
    func revived(_ table: Table, _ now: Fragment) -> [(column: String, value: Fragment)] {
        var sets: [(column: String, value: Fragment)] = []
        if let deletedAt = table.deletedAt { sets.append((deletedAt.name, "NULL")) }
        return sets + changed(table, now)
    }

    /// What every change of a link moves on.
    func changed(_ table: Table, _ now: Fragment) -> [(column: String, value: Fragment)] {
        var sets: [(column: String, value: Fragment)] = []
        if let modified = table.modifiedAt { sets.append((modified.name, now)) }
        if let version = table.version { sets.append((version.name, .plain(.add, .column("l", version.name), "1"))) }
        return sets
    }

    // MARK: Pieces

    mutating func pairs(
        _ pairs: LinkPairs, _ list: [Value], _ relation: ResolvedRelation, isRanked: Bool = false, keys: Int = 0
    ) -> PairSource {
        let owner = pairs.owner.map { bindParts($0) }
        if owner != nil, list.count == 1 {
            return PairSource(nil, single: bindParts(list[0]), owner: owner, relation, isRanked: isRanked, keys: keys)
        }
        return PairSource(self.list(list), owner: owner, relation, isRanked: isRanked, keys: keys)
    }

    /// What a change says of each link: its target, and its owner where that is not the same for all.
    func reported(_ junction: LinkTable, _ pairs: LinkPairs) -> [Fragment] {
        func key(_ end: ForeignKey) -> [Fragment] { end.isToPrimaryKey ? end.columns.map { .name($0) } : end.returnedPrimaryKey }
        return key(junction.far) + (pairs.owner == nil || junction.isSymmetrical ? key(junction.near) : [])
    }

    /// Whether each row names its owner: where there are several, or where a row may be the mirror of another.
    func namesOwner(_ relation: ResolvedRelation, _ pairs: LinkPairs) -> Bool {
        pairs.owner == nil || relation.junction?.isSymmetrical == true
    }

    func plan(_ statement: Fragment, _ relation: ResolvedRelation, _ pairs: LinkPairs) -> Plan.Draft {
        let target = relation.target, owner = relation.owner
        let hasOwner = namesOwner(relation, pairs)
        var slots = [Slot(offset: 0, key: 0, keyTypes: target.keyTypes)]
        if hasOwner {
            let offset = Int32(target.primaryKey.count)
            slots.append(Slot(offset: offset, key: offset, keyTypes: owner.keyTypes))
        }
        let columns = target.primaryKey.map { Plan.Source(model: target.modelName, column: $0) }
        return Plan.Draft(
            sql: statement.sql(dialect), slots: slots,
            columns: columns + (hasOwner ? owner.primaryKey.map { Plan.Source(model: owner.modelName, column: $0) } : []))
    }
}
