public import Foundation

extension String: ColumnValue {
    /// Text.
    public static var columnType: ColumnType { .text }
    /// The text as it is; one with a NUL character is an error before a statement is sent.
    public var columnValue: Value { .text(self) }
    /// Reads a text; nil where it is NULL. Throws ``ColumnMismatch`` for bytes that are no UTF-8.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> String? { try row.string(at: column) }
}

extension URL: ColumnValue {
    /// Text.
    public static var columnType: ColumnType { .text }
    /// The URL as absolute text.
    public var columnValue: Value { .text(absoluteString) }
    /// Reads a URL; nil where it is NULL. Throws ``ColumnMismatch`` for a text that is none.
    public static func read(_ row: borrowing Row, at column: Int32) throws -> URL? {
        guard let text = try row.string(at: column) else { return nil }
        guard let url = URL(string: text) else { throw ColumnMismatch(column: column, expected: "a URL", found: "other text") }
        return url
    }
}

extension UUID: ColumnValue {
    /// A UUID.
    public static var columnType: ColumnType { .uuid }
    /// The UUID as it is.
    public var columnValue: Value { .uuid(self) }
    /// Reads a UUID; nil where it is NULL.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> UUID? { try row.uuid(at: column) }
}

extension Array: ColumnValue where Element == UInt8 {
    /// Bytes.
    public static var columnType: ColumnType { .bytes }
    /// The bytes as they are.
    public var columnValue: Value { .bytes(self) }
    /// Reads bytes; nil where they are NULL.
    public static func read(_ row: borrowing Row, at column: Int32) throws -> [UInt8]? { try row.bytes(at: column) }
}

extension Data: ColumnValue {
    /// Bytes.
    public static var columnType: ColumnType { .bytes }
    /// The bytes as they are.
    public var columnValue: Value { .bytes(Array(self)) }
    /// Reads bytes; nil where they are NULL.
    public static func read(_ row: borrowing Row, at column: Int32) throws -> Data? { try row.bytes(at: column).map { Data($0) } }
}
