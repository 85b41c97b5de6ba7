/// A to-many relation in a query: it asks questions (`any`, `count`, …) or is prefetched (`with`).
public protocol ToManyPath: Prefetch, ToManyQuestions where Loaded == [Root] {
    /// The same relation once it is filtered or ordered.
    associatedtype Refined: Refinable, Prefetch where Refined.Root == Root, Refined.Loaded == [Root]
    init(_path: Path, _ relation: Relation)
    var _refined: Refined { get }
}

extension ToManyPath {
    public func _prefetch() -> PrefetchPart<[Root]> { _refined._prefetch() }

    /// Those rows only.
    public func filter(_ condition: (Root.Fields) -> Expr<Bool>) -> Refined { _refined.filter(condition) }
    /// The rows in this order; a bare expression is ascending.
    public func order(_ term: (Root.Fields) -> some OrderingTerm) -> Refined { _refined.order(term) }
    /// The same by several terms.
    public func order(_ terms: (Root.Fields) -> [any OrderingTerm]) -> Refined { _refined.order(terms) }
    /// Soft-deleted rows of the target too.
    public var includingDeleted: Refined { _refined.includingDeleted }
}

extension ToManyPath where Root: SoftDeletable {
    /// Soft-deleted rows of the target only.
    public var onlyDeleted: Refined { _refined.onlyDeleted }
}

/// A relation to many rows: over a foreign key, or over a junction table without a model.
public struct ToMany<Root: Model>: ToManyPath {
    public typealias Loaded = [Root]
    public let _selection: _Selection

    public init(_path: Path, _ relation: Relation) { _selection = _Selection(Selection(from: _path, over: relation)) }

    public var _refined: Related<Root, Root> { Related(_selection, .models) }

    /// Brings more beside each row.
    public func with<P: Prefetch>(_ part: (Root.Fields) -> P) -> Related<Root, (Root, P.Loaded)> { _refined.with(part) }
    /// Brings a value beside each row.
    public func annotate<T: ColumnValue>(_ value: (Root.Fields) -> Expr<T>) -> Related<Root, (Root, T)> { _refined.annotate(value) }
    /// At most this many rows for each owner.
    public func limit(_ count: Int) -> Related<Root, Root> { _refined.limit(count) }
    /// Without the first rows of each owner.
    public func offset(_ count: Int) -> Related<Root, Root> { _refined.offset(count) }
}

/// A relation to many rows through a junction model.
public struct ToManyThrough<Root: Model, Link: Model>: ToManyPath, LinkedQuestions {
    public typealias Loaded = [Root]
    public let _selection: _Selection

    public init(_path: Path, _ relation: Relation) { _selection = _Selection(Selection(from: _path, over: relation)) }

    public var _refined: RelatedThrough<Root, Link, Root> { RelatedThrough(_selection, .models) }

    /// Brings more beside each row.
    public func with<P: Prefetch>(_ part: (Root.Fields) -> P) -> RelatedThrough<Root, Link, (Root, P.Loaded)> { _refined.with(part) }
    /// Brings a value beside each row.
    public func annotate<T: ColumnValue>(_ value: (Root.Fields) -> Expr<T>) -> RelatedThrough<Root, Link, (Root, T)> {
        _refined.annotate(value)
    }
    /// At most this many rows for each owner.
    public func limit(_ count: Int) -> RelatedThrough<Root, Link, Root> { _refined.limit(count) }
    /// Without the first rows of each owner.
    public func offset(_ count: Int) -> RelatedThrough<Root, Link, Root> { _refined.offset(count) }
    /// Those rows only, by a condition that sees the link too.
    public func filter(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> RelatedThrough<Root, Link, Root> {
        _refined.filter(linked: condition)
    }
    /// The rows in this order, by a term that sees the link too: `.order { category, link in link.position }`.
    public func order(linked term: (Root.Fields, Link.Fields) -> some OrderingTerm) -> RelatedThrough<Root, Link, Root> {
        _refined.order(linked: term)
    }
    /// The same by several terms.
    public func order(linked terms: (Root.Fields, Link.Fields) -> [any OrderingTerm]) -> RelatedThrough<Root, Link, Root> {
        _refined.order(linked: terms)
    }
    /// Brings the link beside each row: `[(Category, ContactDepartment)]`.
    public var withLink: RelatedThrough<Root, Link, (Root, Link)> { _refined.withLink }
    /// Rows over soft-deleted links too.
    public var includingDeletedLinks: RelatedThrough<Root, Link, Root> { _refined.includingDeletedLinks }
}

extension ToManyThrough where Link: SoftDeletable {
    /// Rows over soft-deleted links only.
    public var onlyDeletedLinks: RelatedThrough<Root, Link, Root> { _refined.onlyDeletedLinks }
}
