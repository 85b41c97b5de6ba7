/// What can be done with a many-to-many relation of one row. Every change is atomic, refuses what it cannot do with a typed error
/// before anything was written, and says what it did.
///
/// ```swift
/// let changes = try await ann.tags.set([press], on: db)  // .added: [press.id], .removed: [vip.id]
/// ```
/// Changes throw ``RelationError`` for ends that cannot be linked, ``QueryError``, ``DatabaseError`` and ``PoolError`` as other writes do,
/// and what a hook throws.
public protocol ManyVerbs: RelationHandle, RelatedRows {
    /// The engine behind the verbs.
    var _links: Links { get }
}

extension ManyVerbs {
    /// Links rows. Linked ones stay as they are, a soft-deleted link is restored, duplicates collapse.
    ///
    /// ```swift
    /// let changes = try await bob.departments.add(hr, it, on: db)  // .added: [hr.id], .existing: [it.id]
    /// ```
    /// SQL: `INSERT INTO contact_department … FROM json_each(?) … ON CONFLICT (contact_id, category_id) DO UPDATE SET deleted = NULL …`
    ///
    /// One statement whatever the number of targets; one read more to name what is wrong, on SQLite also when some were linked already, and one on
    /// PostgreSQL that holds the owner where the relation is ordered. Of a single target SQLite needs none more where neither
    /// end is soft-deletable, and the relation has no limit and no order.
    ///
    /// Throws ``RelationError`` for unsaved, missing or soft-deleted targets, for those that the options' limit does not allow, and for an
    /// unsaved, missing or soft-deleted owner; nothing was written then.
    @discardableResult
    public func add(_ targets: Target..., on session: some Session) async throws -> LinkChanges<Target> {
        try await add(keys: targets.map { $0.id }, on: session)
    }

    /// The same with an array of rows; of none, nothing is sent.
    @discardableResult
    public func add(_ targets: [Target], on session: some Session) async throws -> LinkChanges<Target> {
        try await add(keys: targets.map { $0.id }, on: session)
    }

    /// The same by key.
    @discardableResult
    @inlinable public func add(keys: [Key<Target>], on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.add(keys.map { $0.columnValue }, on: session).typed()
    }

    /// Unlinks rows; softly where the junction model is soft-deletable. What is not linked is no error and not reported.
    ///
    /// ```swift
    /// try await ann.departments.remove(it, on: db)
    /// try await ann.tags.remove(keys: [vip.id], on: db)
    /// ```
    /// SQL: `UPDATE contact_department AS l SET deleted = ?, modified = ? WHERE l.contact_id = ? AND l.category_id = ? AND …`
    /// SQL: `DELETE FROM contact_tags AS l WHERE l.contact_id = ? AND l.tag_id = ? RETURNING tag_id`
    ///
    /// Links to soft-deleted rows are removed, too. Throws ``RelationError`` for unsaved rows.
    @discardableResult
    public func remove(_ targets: Target..., on session: some Session) async throws -> LinkChanges<Target> {
        try await remove(keys: targets.map { $0.id }, on: session)
    }

    /// The same with an array of rows.
    @discardableResult
    public func remove(_ targets: [Target], on session: some Session) async throws -> LinkChanges<Target> {
        try await remove(keys: targets.map { $0.id }, on: session)
    }

    /// The same by key.
    @discardableResult
    public func remove(keys: [Key<Target>], on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.remove(keys.map { $0.columnValue }, on: session).typed()
    }

    /// Unlinks every row, in one statement; softly where the junction model is soft-deletable.
    ///
    /// ```swift
    /// try await ann.tags.clear(on: db)
    /// ```
    /// SQL: `DELETE FROM contact_tags AS l WHERE l.contact_id = ? RETURNING tag_id`
    @discardableResult
    public func clear(on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.remove(nil, on: session).typed()
    }

    /// Makes the smallest change that ends with exactly these: links that stay keep their rows, ids and timestamps.
    ///
    /// ```swift
    /// let changes = try await ann.tags.set([press], on: db)  // .added: [press.id], .removed: [vip.id]
    /// ```
    /// SQL: `SELECT l.tag_id, … FROM contact AS o LEFT JOIN contact_tags AS l … WHERE o.id = ?`, `INSERT INTO contact_tags …`
    /// SQL: `DELETE FROM contact_tags AS l WHERE l.contact_id = ? AND l.tag_id = ?`
    ///
    /// At most three statements in a transaction, and one more where places of an ordered relation change. On PostgreSQL one before them
    /// holds the owner, so that of two calls at the same time one comes after the other. Throws as `add(_:on:)` does.
    @discardableResult
    public func set(_ targets: [Target], on session: some Session) async throws -> LinkChanges<Target> {
        try await set(keys: targets.map { $0.id }, on: session)
    }

    /// The same by key.
    @discardableResult
    @inlinable public func set(keys: [Key<Target>], on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.set(keys.map { $0.columnValue }, on: session).typed()
    }

    /// Inserts a row and links it, or neither: two statements in a transaction. Returns the row as stored.
    ///
    /// ```swift
    /// let legal = try await ann.departments.create(Category(name: "Legal"), on: db)
    /// ```
    /// SQL: `INSERT INTO category (…) VALUES (…) RETURNING …`, `INSERT INTO contact_department AS l (…) …`
    ///
    /// Throws ``ValidationError`` for a row that cannot be stored, ``RelationError`` for its owner or where the limit does not allow it.
    @discardableResult
    public func create(_ target: Target, on session: some Session) async throws -> Target {
        try await _links.create(target, on: session)
    }

    /// The rows that are linked, as an ordinary query; in the order of the relation where it has one.
    ///
    /// ```swift
    /// let open = try await ann.departments.query.filter { $0.isOpen }.with { $0.children }.all(on: db)
    /// ```
    /// SQL: `… WHERE t0.id IN (SELECT t1.category_id FROM contact_department AS t1 WHERE t1.deleted IS NULL AND t1.contact_id = ?) AND …`
    public var query: Query<Target, Target> { _links.query() }
}
