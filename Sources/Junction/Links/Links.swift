/// The links of one owner: the engine behind every many-to-many relation, opaque to users; see ``ManyVerbs``.
public struct Links: Sendable {
    let owner: Value
    let relation: Relation

    /// The rows that are linked, in the order of the relation where it has one.
    func query<Target: Model>() -> Query<Target, Target> {
        var query = Query<Target, Target>.all
        query._selection.value.filters.append(.any(back(from: query.selection.path)))
        query._selection.value.relation = relation
        // What cannot be resolved throws when the query is run.
        if let place = try? relation.junction().place, place.isOfNear {
            let back = back(from: query.selection.path)
            let first = Node.aggregate(.minimum, .integer, back, .column(back.linkPath, place.column))
            query._selection.value.fallbackOrder = [OrderTerm(node: first)]
        }
        return query
    }

    /// Seen from the target: it is linked to this owner. The owner itself is held by the caller, so its row is not asked.
    private func back(from target: Path) -> Selection {
        var back = Selection(from: target, over: relation.reversed)
        back.visibility = .includingDeleted
        back.filters = [.compare(.equal, back.path.node(relation.owner().primaryKey), .bind(owner))]
        return back
    }

    /// The junction rows.
    func rows<Link: Model>() -> Query<Link, Link> {
        var query = Query<Link, Link>.all
        query._selection.value.filters.append(.belongs(query.selection.path, relation, owner))
        if let place = try? relation.junction().place, place.isOfNear {
            query._selection.value.fallbackOrder = [OrderTerm(node: .column(query.selection.path, place.column))]
        }
        return query
    }

    // MARK: Changes

    @usableFromInline func add(_ targets: [Value], filling fill: LinkFill = .none, on session: some Session) async throws -> LinkReport {
        try check(targets)
        try check(fill)
        if targets.isEmpty { return LinkReport() }
        let pairs = pairs(targets)
        return try await change(.add, pairs, on: session) { try $0.add(pairs, filling: fill) }
    }

    /// Ends the links to these targets, or all of them.
    func remove(
        _ targets: [Value]?, where filter: LinkFilter? = nil, filling fill: LinkFill = .none, on session: some Session
    ) async throws -> LinkReport {
        try check(targets ?? [])
        if targets?.isEmpty == true { return LinkReport() }
        if !fill.isEmpty, try !relation.junction().table.isSoftDeletable {
            throw QueryError(
                .unsupported(what: "columns to fill in a link that is removed for good (\(relation.title))", database: "Junction"))
        }
        try check(fill)
        let pairs = pairs(targets)
        return try await change(targets == nil ? .clear : .remove, pairs, on: session) {
            try $0.remove(pairs, where: filter, filling: fill.forward)
        }
    }

    /// Restores the soft-deleted links to these targets, or all of them.
    func restore(
        _ targets: [Value]?, where filter: LinkFilter? = nil, filling fill: LinkFill = .none, on session: some Session
    ) async throws -> LinkReport {
        try check(targets ?? [])
        if targets?.isEmpty == true { return LinkReport() }
        try check(fill)
        let pairs = pairs(targets)
        return try await change(.restore, pairs, on: session, isAtomic: true) {
            try $0.restore(pairs, where: filter, filling: fill.forward)
        }
    }

    /// Where the call names a role, only links in that role are meant.
    @usableFromInline func set(_ targets: [Value], filling fill: LinkFill = .none, on session: some Session) async throws -> LinkReport {
        try check(targets)
        try check(fill)
        let targets = targets.uniqued()
        let wanted = LinkWriter.Wanted(owner: owner, targets: targets), filter = try roleFilter(fill)
        return try await change(.set, .one(owner: owner, targets: targets), on: session) {
            try $0.set([wanted], where: filter, filling: fill)
        }
    }

    func insert(_ targets: [Value], at place: Int, filling fill: LinkFill, on session: some Session) async throws -> LinkReport {
        try check(targets)
        try check(fill)
        let owner = owner, targets = targets.uniqued()
        return try await change(.add, pairs(targets), on: session, isAtomic: true) {
            try $0.insert(targets, at: place, owner: owner, filling: fill)
        }
    }

    func move(_ target: Value, to place: Int, on session: some Session) async throws -> LinkReport {
        try check([target])
        let owner = owner
        return try await change(.move, pairs([target]), on: session, isAtomic: true) { try $0.move(target, to: place, owner: owner) }
    }

    /// Inserts a target and links it.
    func create<Target: Model>(_ target: Target, filling fill: LinkFill = .none, on session: some Session) async throws -> Target {
        try check()
        try Validation.check(target)
        try check(fill)
        let owner = owner
        return try await change(.create, .one(owner: owner, targets: []), on: session, isAtomic: true) { writer in
            let stored = try writer.execution.insert(target)
            return (stored, try writer.add(.one(owner: owner, targets: [stored.id.columnValue]), filling: fill))
        }
    }

