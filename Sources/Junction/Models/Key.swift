/// The primary key of a model, told apart from the keys of other models by its type.
///
/// ```swift
/// let hr = Key<Category>(3)
/// ```
///
/// It is `.unassigned` until the row was inserted. An unassigned key bound in a query or a write is an error before a statement is
/// sent. Encoded it is null, and a missing or null key decodes to it.
public enum Key<M: Model>: Sendable {
    /// The key of a row that was never inserted.
    case unassigned
    /// The key of a row in the database.
    case assigned(M.RawKey)

    /// A key with this value, whether or not a row has it.
    public init(_ raw: M.RawKey) { self = .assigned(raw) }

    /// What the database keeps; nil for an unassigned key.
    public var raw: M.RawKey? {
        switch self {
        case .assigned(let raw): raw
        case .unassigned: nil
        }
    }

    /// Whether there is a key: false until the row was inserted.
    public var isAssigned: Bool { raw != nil }
}

extension Key: Hashable {
    /// Keys compare by their exact bytes, as the database does.
    public static func == (a: Key, b: Key) -> Bool {
        switch (a, b) {
        case (.assigned(let a), .assigned(let b)): M.RawKey.isSame(a, b)
        case (.unassigned, .unassigned): true
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        if case .assigned(let raw) = self { raw.hashExactly(into: &hasher) }
    }
}

extension Key: ColumnValue {
    public static var columnType: ColumnType { M.RawKey.columnType }
    public static var foreignTable: (@Sendable () -> Table)? { { M.table } }
    @inlinable public static var _width: Int32 { M.RawKey._width }
    public static var _parts: [ColumnPart]? { M.RawKey._parts }
    @inlinable public var columnValue: Value {
        switch self {
        case .assigned(let raw): raw.columnValue
        case .unassigned: .invalid(.unassignedKey(String(describing: M.self)))
        }
    }
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Key? {
        guard let raw = try M.RawKey.read(row, at: column) else { return nil }
        return .assigned(raw)
    }
}

extension Key: CustomStringConvertible {
    public var description: String {
        switch self {
        case .assigned(let raw): "\(raw)"
        case .unassigned: "unassigned"
        }
    }
}

extension Key: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = container.decodeNil() ? .unassigned : .assigned(try container.decode(M.RawKey.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if case .assigned(let raw) = self { try container.encode(raw) } else { try container.encodeNil() }
    }
}

extension KeyedDecodingContainer {
    /// A key that is missing is an unassigned one, so that a model without `id` decodes.
    public func decode<M: Model>(_ type: Junction.Key<M>.Type, forKey key: K) throws -> Junction.Key<M> {
        try decodeIfPresent(type, forKey: key) ?? .unassigned
    }
}
