extension Many.Through {
    /// Links rows and fills the junction model's own columns. A link that is there already stays as it is.
    ///
    /// ```swift
    /// try await bob.departments.add(hr, on: db) { $0.addedBy = me }
    /// ```
    /// SQL: `INSERT INTO contact_department AS l (contact_id, category_id, added_by, …) … DO UPDATE SET …, added_by = excluded.added_by …`
    ///
    /// A link that is restored is filled too. Statements and errors are those of `add(_:on:)`, and ``ValidationError`` for
    /// values that cannot be stored, or columns that belong to the link itself: its keys, its time of deletion.
    ///
    /// Where the junction's uniqueness includes a role, a link in another role is another link.
    @discardableResult
    public func add(_ targets: Target..., on session: some Session, fill: (inout Changes<Link>) -> Void) async throws -> LinkChanges<Target>
    {
        try await add(keys: targets.map { $0.id }, on: session, fill: fill)
    }

    /// The same with an array of rows.
    @discardableResult
    public func add(_ targets: [Target], on session: some Session, fill: (inout Changes<Link>) -> Void) async throws -> LinkChanges<Target>
    {
        try await add(keys: targets.map { $0.id }, on: session, fill: fill)
    }

    /// The same by key.
    @discardableResult
    @inlinable public func add(
        keys: [Key<Target>], on session: some Session, fill: (inout Changes<Link>) -> Void
    ) async throws -> LinkChanges<Target> {
        try await _links.add(keys.map { $0.columnValue }, filling: filled(fill), on: session).typed()
    }

    /// Links rows of a symmetrical relation and fills the row of each direction: `mirror` says what differs in that of the other end.
    ///
    /// ```swift
    /// try await ann.relatives.add(keys: [bob.id], on: db) {
    ///     $0.role = "parent"
    /// } mirror: {
    ///     $0.role = "child"
    /// }
    /// ```
    /// SQL: `INSERT INTO kinship AS l (contact_id, relative_id, role) SELECT ?, ?, ? WHERE … UNION ALL SELECT ?, ?, ? WHERE …`
    ///
    /// Throws ``QueryError`` for a relation that is not symmetrical.
    @discardableResult
    public func add(
        keys: [Key<Target>], on session: some Session, fill: (inout Changes<Link>) -> Void, mirror: (inout Changes<Link>) -> Void
    ) async throws -> LinkChanges<Target> {
        try await _links.add(keys.map { $0.columnValue }, filling: try mirrored(fill, mirror), on: session).typed()
    }

    /// Unlinks rows and fills columns of the links that are kept as soft-deleted.
    ///
    /// ```swift
    /// try await ann.departments.remove(hr, on: db) { $0.role = "former head" }
    /// ```
    /// SQL: `UPDATE contact_department AS l SET deleted = ?, modified = ?, role = ? WHERE … AND l.deleted IS NULL RETURNING category_id`
    ///
    /// Throws ``QueryError`` where links are removed for good, ``ValidationError`` for values that cannot be stored.
    @discardableResult
    public func remove(
        _ targets: Target..., on session: some Session, fill: (inout Changes<Link>) -> Void
    ) async throws -> LinkChanges<Target> {
        try await remove(keys: targets.map { $0.id }, on: session, fill: fill)
    }

    /// The same with an array of rows.
    @discardableResult
    public func remove(
        _ targets: [Target], on session: some Session, fill: (inout Changes<Link>) -> Void
    ) async throws -> LinkChanges<Target> {
        try await remove(keys: targets.map { $0.id }, on: session, fill: fill)
    }

    /// The same by key.
    @discardableResult
    public func remove(
        keys: [Key<Target>], on session: some Session, fill: (inout Changes<Link>) -> Void
    ) async throws -> LinkChanges<Target> {
        try await _links.remove(keys.map { $0.columnValue }, filling: filled(fill), on: session).typed()
    }

    /// Unlinks only those links that fulfil a condition on their own columns, such as one role of several.
    ///
    /// ```swift
    /// try await ann.departments.remove(keys: [hr.id, it.id], where: { $0.role == "head" }, on: db)
    /// ```
    /// SQL: `UPDATE contact_department AS l SET … WHERE ((l.contact_id = ? AND l.category_id = ?) OR …) AND l.role = ? AND …`
    @discardableResult
    public func remove(
        keys: [Key<Target>], where condition: (Link.Fields) -> Expr<Bool>, on session: some Session
    ) async throws -> LinkChanges<Target> {
        try await _links.remove(keys.map { $0.columnValue }, where: filter(condition), on: session).typed()
    }

