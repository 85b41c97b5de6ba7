/// The rows of a to-many relation, refined: filtered, ordered, with more beside each.
///
/// ```swift
/// let first = Contact.with { $0.phones.order { $0.number }.limit(2) }
/// ```
public struct Related<Root: Model, Item: Sendable>: Prefetch, ToManyQuestions, Refinable {
    public typealias Loaded = [Item]
    public var _selection: _Selection
    let loader: Loader<Root, Item>

    init(_ selection: _Selection, _ loader: Loader<Root, Item>) {
        _selection = selection
        self.loader = loader
    }

    /// Brings more beside each row: a to-one path by a join, a to-many relation by one more statement.
    ///
    /// ```swift
    /// let owned = Contact.with { $0.phones.order { $0.number }.with { $0.contact } }  // [(Contact, [(Phone, Contact?)])]
    /// ```
    /// SQL: `FROM phone AS t0 LEFT JOIN contact AS t1 ON t1.id = t0.contact_id WHERE t0.contact_id IN (…) ORDER BY t0.number`
    public func with<each O: Sendable, P: Prefetch>(_ part: (Root.Fields) -> P) -> Related<Root, (repeat each O, P.Loaded)>
    where Item == (repeat each O) {
        let part = part(fields)._prefetch()
        return Related<Root, (repeat each O, P.Loaded)>(
            _selection.adding(part.part), extended(loader, by: part, number: selection.parts.count))
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func annotate<each O: Sendable, E>(_ value: (Root.Fields) -> E) -> Related<Root, (repeat each O, E)>
    where Item == (repeat each O) { Uncallable.value() }

    /// Brings a value beside each row: an expression of its own, or a figure over a relation.
    ///
    /// ```swift
    /// let lengths = Contact.with { $0.phones.order { $0.number }.annotate { $0.number.length } }  // [(Contact, [(Phone, Int)])]
    /// ```
    /// SQL: `SELECT t0.id, t0.contact_id, t0.number, t0.kind, length(t0.number), t0.contact_id FROM phone AS t0`
    public func annotate<each O: Sendable, T: ColumnValue>(_ value: (Root.Fields) -> Expr<T>) -> Related<Root, (repeat each O, T)>
    where Item == (repeat each O) { with { ValueBeside(value: value($0)) } }

    /// At most this many rows for each owner, in the order asked for; the key decides between equals.
    ///
    /// ```swift
    /// let first = Contact.with { $0.phones.order { $0.number }.limit(2) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY t0.contact_id ORDER BY t0.number, t0.id) AS place … WHERE w.place <= ?`
    public func limit(_ count: Int) -> Self { changing { $0.limit = Swift.max(0, count) } }

    /// Without the first rows of each owner.
    ///
    /// ```swift
    /// let others = Contact.with { $0.phones.order { $0.number }.offset(1) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY t0.contact_id ORDER BY t0.number, t0.id) AS place … WHERE w.place > ?`
    public func offset(_ count: Int) -> Self { changing { $0.offset = Swift.max(0, count) } }

    public func _prefetch() -> PrefetchPart<[Item]> { PrefetchPart(related: selection, loader) }
}

/// The rows of a relation through a model, refined by conditions that may see the link.
///
/// ```swift
/// let led = Contact.with { $0.departments.filter { $0.isOpen }.filter(linked: { _, link in link.role == "head" }) }
/// ```
public struct RelatedThrough<Root: Model, Link: Model, Item: Sendable>: Prefetch, LinkedQuestions, Refinable {
    public typealias Loaded = [Item]
    public var _selection: _Selection
    let loader: Loader<Root, Item>

    init(_ selection: _Selection, _ loader: Loader<Root, Item>) {
        _selection = selection
        self.loader = loader
    }

