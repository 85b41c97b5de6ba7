import Foundation

/// A column of a table, as `@Model` describes it from a property and its attributes.
///
/// ```swift
/// let limit = Contact.table.column(named: "title")?.maxLength  // 100
/// ```
public final class Column: Sendable {
    /// What Junction itself keeps in a column.
    ///
    /// ```swift
    /// let times = Contact.table.columns.filter { $0.role == .createdAt || $0.role == .modifiedAt }
    /// ```
    public enum Role: Sendable, Equatable {
        /// Nothing, the key or a part of it, or what the attribute of the same name says.
        case plain, primaryKey, createdAt, modifiedAt, deletedAt, version
    }

    /// The name in the database.
    public let name: String
    /// The name of the Swift property.
    public let property: String
    /// What it holds.
    public let type: ColumnType
    /// Whether it may be NULL: whether the property is optional.
    public let isNullable: Bool
    /// What Junction itself keeps in it; `plain` for most.
    public let role: Role
    /// The greatest length of a text, in Unicode scalars, as databases count; nil: any.
    public let maxLength: Int?
    /// All digits and those after the point, of a decimal.
    public let digits: Digits?
    /// Whether no two rows have the same value, by ``Unique()``.
    public let isUnique: Bool
    /// Whether it has an index of its own, by ``Indexed()``.
    public let isIndexed: Bool
    /// Whether it is a foreign key, or one of several columns of one.
    public let isReference: Bool
    /// What values are allowed.
    public let range: RangeCheck?
    /// What a new row gets where nothing else is said; from the property's initial value.
    public let initial: (@Sendable () -> Value)?

    init(
        _ name: String, _ property: String, _ type: ColumnType, isNullable: Bool = false, role: Role = .plain, maxLength: Int? = nil,
        digits: Digits? = nil, isUnique: Bool = false, isIndexed: Bool = false, isReference: Bool = false, range: RangeCheck? = nil,
        initial: (@Sendable () -> Value)? = nil
    ) {
        self.name = name
        self.property = property
        self.type = type
        self.isNullable = isNullable
        self.role = role
        self.maxLength = maxLength
        self.digits = digits
        self.isUnique = isUnique
        self.isIndexed = isIndexed
        self.isReference = isReference
        self.range = range
        self.initial = initial
    }
}

/// A property of a model as its table keeps it: one column, or several for a reference to a composite key.
///
/// Public only since `@Model` writes them.
public struct ColumnProperty: Sendable {
    let columns: [Column]
    let foreignKey: ForeignKey?
    /// The columns, where only all of them together are unique.
    var uniqueGroup: [String]?

    /// The macro writes it: `ColumnProperty("name", "name", String.self, isUnique: true)`.
    public init<V: ColumnValue>(
        _ name: String, _ property: String, _ type: V.Type, role: Column.Role = .plain, maxLength: Int? = nil, digits: Digits? = nil,
        isUnique: Bool = false, isIndexed: Bool = false, references: ForeignKey.Target? = nil, onDelete: DeleteRule = .restrict,
        onSoftDelete: SoftDeleteRule = .keep, range: RangeCheck? = nil, initial: (@Sendable () -> V)? = nil
    ) {
        // Its own key refers to nothing; in a composite one each part may.
        let isOwnKey = role == .primaryKey && property == "id"
        let target = references ?? (isOwnKey ? nil : V.foreignTable.map { ForeignKey.Target($0) })
        let parts = ColumnPart.all([(name: name, type: V.self)])
        var columns: [Column] = []
        for (number, part) in parts.enumerated() {
            var value: (@Sendable () -> Value)?
            if let initial { value = { initial().columnValue.parts(number + 1)[number] } }
            columns.append(
                Column(
                    part.name, property, part.type, isNullable: V.isNullable, role: role, maxLength: maxLength, digits: digits,
                    isUnique: isUnique && parts.count == 1, isIndexed: isIndexed, isReference: target != nil, range: range, initial: value))
        }
        self.columns = columns
        if isUnique, parts.count > 1 { uniqueGroup = columns.map(\.name) }
        foreignKey = target.map {
            ForeignKey(
                name, property: property, columns: parts.map(\.name), isNullable: V.isNullable, $0, onDelete: onDelete,
                onSoftDelete: onSoftDelete)
        }
    }

    @available(
        *, unavailable,
        message:
            "this property's type is no column type: use a number, Bool, String, Date, CalendarDate, UUID, URL, Data, a Key, an optional or raw-value enum of these, or make the type conform to ColumnValue or JSONColumnValue"
    )
    public init<V>(
        _ name: String, _ property: String, _ type: V.Type, role: Column.Role = .plain, maxLength: Int? = nil, digits: Digits? = nil,
        isUnique: Bool = false, isIndexed: Bool = false, references: ForeignKey.Target? = nil, onDelete: DeleteRule = .restrict,
        onSoftDelete: SoftDeleteRule = .keep, range: RangeCheck? = nil, initial: (@Sendable () -> V)? = nil
    ) {
        columns = []
        foreignKey = nil
    }

    /// The columns of an automatic junction table that refer to one end.
    init(_ names: [String], references table: Table) {
        columns = zip(names, table.keyTypes).map { Column($0, $0, $1, isReference: true) }
        foreignKey = ForeignKey(
            names.first ?? "", property: names.first ?? "", columns: names, isNullable: false, .init({ table }), onDelete: .cascade)
    }
}

/// How many digits a decimal column keeps, by ``Digits(_:_:)``.
///
/// ```swift
/// let digits = Contact.table.column(named: "credit")?.digits  // Digits(10, 2)
/// ```
public struct Digits: Sendable, Hashable {
    /// All of them.
    public let total: Int
    /// Those after the point.
    public let places: Int

    /// The macro writes it; a comparison may, too.
    ///
    /// ```swift
    /// let isMoney = digits == Digits(10, 2)
    /// ```
    public init(_ total: Int, _ places: Int) { (self.total, self.places) = (total, places) }
}

/// The values that a number may have, from `@Check(1...5)`. Public only since `@Model` writes it.
public struct RangeCheck: Sendable {
    let lower: Value
    /// Nil where there is no upper bound.
    let upper: Value?

    /// The macro writes it for `@Check(1...5)`.
    public init(_ range: ClosedRange<Int>) { (lower, upper) = (.integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound))) }
    /// The same for `@Check(1...)`.
    public init(_ range: PartialRangeFrom<Int>) { (lower, upper) = (.integer(Int64(range.lowerBound)), nil) }
    /// The same for `@Check(0.0...30.0)`.
    public init(_ range: ClosedRange<Double>) { (lower, upper) = (.real(range.lowerBound), .real(range.upperBound)) }
    /// The same for `@Check(0.0...)`.
    public init(_ range: PartialRangeFrom<Double>) { (lower, upper) = (.real(range.lowerBound), nil) }

    /// Whether a value is in the range; what is no number is not asked.
    func contains(_ value: Value) -> Bool {
        guard value.number != nil else { return true }
        return !isLess(value, lower) && upper.map { !isLess($0, value) } ?? true
    }

    private func isLess(_ a: Value, _ b: Value) -> Bool {
        if case .integer(let a) = a, case .integer(let b) = b { return a < b }
        guard let a = a.number, let b = b.number else { return false }
        return a < b
    }
}

extension Value {
    fileprivate var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .decimal(let value): NSDecimalNumber(decimal: value).doubleValue
        default: nil
        }
    }
}
