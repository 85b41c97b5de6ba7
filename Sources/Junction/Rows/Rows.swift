/// The rows of a running statement, one at a time; a driver hands them to ``Link/run(_:_:_:)``'s body.
///
/// ```swift
/// try rows.forEach { row in
///     if !row.isNull(at: 0) { numbers.append(try row.value(Int.self, at: 0)) }
/// }
/// ```
public struct Rows: ~Copyable {
    @usableFromInline let row: Row
    /// How many rows were stepped so far.
    @usableFromInline var count = 0
    /// Whether the statement was stepped to its end; another step would begin it anew.
    @usableFromInline var isAtEnd = false
    /// How many rows there will be; 0 where that is not known.
    @usableFromInline let expected: Int

    /// A driver's running statement; `table` must outlive it.
    ///
    /// ```swift
    /// var rows = Rows(state: OpaquePointer(state), table: Self.table)
    /// ```
    /// - Parameter expected: how many rows there will be, where that is known already.
    public init(state: RowTable.State?, table: UnsafePointer<RowTable>, expected: Int = 0) {
        row = Row(state: state, table: table)
        self.expected = expected
    }

    /// The names of the columns.
    var columnNames: [String] {
        var names: [String] = []
        while let name = row.table.pointee.name(row.state, Int32(names.count)) { names.append(String(cString: name)) }
        return names
    }

    /// Reads every row that is left.
    ///
    /// ```swift
    /// try rows.forEach { row in
    ///     if !row.isNull(at: 0) { numbers.append(try row.value(Int.self, at: 0)) }
    /// }
    /// ```
    public mutating func forEach(_ body: (borrowing Row) throws -> Void) throws { while try next() { try body(row) } }

    /// Goes on to the next row; false at the end.
    ///
    /// Throws ``StepFailure``, which the driver replaces by its own error.
    @inlinable mutating func next() throws -> Bool {
        if isAtEnd { return false }
        switch row.table.pointee.next(row.state) {
        case RowTable.row:
            count += 1
            return true
        case RowTable.end:
            isAtEnd = true
            return false
        default:
            isAtEnd = true
            throw StepFailure()
        }
    }
}

/// The statement failed while it was stepped; the driver knows why, and puts its own error in the place of this one.
///
/// ```swift
/// do { return try body(&rows) } catch is StepFailure {
///     throw DatabaseError(.other, message: "the numbers have come to an end", sql: statement.sql)
/// }
/// ```
public struct StepFailure: Error {
    @inlinable init() {}
}
