/// A type that a column can hold.
///
/// The usual types conform already: integers, `Double`, `Decimal`, `Bool`, `String`, `[UInt8]`, `Data`, `Date`, `CalendarDate`,
/// `UUID`, `URL`, keys, optionals of these, and ``JSON``. A raw-value type of your own needs no code, and a `Codable` one conforms to
/// ``JSONColumnValue``:
///
/// ```swift
/// enum Kind: String, ColumnValue { case work, home }
/// ```
/// Any other says how it is kept:
/// ```swift
/// struct Cents: ColumnValue, Equatable {
///     var count: Int64
///     static var columnType: ColumnType { .integer }
///     var columnValue: Value { .integer(count) }
///     static func read(_ row: borrowing Row, at column: Int32) throws -> Cents? {
///         try Int64.read(row, at: column).map(Cents.init)
///     }
/// }
/// ```
/// SQL: `SELECT … FROM invoice AS t0 WHERE (t0.amount = ? AND t0.kind = ?)…`
public protocol ColumnValue: Sendable {
    /// The type where there may be no value: `String?` for `String` and for `String?`.
    associatedtype Absentable: ColumnValue = Self?
    /// What the column holds.
    static var columnType: ColumnType { get }
    /// Whether the column may be NULL.
    static var isNullable: Bool { get }
    /// The table that a key refers to; nil for a type that is no key.
    static var foreignTable: (@Sendable () -> Table)? { get }
    /// How many columns it takes: one, but for a composite key and a reference to one.
    static var _width: Int32 { get }
    /// Those columns, where there are several.
    static var _parts: [ColumnPart]? { get }
    /// The value as a database gets it.
    var columnValue: Value { get }

    /// Reads a column; nil when it is NULL.
    ///
    /// ```swift
    /// static func read(_ row: borrowing Row, at column: Int32) throws -> Cents? {
    ///     try Int64.read(row, at: column).map(Cents.init)
    /// }
    /// ```
    /// Throws ``ColumnMismatch`` when the column holds something else.
    static func read(_ row: borrowing Row, at column: Int32) throws -> Self?
}

extension ColumnValue {
    /// False: only optionals may be NULL.
    @inlinable public static var isNullable: Bool { false }
    /// None: only keys refer to a table.
    public static var foreignTable: (@Sendable () -> Table)? { nil }
    @inlinable public static var _width: Int32 { 1 }
    public static var _parts: [ColumnPart]? { nil }

    /// Appends the value of each column.
    @inlinable public func _append(to values: inout [Value]) {
        if Self._width == 1 { values.append(columnValue) } else { values += columnValue.parts(Int(Self._width)) }
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    /// An optional is absentable already.
    public typealias Absentable = Wrapped?
    /// That of the value.
    public static var columnType: ColumnType { Wrapped.columnType }
    /// True: it may be NULL.
    @inlinable public static var isNullable: Bool { true }
    /// That of the value.
    public static var foreignTable: (@Sendable () -> Table)? { Wrapped.foreignTable }
    @inlinable public static var _width: Int32 { Wrapped._width }
    public static var _parts: [ColumnPart]? { Wrapped._parts }
    /// The value, or NULL.
    @inlinable public var columnValue: Value {
        switch self {
        case .some(let wrapped): wrapped.columnValue
        case .none: .null
        }
    }
    /// Reads the value; NULL is its absence, and no mistake.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Wrapped?? {
        .some(try Wrapped.read(row, at: column))
    }
}

extension ColumnValue where Self: RawRepresentable, RawValue: ColumnValue {
    /// That of the raw value.
    public static var columnType: ColumnType { RawValue.columnType }
    /// The raw value.
    public var columnValue: Value { rawValue.columnValue }
    /// Reads the raw value; nil where it is NULL. Throws ``ColumnMismatch`` for one that the type does not have.
    public static func read(_ row: borrowing Row, at column: Int32) throws -> Self? {
        guard let raw = try RawValue.read(row, at: column) else { return nil }
        guard let value = Self(rawValue: raw) else {
            throw ColumnMismatch(column: column, expected: "a \(Self.self)", found: "a raw value that it does not have")
        }
        return value
    }
}
