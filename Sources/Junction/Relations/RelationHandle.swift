/// The type of a relation property: it knows the other model, and what stands for the relation in a query.
public protocol RelationHandle: Sendable {
    associatedtype Target: Model
    /// What the relation is in `Fields`.
    associatedtype InQuery
    init(_owner: Value, _ relation: Relation)
}

/// The type of a many-to-many relation property.
public protocol ManyHandle: RelationHandle {
    static func _relation<Owner: Model>(of owner: Owner.Type, _ declaration: Relation.Declaration) -> Relation
}

extension ManyHandle {
    /// The other end of a many-to-many relation.
    public static func _inverse<Owner: Model>(
        _ name: String, of owner: Owner.Type, _ forward: @escaping @Sendable () -> Relation?
    ) -> Relation {
        Relation(name: name, owner: { Owner.table }, target: { Target.table }, kind: .inverse(forward))
    }
}
