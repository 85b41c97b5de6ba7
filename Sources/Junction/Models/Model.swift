/// A row of a table as a plain value. Write `@Model` on a struct; the macro does the rest.
///
/// ```swift
/// @Model
/// struct Song {
///     var id: Key<Song>
///     var name: String
///     var seconds: Double = 0
/// }
/// ```
/// SQL: `CREATE TABLE song (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name text NOT NULL, seconds real NOT NULL)`
public protocol Model: Sendable {
    /// What the primary key is in the database: `Int64` unless `@Model(key:)` says otherwise.
    associatedtype RawKey: KeyValue
    /// The columns and relations as a query sees them.
    associatedtype Fields: ModelFields where Fields.Root == Self
    /// What a path over a required key to this model is: its fields, or, where its rows may be soft-deleted, perhaps its fields.
    associatedtype Reference

    /// The row's key; `.unassigned` until it was inserted.
    var id: Key<Self> { get }

    /// The table and its columns.
    static var table: Table { get }
    /// Names for people, default order, label, uniqueness, checks and indexes.
    static var options: Options<Self> { get }

    /// Reads the columns that start at `offset`, in the order of the table; the macro writes it, and queries call it.
    ///
    /// Throws ``ColumnMismatch`` when a column holds something else.
    init(row: borrowing Row, at offset: Int32) throws
    /// Appends the value of each column, in the order of the table.
    func _appendValues(to values: inout [Value])
    /// The same of one of many rows.
    static func _append(_ rows: [Self], _ number: Int, to values: inout [Value])
    /// The keys that these values stand for; nil where one is no key of the model.
    static func _keys(_ values: [Value]) -> [Key<Self>]?
    /// Reads every row.
    static func _readAll(_ rows: inout Rows, at offset: Int32) throws -> [Self]
    /// The same; `beside` is called for each, to read what stands next to the model's columns.
    static func _readAll(_ rows: inout Rows, at offset: Int32, beside: (borrowing Row) throws -> Void) throws -> [Self]
    /// The same where one row may come many times: it is decoded once, and told by its integer key in the column `keyAt`.
    static func _readShared(_ rows: inout Rows, keyAt: Int32, beside: (borrowing Row) throws -> Void) throws -> [Self]
    /// The rows at these places.
    static func _gather(_ rows: [Self], at places: ArraySlice<Int>) -> [Self]
    /// The relation that a property declares.
    static func _relation(of property: PartialKeyPath<Self>) -> Relation?
}

extension Model {
    /// No options, unless the model declares its own.
    public static var options: Options<Self> { Options() }

    // Compiled in the model's own module, so that the loop and the initialiser are one piece of code.
    @inlinable public static func _readAll(_ rows: inout Rows, at offset: Int32) throws -> [Self] {
        try _readAll(&rows, at: offset) { _ in }
    }

    @inlinable public static func _readAll(
        _ rows: inout Rows, at offset: Int32, beside: (borrowing Row) throws -> Void
    ) throws -> [Self] {
        var models: [Self] = []
        models.reserveCapacity(rows.expected)
        while try rows.next() {
            models.append(try Self(row: rows.row, at: offset))
            try beside(rows.row)
        }
        return models
    }

    /// The first row; nil where there is none.
    @inlinable static func _readFirst(_ rows: inout Rows) throws -> Self? { try rows.next() ? try Self(row: rows.row, at: 0) : nil }

    @inlinable public static func _readShared(
        _ rows: inout Rows, keyAt: Int32, beside: (borrowing Row) throws -> Void
    ) throws -> [Self] {
        var models: [Self] = [], places: [Int64: Int] = [:]
        models.reserveCapacity(rows.expected)
        while try rows.next() {
            let key = try rows.row.integer(at: keyAt)
            if let key, let place = places[key] {
                models.append(models[place])
            } else {
                if let key { places[key] = models.count }
                models.append(try Self(row: rows.row, at: 0))
            }
            try beside(rows.row)
        }
        return models
    }

    @inlinable public static func _gather(_ rows: [Self], at places: ArraySlice<Int>) -> [Self] { places.map { rows[$0] } }

    @inlinable public static func _append(_ rows: [Self], _ number: Int, to values: inout [Value]) {
        rows[number]._appendValues(to: &values)
    }

    @inlinable public static func _keys(_ values: [Value]) -> [Key<Self>]? {
        var keys: [Key<Self>] = []
        keys.reserveCapacity(values.count)
        for value in values {
            guard let raw = RawKey._key(value) else { return nil }
            keys.append(.assigned(raw))
        }
        return keys
    }

    /// The values of all columns, in the order of the table.
    var values: [Value] {
        var values: [Value] = []
        values.reserveCapacity(Self.table.columns.count)
        _appendValues(to: &values)
        return values
    }

    /// The model's name in messages.
    static var name: String { String(describing: Self.self) }
}
