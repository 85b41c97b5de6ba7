extension Model {
    /// Links many owners at once; as `add` on each of them, in one statement.
    ///
    /// ```swift
    /// try await Contact.add(\.tags, [ann.id: [vip.id], bob.id: [vip.id, press.id]], on: db)
    /// ```
    /// Returns what was done to each owner. Throws ``RelationError`` as for one owner; nothing was written then.
    @discardableResult
    public static func add<R: ManyVerbs>(
        _ relation: KeyPath<Self, R>, _ targets: [Key<Self>: [Key<R.Target>]], on session: some Session
    ) async throws -> [Key<Self>: LinkChanges<R.Target>] {
        let links = try ManyLinks(of: relation, targets)
        return try await links.change(.add, on: session) { try $0.add(.many(links.wanted.pairs)) }
    }

    /// Unlinks many owners at once; as `remove` on each of them, in one statement.
    @discardableResult
    public static func remove<R: ManyVerbs>(
        _ relation: KeyPath<Self, R>, _ targets: [Key<Self>: [Key<R.Target>]], on session: some Session
    ) async throws -> [Key<Self>: LinkChanges<R.Target>] {
        let links = try ManyLinks(of: relation, targets)
        return try await links.change(.remove, on: session) { try $0.remove(.many(links.wanted.pairs)) }
    }

    /// Makes the smallest change that ends with exactly these for each owner, at most four statements for all of them.
    ///
    /// ```swift
    /// try await Contact.set(\.departments, to: [ann.id: [hr.id], bob.id: []], on: db)
    /// ```
    /// Owners that are not named are left alone.
    @discardableResult
    public static func set<R: ManyVerbs>(
        _ relation: KeyPath<Self, R>, to targets: [Key<Self>: [Key<R.Target>]], on session: some Session
    ) async throws -> [Key<Self>: LinkChanges<R.Target>] {
        let links = try ManyLinks(of: relation, targets)
        return try await links.change(.set, on: session, isAtomic: true) { try $0.set(links.wanted) }
    }
}

/// A relation and what many owners are to be linked to.
private struct ManyLinks<Owner: Model, Target: Model>: Sendable {
    let links: Links
    let wanted: [LinkWriter.Wanted]

    init<R: ManyVerbs>(of relation: KeyPath<Owner, R>, _ targets: [Key<Owner>: [Key<Target>]]) throws where R.Target == Target {
        guard let declared = Owner._relation(of: relation) else {
            throw SchemaError("\(Owner.name): the key path names no relation; use a property with @ManyToMany or @Inverse")
        }
        for (owner, keys) in targets { try Links(owner: owner.columnValue, relation: declared).check(keys.map { $0.columnValue }) }
        links = Links(owner: .null, relation: declared)
        wanted = targets.map { LinkWriter.Wanted(owner: $0.columnValue, targets: $1.map { $0.columnValue }.uniqued()) }
    }

    func change(
        _ cause: RelationEvent.Cause, on session: some Session, isAtomic: Bool = false,
        _ work: @Sendable (LinkWriter) throws -> LinkReport
    ) async throws -> [Key<Owner>: LinkChanges<Target>] {
        // Without pairs only `set` has something to do.
        let pairs = wanted.pairs
        if wanted.isEmpty || pairs.isEmpty && cause != .set { return LinkReport().typed(wanted.map(\.owner)) }
        return try await links.change(cause, .many(pairs), on: session, isAtomic: isAtomic, work).typed(wanted.map(\.owner))
    }
}
