/// A many-to-many relation of one row.
///
/// ```swift
/// @ManyToMany var tags: Many<Tag>
/// ```
/// The property is a handle: it holds the row's key, and nothing that was loaded. Its verbs are those of ``ManyVerbs``:
/// ```swift
/// try await bob.tags.add(vip, press, on: db)
/// let tags = try await bob.tags.order { $0.name }.all(on: db)
/// ```
/// SQL: `INSERT INTO contact_tags AS l (contact_id, tag_id) SELECT ?, k.value FROM json_each(?) AS k WHERE … ON CONFLICT … DO NOTHING …`
/// SQL: `SELECT … FROM tag AS t0 WHERE t0.deleted IS NULL AND t0.id IN (SELECT t1.tag_id FROM contact_tags AS t1 WHERE …) ORDER BY t0.name`
public struct Many<T: Model>: ManyHandle, ManyVerbs {
    /// The other model.
    public typealias Target = T
    /// What the relation is in a query.
    public typealias InQuery = ToMany<Target>
    /// The engine behind the verbs.
    public let _links: Links

    /// Holds the key of the row; the macros call it.
    public init(_owner: Value, _ relation: Relation) { _links = Links(owner: _owner, relation: relation) }

    /// What the property declares; the macros call it.
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
    /// Its verbs also fill the links' own columns, and its ``links`` are rows as any:
    /// ```swift
    /// try await bob.departments.add(hr, on: db) { $0.addedBy = me }
    /// ```
    /// Where the junction model is soft-deletable, links are removed softly, and a removed one is seen nowhere unless it is asked for.
    public struct Through<Link: Model>: ManyHandle, ManyVerbs {
        /// The other model.
        public typealias Target = T
        /// What the relation is in a query.
        public typealias InQuery = ToManyThrough<Target, Link>
        /// The engine behind the verbs.
        public let _links: Links

        /// Holds the key of the row; the macros call it.
        public init(_owner: Value, _ relation: Relation) { _links = Links(owner: _owner, relation: relation) }

        /// What the property declares; the macros call it.
        public static func _relation<Owner: Model>(of owner: Owner.Type, _ declaration: Relation.Declaration) -> Relation {
            Relation(
                name: declaration.name, owner: { Owner.table }, target: { Target.table }, kind: .through({ Link.table }, declaration.ends))
        }
    }
}
