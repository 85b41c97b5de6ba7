/// The type of a relation property: it knows the other model, and what stands for the relation in a query.
///
/// ```swift
/// @HasMany(\Phone.contactID) var phones: HasMany<Phone>
/// ```
public protocol RelationHandle: Sendable {
    /// The other model.
    associatedtype Target: Model
    /// What the relation is in `Fields`.
    associatedtype InQuery
    /// Holds the key of the row; the macros call it.
    init(_owner: Value, _ relation: Relation)
}

/// The type of a many-to-many relation property.
///
/// ```swift
/// @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
/// ```
public protocol ManyHandle: RelationHandle {
    /// What the property declares; the macros call it.
    static func _relation<Owner: Model>(of owner: Owner.Type, _ declaration: Relation.Declaration) -> Relation
}

extension ManyHandle {
    /// The other end of a many-to-many relation; the macros call it.
    public static func _inverse<Owner: Model>(
        _ name: String, of owner: Owner.Type, _ forward: @escaping @Sendable () -> Relation?
    ) -> Relation {
        Relation(name: name, owner: { Owner.table }, target: { Target.table }, kind: .inverse(forward))
    }
}
