public import Foundation

extension String: ColumnValue {
    public static var columnType: ColumnType { .text }
    public var columnValue: Value { .text(self) }
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> String? { try row.string(at: column) }
}

extension URL: ColumnValue {
    public static var columnType: ColumnType { .text }
    public var columnValue: Value { .text(absoluteString) }
    public static func read(_ row: borrowing Row, at column: Int32) throws -> URL? {
        guard let text = try row.string(at: column) else { return nil }
        guard let url = URL(string: text) else { throw ColumnMismatch(column: column, expected: "a URL", found: "other text") }
        return url
    }
}

extension UUID: ColumnValue {
    public static var columnType: ColumnType { .uuid }
    public var columnValue: Value { .uuid(self) }
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> UUID? { try row.uuid(at: column) }
}

extension Array: ColumnValue where Element == UInt8 {
    public static var columnType: ColumnType { .bytes }
    public var columnValue: Value { .bytes(self) }
    public static func read(_ row: borrowing Row, at column: Int32) throws -> [UInt8]? { try row.bytes(at: column) }
}

extension Data: ColumnValue {
    public static var columnType: ColumnType { .bytes }
    public var columnValue: Value { .bytes(Array(self)) }
    public static func read(_ row: borrowing Row, at column: Int32) throws -> Data? { try row.bytes(at: column).map { Data($0) } }
}
