/// The columns and relations of a model as a query sees them; `@Model` writes one for each model.
///
/// ```swift
/// let isAnn: (User.Fields) -> Expr<Bool> = { $0.username == "ann" }
/// let users = User.filter(isAnn)
/// ```
/// SQL: `FROM user AS t0 WHERE t0.username = ?`
///
/// Its own members begin with an underscore, so that a column may have any name.
public protocol ModelFields: Prefetch, PathMember where Loaded == Root, _Absent == Maybe<Self> {
    associatedtype Root: Model
    init(_path: Path)
    var _path: Path { get }
    /// The primary key, which every model has.
    var id: Expr<Key<Root>> { get }
}

extension ModelFields {
    public var _absent: Maybe<Self> { Maybe(_path: _path) }
    public func _prefetch() -> PrefetchPart<Root> { PrefetchPart(.one(_path), PartReader.model) }

    /// The other end of a relation that is declared elsewhere, without a declaration of its own.
    ///
    /// ```swift
    /// let tags = Tag.query.values { ($0.name, $0.inverse(\Contact.tags).count) }
    /// ```
    /// SQL: `(SELECT count(*) FROM contact_tags AS t1 WHERE t1.tag_id = t0.id)`
    public func inverse<Owner: Model>(_ relation: KeyPath<Owner, Many<Root>>) -> ToMany<Owner> {
        let forward = Owner._relation(of: relation)
        return ToMany(_path: _path, .inverse(of: { forward }, from: Owner.self, to: Root.self))
    }

    /// The same for a relation through a junction model.
    ///
    /// ```swift
    /// let used = Category.filter { $0.inverse(\Contact.departments).exists }
    /// ```
    /// SQL: `EXISTS (SELECT 1 FROM contact_department AS t1 WHERE t1.category_id = t0.id AND t1.deleted IS NULL)`
    public func inverse<Owner: Model, Link: Model>(
        _ relation: KeyPath<Owner, Many<Root>.Through<Link>>
    ) -> ToManyThrough<Owner, Link> {
        let forward = Owner._relation(of: relation)
        return ToManyThrough(_path: _path, .inverse(of: { forward }, from: Owner.self, to: Root.self))
    }
}