    /// Links the only row that fulfils a condition, or one that is inserted where there is none.
    func getOrCreate<Target: Model>(
        _ query: Query<Target, Target>, filling fill: LinkFill = .none, on session: some Session, _ make: @Sendable () -> Target
    ) async throws -> (row: Target, isNew: Bool) {
        try check()
        try check(fill)
        let owner = owner
        return try await change(.create, .one(owner: owner, targets: []), on: session, isAtomic: true) { writer in
            let found = try writer.execution.getOrCreate(query, make)
            return (found, try writer.add(.one(owner: owner, targets: [found.row.id.columnValue]), filling: fill))
        }
    }

    /// - Parameter isAtomic: whether the work writes more than once, and must be taken back as a whole; `set` sees to that itself.
    func change(
        _ cause: RelationEvent.Cause, _ asked: LinkPairs, on session: some Session, isAtomic: Bool = false,
        _ work: @Sendable (LinkWriter) throws -> LinkReport
    ) async throws -> LinkReport {
        // What is linked already may be much: only an addition that does not read it is as short as its list.
        if session._hooks.isEmpty, cause == .add, !isAtomic, asked.isBrief {
            let relation = relation
            @Sendable func changed(_ execution: Execution) throws -> LinkReport { try work(LinkWriter(relation, execution)) }
            var report = LinkReport()
            do {
                if try session._performHere(.write, &report, { try $0.execution.inTransaction(changed) }) { return report }
            } catch let error as DatabaseError {
                guard try isWorthAnotherTry(error, on: session) else { throw error }
            }
        }
        return try await change(cause, asked, on: session, isAtomic: isAtomic) { writer in
            let report = try work(writer)
            return (report, report)
        }
    }

    private func change<R: Sendable>(
        _ cause: RelationEvent.Cause, _ asked: LinkPairs, on session: some Session, isAtomic: Bool,
        _ work: @Sendable (LinkWriter) throws -> (R, LinkReport)
    ) async throws -> R {
        let relation = relation
        let isHeard = !session._hooks.isEmpty
        @Sendable func changed(_ execution: Execution) throws -> R {
            let (result, report) = try work(LinkWriter(relation, execution))
            if isHeard { execution.events?.add(try RelationEvent(relation, cause, report)) }
            return result
        }
        @Sendable func attempt() async throws -> R {
            if isHeard { return try await session.announced({ try RelationEvent(relation, cause, asked: asked) }, changed) }
            return isAtomic ? try await session.atomically(changed) : try await session.change { try $0.inTransaction(changed) }
        }
        var failures = 0
        while true {
            do { return try await attempt() } catch let error as DatabaseError {
                failures += 1
                guard failures < 5, try isWorthAnotherTry(error, on: session) else { throw error }
            }
        }
    }

    /// Whether a change was only refused since others write at the same time.
    private func isWorthAnotherTry(_ error: DatabaseError, on session: some Session) throws -> Bool {
        switch error.kind {
        // An end may go after it was looked at: looked at again, it can be named.
        case .foreignKey: try relation.junction().isEnd(error)
        // Two changes waited for each other's rows. Nothing else was done in a transaction of the change's own.
        case .deadlock: session is Database
        default: false
        }
    }

    private func pairs(_ targets: [Value]?) -> LinkPairs {
        targets.map { .one(owner: owner, targets: $0.uniqued()) } ?? .all(owner: owner)
    }

    private func roleFilter(_ fill: LinkFill) throws -> LinkFilter? {
        let roles = try relation.junction().roles
        if roles.isEmpty { return nil }
        let scope = Scope()
        let named = fill.forward.filter { roles.contains($0.column) }
        if named.isEmpty { return nil }
        let conditions = named.map { Node.compare(.equal, .column(Path(scope), $0.column), $0.value) }
        return LinkFilter(scope: scope, condition: conditions.dropFirst().reduce(conditions[0]) { .and($0, $1) })
    }

    // MARK: Checks before a statement is sent

    /// What fills the columns of links is checked like any row.
    func check(_ fill: LinkFill) throws {
        guard !fill.isEmpty else { return }
        let junction = try relation.junction()
        try Validation.check(junction.isSymmetrical ? fill.forward + fill.mirror : fill.forward, of: junction)
    }

    func check(_ targets: [Value] = []) throws {
        if owner.isInvalid {
            throw RelationError(.unsavedOwner, relation: relation.title, model: relation.owner().modelName, keys: [])
        }
        if targets.contains(where: \.isInvalid) {
            throw RelationError(.unsavedTarget, relation: relation.title, model: relation.target().modelName, keys: [])
        }
    }
}

extension Relation {
    /// The same relation seen from its target.
    var reversed: Relation {
        Relation(name: name, owner: target, target: owner, kind: .inverse { self })
    }
}
