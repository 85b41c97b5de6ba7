/// The primary key of a model, told apart from the keys of other models by its type.
///
/// ```swift
/// let key = Key<Category>(1)
/// let hr = try await Category.find(key, on: db)
/// ```
/// SQL: `SELECT t0.id, t0.name, t0.code, t0.is_open, t0.parent_id FROM category AS t0 WHERE t0.id = ?`
///
/// It is `.unassigned` until the row was inserted. An unassigned key bound in a query or a write is an error before a statement is
/// sent. Encoded it is null, and a missing or null key decodes to it.
public enum Key<M: Model>: Sendable {
    /// The key of a row that was never inserted.
    case unassigned
    /// The key of a row in the database.
    case assigned(M.RawKey)

    /// A key with this value, whether or not a row has it.
    ///
    /// ```swift
    /// let key = Key<Category>(1)
    /// ```
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

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        if case .assigned(let raw) = self { raw.hashExactly(into: &hasher) }
    }
}

extension Key: ColumnValue {
    /// That of its raw key: an integer, unless `@Model(key:)` says otherwise.
    public static var columnType: ColumnType { M.RawKey.columnType }
    /// The table of its model.
    public static var foreignTable: (@Sendable () -> Table)? { { M.table } }
    @inlinable public static var _width: Int32 { M.RawKey._width }
    public static var _parts: [ColumnPart]? { M.RawKey._parts }
    /// What the database keeps; an unassigned key is refused before a statement is sent.
    @inlinable public var columnValue: Value {
        switch self {
        case .assigned(let raw): raw.columnValue
        case .unassigned: .invalid(.unassignedKey(M.table.modelName))
        }
    }
    /// Reads a key; nil where it is NULL.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Key? {
        guard let raw = try M.RawKey.read(row, at: column) else { return nil }
        return .assigned(raw)
    }
}

extension Key: CustomStringConvertible {
    /// The raw key, or `unassigned`.
    public var description: String {
        switch self {
        case .assigned(let raw): "\(raw)"
        case .unassigned: "unassigned"
        }
    }
}

extension Key: Codable {
    /// Decodes the raw key itself; null is an unassigned key.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = container.decodeNil() ? .unassigned : .assigned(try container.decode(M.RawKey.self))
    }

    /// Encodes the raw key itself; an unassigned key as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if case .assigned(let raw) = self { try container.encode(raw) } else { try container.encodeNil() }
    }
}

extension KeyedDecodingContainer {
    /// A key that is missing is an unassigned one, so that a model without `id` decodes.
    ///
    /// ```swift
    /// let depot = try JSONDecoder().decode(Depot.self, from: Data(#"{"name": "North", "isOpen": true, "settings": {}}"#.utf8))
    /// ```
    public func decode<M: Model>(_ type: Junction.Key<M>.Type, forKey key: K) throws -> Junction.Key<M> {
        try decodeIfPresent(type, forKey: key) ?? .unassigned
    }
}
