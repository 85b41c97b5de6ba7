import Foundation

/// A column of a table, as `@Model` describes it from a property and its attributes.
public struct Column: Sendable {
    /// What Junction itself keeps in a column.
    public enum Role: Sendable, Equatable { case plain, primaryKey, createdAt, modifiedAt, deletedAt }

    /// The name in the database.
    public let name: String
    /// The name of the Swift property.
    public let property: String
    public let type: ColumnType
    public let isNullable: Bool
    public let role: Role
    /// In Unicode scalars, as databases count.
    public let maxLength: Int?
    /// All digits and those after the point, of a decimal.
    public let digits: Digits?
    public let isUnique: Bool
    public let isIndexed: Bool
    public let foreignKey: ForeignKey?
    /// What values are allowed.
    public let range: RangeCheck?
    /// What a new row gets where nothing else is said; from the property's initial value.
    public let initial: (@Sendable () -> Value)?

    public init<V: ColumnValue>(
        _ name: String, _ property: String, _ type: V.Type, role: Role = .plain, maxLength: Int? = nil, digits: Digits? = nil,
        isUnique: Bool = false, isIndexed: Bool = false, onDelete: DeleteRule = .restrict, range: RangeCheck? = nil,
        initial: (@Sendable () -> V)? = nil
    ) {
        self.name = name
        self.property = property
        self.type = V.columnType
        self.isNullable = V.isNullable
        self.role = role
        self.maxLength = maxLength
        self.digits = digits
        self.isUnique = isUnique
        self.isIndexed = isIndexed
        let table = role == .primaryKey ? nil : V.foreignTable
        foreignKey = table.map { ForeignKey(table: $0, onDelete: onDelete) }
        self.range = range
        if let initial { self.initial = { initial().columnValue } } else { self.initial = nil }
    }

    @available(
        *, unavailable,
        message:
            "this property's type is no column type: use a number, Bool, String, Date, CalendarDate, UUID, URL, Data, a Key, an optional or raw-value enum of these, or make the type conform to ColumnValue or JSONColumnValue"
    )
    public init<V>(
        _ name: String, _ property: String, _ type: V.Type, role: Role = .plain, maxLength: Int? = nil, digits: Digits? = nil,
        isUnique: Bool = false, isIndexed: Bool = false, onDelete: DeleteRule = .restrict, range: RangeCheck? = nil,
        initial: (@Sendable () -> V)? = nil
    ) {
        self.init(name, references: { Table(junction: name, []) }, type: .text)
    }

    /// A foreign key column of an automatic junction table.
    init(_ name: String, references table: @escaping @Sendable () -> Table, type: ColumnType) {
        self.name = name
        self.property = name
        self.type = type
        isNullable = false
        role = .plain
        maxLength = nil
        digits = nil
        isUnique = false
        isIndexed = false
        foreignKey = ForeignKey(table: table, onDelete: .cascade)
        range = nil
        initial = nil
    }
}

/// How many digits a decimal column keeps.
public struct Digits: Sendable, Hashable {
    public let total: Int
    /// After the point.
    public let places: Int

    public init(_ total: Int, _ places: Int) { (self.total, self.places) = (total, places) }
}

/// A column that refers to the key of another table.
public struct ForeignKey: Sendable {
    /// The table referred to; asked for late, so that models may refer to each other in circles.
    public let table: @Sendable () -> Table
    public let onDelete: DeleteRule
}

/// What becomes of a row when the row that it refers to is deleted for good.
public enum DeleteRule: Sendable, Hashable {
    /// It is deleted too.
    case cascade
    /// The deletion is refused.
    case restrict
    /// Its key becomes NULL.
    case setNull
}

/// The values that a number may have, from `@Check(1...5)`.
public struct RangeCheck: Sendable {
    let lower: Value
    /// Nil where there is no upper bound.
    let upper: Value?

    public init(_ range: ClosedRange<Int>) { (lower, upper) = (.integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound))) }
    public init(_ range: PartialRangeFrom<Int>) { (lower, upper) = (.integer(Int64(range.lowerBound)), nil) }
    public init(_ range: ClosedRange<Double>) { (lower, upper) = (.real(range.lowerBound), .real(range.upperBound)) }
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
