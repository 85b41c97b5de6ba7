/// The rows that a relation of one row leads to: what can be read of them. Many-to-many and has-many relations have it in common.
///
/// ```swift
/// func report<Rows: RelatedRows>(_ rows: Rows) async throws -> String {
///     "\(try await rows.count(on: db)) of \(Rows.Target.self)"
/// }
/// ```
/// Each verb is one statement, and throws as `all` of a ``Query`` does.
public protocol RelatedRows: RelationHandle {
    /// The rows, as an ordinary query.
    var query: Query<Target, Target> { get }
}

extension RelatedRows {
    /// The rows that fulfil the condition.
    ///
    /// ```swift
    /// let open = try await ann.departments.filter { $0.isOpen }.all(on: db)
    /// ```
    /// SQL: `… WHERE t0.id IN (SELECT t1.category_id FROM contact_department AS t1 WHERE …) AND t0.is_open`
    public func filter(_ condition: (Target.Fields) -> Expr<Bool>) -> Query<Target, Target> { query.filter(condition) }
    /// The rows in this order; a bare expression is ascending.
    ///
    /// ```swift
    /// let byName = try await ann.departments.order { $0.name.descending }.all(on: db)
    /// ```
    /// SQL: `… ORDER BY t0.name DESC`
    public func order(_ term: (Target.Fields) -> some OrderingTerm) -> Query<Target, Target> { query.order(term) }
    /// The same by several terms.
    ///
    /// ```swift
    /// let sorted = try await ann.phones.order { [$0.kind, $0.number] }.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM phone AS t0 WHERE t0.contact_id = ? ORDER BY t0.kind, t0.number`
    public func order(_ terms: (Target.Fields) -> [any OrderingTerm]) -> Query<Target, Target> { query.order(terms) }

    /// All rows.
    ///
    /// ```swift
    /// let departments = try await ann.departments.all(on: db)
    /// ```
    /// SQL: `SELECT … WHERE t0.id IN (SELECT t1.category_id FROM contact_department AS t1 WHERE t1.deleted IS NULL AND t1.contact_id = ?)`
    public func all(on session: some Session) async throws -> [Target] { try await query.all(on: session) }
    /// How many rows there are.
    ///
    /// ```swift
    /// let count = try await ann.phones.count(on: db)
    /// ```
    /// SQL: `SELECT count(*) FROM phone AS t0 WHERE t0.contact_id = ?`
    public func count(on session: some Session) async throws -> Int { try await query.count(on: session) }
    /// Whether there is no row.
    ///
    /// ```swift
    /// let isUntagged = try await ann.tags.isEmpty(on: db)
    /// ```
    /// SQL: `SELECT EXISTS (SELECT 1 FROM tag AS t0 WHERE t0.deleted IS NULL AND t0.id IN (SELECT t1.tag_id FROM …))`
    public func isEmpty(on session: some Session) async throws -> Bool { try await !query.exists(on: session) }
    /// Whether the row is among them.
    ///
    /// ```swift
    /// let isInHR = try await ann.departments.contains(hr, on: db)
    /// ```
    /// SQL: `SELECT EXISTS (SELECT 1 FROM category AS t0 WHERE t0.id IN (SELECT …) AND t0.id = ?)`
    public func contains(_ target: Target, on session: some Session) async throws -> Bool {
        try await contains(target.id, on: session)
    }
    /// The same by key.
    public func contains(_ key: Key<Target>, on session: some Session) async throws -> Bool {
        try await query.filter { $0.id == key }.exists(on: session)
    }
}
