public import Foundation

/// A value on its way to a database: what it means, not how a database writes it down.
///
/// ```swift
/// let value = Cents(count: 5).columnValue  // .integer(5)
/// ```
/// Drivers turn each case into their own storage; a query keeps values apart from its SQL, so they are bound, never pasted.
public enum Value: Sendable {
    /// No value.
    case null
    /// A Boolean.
    case bool(Bool)
    /// An integer.
    case integer(Int64)
    /// A real number, which is finite.
    case real(Double)
    /// A decimal, with all its digits.
    case decimal(Decimal)
    /// A text, without NUL characters.
    case text(String)
    /// Bytes.
    case bytes([UInt8])
    /// Microseconds since 1970-01-01 00:00:00 UTC.
    case moment(Int64)
    /// A calendar date.
    case day(CalendarDate)
    /// A UUID.
    case uuid(UUID)
    /// JSON as text.
    case json(String)
    /// What a text is compared with by `like` and its kind.
    case pattern(TextPattern)
    /// The columns of a composite key, in their order.
    case tuple([Value])
    /// Many values in one bind, so that a list of any length is one statement; several types for values of several columns.
    case list([Value], types: [ColumnType])
    /// A value that no database may see; using it is an error before a statement is sent.
    case invalid(ValueProblem)

    var isNull: Bool { if case .null = self { true } else { false } }
    /// Whether no database may see it: for a key, that its row was never inserted.
    var isInvalid: Bool { if case .invalid = self { true } else { false } }

    /// A composite key of these columns; what cannot be sent makes all of it so. Public only since `@Model` writes its use.
    public static func composite(_ values: [Value]) -> Value {
        let parts = values.flatMap { if case .tuple(let parts) = $0 { parts } else { [$0] } }
        return parts.first(where: \.isInvalid) ?? .tuple(parts)
    }

    /// The value of each of its columns; of an absent one, or one that cannot be sent, the same for each.
    @usableFromInline func parts(_ count: Int) -> [Value] {
        if case .tuple(let parts) = self { parts } else if count == 1 { [self] } else { Array(repeating: self, count: count) }
    }

    /// One value, or several as a composite key; absent where one of them is.
    static func key(_ values: [Value]) -> Value {
        values.count == 1 ? values[0] : values.contains(where: \.isNull) ? .null : .tuple(values)
    }
}

/// Why a value cannot be sent to a database; its description stands in a ``ValidationError`` or ``QueryError``.
///
/// ```swift
/// if case .invalid(let problem) = Double.infinity.columnValue { print(problem) }
/// ```
public enum ValueProblem: Sendable, Hashable {
    /// The key of a row that was never inserted; the name of its model.
    case unassignedKey(String)
    /// A text with a NUL character.
    case nulInText
    /// A number that is NaN or infinite.
    case notFinite
    /// A date outside the years 1 to 9999.
    case dateOutOfRange
    /// A decimal of more than 15 significant digits, where the database would lose some.
    case tooManyDigits
    /// A value that `JSONEncoder` refused; the type of its error.
    case notEncodable(String)
    /// An integer that no database keeps.
    case integerOutOfRange
    /// A number of rows, texts or parts that is too small.
    case countTooSmall
    /// So many steps that a circle would be gone around for hours.
    case depthTooLarge
    /// Models were asked for beside single columns.
    case valuesWithParts
    /// Distinct values were asked for where rows are changed.
    case distinctRows
    /// Models were put together as values are.
    case setOfModels
    /// Rows that `into` turned into something else were put together or looked into.
    case mappedRows
    /// Deleted rows were asked for of values that were put together.
    case scopeOfValues
    /// Distinct rows were ordered before they were filtered by their values.
    case orderInside
    /// A question was asked of some of a query's rows.
    case pageInQuestion
    /// Figures were asked of groups or distinct values.
    case figuresOfGroups
}

