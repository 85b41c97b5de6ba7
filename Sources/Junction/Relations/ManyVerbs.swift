/// What can be done with a many-to-many relation of one row. Every change is atomic, refuses what it cannot do with a typed error
/// before anything was written, and says what it did.
public protocol ManyVerbs: RelationHandle, RelatedRows {
    var _links: Links { get }
}

extension ManyVerbs {
    /// Links rows. Linked ones stay as they are, a soft-deleted link is restored, duplicates collapse.
    ///
    /// ```swift
    /// try await contact.departments.add(hr, it, on: db)
    /// ```
    /// SQL: one `INSERT … SELECT … FROM json_each(?) … ON CONFLICT … RETURNING` whatever the number of targets.
    ///
    /// Throws ``RelationError`` for unsaved, missing or soft-deleted targets and for a missing owner; nothing was written then.
    @discardableResult
    public func add(_ targets: Target..., on session: some Session) async throws -> LinkChanges<Target> {
        try await add(keys: targets.map { $0.id }, on: session)
    }

    /// The same with an array of rows.
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
    /// SQL: one `DELETE` or `UPDATE … RETURNING`
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

    /// Unlinks every row.
    @discardableResult
    public func clear(on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.remove(nil, on: session).typed()
    }

    /// Makes the smallest change that ends with exactly these: links that stay keep their rows, ids and timestamps.
    ///
    /// At most four statements in a transaction.
    @discardableResult
    public func set(_ targets: [Target], on session: some Session) async throws -> LinkChanges<Target> {
        try await set(keys: targets.map { $0.id }, on: session)
    }

    /// The same by key.
    @discardableResult
    public func set(keys: [Key<Target>], on session: some Session) async throws -> LinkChanges<Target> {
        try await _links.set(keys.map { $0.columnValue }, on: session).typed()
    }

    /// Inserts a row and links it, or neither. Returns the row as stored.
    @discardableResult
    public func create(_ target: Target, on session: some Session) async throws -> Target {
        try await _links.create(target, on: session)
    }

    /// The rows that are linked, as an ordinary query.
    public var query: Query<Target, Target> { _links.query() }
}
