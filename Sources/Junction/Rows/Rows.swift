/// The rows of a running statement, one at a time.
public struct Rows: ~Copyable {
    @usableFromInline let row: Row
    /// How many rows were stepped so far.
    @usableFromInline var count = 0
    /// Whether the statement was stepped to its end; another step would begin it anew.
    @usableFromInline var isAtEnd = false

    /// A driver's running statement; `table` must outlive it.
    public init(state: RowTable.State?, table: UnsafePointer<RowTable>) { row = Row(state: state, table: table) }

    /// The names of the columns.
    var columnNames: [String] {
        var names: [String] = []
        while let name = row.table.pointee.name(row.state, Int32(names.count)) { names.append(String(cString: name)) }
        return names
    }

    /// Reads every row that is left.
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

/// The statement failed while it was stepped; the driver knows why.
public struct StepFailure: Error {
    @inlinable init() {}
}
