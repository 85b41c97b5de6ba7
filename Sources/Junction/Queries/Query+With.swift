extension Query where Output == Root {
    /// Brings more beside each row; its type grows by what is brought.
    ///
    /// A to-one path is joined (`User`, or `User?` where it may be absent), a to-many relation costs one more statement whatever the number
    /// of rows (`[Category]`), and may be filtered, ordered and nested:
    /// ```swift
    /// let query = Contact.with { $0.user }.with { $0.departments.order { $0.name } }
    /// let rows: [(Contact, User, [Category])] = try await query.all(on: db)
    /// ```
    /// SQL: `SELECT …, t1.id, t1.username, t1.is_active, t0.id FROM contact AS t0 JOIN user AS t1 ON t1.id = t0.user_id …`, and
    /// SQL: `SELECT … FROM contact_department AS t0 JOIN category AS t1 … WHERE t0.contact_id IN (…) AND … ORDER BY t1.name`
    ///
    /// What is nested costs one more statement for each to-many relation. Beside `values` it throws ``QueryError`` when the query is run.
    public func with<P: Prefetch>(_ part: (Root.Fields) -> P) -> Query<Root, (Root, P.Loaded)> { bringing(part(fields)._prefetch()) }

    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func annotate<E>(_ value: (Root.Fields) -> E) -> Query<Root, (Root, E)> { Uncallable.value() }

    /// Brings a value beside each row: an expression of its own, or a figure over a relation.
    ///
    /// ```swift
    /// let rows: [(Contact, Int)] = try await Contact.query.annotate { $0.departments.count }.all(on: db)
    /// ```
    /// SQL: `SELECT …, (SELECT count(*) FROM contact_department AS t2 WHERE …) FROM contact AS t0 …`
    ///
    /// To filter or sort by it, ask for it there too; an extension gives it a name:
    /// ```swift
    /// extension Contact.Fields { var departmentCount: Expr<Int> { departments.count } }
    /// ```
    public func annotate<T: ColumnValue>(_ value: (Root.Fields) -> Expr<T>) -> Query<Root, (Root, T)> {
        bringing(ValueBeside(value: value(fields))._prefetch())
    }
}

extension Query {
    /// One more part. The pack is in the signature only.
    func bringing<each O: Sendable, L: Sendable>(_ part: PrefetchPart<L>) -> Query<Root, (repeat each O, L)>
    where Output == (repeat each O) {
        let loader = extended(loader, by: part, number: selection.isValues ? 0 : selection.parts.count)
        let selection = selection.isValues ? selection.refused(.valuesWithParts) : _selection.adding(part.part).value
        return Query<Root, (repeat each O, L)>(selection, loader)
    }
}
