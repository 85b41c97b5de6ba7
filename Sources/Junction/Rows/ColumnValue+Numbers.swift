public import Foundation

extension ColumnValue where Self: FixedWidthInteger {
    public static var columnType: ColumnType { .integer }
    @inlinable public var columnValue: Value {
        // Only unsigned 64-bit numbers can be too large.
        Int64(exactly: self).map(Value.integer) ?? .invalid(.integerOutOfRange)
    }
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
    public static var columnType: ColumnType { .real }
    public var columnValue: Value { isFinite ? .real(self) : .invalid(.notFinite) }
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Double? { try row.real(at: column) }
}

extension Bool: ColumnValue {
    public static var columnType: ColumnType { .bool }
    public var columnValue: Value { .bool(self) }
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Bool? { try row.bool(at: column) }
}

extension Decimal: ColumnValue {
    public static var columnType: ColumnType { .decimal }
    public var columnValue: Value { isNaN ? .invalid(.notFinite) : .decimal(self) }
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Decimal? { try row.decimal(at: column) }
}
