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

    @available(*, unavailable, message: "this property's type is no column type: use a number, Bool, String, Date, CalendarDate, UUID, URL, Data, a Key, an optional or raw-value enum of these, or make the type conform to ColumnValue or JSONColumnValue")
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

/// The values that a column allows, from `@Check(1...5)`.
public struct RangeCheck: Sendable {
    let lower: Value?
    let upper: Value?
    let upperIsAllowed: Bool
    let contains: @Sendable (Value) -> Bool

    public init(_ range: ClosedRange<Int>) {
        self.init(lower: .integer(Int64(range.lowerBound)), upper: .integer(Int64(range.upperBound)), upperIsAllowed: true) { value in
            guard case .integer(let number) = value else { return true }
            return range.contains(Int(number))
        }
    }

    public init(_ range: PartialRangeFrom<Int>) {
        self.init(lower: .integer(Int64(range.lowerBound)), upper: nil, upperIsAllowed: true) { value in
            guard case .integer(let number) = value else { return true }
            return range.contains(Int(number))
        }
    }

    public init(_ range: ClosedRange<Double>) {
        self.init(lower: .real(range.lowerBound), upper: .real(range.upperBound), upperIsAllowed: true) { value in
            switch value {
            case .real(let number): range.contains(number)
            case .decimal(let number): range.contains(NSDecimalNumber(decimal: number).doubleValue)
            default: true
            }
        }
    }

    public init(_ range: PartialRangeFrom<Double>) {
        self.init(lower: .real(range.lowerBound), upper: nil, upperIsAllowed: true) { value in
            switch value {
            case .real(let number): range.contains(number)
            case .decimal(let number): range.contains(NSDecimalNumber(decimal: number).doubleValue)
            default: true
            }
        }
    }

    private init(lower: Value?, upper: Value?, upperIsAllowed: Bool, contains: @escaping @Sendable (Value) -> Bool) {
        self.lower = lower
        self.upper = upper
        self.upperIsAllowed = upperIsAllowed
        self.contains = contains
    }
}