    /// Unlinks every row and fills columns of the links that are kept as soft-deleted.
    ///
    /// ```swift
    /// try await ann.departments.clear(on: db) { $0.role = "former" }
    /// ```
    /// SQL: `UPDATE contact_department AS l SET deleted = ?, modified = ?, role = ? WHERE l.contact_id = ? AND l.deleted IS NULL …`
    ///
    /// Throws ``QueryError`` where links are removed for good.
    @discardableResult
    public func clear(on session: some Session, fill: (inout Changes<Link>) -> Void) async throws -> LinkChanges<Target> {
        try await _links.remove(nil, filling: filled(fill), on: session).typed()
    }

    /// Unlinks every row whose link fulfils a condition on its own columns.
    ///
    /// ```swift
    /// try await ann.departments.clear(where: { $0.role == "head" }, on: db)
    /// ```
    /// SQL: `UPDATE contact_department AS l SET … WHERE l.contact_id = ? AND l.role = ? AND l.deleted IS NULL RETURNING category_id`
    @discardableResult
    public func clear(where condition: (Link.Fields) -> Expr<Bool>, on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.remove(nil, where: filter(condition), on: session).typed()
    }

    /// Ends with exactly these; new and restored links are filled, those that stay are not touched.
    ///
    /// ```swift
    /// try await bob.departments.set([hr], on: db) { $0.addedBy = me }
    /// ```
    /// SQL: `SELECT l.category_id, … WHERE o.id = ?`, `INSERT INTO contact_department AS l (contact_id, category_id, added_by, …) …`
    /// SQL: `UPDATE contact_department AS l SET deleted = ?, modified = ? WHERE l.contact_id = ? AND l.category_id = ? AND …`
    ///
    /// Statements and errors are those of ``ManyVerbs/set(_:on:)``, and ``ValidationError`` as in `add(_:on:fill:)`.
    ///
    /// Where the junction's uniqueness includes a role and the call fills it, only links in that role are meant: others stay.
    @discardableResult
    public func set(_ targets: [Target], on session: some Session, fill: (inout Changes<Link>) -> Void) async throws -> LinkChanges<Target>
    {
        try await set(keys: targets.map { $0.id }, on: session, fill: fill)
    }

    /// The same by key.
    @discardableResult
    @inlinable public func set(
        keys: [Key<Target>], on session: some Session, fill: (inout Changes<Link>) -> Void
    ) async throws -> LinkChanges<Target> {
        try await _links.set(keys.map { $0.columnValue }, filling: filled(fill), on: session).typed()
    }

    /// Inserts a row and links it with the junction model's own columns filled, or does neither. Returns the row as stored.
    ///
    /// ```swift
    /// let legal = try await ann.departments.create(Category(name: "Legal"), on: db) { $0.role = "head" }
    /// ```
    /// SQL: `INSERT INTO category (…) VALUES (…) RETURNING …`, `INSERT INTO contact_department AS l (contact_id, category_id, role, …) …`
    ///
    /// Two statements in a transaction. Throws as ``ManyVerbs/create(_:on:)`` does.
    @discardableResult
    public func create(_ target: Target, on session: some Session, fill: (inout Changes<Link>) -> Void) async throws -> Target {
        try await _links.create(target, filling: filled(fill), on: session)
    }

    /// The junction rows themselves, as models; `links.onlyDeleted` is what was linked once.
    ///
    /// ```swift
    /// let links = try await ann.departments.links.order { $0.created }.all(on: db)
    /// let former = try await ann.departments.links.onlyDeleted.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM contact_department AS t0 WHERE t0.deleted IS NULL AND t0.contact_id = ? ORDER BY t0.created`
    /// SQL: `SELECT … FROM contact_department AS t0 WHERE t0.deleted IS NOT NULL AND t0.contact_id = ?`
    public var links: Query<Link, Link> { _links.rows() }

    /// The same in both directions of a symmetrical link.
    @usableFromInline func filled(_ fill: (inout Changes<Link>) -> Void) -> LinkFill { LinkFill(assignments(fill)) }

    private func assignments(_ fill: (inout Changes<Link>) -> Void) -> [Assignment] {
        var changes = Changes<Link>(Path(Scope()))
        fill(&changes)
        return changes.assignments
    }

    /// What differs in the other direction is laid over what is the same.
    private func mirrored(_ fill: (inout Changes<Link>) -> Void, _ mirror: (inout Changes<Link>) -> Void) throws -> LinkFill {
        guard try _links.relation.junction().isSymmetrical else {
            throw QueryError(.unsupported(what: "mirror rows in \(_links.relation.title), which is not symmetrical", database: "Junction"))
        }
        let forward = assignments(fill), other = assignments(mirror), named = Set(other.map(\.column))
        return LinkFill(forward, mirror: forward.filter { !named.contains($0.column) } + other)
    }

