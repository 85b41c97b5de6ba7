/// The rows of a to-many relation, refined: filtered, ordered, with more beside each.
public struct Related<Root: Model, Item: Sendable>: Prefetch, ToManyQuestions, Refinable {
    public typealias Loaded = [Item]
    public var _selection: _Selection
    let loader: Loader<Root, Item>

    init(_ selection: _Selection, _ loader: Loader<Root, Item>) {
        _selection = selection
        self.loader = loader
    }

    /// Brings more beside each row: a to-one path by a join, a to-many relation by one more statement.
    public func with<each O: Sendable, P: Prefetch>(_ part: (Root.Fields) -> P) -> Related<Root, (repeat each O, P.Loaded)>
    where Item == (repeat each O) {
        let part = part(fields)._prefetch()
        return Related<Root, (repeat each O, P.Loaded)>(
            _selection.adding(part.part), extended(loader, by: part, number: selection.parts.count))
    }

    /// Brings a value beside each row: an expression of its own, or a figure over a relation.
    ///
    /// ```swift
    /// let rows: [(Category, [(Contact, Int)])] = try await Category.with { $0.contacts.annotate { $0.phones.count } }.all(on: db)
    /// ```
    public func annotate<each O: Sendable, T: ColumnValue>(_ value: (Root.Fields) -> Expr<T>) -> Related<Root, (repeat each O, T)>
    where Item == (repeat each O) { with { ValueBeside(value: value($0)) } }

    /// At most this many rows for each owner, in the order asked for; the key decides between equals.
    ///
    /// ```swift
    /// Contact.with { $0.phones.order { $0.number }.limit(2) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY contact_id ORDER BY number, id)`
    public func limit(_ count: Int) -> Self { changing { $0.limit = Swift.max(0, count) } }
    /// Without the first rows of each owner.
    public func offset(_ count: Int) -> Self { changing { $0.offset = Swift.max(0, count) } }

    public func _prefetch() -> PrefetchPart<[Item]> { PrefetchPart(related: selection, loader) }
}

/// The rows of a relation through a model, refined by conditions that may see the link.
public struct RelatedThrough<Root: Model, Link: Model, Item: Sendable>: Prefetch, LinkedQuestions, Refinable {
    public typealias Loaded = [Item]
    public var _selection: _Selection
    let loader: Loader<Root, Item>

    init(_ selection: _Selection, _ loader: Loader<Root, Item>) {
        _selection = selection
        self.loader = loader
    }

    /// Brings more beside each row: a to-one path by a join, a to-many relation by one more statement.
    public func with<each O: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> RelatedThrough<Root, Link, (repeat each O, P.Loaded)> where Item == (repeat each O) {
        adding(part(fields)._prefetch())
    }

    /// Brings a value beside each row: an expression of its own, or a figure over a relation.
    public func annotate<each O: Sendable, T: ColumnValue>(
        _ value: (Root.Fields) -> Expr<T>
    ) -> RelatedThrough<Root, Link, (repeat each O, T)> where Item == (repeat each O) {
        adding(ValueBeside(value: value(fields))._prefetch())
    }

    /// The same by a value that may be made of the link's columns.
    public func annotate<each O: Sendable, T: ColumnValue>(
        linked value: (Root.Fields, Link.Fields) -> Expr<T>
    ) -> RelatedThrough<Root, Link, (repeat each O, T)> where Item == (repeat each O) {
        adding(ValueBeside(value: value(fields, link))._prefetch())
    }

    private func adding<each O: Sendable, L: Sendable>(
        _ part: PrefetchPart<L>
    ) -> RelatedThrough<Root, Link, (repeat each O, L)> where Item == (repeat each O) {
        RelatedThrough<Root, Link, (repeat each O, L)>(
            _selection.adding(part.part), extended(loader, by: part, number: selection.parts.count))
    }

    public func _prefetch() -> PrefetchPart<[Item]> { PrefetchPart(related: selection, loader) }

    /// At most this many rows for each owner, in the order asked for; the key decides between equals.
    public func limit(_ count: Int) -> Self { changing { $0.limit = Swift.max(0, count) } }
    /// Without the first rows of each owner.
    public func offset(_ count: Int) -> Self { changing { $0.offset = Swift.max(0, count) } }

    /// Those rows only, by a condition that sees the link too.
    public func filter(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Self {
        changing { $0.filters.append(condition(fields, link).node) }
    }
    /// In this order, by a term that sees the link too; after any order asked for before.
    public func order(linked term: (Root.Fields, Link.Fields) -> some OrderingTerm) -> Self {
        changing { $0.order.append(term(fields, link)._orderTerm) }
    }
    /// The same by several terms.
    public func order(linked terms: (Root.Fields, Link.Fields) -> [any OrderingTerm]) -> Self {
        changing { $0.order += terms(fields, link).map(\._orderTerm) }
    }
    /// Rows over soft-deleted links too.
    public var includingDeletedLinks: Self { changing { $0.via?.linkVisibility = .includingDeleted } }
}

extension RelatedThrough where Link: SoftDeletable {
    /// Rows over soft-deleted links only.
    public var onlyDeletedLinks: Self { changing { $0.via?.linkVisibility = .onlyDeleted } }
}

extension RelatedThrough where Item == Root {
    /// Brings the link beside each row. What else is brought comes after it.
    public var withLink: RelatedThrough<Root, Link, (Root, Link)> {
        let part = PrefetchPart<Link>(.link, PartReader.model)
        return RelatedThrough<Root, Link, (Root, Link)>(
            _selection.adding(part.part), extended(loader, by: part, number: selection.parts.count))
    }
}
