import Foundation

/// A `Codable` type of your own that a column keeps as JSON.
///
/// ```swift
/// struct Settings: JSONColumnValue { var theme = "dark"; var columns: [String] = [] }
/// ```
public protocol JSONColumnValue: JSONColumn, Codable {}

extension JSONColumnValue {
    public static var columnType: ColumnType { .json }
    public var columnValue: Value { JSONCoding.value(of: self) }
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

    public init(_ content: Content) { self.content = content }

    public static var columnType: ColumnType { .json }
    public var columnValue: Value { JSONCoding.value(of: content) }
    public static func read(_ row: borrowing Row, at column: Int32) throws -> JSON? {
        try JSONCoding.read(Content.self, row, at: column).map(JSON.init)
    }
}

extension JSON: Equatable where Content: Equatable {}
extension JSON: Hashable where Content: Hashable {}

extension JSON: Codable {
    public init(from decoder: any Decoder) throws { content = try Content(from: decoder) }
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
