// Figures over the rows of a query, or of each of its groups: for `aggregate`, `group` and `having`. Those over the rows of a relation are
// asked of the relation: `$0.phones.count`.

extension Expr where T: ColumnValue {
    /// How many rows have the value; of `id`, how many rows there are. With a condition only those count that fulfil it, here and below.
    ///
    /// ```swift
    /// let (contacts, withTitle) = try await Contact.query.aggregate(on: db) { ($0.id.count(), $0.title.count()) }
    /// ```
    /// SQL: `SELECT count(t0.id), count(t0.title) FROM contact AS t0`
    ///
    /// Anywhere but in `aggregate` and `group` a figure throws ``QueryError`` when the query is run.
    public func count(where condition: Expr<Bool>? = nil) -> Expr<Int> { figure(.count, .integer, condition) }

    /// How many different values there are.
    ///
    /// ```swift
    /// let kinds = try await Phone.query.aggregate(on: db) { $0.kind.countDistinct() }
    /// ```
    /// SQL: `count(DISTINCT t0.kind)`
    ///
    /// Of a composite key it throws ``QueryError``, as the least and the greatest value do.
    public func countDistinct(where condition: Expr<Bool>? = nil) -> Expr<Int> { figure(.countDistinct, .integer, condition) }

    func figure<R>(_ aggregate: Aggregate, _ type: ColumnType, _ condition: Expr<Bool>?) -> Expr<R> {
        Expr<R>(.figure(Node.Figure(aggregate: aggregate, type: type, value: node, condition: condition?.node)))
    }
}

extension Expr where T: SummableColumn {
    /// The sum over the rows that have the value; absent where none has. Decimals are exact.
    ///
    /// ```swift
    /// let credit = try await Contact.query.aggregate(on: db) { $0.credit.sum(where: $0.user.isActive) }
    /// ```
    /// SQL (SQLite): `junction_sum_decimal(t0.credit) FILTER (WHERE t1.is_active)`
    /// SQL (PostgreSQL): `sum(t0.credit) FILTER (WHERE t1.is_active)`
    ///
    /// Overflow throws ``DatabaseError`` (``DatabaseError/Kind/arithmetic``).
    public func sum(where condition: Expr<Bool>? = nil) -> Expr<T.Absentable> { figure(.sum, T.columnType, condition) }

    /// The average as a real number over the rows that have the value; absent where none has.
    ///
    /// ```swift
    /// let levels = Contact.group { $0.title }.values { $0.credit.avg() }
    /// ```
    /// SQL: `SELECT t0.title, avg(t0.credit) FROM contact AS t0 GROUP BY t0.title`
    public func avg(where condition: Expr<Bool>? = nil) -> Expr<Double?> { figure(.average, T.columnType, condition) }
}

extension Expr where T: AggregateColumn {
    /// The least value; absent where there is none.
    ///
    /// ```swift
    /// let first: Date? = try await Contact.query.aggregate(on: db) { $0.created.min() }
    /// ```
    /// SQL: `min(t0.created)`
    public func min(where condition: Expr<Bool>? = nil) -> Expr<T.Absentable> { figure(.minimum, T.columnType, condition) }

    /// The greatest value; absent where there is none.
    ///
    /// ```swift
    /// let last: Date? = try await Contact.query.aggregate(on: db) { $0.created.max() }
    /// ```
    /// SQL: `max(t0.created)`
    public func max(where condition: Expr<Bool>? = nil) -> Expr<T.Absentable> { figure(.maximum, T.columnType, condition) }
}
