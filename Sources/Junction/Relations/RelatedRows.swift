/// The rows that a relation of one row leads to: what can be read of them.
public protocol RelatedRows: RelationHandle {
    /// The rows, as an ordinary query.
    var query: Query<Target, Target> { get }
}

extension RelatedRows {
    /// The rows that fulfil the condition.
    public func filter(_ condition: (Target.Fields) -> Expr<Bool>) -> Query<Target, Target> { query.filter(condition) }
    /// The rows in this order; a bare expression is ascending.
    public func order(_ term: (Target.Fields) -> some OrderingTerm) -> Query<Target, Target> { query.order(term) }
    /// The same by several terms.
    public func order(_ terms: (Target.Fields) -> [any OrderingTerm]) -> Query<Target, Target> { query.order(terms) }

    /// All rows.
    public func all(on session: some Session) async throws -> [Target] { try await query.all(on: session) }
    /// How many rows there are.
    ///
    /// SQL: `SELECT count(*) FROM …`
    public func count(on session: some Session) async throws -> Int { try await query.count(on: session) }
    /// Whether there is no row.
    public func isEmpty(on session: some Session) async throws -> Bool { try await !query.exists(on: session) }
    /// Whether the row is among them.
    ///
    /// SQL: `SELECT EXISTS (SELECT 1 FROM … WHERE id = ?)`
    public func contains(_ target: Target, on session: some Session) async throws -> Bool {
        try await contains(target.id, on: session)
    }
    /// The same by key.
    public func contains(_ key: Key<Target>, on session: some Session) async throws -> Bool {
        try await query.filter { $0.id == key }.exists(on: session)
    }
}