    private func filter(_ condition: (Link.Fields) -> Expr<Bool>) -> LinkFilter {
        let scope = Scope()
        return LinkFilter(scope: scope, condition: condition(Link.Fields(_path: Path(scope))).node)
    }
}

extension Many.Through where Link: SoftDeletable {
    /// Restores soft-deleted links: same rows and ids. What was never linked, or is linked, is no error and not reported.
    ///
    /// ```swift
    /// let changes = try await ann.departments.restore(hr, on: db)
    /// ```
    /// SQL: `UPDATE contact_department AS l SET deleted = NULL, modified = ? WHERE l.contact_id = ? AND l.category_id = ? AND …`
    ///
    /// One statement; one read more when it restored less than was asked. Throws ``RelationError`` for a soft-deleted target or owner.
    @discardableResult
    public func restore(_ targets: Target..., on session: some Session) async throws -> LinkChanges<Target> {
        try await restore(keys: targets.map { $0.id }, on: session)
    }

    /// The same by key.
    @discardableResult
    public func restore(keys: [Key<Target>], on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.restore(keys.map { $0.columnValue }, on: session).typed()
    }

    /// Restores every soft-deleted link whose target is live, in one statement.
    ///
    /// ```swift
    /// try await ann.departments.restoreAll(on: db)
    /// ```
    /// SQL: `UPDATE contact_department AS l SET deleted = NULL, modified = ? WHERE l.contact_id = ? AND l.deleted IS NOT NULL AND …`
    @discardableResult
    public func restoreAll(on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.restore(nil, on: session).typed()
    }

    /// Restores only those links that fulfil a condition on their own columns, in one statement.
    ///
    /// ```swift
    /// try await ann.departments.restoreAll(where: { $0.role == "head" }, on: db)
    /// ```
    /// SQL: `UPDATE contact_department AS l SET deleted = NULL, modified = ? WHERE l.contact_id = ? AND l.role = ? AND …`
    @discardableResult
    public func restoreAll(where condition: (Link.Fields) -> Expr<Bool>, on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.restore(nil, where: filter(condition), on: session).typed()
    }
}

// MARK: Places

extension Many.Through {
    /// Links rows at a place of an ordered relation, counted from 0; rows that are linked already move there.
    ///
    /// ```swift
    /// @ManyToMany(orderedBy: \.position) var songs: Many<Song>.Through<PlaylistSong>
    /// ```
    ///
    /// ```swift
    /// try await mix.songs.insert(intro, at: 0, on: db)
    /// ```
    /// SQL: `SELECT l.song_id, …, l.position FROM playlist AS o LEFT JOIN playlist_song AS l … ORDER BY l.position …`
    /// SQL: `INSERT INTO playlist_song AS l (playlist_id, song_id, position) …`
    /// SQL: `UPDATE playlist_song AS l SET position = k.value2 FROM (SELECT …) AS k WHERE … AND NOT (l.position IS k.value2) …`
    ///
    /// At most three statements in a transaction; on PostgreSQL one before them holds the owner. Throws ``QueryError`` for a place that
    /// there is not, or a relation without places, ``RelationError`` as `add(_:on:)` does.
    @discardableResult
    public func insert(_ targets: Target..., at place: Int, on session: some Session) async throws -> LinkChanges<Target> {
        try await insert(keys: targets.map { $0.id }, at: place, on: session)
    }

    /// The same by key.
    @discardableResult
    public func insert(keys: [Key<Target>], at place: Int, on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.insert(keys.map { $0.columnValue }, at: place, filling: .none, on: session).typed()
    }

    /// The same, and fills the junction model's own columns of new links.
    @discardableResult
    public func insert(
        keys: [Key<Target>], at place: Int, on session: some Session, fill: (inout Changes<Link>) -> Void
    ) async throws -> LinkChanges<Target> {
        try await _links.insert(keys.map { $0.columnValue }, at: place, filling: filled(fill), on: session).typed()
    }

    /// Puts a linked row at a place of an ordered relation, counted without it: 0 is first. Only places that change are written.
    ///
    /// ```swift
    /// try await mix.songs.move(song, to: 0, on: db)
    /// ```
    /// SQL: `UPDATE playlist_song AS l SET position = k.value2 FROM (SELECT …) AS k WHERE … AND NOT (l.position IS k.value2) …`
    ///
    /// Two statements in a transaction: the links are read before. On PostgreSQL one more holds the owner. Throws ``RelationError`` when it
    /// is not linked, ``QueryError`` for a place that there is not.
    @discardableResult
    public func move(_ target: Target, to place: Int, on session: some Session) async throws -> LinkChanges<Target> {
        try await move(target.id, to: place, on: session)
    }

    /// The same by key.
    @discardableResult
    public func move(_ key: Key<Target>, to place: Int, on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.move(key.columnValue, to: place, on: session).typed()
    }
}
