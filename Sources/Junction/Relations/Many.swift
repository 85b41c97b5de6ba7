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

    public static func _relation<Owner: Model>(
        _ name: String, _ snakeCase: String, of owner: Owner.Type, table: String?, from: String?, to: String?
    ) -> Relation {
        let names: Relation.JunctionNames? =
            if let table, let from, let to { Relation.JunctionNames(table: table, from: from, to: to) } else { nil }
        return Relation(name: name, owner: { Owner.table }, target: { Target.table }, kind: .junction(suffix: snakeCase, names))
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

        public static func _relation<Owner: Model>(
            _ name: String, _ snakeCase: String, of owner: Owner.Type, table: String?, from: String?, to: String?
        ) -> Relation {
            Relation(name: name, owner: { Owner.table }, target: { Target.table }, kind: .through { Link.table })
        }
    }
}
