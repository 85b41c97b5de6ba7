/// A many-to-many relation of one row.
///
/// ```swift
/// try await config.modules.add(core, crm, on: db)
/// let modules = try await config.modules.query.all(on: db)
/// ```
public struct Many<T: Model>: ManyHandle, ManyVerbs {
    public typealias Target = T
    public typealias InQuery = ToMany<Target>
    public let _links: Links

    public init(_owner: Value, _ relation: Relation) { _links = Links(owner: _owner, relation: relation) }

    public static func _relation<Owner: Model>(of owner: Owner.Type, _ declaration: Relation.Declaration) -> Relation {
        Relation(
            name: declaration.name, owner: { Owner.table }, target: { Target.table },
            kind: .junction(suffix: declaration.snakeCase, declaration.names, isSymmetrical: declaration.ends.isSymmetrical))
    }

    /// A many-to-many relation through a junction model of your own.
    ///
    /// ```swift
    /// @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
    /// ```
    public struct Through<Link: Model>: ManyHandle, ManyVerbs {
        public typealias Target = T
        public typealias InQuery = ToManyThrough<Target, Link>
        public let _links: Links

        public init(_owner: Value, _ relation: Relation) { _links = Links(owner: _owner, relation: relation) }

        public static func _relation<Owner: Model>(of owner: Owner.Type, _ declaration: Relation.Declaration) -> Relation {
            Relation(
                name: declaration.name, owner: { Owner.table }, target: { Target.table }, kind: .through({ Link.table }, declaration.ends))
        }
    }
}
