/// The columns and relations of a model as a query sees them; `@Model` writes one for each model.
///
/// Its own members begin with an underscore, so that a column may have any name.
public protocol ModelFields: Prefetch where Loaded == Root {
    associatedtype Root: Model
    init(_path: Path)
    var _path: Path { get }
    /// The primary key, which every model has.
    var id: Expr<Key<Root>> { get }
}

extension ModelFields {
    public func _prefetch() -> PrefetchPart<Root> { PrefetchPart(.one(_path), PartReader.model) }

    /// The other end of a relation that is declared elsewhere, without a declaration of its own.
    ///
    /// ```swift
    /// Category.filter { !$0.inverse(\Contact.departments).isEmpty }
    /// ```
    public func inverse<Owner: Model>(_ relation: KeyPath<Owner, Many<Root>>) -> ToMany<Owner> {
        let forward = Owner._relation(of: relation)
        return ToMany(_path: _path, .inverse(of: { forward }, from: Owner.self, to: Root.self))
    }

    /// The same for a relation through a junction model.
    public func inverse<Owner: Model, Link: Model>(
        _ relation: KeyPath<Owner, Many<Root>.Through<Link>>
    ) -> ToManyThrough<Owner, Link> {
        let forward = Owner._relation(of: relation)
        return ToManyThrough(_path: _path, .inverse(of: { forward }, from: Owner.self, to: Root.self))
    }
}
