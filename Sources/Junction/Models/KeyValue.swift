public import Foundation

/// A type that a primary key can be kept as: `Int64`, `UUID`, `String`, or several columns; `@Model(key:)` takes it.
///
/// ```swift
/// let berlin = try await Airport(id: Key("BER"), city: "Berlin").insert(on: db)
/// ```
/// SQL: `INSERT INTO airport (id, city) VALUES (?, ?) RETURNING id, city`
public protocol KeyValue: KeyComponent {
    /// A key made by the client; nil where the database counts, or the key is given by hand. Junction calls it for a new row.
    static func generate() -> Self?
    /// Whether both are the same key to a database, byte for byte; ``Key`` compares by it.
    static func isSame(_ a: Self, _ b: Self) -> Bool
    /// Hashes what `isSame` compares; ``Key`` hashes by it.
    func hashExactly(into hasher: inout Hasher)
}

extension KeyValue {
    /// No key: the database counts, or it is given by hand.
    public static func generate() -> Self? { nil }
    /// Compares by `==`.
    @inlinable public static func isSame(_ a: Self, _ b: Self) -> Bool { a == b }
    /// Hashes by `hash(into:)`.
    @inlinable public func hashExactly(into hasher: inout Hasher) { hash(into: &hasher) }
}

extension Int64: KeyValue {
    @inlinable public static func _key(_ value: Value) -> Int64? { if case .integer(let key) = value { key } else { nil } }
}

extension String: KeyValue {
    /// Compares bytes: composed and decomposed accents are two keys.
    public static func isSame(_ a: String, _ b: String) -> Bool { a.hasSameBytes(as: b) }
    /// Hashes bytes.
    public func hashExactly(into hasher: inout Hasher) { hashBytes(into: &hasher) }
    public static func _key(_ value: Value) -> String? { if case .text(let key) = value { key } else { nil } }
}

extension UUID: KeyValue {
    public static func _key(_ value: Value) -> UUID? { if case .uuid(let key) = value { key } else { nil } }

    /// A version 7 UUID (RFC 9562): milliseconds since 1970, then random bits, so that new keys sort last.
    public static func generate() -> UUID? {
        let millis = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
        var bytes = UUID().uuid
        bytes.0 = UInt8(truncatingIfNeeded: millis >> 40)
        bytes.1 = UInt8(truncatingIfNeeded: millis >> 32)
        bytes.2 = UInt8(truncatingIfNeeded: millis >> 24)
        bytes.3 = UInt8(truncatingIfNeeded: millis >> 16)
        bytes.4 = UInt8(truncatingIfNeeded: millis >> 8)
        bytes.5 = UInt8(truncatingIfNeeded: millis)
        bytes.6 = bytes.6 & 0x0F | 0x70
        bytes.8 = bytes.8 & 0x3F | 0x80
        return UUID(uuid: bytes)
    }
}
