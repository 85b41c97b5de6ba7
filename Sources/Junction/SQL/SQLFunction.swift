/// A function that databases have, under whatever name; ``Dialect/call(_:_:_:)`` gets it. Public only for drivers.
///
/// ```swift
/// let call = dialect.standardCall(.lower, ["t0.name"])  // lower(t0.name)
/// ```
public enum SQLFunction: UInt8, Sendable, CaseIterable {
    /// Of any value: the first that is there, and the value as text.
    case coalesce, text
    /// Of texts, counted in Unicode scalars.
    case lower, upper, length, trim, replace, prefix, suffix, dropFirst, position
    /// Of numbers; to an integer, a real number and a decimal also of texts.
    case absolute, rounded, floor, ceiling, divided, toInteger, toReal, toDecimal
    /// Of dates and times, in UTC; weekdays from 1, Monday, to 7.
    case year, month, day, hour, minute, second, weekday, calendarDay, startOfDay, startOfMonth, startOfYear
    /// Of two dates and times, or one and a number of microseconds.
    case addingMicroseconds, microsecondsSince
    /// Of JSON: a step inside, then what is there, if it is of this type.
    case jsonMember, jsonElement, jsonText, jsonInteger, jsonReal, jsonBool, jsonCount

    /// What it gives; nil: what it gets.
    var type: ColumnType? {
        switch self {
        case .coalesce, .absolute, .rounded, .floor, .ceiling, .divided: nil
        case .text, .lower, .upper, .trim, .replace, .prefix, .suffix, .dropFirst, .jsonText: .text
        case .length, .position, .toInteger, .year, .month, .day, .hour, .minute, .second, .weekday, .microsecondsSince, .jsonInteger,
            .jsonCount:
            .integer
        case .toReal, .jsonReal: .real
        case .toDecimal: .decimal
        case .calendarDay: .day
        case .startOfDay, .startOfMonth, .startOfYear, .addingMicroseconds: .moment
        case .jsonMember, .jsonElement: .json
        case .jsonBool: .bool
        }
    }

    /// Whether there may be nothing even where its arguments are there.
    var mayBeAbsent: Bool {
        switch self {
        case .jsonMember, .jsonElement, .jsonText, .jsonInteger, .jsonReal, .jsonBool, .jsonCount: true
        default: false
        }
    }
}
