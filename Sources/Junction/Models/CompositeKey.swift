/// A primary key of several columns; `@Model` writes one, `RawKey`, for a model with several `@PrimaryKey` properties.
///
/// ```swift
/// let seat = try await Seat.find(Key(Seat.RawKey(row: 1, number: 7)), on: db)
/// ```
/// SQL: `SELECT t0.row, t0.number, t0.details FROM seat AS t0 WHERE (t0.row, t0.number) = (?, ?)`
public protocol CompositeKey: KeyValue {}

extension CompositeKey {
    /// A value of several columns has no type of its own; the first stands for it in messages.
    public static var columnType: ColumnType { _parts?.first?.type ?? .text }
    /// Byte for byte in every column, as databases compare.
    public static func == (a: Self, b: Self) -> Bool { a.columnValue == b.columnValue }
    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(columnValue) }
}

/// A type that can be a column of a composite key: `Int`, `Int32`, `Int64`, `String`, `UUID`, `CalendarDate`, keys, and enums of these.
///
/// ```swift
/// enum Deck: String, KeyComponent { case upper, lower }
/// ```
public protocol KeyComponent: ColumnValue, Codable, Hashable {
    /// The key that a value of the database is; nil for a value of another type.
    static func _key(_ value: Value) -> Self?
}

extension Int: KeyComponent {
    public static func _key(_ value: Value) -> Int? { if case .integer(let key) = value { Int(exactly: key) } else { nil } }
}

extension Int32: KeyComponent {
    public static func _key(_ value: Value) -> Int32? { if case .integer(let key) = value { Int32(exactly: key) } else { nil } }
}

extension CalendarDate: KeyComponent {
    public static func _key(_ value: Value) -> CalendarDate? { if case .day(let key) = value { key } else { nil } }
}

extension KeyComponent where Self: RawRepresentable, RawValue: KeyComponent {
    public static func _key(_ value: Value) -> Self? { RawValue._key(value).flatMap(Self.init) }
}

extension Key: KeyComponent {
    public static func _key(_ value: Value) -> Key? { M.RawKey._key(value).map(Key.init) }
}

/// One of the columns of a value that takes several. Public only since `@Model` writes them.
public struct ColumnPart: Sendable, Hashable {
    let name: String
    let type: ColumnType

    /// The columns of a key with these properties; one that is a key itself may take several of them. The macro writes the call.
    public static func all(_ properties: [(name: String, type: any ColumnValue.Type)]) -> [ColumnPart] {
        properties.flatMap { name, type in
            type._parts?.map { ColumnPart(name: $0.name(in: name), type: $0.type) } ?? [ColumnPart(name: name, type: type.columnType)]
        }
    }

    /// The name in a column that refers to the key: `seat_id` takes the columns `seat_row` and `seat_number`.
    func name(in column: String) -> String {
        column.isEmpty ? name : (column.hasSuffix("_id") ? String(column.dropLast(3)) : column) + "_" + name
    }
}

/// Takes a composite key out of a value, property by property. Public only since `@Model` writes its use.
public struct KeyParts {
    private var rest: ArraySlice<Value>

    /// Of a value of one column it is a key of one part; the macro writes the call.
    public init(_ value: Value) { if case .tuple(let parts) = value { rest = parts[...] } else { rest = [value] } }

    /// The next property; nil where the value does not fit. The macro writes the call.
    public mutating func next<T: KeyComponent>(_ type: T.Type = T.self) -> T? {
        let width = Int(T._width)
        guard rest.count >= width, let first = rest.first else { return nil }
        defer { rest = rest.dropFirst(width) }
        return T._key(width == 1 ? first : .tuple(Array(rest.prefix(width))))
    }
}
