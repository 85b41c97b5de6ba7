public import Foundation

extension ColumnValue where Self: FixedWidthInteger {
    /// An integer.
    public static var columnType: ColumnType { .integer }
    /// The integer as it is; one above `Int64.max` is an error before a statement is sent.
    @inlinable public var columnValue: Value {
        // Only unsigned 64-bit numbers can be too large.
        Int64(exactly: self).map(Value.integer) ?? .invalid(.integerOutOfRange)
    }
    /// Reads an integer; nil where it is NULL. Throws ``ColumnMismatch`` for one that does not fit into the type.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Self? {
        guard let integer = try row.integer(at: column) else { return nil }
        guard let value = Self(exactly: integer) else {
            throw ColumnMismatch(column: column, expected: "a number that fits into \(Self.self)", found: "one that does not")
        }
        return value
    }
}

extension Int: ColumnValue {}
extension Int64: ColumnValue {}
extension Int32: ColumnValue {}
extension Int16: ColumnValue {}
extension Int8: ColumnValue {}
extension UInt: ColumnValue {}
extension UInt64: ColumnValue {}
extension UInt32: ColumnValue {}
extension UInt16: ColumnValue {}
extension UInt8: ColumnValue {}

extension Double: ColumnValue {
    /// A real number.
    public static var columnType: ColumnType { .real }
    /// The number as it is; NaN and infinity are an error before a statement is sent.
    public var columnValue: Value { isFinite ? .real(self) : .invalid(.notFinite) }
    /// Reads a finite number; nil where it is NULL.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Double? { try row.real(at: column) }
}

extension Bool: ColumnValue {
    /// A Boolean.
    public static var columnType: ColumnType { .bool }
    /// The Boolean as it is.
    public var columnValue: Value { .bool(self) }
    /// Reads a Boolean; nil where it is NULL.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Bool? { try row.bool(at: column) }
}

extension Decimal: ColumnValue {
    /// A decimal.
    public static var columnType: ColumnType { .decimal }
    /// The number as it is; NaN is an error before a statement is sent, as more than 15 digits are on SQLite.
    public var columnValue: Value { isNaN ? .invalid(.notFinite) : .decimal(self) }
    /// Reads a decimal; nil where it is NULL.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Decimal? { try row.decimal(at: column) }
}
