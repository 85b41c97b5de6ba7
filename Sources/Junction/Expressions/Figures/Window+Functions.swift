extension Window {
    /// The row's number in the order, from 1. Rows that are alike in it are numbered in any order: end it with the key.
    ///
    /// SQL: `row_number() OVER (…)`
    public func rowNumber() -> Expr<Int> { call(.rowNumber) }
    /// The number of rows before it in the order, plus one: rows that are alike share a rank, and leave out the next.
    ///
    /// SQL: `rank() OVER (…)`
    public func rank() -> Expr<Int> { call(.rank) }
    /// The same without leaving out ranks.
    ///
    /// SQL: `dense_rank() OVER (…)`
    public func denseRank() -> Expr<Int> { call(.denseRank) }
    /// The rank between 0 and 1.
    ///
    /// SQL: `percent_rank() OVER (…)`
    public func percentRank() -> Expr<Double> { call(.percentRank) }
    /// Which of so many parts of about the same size the row is in, from 1.
    ///
    /// SQL: `ntile(4) OVER (…)`
    public func tile(_ count: Int) -> Expr<Int> {
        count > 0 ? call(.tile(count)) : call(.tile(1), .bind(.invalid(.integerOutOfRange)))
    }

    /// The value so many rows before; absent before the first.
    ///
    /// SQL: `lag(position, 1) OVER (…)`
    public func lag<T: ColumnValue>(_ value: Expr<T>, by rows: Int = 1) -> Expr<T.Absentable> {
        call(.lag(rows), value.node, Self.distance(rows))
    }
    /// The value so many rows after; absent after the last.
    ///
    /// SQL: `lead(position, 1) OVER (…)`
    public func lead<T: ColumnValue>(_ value: Expr<T>, by rows: Int = 1) -> Expr<T.Absentable> {
        call(.lead(rows), value.node, Self.distance(rows))
    }
    /// The value of the first row of the frame.
    ///
    /// SQL: `first_value(position) OVER (…)`
    public func first<T: ColumnValue>(_ value: Expr<T>) -> Expr<T> { call(.first, value.node) }
    /// The value of the last row of the frame.
    ///
    /// SQL: `last_value(position) OVER (…)`
    public func last<T: ColumnValue>(_ value: Expr<T>) -> Expr<T> { call(.last, value.node) }

    /// How many rows the frame has.
    ///
    /// SQL: `count(*) OVER (…)`
    public func count() -> Expr<Int> { call(.figure(.count, .integer)) }
    /// The sum over the frame: a running sum where it ends at this row. Absent where no row has the value.
    ///
    /// SQL: `sum(position) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING)`
    public func sum<T: SummableColumn>(_ value: Expr<T>) -> Expr<T.Absentable> { call(.figure(.sum, T.columnType), value.node) }
    /// The average over the frame.
    ///
    /// SQL: `avg(position) OVER (…)`
    public func avg<T: SummableColumn>(_ value: Expr<T>) -> Expr<Double?> { call(.figure(.average, T.columnType), value.node) }
    /// The least value of the frame.
    ///
    /// SQL: `min(position) OVER (…)`
    public func min<T: AggregateColumn>(_ value: Expr<T>) -> Expr<T.Absentable> { call(.figure(.minimum, T.columnType), value.node) }
    /// The greatest value of the frame.
    ///
    /// SQL: `max(position) OVER (…)`
    public func max<T: AggregateColumn>(_ value: Expr<T>) -> Expr<T.Absentable> { call(.figure(.maximum, T.columnType), value.node) }

    private func call<T>(_ function: WindowCall.Function, _ arguments: Node?...) -> Expr<T> {
        Expr<T>(.window(WindowCall(function: function, arguments: arguments.compactMap { $0 }, window: self)))
    }

    /// What refuses a distance in the other direction.
    private static func distance(_ rows: Int) -> Node? { rows < 0 ? .bind(.invalid(.integerOutOfRange)) : nil }
}
