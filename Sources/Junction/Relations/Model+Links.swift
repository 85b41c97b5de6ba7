extension Model {
    /// Links many owners at once; as `add` on each of them, in one statement.
    ///
    /// ```swift
    /// let changes = try await Contact.add(\.tags, [ann.id: [vip.id], bob.id: [vip.id, press.id]], on: db)
    /// ```
    /// SQL: `INSERT INTO contact_tags AS l (contact_id, tag_id) SELECT k.value0, k.value1 FROM (… json_each(?)) AS k WHERE …`
    ///
    /// Returns what was done to each owner, by its key. One read more when some were linked already, or to name what is wrong. Throws
    /// ``RelationError`` as for one owner; nothing was written then.
    @discardableResult
    public static func add<R: ManyVerbs>(
        _ relation: KeyPath<Self, R>, _ targets: [Key<Self>: [Key<R.Target>]], on session: some Session
    ) async throws -> [Key<Self>: LinkChanges<R.Target>] {
        let links = try ManyLinks(of: relation, targets)
        return try await links.change(.add, on: session) { try $0.add(.many(links.wanted.pairs)) }
    }

    /// Unlinks many owners at once; as `remove` on each of them, in one statement.
    ///
    /// ```swift
    /// try await Contact.remove(\.tags, [ann.id: [vip.id], bob.id: [press.id]], on: db)
    /// ```
    /// SQL: `DELETE FROM contact_tags AS l WHERE (l.contact_id, l.tag_id) IN (SELECT k.value0, k.value1 FROM …) RETURNING …`
    @discardableResult
    public static func remove<R: ManyVerbs>(
        _ relation: KeyPath<Self, R>, _ targets: [Key<Self>: [Key<R.Target>]], on session: some Session
    ) async throws -> [Key<Self>: LinkChanges<R.Target>] {
        let links = try ManyLinks(of: relation, targets)
        return try await links.change(.remove, on: session) { try $0.remove(.many(links.wanted.pairs)) }
    }

    /// Makes the smallest change that ends with exactly these for each owner, by as many statements for all of them as for one.
    ///
    /// ```swift
    /// try await Contact.set(\.departments, to: [ann.id: [hr.id], bob.id: []], on: db)
    /// ```
    /// SQL: `SELECT l.category_id, o.id, … FROM contact AS o LEFT JOIN contact_department AS l … WHERE o.id IN (…)`
    /// SQL: `UPDATE contact_department AS l SET deleted = ?, modified = ? WHERE (l.contact_id, l.category_id) IN (…) AND …`
    ///
    /// Owners that are not named are left alone. In a symmetrical relation two owners cannot contradict each other: ``RelationError``.
    @discardableResult
    public static func set<R: ManyVerbs>(
        _ relation: KeyPath<Self, R>, to targets: [Key<Self>: [Key<R.Target>]], on session: some Session
    ) async throws -> [Key<Self>: LinkChanges<R.Target>] {
        let links = try ManyLinks(of: relation, targets)
        return try await links.change(.set, on: session) { try $0.set(links.wanted) }
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
        _ cause: RelationEvent.Cause, on session: some Session, _ work: @Sendable (LinkWriter) throws -> LinkReport
    ) async throws -> [Key<Owner>: LinkChanges<Target>] {
        // Without pairs only `set` has something to do.
        let pairs = wanted.pairs
        if wanted.isEmpty || pairs.isEmpty && cause != .set { return LinkReport().typed(wanted.map(\.owner)) }
        return try await links.change(cause, .many(pairs), on: session, work).typed(wanted.map(\.owner))
    }
}
