import Foundation

/// A `Codable` type of your own that a column keeps as JSON.
///
/// ```swift
/// struct SeatDetails: JSONColumnValue, Equatable {
///     var isAisle: Bool
///     var side: String?
/// }
/// ```
/// On SQLite it is text, on PostgreSQL `jsonb`; what stands in it can be asked for in queries.
public protocol JSONColumnValue: JSONColumn, Codable {}

extension JSONColumnValue {
    /// JSON.
    public static var columnType: ColumnType { .json }
    /// The value as `JSONEncoder` writes it; what cannot be encoded is an error before a statement is sent.
    public var columnValue: Value { JSONCoding.value(of: self) }
    /// Reads JSON by `JSONDecoder`; nil where it is NULL. Throws ``ColumnMismatch`` for JSON of something else.
    public static func read(_ row: borrowing Row, at column: Int32) throws -> Self? {
        try JSONCoding.read(Self.self, row, at: column)
    }
}

/// A `Codable` value that a column keeps as JSON, for types that are not your own.
///
/// ```swift
/// var settings: JSON<[String: String]> = JSON([:])
/// ```
public struct JSON<Content: Codable & Sendable>: ColumnValue {
    /// The value itself.
    public var content: Content

    /// A value to be kept as JSON.
    ///
    /// ```swift
    /// let changed = try await stored.update(on: db) { $0.settings = JSON(["theme": "dark"]) }
    /// ```
    /// SQL: `UPDATE invoice AS t0 SET settings = ? WHERE t0.id = ? RETURNING …`
    public init(_ content: Content) { self.content = content }

    /// JSON.
    public static var columnType: ColumnType { .json }
    /// The content as `JSONEncoder` writes it; what cannot be encoded is an error before a statement is sent.
    public var columnValue: Value { JSONCoding.value(of: content) }
    /// Reads JSON by `JSONDecoder`; nil where it is NULL. Throws ``ColumnMismatch`` for JSON of something else.
    public static func read(_ row: borrowing Row, at column: Int32) throws -> JSON? {
        try JSONCoding.read(Content.self, row, at: column).map(JSON.init)
    }
}

extension JSON: Equatable where Content: Equatable {}
extension JSON: Hashable where Content: Hashable {}

extension JSON: Codable {
    /// Decodes the content itself.
    public init(from decoder: any Decoder) throws { content = try Content(from: decoder) }
    /// Encodes the content itself.
    public func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }
}

private enum JSONCoding {
    static func value(of value: some Encodable) -> Value {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let json = try encoder.encode(value)
            return json.hasEscapedNUL ? .invalid(.nulInText) : .json(String(decoding: json, as: UTF8.self))
        } catch {
            return .invalid(.notEncodable(String(describing: type(of: error))))
        }
    }

    static func read<T: Decodable>(_ type: T.Type, _ row: borrowing Row, at column: Int32) throws -> T? {
        guard let text = try row.string(at: column) else { return nil }
        do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
            throw ColumnMismatch(column: column, expected: "JSON of a \(type)", found: "other text")
        }
    }
}

extension Data {
    /// Whether JSON holds a text with a NUL: `\u0000`, where the backslash is not itself escaped.
    fileprivate var hasEscapedNUL: Bool {
        guard range(of: Data("\\u0000".utf8)) != nil else { return false }
        var isEscaped = false
        for (number, byte) in enumerated() {
            if isEscaped, byte == UInt8(ascii: "u"), dropFirst(number + 1).prefix(4).elementsEqual("0000".utf8) { return true }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return false
    }
}
