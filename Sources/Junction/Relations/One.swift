/// The one row whose unique foreign key refers to one row; there may be none.
///
/// ```swift
/// @HasOne(\Contact.userID) var contact: One<Contact>
/// let contact = try await user.contact.get(on: db)
/// ```
public struct One<Target: Model>: RelationHandle {
    public typealias InQuery = Maybe<Target.Fields>
    let owner: Value
    let relation: Relation

    public init(_owner: Value, _ relation: Relation) {
        owner = _owner
        self.relation = relation
    }

    public static func _relation<Owner: Model>(_ name: String, of owner: Owner.Type, key property: String) -> Relation {
        Relation(
            name: name, owner: { Owner.table }, target: { Target.table }, kind: .children(property: property, isUnique: true))
    }

    /// That row, as an ordinary query of one row or none.
    public var query: Query<Target, Target> { HasMany<Target>(_owner: owner, relation).query }

    /// That row; nil where there is none.
    public func get(on session: some Session) async throws -> Target? { try await query.first(on: session) }
}
