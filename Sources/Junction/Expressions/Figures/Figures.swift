// Figures over the rows of a query, or of each of its groups: for `aggregate`, `group` and `having`. Those over the rows of a relation are
// asked of the relation: `$0.phones.count`.

extension Expr where T: ColumnValue {
    /// How many rows have the value; of `id`, how many rows there are.
    ///
    /// ```swift
    /// let (contacts, withTitle) = try await Contact.query.aggregate(on: db) { ($0.id.count(), $0.title.count()) }
    /// ```
    /// SQL: `count(title)`
    public func count(where condition: Expr<Bool>? = nil) -> Expr<Int> { figure(.count, .integer, condition) }

    /// How many different values there are.
    ///
    /// SQL: `count(DISTINCT title)`
    public func countDistinct(where condition: Expr<Bool>? = nil) -> Expr<Int> { figure(.countDistinct, .integer, condition) }

    func figure<R>(_ aggregate: Aggregate, _ type: ColumnType, _ condition: Expr<Bool>?) -> Expr<R> {
        Expr<R>(.figure(Node.Figure(aggregate: aggregate, type: type, value: node, condition: condition?.node)))
    }
}

extension Expr where T: SummableColumn {
    /// The sum over the rows that have the value; absent where none has. Overflow is an error, and decimals are exact.
    ///
    /// ```swift
    /// let credit = try await Contact.query.aggregate(on: db) { $0.credit.sum(where: $0.user.isActive) }
    /// ```
    /// SQL: `sum(credit) FILTER (WHERE t1.is_active)`
    public func sum(where condition: Expr<Bool>? = nil) -> Expr<T.Absentable> { figure(.sum, T.columnType, condition) }

    /// The average over the rows that have the value; absent where none has.
    ///
    /// SQL: `avg(credit)`
    public func avg(where condition: Expr<Bool>? = nil) -> Expr<Double?> { figure(.average, T.columnType, condition) }
}

extension Expr where T: AggregateColumn {
    /// The least value; absent where there is none.
    ///
    /// SQL: `min(created)`
    public func min(where condition: Expr<Bool>? = nil) -> Expr<T.Absentable> { figure(.minimum, T.columnType, condition) }

    /// The greatest value; absent where there is none.
    ///
    /// SQL: `max(created)`
    public func max(where condition: Expr<Bool>? = nil) -> Expr<T.Absentable> { figure(.maximum, T.columnType, condition) }
}
