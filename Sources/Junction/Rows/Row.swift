public import Foundation

/// One row of a running statement. It cannot be kept: what it points to is gone with the next step.
///
/// Column types of your own read from it, and code that macros write.
/// ```swift
/// static func read(_ row: borrowing Row, at column: Int32) throws -> Cents? {
///     try Int64.read(row, at: column).map(Cents.init)
/// }
/// ```
public struct Row: ~Copyable {
    @usableFromInline let state: RowTable.State?
    @usableFromInline let table: UnsafePointer<RowTable>

    @inlinable init(state: RowTable.State?, table: UnsafePointer<RowTable>) {
        self.state = state
        self.table = table
    }

    /// The value of a column that cannot be NULL; columns are counted from 0.
    ///
    /// ```swift
    /// if !row.isNull(at: 0) { numbers.append(try row.value(Int.self, at: 0)) }
    /// ```
    /// Throws ``ColumnMismatch`` when the column is NULL, or holds something else.
    @inlinable public func value<T: ColumnValue>(_ type: T.Type = T.self, at column: Int32) throws -> T {
        guard let value = try T.read(self, at: column) else { throw mismatch(T.columnType, at: column) }
        return value
    }

    /// Whether a column is NULL.
    ///
    /// ```swift
    /// if !row.isNull(at: 0) { numbers.append(try row.value(Int.self, at: 0)) }
    /// ```
    @inlinable public func isNull(at column: Int32) -> Bool { table.pointee.isNull(state, column) }

    @inlinable func integer(at column: Int32) throws -> Int64? {
        var value: Int64 = 0
        return try found(table.pointee.integer(state, column, &value), .integer, at: column) ? value : nil
    }

    @inlinable func bool(at column: Int32) throws -> Bool? {
        var value: Int64 = 0
        return try found(table.pointee.bool(state, column, &value), .bool, at: column) ? value != 0 : nil
    }

    @inlinable func moment(at column: Int32) throws -> Int64? {
        var value: Int64 = 0
        return try found(table.pointee.moment(state, column, &value), .moment, at: column) ? value : nil
    }

    func day(at column: Int32) throws -> CalendarDate? {
        var value: Int64 = 0
        guard try found(table.pointee.day(state, column, &value), .day, at: column) else { return nil }
        guard let day = CalendarDate(year: Int(value / 10_000), month: Int(value / 100 % 100), day: Int(value % 100))
        else { throw mismatch(.day, at: column) }
        return day
    }

    @inlinable func real(at column: Int32) throws -> Double? {
        var value = 0.0
        guard try found(table.pointee.real(state, column, &value), .real, at: column) else { return nil }
        if !value.isFinite { throw ColumnMismatch(column: column, expected: ColumnType.real.name, found: "infinity") }
        return value
    }

    @inlinable func string(at column: Int32) throws -> String? {
        var start: UnsafePointer<UInt8>?, count = 0
        guard try found(table.pointee.text(state, column, &start, &count), .text, at: column) else { return nil }
        let bytes = UnsafeBufferPointer(start: start, count: count)
        var text = String(decoding: bytes, as: UTF8.self)
        // Decoding mends what is no UTF-8; what was mended differs. (A validating initialiser is generic and costs three times as much.)
        let isSame = text.withUTF8 { utf8 in
            guard utf8.count == count, let decoded = utf8.baseAddress, let start else { return count == 0 }
            return memcmp(decoded, start, count) == 0
        }
        if !isSame { throw ColumnMismatch(column: column, expected: ColumnType.text.name, found: "bytes that are no UTF-8") }
        return text
    }

    func bytes(at column: Int32) throws -> [UInt8]? {
        var start: UnsafePointer<UInt8>?, count = 0
        guard try found(table.pointee.bytes(state, column, &start, &count), .bytes, at: column) else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    @usableFromInline func uuid(at column: Int32) throws -> UUID? {
        var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        return try found(table.pointee.uuid(state, column, &bytes), .uuid, at: column) ? UUID(uuid: bytes) : nil
    }

    @usableFromInline func decimal(at column: Int32) throws -> Decimal? {
        var value = Decimal()
        return try found(table.pointee.decimal(state, column, &value), .decimal, at: column) ? value : nil
    }

    /// A key of one column or several, absent where one of them is.
    func key(of types: [ColumnType], at column: Int32) throws -> Value {
        if types.count == 1 { return try value(of: types[0], at: column) }
        var parts: [Value] = []
        for (number, type) in types.enumerated() { parts.append(try value(of: type, at: column + Int32(number))) }
        return .key(parts)
    }

    /// The value of a column whose type is only known at run time.
    private func value(of type: ColumnType, at column: Int32) throws -> Value {
        switch type {
        case .integer: try integer(at: column).map(Value.integer) ?? .null
        case .real: try real(at: column).map(Value.real) ?? .null
        case .decimal: try decimal(at: column).map(Value.decimal) ?? .null
        case .bool: try bool(at: column).map(Value.bool) ?? .null
        case .text: try string(at: column).map(Value.text) ?? .null
        case .json: try string(at: column).map(Value.json) ?? .null
        case .bytes: try bytes(at: column).map(Value.bytes) ?? .null
        case .moment: try moment(at: column).map(Value.moment) ?? .null
        case .day: try day(at: column).map(Value.day) ?? .null
        case .uuid: try uuid(at: column).map(Value.uuid) ?? .null
        }
    }

    @inlinable func found(_ answer: Int32, _ type: ColumnType, at column: Int32) throws -> Bool {
        if answer == RowTable.found { return true }
        if answer == RowTable.null { return false }
        throw mismatch(type, at: column)
    }

    @usableFromInline func mismatch(_ expected: ColumnType, at column: Int32) -> ColumnMismatch {
        var kind: Int64 = 0
        let found =
            switch table.pointee.kind(state, column, &kind) {
            case RowTable.found:
                ColumnType.allCases[Int(kind)].name + (ColumnType.allCases[Int(kind)] == expected ? " in another form" : "")
            case RowTable.null: "NULL"
            default: "a type that no column of a model has"
            }
        return ColumnMismatch(column: column, expected: expected.name, found: found)
    }
}

/// A column that holds something else than its model says; it becomes a ``RowError`` where model and column are known.
///
/// Only column types of your own throw it by hand:
/// ```swift
/// throw ColumnMismatch(column: column, expected: "an amount of at least 0", found: "a negative one")
/// ```
public struct ColumnMismatch: Error, Sendable {
    /// The number of the column in the statement, from 0.
    public let column: Int32
    /// What the model says that the column holds, such as `an integer`.
    public let expected: String
    /// What it holds, by type; never the value, which may be secret.
    public let found: String

    /// A mismatch in words that follow "expected" and "found".
    ///
    /// ```swift
    /// throw ColumnMismatch(column: column, expected: "an amount of at least 0", found: "a negative one")
    /// ```
    public init(column: Int32, expected: String, found: String) {
        self.column = column
        self.expected = expected
        self.found = found
    }
}