extension Value: Hashable {
    /// Text is compared by its bytes, as databases do: composed and decomposed accents are two values.
    public static func == (a: Value, b: Value) -> Bool {
        // Most keys are integers.
        if case .integer(let a) = a, case .integer(let b) = b { return a == b }
        return switch (a, b) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.real(let a), .real(let b)): a == b
        case (.decimal(let a), .decimal(let b)): a == b
        case (.text(let a), .text(let b)), (.json(let a), .json(let b)): a.hasSameBytes(as: b)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.moment(let a), .moment(let b)): a == b
        case (.day(let a), .day(let b)): a == b
        case (.uuid(let a), .uuid(let b)): a == b
        case (.pattern(let a), .pattern(let b)): a == b
        case (.list(let a, let s), .list(let b, let t)): a == b && s == t
        case (.tuple(let a), .tuple(let b)): a == b
        case (.invalid(let a), .invalid(let b)): a == b
        default: false
        }
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .real(let value): hasher.combine(value)
        case .decimal(let value): hasher.combine(value)
        case .text(let value), .json(let value): value.hashBytes(into: &hasher)
        case .bytes(let value): hasher.combine(value)
        case .moment(let value): hasher.combine(value)
        case .day(let value): hasher.combine(value)
        case .uuid(let value): hasher.combine(value)
        case .pattern(let value): hasher.combine(value)
        case .list(let values, _), .tuple(let values): hasher.combine(values)
        case .invalid(let problem): hasher.combine(problem)
        }
    }
}

extension Value: CustomStringConvertible {
    /// For keys in messages; the contents of other columns never get into one.
    public var description: String {
        switch self {
        case .null: "nil"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .decimal(let value): "\(value)"
        case .text(let value): "\"\(value)\""
        case .json(let value): value
        case .bytes(let value): "\(value.count) bytes"
        case .moment(let value): "\(value) µs"
        case .day(let value): value.description
        case .uuid(let value): value.uuidString.lowercased()
        case .pattern: "a pattern"
        case .tuple(let values): "(" + values.map(\.description).joined(separator: ", ") + ")"
        case .list(let values, _): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .invalid(let problem): problem.description
        }
    }
}

extension ValueProblem: CustomStringConvertible {
    /// What it is, in words that follow "is" or "holds".
    public var description: String {
        switch self {
        case .unassignedKey(let model): "the key of a \(model) that was never inserted"
        case .nulInText: "a text with a NUL character, which no database keeps"
        case .notFinite: "a number that is not finite (NaN or infinity)"
        case .dateOutOfRange: "a date outside the years 1 to 9999"
        case .tooManyDigits: "a decimal with more than 15 significant digits, which would lose some of them"
        case .integerOutOfRange: "an integer above 9223372036854775807"
        case .countTooSmall: "a number below 0, or of parts below 1"
        case .depthTooLarge: "a depth above 10000; without maxDepth everything that is reached comes, and circles end"
        case .valuesWithParts: "models beside single columns"
        case .setOfModels: "models where values are put together or filtered; write the query with values"
        case .mappedRows: "what `into` made of rows, inside a query; put `into` last"
        case .scopeOfValues: "deleted rows of values that were put together or filtered; ask each of their queries for deleted rows"
        case .orderInside: "distinct values that are ordered before they are filtered or ordered by value; use order(values:)"
        case .pageInQuestion:
            "a question to a page, to groups or to distinct values inside a query; ask whether a value is among them, with in(query)"
        case .figuresOfGroups: "figures over groups or distinct values, which `group` and `countDistinct` are for"
        case .distinctRows: "groups or distinct values where rows are meant; write the query without group and distinct"
        case .notEncodable(let reason): "a value that could not be encoded as JSON (\(reason))"
        }
    }
}

extension String {
    /// Whether both texts consist of the same bytes; `==` would also equate differently composed accents.
    func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    func hashBytes(into hasher: inout Hasher) {
        var copy = self
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
