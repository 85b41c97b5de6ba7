extension Planner {
    /// One statement that unlinks live links, softly where the junction is soft-deletable.
    mutating func unlink(_ update: LinkUpdate) throws -> Plan.Draft {
        let resolved = try update.relation.resolve(), junction = try update.relation.junction(), table = junction.table
        var conditions = try chosen(update, resolved, junction)
        let statement: Fragment, returning = update.isReported ? reported(junction, update.pairs) : []
        if let deletedAt = table.deletedAt {
            let now = bind(update.now)
            if let live = ScopeRule.condition(table, { .column("l", $0) }, .live, .removedLinks) { conditions.append(live) }
            var sets: [(column: String, value: Fragment)] = [(deletedAt.name, now)] + changed(table, now)
            for assignment in update.fill { sets.append((assignment.column, try sql(assignment.value, Frame()))) }
            statement = WriteStatement.update(table.name, "l", sets, conditions, returning: returning)
        } else {
            statement = WriteStatement.delete(table.name, "l", conditions, returning: returning)
        }
        return plan(statement, resolved, update.pairs)
    }

    /// One statement that makes soft-deleted links live again whose two ends are live.
    mutating func relink(_ update: LinkUpdate) throws -> Plan.Draft {
        let resolved = try update.relation.resolve(), junction = try update.relation.junction(), table = junction.table
        var conditions = try chosen(update, resolved, junction)
        let now: Fragment = table.modifiedAt != nil ? bind(update.now) : "NULL"
        if let deleted = ScopeRule.condition(table, { .column("l", $0) }, .onlyDeleted, .restoredLinks) { conditions.append(deleted) }
        for (end, place) in [(junction.far, ScopeRule.Place.guardedTargets), (junction.near, .guardedOwner)] {
            let source = Source(alias: "e", table: end.table)
            let isMeant = Fragment.compare(.equal, source.row(end.references), .row(end.columns.map { .column("l", $0) }))
            let live = ScopeRule.condition(end.table, source.column, .live, place)
            conditions.append(.exists(SelectStatement.lookUp("1", in: source, where: .all([isMeant] + (live.map { [$0] } ?? [])))))
        }
        var sets = revived(table, now)
        for assignment in update.fill { sets.append((assignment.column, try sql(assignment.value, Frame()))) }
        let statement = WriteStatement.update(table.name, "l", sets, conditions, returning: reported(junction, update.pairs))
        return plan(statement, resolved, update.pairs)
    }

    /// One statement that gives links their places; links that have theirs already are not touched.
    mutating func arrange(_ order: LinkOrder) throws -> Plan.Draft {
        let resolved = try order.relation.resolve(), junction = try order.relation.junction(), table = junction.table
        guard let place = junction.place?.column else {
            throw QueryError(.unsupported(what: "order in \(resolved.title)", database: "Junction"))
        }
        let source = pairs(order.pairs, order.list, resolved, isRanked: true), link = Source(alias: "l", table: table)
        let now: Fragment = table.modifiedAt != nil ? bind(order.now) : "NULL"
        var conditions = [
            Fragment.compare(.equal, link.row(junction.near.columns), .row(junction.near.value(source.owner("k")))),
            .compare(.equal, link.row(junction.far.columns), .row(junction.far.value(source.target("k")))),
            .not(.same(link.column(place), source.rank("k"), dialect)),
        ]
        if let live = ScopeRule.condition(table, link.column, .live, .arrangedLinks) { conditions.append(live) }
        let statement = WriteStatement.update(
            table.name, "l", [(place, source.rank("k"))] + changed(table, now), from: source.table?("k"), conditions,
            returning: reported(junction, order.pairs))
        return plan(statement, resolved, order.pairs)
    }

    /// Where several links of one owner change, others who change its links wait for the owner, as in ``link(_:)``.
    private func held(_ update: LinkUpdate, _ owner: [Fragment], _ table: Table) -> [Fragment] {
        guard !update.ownersAreHeld, !update.pairs.isSingle, update.pairs.owner != nil, let lock = dialect.lock(.forNoKeyUpdate, "o")
        else { return [] }
        let source = Source(alias: "o", table: table)
        return [
            LinkStatement.held(
                SelectStatement.table(table.name, "o"), .compare(.equal, source.key, .row(owner)), Fragment(verbatim: lock))
        ]
    }

    /// Which links of the junction are meant, in both directions of a symmetrical relation.
    private mutating func chosen(_ update: LinkUpdate, _ resolved: ResolvedRelation, _ junction: LinkTable) throws -> [Fragment] {
        let link = Source(alias: "l", table: junction.table)
        let near = junction.near.columns.map(link.column), far = junction.far.columns.map(link.column)
        let isChosen: ([Fragment], [Fragment]) -> [Fragment], isHeld: [Fragment]
        switch update.pairs {
        case .all(let owner):
            let key = bindParts(owner), owner = Fragment.row(junction.near.value(key))
            isHeld = held(update, key, resolved.owner)
            isChosen = { near, _ in [.compare(.equal, .row(near), owner)] }
        case .one(let owner, let targets) where update.comparesEach:
            let key = bindParts(owner), owner = Fragment.row(junction.near.value(key))
            isHeld = held(update, key, resolved.owner)
            var targets = targets.map { Fragment.row(junction.far.value(bindParts($0))) }
            if dialect.seeksValues, targets.count > 1 {
                isChosen = { [targets] near, far in [.compare(.equal, .row(near), owner), .among(.row(far), values: targets)] }
                break
            }
            // With the owner in each of them, SQLite seeks each link by both ends; of two alone it makes one condition on the owner, and goes
            // over all of the owner's links (whereCombineDisjuncts in its where.c).
            if targets.count == 2 { targets.append(targets[1]) }
            isChosen = { [targets] near, far in
                let links = targets.map { [Fragment.compare(.equal, .row(near), owner), .compare(.equal, .row(far), $0)] }
                return links.count == 1 ? links[0] : [.or(links.map { .and($0) })]
            }
        case .one(let owner, let targets):
            let source = pairs(.one(owner: owner, targets: targets), targets, resolved)
            let owner = Fragment.row(junction.near.value(source.owner("k")))
            isHeld = held(update, source.owner("k"), resolved.owner)
            let listed = LinkStatement.values(junction.far.value(source.target("k")), from: source.table?("k") ?? "")
            let isTarget = { junction.far.isToPrimaryKey ? source.isTarget($0) : Fragment.among($0, select: listed) }
            isChosen = { near, far in [.compare(.equal, .row(near), owner), isTarget(.row(far))] }
        case .many:
            let source = pairs(update.pairs, update.pairs.list, resolved)
            let both = junction.near.value(source.owner("k")) + junction.far.value(source.target("k"))
            let select = LinkStatement.values(both, from: source.table?("k") ?? "")
            isHeld = []
            isChosen = { near, far in [.among(.row(near + far), select: select)] }
        }
        let forward = try isChosen(near, far) + own(update.filter, link)
        guard junction.isSymmetrical else { return isHeld + forward }
        // The mirror of a row that is meant is meant too, whatever its own columns say.
        var mirrored = isChosen(far, near)
        if let filter = update.filter {
            let twin = Source(alias: "m", table: junction.table)
            let isTwin = [
                Fragment.compare(.equal, twin.row(junction.near.columns), .row(far)),
                .compare(.equal, twin.row(junction.far.columns), .row(near)),
            ]
            mirrored.append(.exists(SelectStatement.lookUp("1", in: twin, where: .all(isTwin + (try own(filter, twin))))))
        }
        return isHeld + [.or([.all(forward), .all(mirrored)])]
    }

    /// What a filter says of a row of the junction.
    private mutating func own(_ filter: LinkFilter?, _ link: Source) throws -> [Fragment] {
        guard let filter else { return [] }
        let frame = Frame(), readsFirst = dialect.meetsOwnChanges && filter.condition.asksOthers
        let asked = readsFirst ? occurrence(of: link.table) : link
        try frame.register(filter.scope, .present(asked))
        let condition = try sql(filter.condition, frame)
        guard frame.statement.joins.isEmpty else {
            throw QueryError(.unsupported(what: "condition on links that walks to another table", database: "Junction"))
        }
        if !readsFirst { return [condition] }
        // A link that is asked about must not be met changed already.
        frame.statement.from = SelectStatement.table(asked.table.name, asked.alias)
        frame.statement.columns = asked.table.primaryKey.map(asked.column)
        frame.statement.conditions = [condition]
        return [.among(link.key, select: frame.statement.fragment)]
    }
}
