/// A to-many relation in a query: it asks questions (`any`, `count`, …) or is brought by `with`, by one more statement for all rows.
///
/// ```swift
/// let rows: [(Contact, [Phone])] = try await Contact.filter { $0.phones.exists }.with { $0.phones }.all(on: db)
/// ```
/// SQL: `FROM phone AS t0 WHERE t0.contact_id IN (SELECT value FROM json_each(?))`
public protocol ToManyPath: Prefetch, PathMember, ToManyQuestions where Loaded == [Root], _Absent == Self {
    /// The same relation once it is filtered or ordered.
    associatedtype Refined: Refinable, Prefetch where Refined.Root == Root, Refined.Loaded == [Root]
    init(_path: Path, _ relation: Relation)
    var _refined: Refined { get }
}

extension ToManyPath {
    public var _absent: Self { self }
    public func _prefetch() -> PrefetchPart<[Root]> { _refined._prefetch() }

    /// Those rows only.
    ///
    /// ```swift
    /// let homes = Contact.with { $0.phones.filter { $0.kind == "home" } }
    /// ```
    /// SQL: `FROM phone AS t0 WHERE t0.contact_id IN (SELECT value FROM json_each(?)) AND t0.kind = ?`
    public func filter(_ condition: (Root.Fields) -> Expr<Bool>) -> Refined { _refined.filter(condition) }

    /// The rows in this order; a bare expression is ascending.
    ///
    /// ```swift
    /// let sorted = Contact.with { $0.phones.order { $0.number.descending } }
    /// ```
    /// SQL: `FROM phone AS t0 WHERE t0.contact_id IN (SELECT value FROM json_each(?)) ORDER BY t0.number DESC`
    public func order(_ term: (Root.Fields) -> some OrderingTerm) -> Refined { _refined.order(term) }
    /// The same by several terms.
    public func order(_ terms: (Root.Fields) -> [any OrderingTerm]) -> Refined { _refined.order(terms) }

    /// Soft-deleted rows of the target too.
    ///
    /// ```swift
    /// let ever = Contact.with { $0.tags.includingDeleted }
    /// ```
    /// SQL: `FROM contact_tags AS t0 JOIN tag AS t1 ON t1.id = t0.tag_id WHERE t0.contact_id IN (SELECT value FROM json_each(?))`
    public var includingDeleted: Refined { _refined.includingDeleted }
}

extension ToManyPath where Root: SoftDeletable {
    /// Soft-deleted rows of the target only.
    ///
    /// ```swift
    /// let former = Contact.with { $0.tags.onlyDeleted }
    /// ```
    /// SQL: `FROM contact_tags AS t0 JOIN tag AS t1 ON t1.id = t0.tag_id AND t1.deleted IS NOT NULL`
    public var onlyDeleted: Refined { _refined.onlyDeleted }
}

/// A relation to many rows: over a foreign key, or over a junction table without a model.
///
/// ```swift
/// let rows: [(Contact, [Phone])] = try await Contact.filter { $0.phones.exists }.with { $0.phones }.all(on: db)
/// ```
/// SQL: `FROM phone AS t0 WHERE t0.contact_id IN (SELECT value FROM json_each(?))`
public struct ToMany<Root: Model>: ToManyPath {
    public typealias Loaded = [Root]
    public let _selection: _Selection

    public init(_path: Path, _ relation: Relation) { _selection = _Selection(Selection(from: _path, over: relation)) }

    public var _refined: Related<Root, Root> { Related(_selection, .models) }

    /// Brings more beside each row: a to-one path by a join, a to-many relation by one more statement.
    ///
    /// ```swift
    /// let staff: [(Contact, [(Contact, User)])] = try await Contact.with { $0.staff.with { $0.user } }.all(on: db)
    /// ```
    /// SQL: `FROM contact AS t0 JOIN user AS t1 ON t1.id = t0.user_id WHERE t0.manager_id IN (SELECT value FROM json_each(?))`
    public func with<P: Prefetch>(_ part: (Root.Fields) -> P) -> Related<Root, (Root, P.Loaded)> { _refined.with(part) }

    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func annotate<E>(_ value: (Root.Fields) -> E) -> Related<Root, (Root, E)> { Uncallable.value() }
    /// Brings a value beside each row: an expression of its own, or a figure over a relation.
    ///
    /// ```swift
    /// let phones: [(Contact, [(Contact, Int)])] = try await Contact.with { $0.staff.annotate { $0.phones.count } }.all(on: db)
    /// ```
    /// SQL: `(SELECT count(*) FROM phone AS t2 WHERE t2.contact_id = t0.id), t0.manager_id FROM contact AS t0`
    public func annotate<T: ColumnValue>(_ value: (Root.Fields) -> Expr<T>) -> Related<Root, (Root, T)> { _refined.annotate(value) }

    /// At most this many rows for each owner, in the order asked for; the key decides between equals.
    ///
    /// ```swift
    /// let first = Contact.with { $0.phones.limit(1) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY t0.contact_id ORDER BY t0.id) AS place … WHERE w.place <= ?`
    public func limit(_ count: Int) -> Related<Root, Root> { _refined.limit(count) }

    /// Without the first rows of each owner.
    ///
    /// ```swift
    /// let others = Contact.with { $0.phones.offset(1) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY t0.contact_id ORDER BY t0.id) AS place … WHERE w.place > ?`
    public func offset(_ count: Int) -> Related<Root, Root> { _refined.offset(count) }
}

