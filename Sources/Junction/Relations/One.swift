/// The one row whose unique foreign key refers to one row; there may be none.
///
/// ```swift
/// @HasOne(\Contact.userID) var contact: One<Contact>
/// ```
///
/// ```swift
/// let contact = try await user.contact.get(on: db)
/// ```
/// SQL: `SELECT … FROM contact AS t0 … WHERE t0.user_id = ? …`
public struct One<Target: Model>: RelationHandle {
    /// What the relation is in a query.
    public typealias InQuery = Maybe<Target.Fields>
    let owner: Value
    let relation: Relation

    /// Holds the key of the row; the macros call it.
    public init(_owner: Value, _ relation: Relation) {
        owner = _owner
        self.relation = relation
    }

    /// What the property declares; the macros call it.
    public static func _relation<Owner: Model>(_ name: String, of owner: Owner.Type, key property: String) -> Relation {
        Relation(
            name: name, owner: { Owner.table }, target: { Target.table }, kind: .children(property: property, isUnique: true))
    }

    /// That row, as an ordinary query of one row or none.
    ///
    /// ```swift
    /// let titles = try await user.contact.query.values { $0.title }.all(on: db)
    /// ```
    /// SQL: `SELECT t0.title FROM contact AS t0 … WHERE t0.user_id = ? …`
    public var query: Query<Target, Target> { HasMany<Target>(_owner: owner, relation).query }

    /// That row; nil where there is none.
    ///
    /// ```swift
    /// let contact = try await user.contact.get(on: db)
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 … WHERE t0.user_id = ? … LIMIT ?`
    public func get(on session: some Session) async throws -> Target? {
        try await query.changing { $0.isUnordered = true }.first(on: session)
    }
}
