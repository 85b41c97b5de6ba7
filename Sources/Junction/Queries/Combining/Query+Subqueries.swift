// Queries inside queries. A closure of the inner one may speak of the fields of the outer one.

/// A query asks the questions of a relation, too, about all of its rows.
///
/// ```swift
/// let called = Contact.filter { contact in Phone.filter { $0.contactID == contact.id.optional }.exists }
/// ```
/// SQL: `… WHERE EXISTS (SELECT 1 FROM phone AS t1 WHERE t1.contact_id = t0.id) …`
extension Query: ToManyQuestions {}

extension Expr where T: ColumnValue {
    /// Whether the value is one of those that a query selects.
    ///
    /// ```swift
    /// let busy = ContactDepartment.group { $0.categoryID }.having { $0.id.count() >= 2 }.keys()
    /// let crowded = try await Category.filter { $0.id.in(busy) }.all(on: db)
    /// ```
    /// SQL: `… WHERE t0.id IN (SELECT t1.category_id FROM contact_department AS t1 … GROUP BY t1.category_id HAVING count(t1.id) >= ?)`
    public func `in`<M: Model>(_ query: Query<M, T>) -> Expr<Bool> {
        Expr<Bool>(.amongRows(node, T.isNullable ? query.selection.present.inner : query.selection.inner))
    }
    /// Whether the value is one of those that a query selects; its absent values are none.
    ///
    /// ```swift
    /// let inner = try await Category.filter { $0.id.in(parents) }.all(on: db)
    /// ```
    /// SQL: `… WHERE t0.id IN (SELECT t1.parent_id FROM category AS t1 WHERE t1.parent_id IS NOT NULL)`
    public func `in`<M: Model>(_ query: Query<M, T?>) -> Expr<Bool> { Expr<Bool>(.amongRows(node, query.selection.present.inner)) }

    /// Whether the value is none of those that a query selects.
    ///
    /// ```swift
    /// let quiet = try await Category.filter { $0.id.notIn(busy) }.all(on: db)
    /// ```
    /// SQL: `… WHERE NOT (t0.id IN (SELECT t1.category_id FROM contact_department AS t1 … GROUP BY t1.category_id …))`
    public func notIn<M: Model>(_ query: Query<M, T>) -> Expr<Bool> { !self.in(query) }
    /// The same; absent values of the query do not make the answer unknown, as they would in SQL.
    ///
    /// ```swift
    /// let leaves = try await Category.filter { $0.id.notIn(parents) }.all(on: db)
    /// ```
    /// SQL: `… WHERE NOT (t0.id IN (SELECT t1.parent_id FROM category AS t1 WHERE t1.parent_id IS NOT NULL))`
    public func notIn<M: Model>(_ query: Query<M, T?>) -> Expr<Bool> { !self.in(query) }
}

extension Expr {
    /// Whether the value is there and one of those that a query selects.
    ///
    /// ```swift
    /// let below = try await Category.filter { $0.parentID.in(busy) }.all(on: db)
    /// ```
    /// SQL: `… WHERE t0.parent_id IN (SELECT t1.category_id FROM contact_department AS t1 … GROUP BY t1.category_id …)`
    public func `in`<M: Model, Wrapped: ColumnValue>(_ query: Query<M, Wrapped>) -> Expr<Bool> where T == Wrapped? {
        Expr<Bool>(.amongRows(node, query.selection.inner))
    }
    /// Whether the value is none of those that a query selects. An absent value is none only where the query selects nothing.
    ///
    /// ```swift
    /// let elsewhere = try await Category.filter { $0.parentID.notIn(busy) }.all(on: db)
    /// ```
    /// SQL: `… WHERE NOT (t0.parent_id IN (SELECT t1.category_id FROM contact_department AS t1 … GROUP BY t1.category_id …))`
    public func notIn<M: Model, Wrapped: ColumnValue>(_ query: Query<M, Wrapped>) -> Expr<Bool> where T == Wrapped? { !self.in(query) }

    /// Whether the key is that of a row of the query.
    ///
    /// ```swift
    /// let links = try await ContactDepartment.filter { $0.contactID.in(rich) }.all(on: db)
    /// ```
    /// SQL: `… AND t0.contact_id IN (SELECT t1.id FROM contact AS t1 WHERE t1.credit > ?)`
    public func `in`<M: Model>(_ rows: Query<M, M>) -> Expr<Bool> where T == Key<M> { Expr<Bool>(.amongRows(node, rows.selection.keys)) }
    /// The same for a key that may be absent.
    ///
    /// ```swift
    /// let phones = try await Phone.filter { $0.contactID.in(rich) }.all(on: db)
    /// ```
    public func `in`<M: Model>(_ rows: Query<M, M>) -> Expr<Bool> where T == Key<M>? { Expr<Bool>(.amongRows(node, rows.selection.keys)) }
    /// Whether the key is that of no row of the query.
    ///
    /// ```swift
    /// let others = try await ContactDepartment.filter { $0.contactID.notIn(rich) }.all(on: db)
    /// ```
    /// SQL: `… AND NOT (t0.contact_id IN (SELECT t1.id FROM contact AS t1 WHERE t1.credit > ?))`
    public func notIn<M: Model>(_ rows: Query<M, M>) -> Expr<Bool> where T == Key<M> { !self.in(rows) }
    /// The same for a key that may be absent.
    ///
    /// ```swift
    /// let theirs = try await Phone.filter { $0.contactID.notIn(rich) }.all(on: db)
    /// ```
    public func notIn<M: Model>(_ rows: Query<M, M>) -> Expr<Bool> where T == Key<M>? { !self.in(rows) }
}

extension Query where Output: ColumnValue {
    /// The value of the first row; absent where there is none.
    ///
    /// ```swift
    /// let latest = Contact.query.values { contact in
    ///     let links = ContactDepartment.filter { $0.contactID == contact.id }.order { $0.created.descending }
    ///     return (contact.id, links.values { $0.category.name }.scalar())
    /// }
    /// ```
    /// SQL: `SELECT t0.id, (SELECT t3.name FROM … t2.contact_id = t0.id ORDER BY t2.created DESC, t2.id LIMIT ?) FROM contact AS t0 …`
    public func scalar() -> Expr<Output.Absentable> { Expr<Output.Absentable>(.scalar(selection.first)) }
}

extension Selection {
    fileprivate var first: Selection {
        var copy = isMapped ? refused(.mappedRows) : self
        copy.limit = Swift.min(limit ?? 1, 1)
        return copy
    }

    /// The same to look into: the order matters of a page only.
    var inner: Selection {
        let selection = isMapped ? refused(.mappedRows) : self
        return isPage || !distinctOn.isEmpty ? selection : selection.unordered
    }

    /// Those rows only that have the value.
    fileprivate var present: Selection {
        // Of a page they are left out afterwards: other rows must not take their places. What has a name stays as it is.
        var copy = !isPage && commonName == nil ? self : Selection(arms: [.init(operation: nil, selection: inner)])
        guard case .value(let node)? = copy.parts.first else { return copy }
        let isThere = Node.not(.isNull(node))
        if copy.groups == nil { copy.filters.append(isThere) } else { copy.having.append(isThere) }
        return copy
    }
}
