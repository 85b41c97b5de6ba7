extension Query {
    /// Brings more beside each row; its type grows by what is brought.
    ///
    /// A to-one path is joined (`User`, or `User?` where it may be absent), a to-many relation costs one more statement whatever the number
    /// of rows (`[Category]`), and may be filtered, ordered and nested:
    /// ```swift
    /// let rows: [(Contact, User, [Category])] = try await Contact
    ///     .with { $0.user }
    ///     .with { $0.departments.order { $0.name } }
    ///     .all(on: db)
    /// ```
    public func with<each O: Sendable, P: Prefetch>(_ part: (Root.Fields) -> P) -> Query<Root, (repeat each O, P.Loaded)>
    where Output == (repeat each O) {
        let part = part(fields)._prefetch()
        if selection.isValues {
            return Query<Root, (repeat each O, P.Loaded)>(selection.refused(.valuesWithParts), extended(loader, by: part, number: 0))
        }
        return Query<Root, (repeat each O, P.Loaded)>(
            _selection.adding(part.part).value, extended(loader, by: part, number: selection.parts.count))
    }
}
