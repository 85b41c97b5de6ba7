/// A to-many relation in a query: it asks questions (`any`, `count`, …) or is prefetched (`with`).
public protocol ToManyPath: Prefetch, ToManyQuestions where Loaded == [Root] {
    init(_path: Path, _ relation: Relation)
}

extension ToManyPath {
    public func _prefetch() -> PrefetchPart<[Root]> { refined._prefetch() }

    var refined: Related<Root, Root> { Related(_selection, .models) }

    /// Those rows only.
    public func filter(_ condition: (Root.Fields) -> Expr<Bool>) -> Related<Root, Root> { refined.filter(condition) }
    /// The rows in this order; a bare expression is ascending.
    public func order(_ term: (Root.Fields) -> some OrderingTerm) -> Related<Root, Root> { refined.order(term) }
    /// The same by several terms.
    public func order(_ terms: (Root.Fields) -> [any OrderingTerm]) -> Related<Root, Root> { refined.order(terms) }
    /// Brings more beside each row.
    public func with<P: Prefetch>(_ part: (Root.Fields) -> P) -> Related<Root, (Root, P.Loaded)> { refined.with(part) }
    /// Soft-deleted rows of the target too.
    public var includingDeleted: Related<Root, Root> { refined.includingDeleted }
    /// Soft-deleted rows of the target only.
    public var onlyDeleted: Related<Root, Root> { refined.onlyDeleted }
}

/// A relation to many rows: over a foreign key, or over a junction table without a model.
public struct ToMany<Root: Model>: ToManyPath {
    public typealias Loaded = [Root]
    public let _selection: _Selection

    public init(_path: Path, _ relation: Relation) { _selection = _Selection(Selection(from: _path, over: relation)) }
}

/// A relation to many rows through a junction model.
public struct ToManyThrough<Root: Model, Link: Model>: ToManyPath, LinkedQuestions {
    public typealias Loaded = [Root]
    public let _selection: _Selection

    public init(_path: Path, _ relation: Relation) { _selection = _Selection(Selection(from: _path, over: relation)) }

    var linked: RelatedThrough<Root, Link, Root> { RelatedThrough(_selection, .models) }

    /// Those rows only, by a condition that sees the link too.
    public func filter(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> RelatedThrough<Root, Link, Root> {
        linked.filter(linked: condition)
    }
    /// The rows in this order, by a term that sees the link too: `.order { category, link in link.position }`.
    public func order(linked term: (Root.Fields, Link.Fields) -> some OrderingTerm) -> RelatedThrough<Root, Link, Root> {
        linked.order(linked: term)
    }
    /// The same by several terms.
    public func order(linked terms: (Root.Fields, Link.Fields) -> [any OrderingTerm]) -> RelatedThrough<Root, Link, Root> {
        linked.order(linked: terms)
    }
    /// Brings the link beside each row: `[(Category, ContactDepartment)]`.
    public var withLink: RelatedThrough<Root, Link, (Root, Link)> { linked.withLink }
    /// Rows over soft-deleted links too.
    public var includingDeletedLinks: RelatedThrough<Root, Link, Root> { linked.includingDeletedLinks }
    /// Rows over soft-deleted links only.
    public var onlyDeletedLinks: RelatedThrough<Root, Link, Root> { linked.onlyDeletedLinks }
}