    /// Brings more beside each row: a to-one path by a join, a to-many relation by one more statement.
    ///
    /// ```swift
    /// let above = Contact.with { $0.departments.filter { $0.isOpen }.with { $0.parent } }  // [(Contact, [(Category, Category?)])]
    /// ```
    /// SQL: `FROM contact_department AS t0 JOIN category AS t1 … LEFT JOIN category AS t2 ON t2.id = t1.parent_id WHERE … AND t1.is_open`
    public func with<each O: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> RelatedThrough<Root, Link, (repeat each O, P.Loaded)> where Item == (repeat each O) {
        adding(part(fields)._prefetch())
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func annotate<each O: Sendable, E>(_ value: (Root.Fields) -> E) -> RelatedThrough<Root, Link, (repeat each O, E)>
    where Item == (repeat each O) { Uncallable.value() }

    /// Brings a value beside each row: an expression of its own, or a figure over a relation.
    ///
    /// ```swift
    /// let sizes = Contact.with { $0.departments.order { $0.name }.annotate { $0.contacts.count } }  // [(Contact, [(Category, Int)])]
    /// ```
    /// SQL: `(SELECT count(*) FROM contact_department AS t2 WHERE t2.category_id = t1.id AND t2.deleted IS NULL), t0.contact_id FROM …`
    public func annotate<each O: Sendable, T: ColumnValue>(
        _ value: (Root.Fields) -> Expr<T>
    ) -> RelatedThrough<Root, Link, (repeat each O, T)> where Item == (repeat each O) {
        adding(ValueBeside(value: value(fields))._prefetch())
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func annotate<each O: Sendable, E>(
        linked value: (Root.Fields, Link.Fields) -> E
    ) -> RelatedThrough<Root, Link, (repeat each O, E)> where Item == (repeat each O) { Uncallable.value() }

    /// The same by a value that may be made of the link's columns.
    ///
    /// ```swift
    /// let roles = Contact.with { $0.departments.order { $0.name }.annotate(linked: { _, link in link.role }) }
    /// ```
    /// SQL: `t1.parent_id, t0.role, t0.contact_id FROM contact_department AS t0 JOIN category AS t1 … ORDER BY t1.name`
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
    ///
    /// ```swift
    /// let first = Contact.with { $0.departments.order { $0.name }.limit(1) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY t0.contact_id ORDER BY t1.name, t1.id) AS place … WHERE w.place <= ?`
    public func limit(_ count: Int) -> Self { changing { $0.limit = Swift.max(0, count) } }

    /// Without the first rows of each owner.
    ///
    /// ```swift
    /// let others = Contact.with { $0.departments.order { $0.name }.offset(1) }
    /// ```
    /// SQL: `row_number() OVER (PARTITION BY t0.contact_id ORDER BY t1.name, t1.id) AS place … WHERE w.place > ?`
    public func offset(_ count: Int) -> Self { changing { $0.offset = Swift.max(0, count) } }

    /// Those rows only, by a condition that sees the link too.
    ///
    /// ```swift
    /// let led = Contact.with { $0.departments.filter { $0.isOpen }.filter(linked: { _, link in link.role == "head" }) }
    /// ```
    /// SQL: `WHERE t0.contact_id IN (SELECT value FROM json_each(?)) AND t0.deleted IS NULL AND t1.is_open AND t0.role = ?`
    public func filter(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Self {
        changing { $0.filters.append(condition(fields, link).node) }
    }

    /// In this order, by a term that sees the link too; after any order asked for before.
    ///
    /// ```swift
    /// let latest = Contact.with { $0.departments.filter { $0.isOpen }.order(linked: { _, link in link.created.descending }) }
    /// ```
    /// SQL: `AND t0.deleted IS NULL AND t1.is_open ORDER BY t0.created DESC`
    public func order(linked term: (Root.Fields, Link.Fields) -> some OrderingTerm) -> Self {
        changing { $0.order.append(term(fields, link)._orderTerm) }
    }
    /// The same by several terms.
    public func order(linked terms: (Root.Fields, Link.Fields) -> [any OrderingTerm]) -> Self {
        changing { $0.order += terms(fields, link).map(\._orderTerm) }
    }

    /// Rows over soft-deleted links too.
    ///
    /// ```swift
    /// let ever = Contact.with { $0.departments.filter { $0.isOpen }.includingDeletedLinks }
    /// ```
    /// SQL: `WHERE t0.contact_id IN (SELECT value FROM json_each(?)) AND t1.is_open`
    public var includingDeletedLinks: Self { changing { $0.via?.linkVisibility = .includingDeleted } }
}

extension RelatedThrough where Link: SoftDeletable {
    /// Rows over soft-deleted links only.
    ///
    /// ```swift
    /// let former = Contact.with { $0.departments.filter { $0.isOpen }.onlyDeletedLinks }
    /// ```
    /// SQL: `WHERE t0.contact_id IN (SELECT value FROM json_each(?)) AND t0.deleted IS NOT NULL AND t1.is_open`
    public var onlyDeletedLinks: Self { changing { $0.via?.linkVisibility = .onlyDeleted } }
}

extension RelatedThrough where Item == Root {
    /// Brings the link beside each row. What else is brought comes after it.
    ///
    /// ```swift
    /// let links = Contact.with { $0.departments.filter { $0.isOpen }.withLink }  // [(Contact, [(Category, ContactDepartment)])]
    /// ```
    /// SQL: `SELECT t1.id, t1.name, …, t0.id, t0.contact_id, t0.category_id, t0.role, … FROM contact_department AS t0 … AND t1.is_open`
    public var withLink: RelatedThrough<Root, Link, (Root, Link)> {
        let part = PrefetchPart<Link>(.link, PartReader.model)
        return RelatedThrough<Root, Link, (Root, Link)>(
            _selection.adding(part.part), extended(loader, by: part, number: selection.parts.count))
    }
}
