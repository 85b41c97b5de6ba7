extension Window {
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func lag<E: ColumnExpression>(_ value: E, by rows: Int = 1) -> Expr<E._Value.Absentable> where E._Value: ColumnValue {
        Uncallable.value()
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func lead<E: ColumnExpression>(_ value: E, by rows: Int = 1) -> Expr<E._Value.Absentable> where E._Value: ColumnValue {
        Uncallable.value()
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func first<E: ColumnExpression>(_ value: E) -> Expr<E._Value> { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func last<E: ColumnExpression>(_ value: E) -> Expr<E._Value> { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func sum<E: ColumnExpression>(_ value: E) -> Expr<E._Value.Absentable> where E._Value: SummableColumn { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func avg<E: ColumnExpression>(_ value: E) -> Expr<Double?> where E._Value: SummableColumn { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func min<E: ColumnExpression>(_ value: E) -> Expr<E._Value.Absentable> where E._Value: AggregateColumn { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func max<E: ColumnExpression>(_ value: E) -> Expr<E._Value.Absentable> where E._Value: AggregateColumn { Uncallable.value() }

    /// The row's number in the order, from 1. Rows that are alike in it are numbered in any order: end it with the key.
    ///
    /// ```swift
    /// let numbers = Contact.query.values { Window(order: $0.credit.descending, $0.id).rowNumber() }
    /// ```
    /// SQL: `row_number() OVER (ORDER BY t0.credit DESC, t0.id)`
    public func rowNumber() -> Expr<Int> { call(.rowNumber) }

    /// The number of rows before it in the order, plus one: rows that are alike share a rank, and leave out the next.
    ///
    /// ```swift
    /// let ranks = Contact.query.values { Window(order: $0.credit.descending).rank() }
    /// ```
    /// SQL: `rank() OVER (ORDER BY t0.credit DESC)`
    public func rank() -> Expr<Int> { call(.rank) }

    /// The rank where rows that are alike leave out none.
    ///
    /// ```swift
    /// let dense = Contact.query.values { Window(order: $0.credit.descending).denseRank() }
    /// ```
    /// SQL: `dense_rank() OVER (ORDER BY t0.credit DESC)`
    public func denseRank() -> Expr<Int> { call(.denseRank) }

    /// The rank between 0 and 1.
    ///
    /// ```swift
    /// let shares = Contact.query.values { Window(order: $0.credit).percentRank() }
    /// ```
    /// SQL: `percent_rank() OVER (ORDER BY t0.credit)`
    public func percentRank() -> Expr<Double> { call(.percentRank) }

    /// Which of so many parts of about the same size the row is in, from 1.
    ///
    /// ```swift
    /// let quarters = Contact.query.values { Window(order: $0.credit).tile(4) }
    /// ```
    /// SQL: `ntile(4) OVER (ORDER BY t0.credit)`
    ///
    /// Less than 1 part throws ``QueryError`` when the query is run.
    public func tile(_ count: Int) -> Expr<Int> {
        count > 0 ? call(.tile(count)) : call(.tile(1), .bind(.invalid(.countTooSmall)))
    }

    /// The value so many rows before; absent before the first.
    ///
    /// ```swift
    /// let before = Contact.query.values { Window(order: $0.id).lag($0.credit) }
    /// ```
    /// SQL: `lag(t0.credit, 1) OVER (ORDER BY t0.id)`
    ///
    /// A number below 0 throws ``QueryError`` when the query is run.
    public func lag<T: ColumnValue>(_ value: Expr<T>, by rows: Int = 1) -> Expr<T.Absentable> {
        call(.lag(rows), value.node, Self.distance(rows))
    }

    /// The value so many rows after; absent after the last.
    ///
    /// ```swift
    /// let after = Contact.query.values { Window(order: $0.id).lead($0.credit) }
    /// ```
    /// SQL: `lead(t0.credit, 1) OVER (ORDER BY t0.id)`
    ///
    /// A number below 0 throws ``QueryError`` when the query is run.
    public func lead<T: ColumnValue>(_ value: Expr<T>, by rows: Int = 1) -> Expr<T.Absentable> {
        call(.lead(rows), value.node, Self.distance(rows))
    }

    /// The value of the first row of the frame.
    ///
    /// ```swift
    /// let least = Contact.query.values { Window(order: $0.credit, $0.id).first($0.credit) }
    /// ```
    /// SQL: `first_value(t0.credit) OVER (ORDER BY t0.credit, t0.id ROWS UNBOUNDED PRECEDING)`
    public func first<T: ColumnValue>(_ value: Expr<T>) -> Expr<T> { call(.first, value.node) }

    /// The value of the last row of the frame: in an order that is this row, unless another frame is asked for.
    ///
    /// ```swift
    /// let greatest = Contact.query.values { Window(order: $0.credit, $0.id, frame: .all).last($0.credit) }
    /// ```
    /// SQL: `last_value(t0.credit) OVER (ORDER BY t0.credit, t0.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`
    public func last<T: ColumnValue>(_ value: Expr<T>) -> Expr<T> { call(.last, value.node) }

    /// How many rows the frame has.
    ///
    /// ```swift
    /// let sizes = ContactDepartment.query.values { Window(by: $0.contactID).count() }
    /// ```
    /// SQL: `count(*) OVER (PARTITION BY t0.contact_id)`
    public func count() -> Expr<Int> { call(.figure(.count, .integer)) }

    /// The sum over the frame: a running sum where it ends at this row. Absent where no row has the value.
    ///
    /// ```swift
    /// let running = Contact.query.values { Window(order: $0.id).sum($0.credit) }
    /// ```
    /// SQL (SQLite): `junction_sum_decimal(t0.credit) OVER (ORDER BY t0.id ROWS UNBOUNDED PRECEDING)`
    /// SQL (PostgreSQL): `sum(t0.credit) OVER (ORDER BY t0.id ROWS UNBOUNDED PRECEDING)`
    ///
    /// Overflow throws ``DatabaseError`` (``DatabaseError/Kind/arithmetic``).
    public func sum<T: SummableColumn>(_ value: Expr<T>) -> Expr<T.Absentable> { call(.figure(.sum, T.columnType), value.node) }

    /// The average over the frame as a real number; absent where no row has the value.
    ///
    /// ```swift
    /// let smooth = Contact.query.values { Window(order: $0.id, frame: .last(7)).avg($0.credit) }
    /// ```
    /// SQL: `avg(t0.credit) OVER (ORDER BY t0.id ROWS 6 PRECEDING)`
    public func avg<T: SummableColumn>(_ value: Expr<T>) -> Expr<Double?> { call(.figure(.average, T.columnType), value.node) }

    /// The least value of the frame; absent where no row has one.
    ///
    /// ```swift
    /// let lowest = Contact.query.values { Window().min($0.credit) }
    /// ```
    /// SQL: `min(t0.credit) OVER ()`
    public func min<T: AggregateColumn>(_ value: Expr<T>) -> Expr<T.Absentable> { call(.figure(.minimum, T.columnType), value.node) }

    /// The greatest value of the frame; absent where no row has one.
    ///
    /// ```swift
    /// let record = Contact.query.values { Window(order: $0.id).max($0.credit) }
    /// ```
    /// SQL: `max(t0.credit) OVER (ORDER BY t0.id ROWS UNBOUNDED PRECEDING)`
    public func max<T: AggregateColumn>(_ value: Expr<T>) -> Expr<T.Absentable> { call(.figure(.maximum, T.columnType), value.node) }

    private func call<T>(_ function: WindowCall.Function, _ arguments: Node?...) -> Expr<T> {
        Expr<T>(.window(WindowCall(function: function, arguments: arguments.compactMap { $0 }, window: self)))
    }

    /// What refuses a distance in the other direction.
    private static func distance(_ rows: Int) -> Node? { rows < 0 ? .bind(.invalid(.countTooSmall)) : nil }
}