/// A relation to many rows through a junction model.
///
/// ```swift
/// let staff: [(Contact, [Category])] = try await Contact.with { $0.departments }.all(on: db)
/// ```
/// SQL: `FROM contact_department AS t0 JOIN category AS t1 ON t1.id = t0.category_id WHERE t0.contact_id IN (…) AND t0.deleted IS NULL`
public struct ToManyThrough<Root: Model, Link: Model>: ToManyPath, LinkedQuestions {
    public typealias Loaded = [Root]
    public let _selection: _Selection

    public init(_path: Path, _ relation: Relation) { _selection = _Selection(Selection(from: _path, over: relation)) }

    public var _refined: RelatedThrough<Root, Link, Root> { RelatedThrough(_selection, .models) }

    /// Brings more beside each row: a to-one path by a join, a to-many relation by one more statement.
    ///
    /// ```swift
    /// let above: [(Contact, [(Category, Category?)])] = try await Contact.with { $0.departments.with { $0.parent } }.all(on: db)
    /// ```
    /// SQL: `FROM contact_department AS t0 JOIN category AS t1 … LEFT JOIN category AS t2 ON t2.id = t1.parent_id`
    public func with<P: Prefetch>(_ part: (Root.Fields) -> P) -> RelatedThrough<Root, Link, (Root, P.Loaded)> { _refined.with(part) }

    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func annotate<E>(_ value: (Root.Fields) -> E) -> RelatedThrough<Root, Link, (Root, E)> { Uncallable.value() }
    /// Brings a value beside each row: an expression of its own, or a figure over a relation.
    ///
    /// ```swift
    /// let sizes: [(Contact, [(Category, Int)])] = try await Contact.with { $0.departments.annotate { $0.contacts.count } }.all(on: db)
    /// ```
    /// SQL: `(SELECT count(*) FROM contact_department AS t2 WHERE t2.category_id = t1.id AND t2.deleted IS NULL)`
    public func annotate<T: ColumnValue>(_ value: (Root.Fields) -> Expr<T>) -> RelatedThrough<Root, Link, (Root, T)> {
        _refined.annotate(value)
    }

    /// At most this many rows for each owner, in the order asked for; the key decides between equals.
    ///
    /// ```swift
    /// let first = Contact.with { $0.departments.limit(1) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY t0.contact_id ORDER BY t1.id) AS place … WHERE w.place <= ?`
    public func limit(_ count: Int) -> RelatedThrough<Root, Link, Root> { _refined.limit(count) }

    /// Without the first rows of each owner.
    ///
    /// ```swift
    /// let others = Contact.with { $0.departments.offset(1) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY t0.contact_id ORDER BY t1.id) AS place … WHERE w.place > ?`
    public func offset(_ count: Int) -> RelatedThrough<Root, Link, Root> { _refined.offset(count) }

    /// Those rows only, by a condition that sees the link too.
    ///
    /// ```swift
    /// let led = Contact.with { $0.departments.filter(linked: { _, link in link.role == "head" }) }
    /// ```
    /// SQL: `FROM contact_department AS t0 JOIN category AS t1 … WHERE t0.contact_id IN (…) AND t0.deleted IS NULL AND t0.role = ?`
    public func filter(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> RelatedThrough<Root, Link, Root> {
        _refined.filter(linked: condition)
    }

    /// The rows in this order, by a term that sees the link too.
    ///
    /// ```swift
    /// let latest = Contact.with { $0.departments.order(linked: { _, link in link.created.descending }) }
    /// ```
    /// SQL: `FROM contact_department AS t0 JOIN category AS t1 … ORDER BY t0.created DESC`
    public func order(linked term: (Root.Fields, Link.Fields) -> some OrderingTerm) -> RelatedThrough<Root, Link, Root> {
        _refined.order(linked: term)
    }
    /// The same by several terms.
    public func order(linked terms: (Root.Fields, Link.Fields) -> [any OrderingTerm]) -> RelatedThrough<Root, Link, Root> {
        _refined.order(linked: terms)
    }

    /// Brings the link beside each row.
    ///
    /// ```swift
    /// let links: [(Contact, [(Category, ContactDepartment)])] = try await Contact.with { $0.departments.withLink }.all(on: db)
    /// ```
    /// SQL: `SELECT t1.id, t1.name, …, t0.id, t0.contact_id, t0.category_id, t0.role, … FROM contact_department AS t0 JOIN category AS t1`
    public var withLink: RelatedThrough<Root, Link, (Root, Link)> { _refined.withLink }

    /// Rows over soft-deleted links too.
    ///
    /// ```swift
    /// let ever = Contact.with { $0.departments.includingDeletedLinks }
    /// ```
    /// SQL: `FROM contact_department AS t0 JOIN category AS t1 …`, without `AND t0.deleted IS NULL`
    public var includingDeletedLinks: RelatedThrough<Root, Link, Root> { _refined.includingDeletedLinks }
}

extension ToManyThrough where Link: SoftDeletable {
    /// Rows over soft-deleted links only.
    ///
    /// ```swift
    /// let former = Contact.with { $0.departments.onlyDeletedLinks }
    /// ```
    /// SQL: `WHERE t0.contact_id IN (SELECT value FROM json_each(?)) AND t0.deleted IS NOT NULL`
    public var onlyDeletedLinks: RelatedThrough<Root, Link, Root> { _refined.onlyDeletedLinks }
}
