import CSQLite
import Foundation

// Integers and real numbers: what overflows, or is divided by zero, is an error.
extension SQLiteFunction {
    /// - Parameter operation: nil where there is no result.
    static func integer(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?,
        _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)?
    ) {
        guard let values = present(context, values, 2) else { return }
        guard let (result, overflow) = operation(sqlite3_value_int64(values[0]), sqlite3_value_int64(values[1])) else {
            return fail(context, divisionByZero)
        }
        if overflow { fail(context, "integer overflow") } else { sqlite3_result_int64(context, result) }
    }

    static func real(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ operation: (Double, Double) -> Double?
    ) {
        guard let values = present(context, values, 2) else { return }
        guard let result = operation(sqlite3_value_double(values[0]), sqlite3_value_double(values[1])) else {
            return fail(context, divisionByZero)
        }
        if result.isFinite { sqlite3_result_double(context, result) } else { fail(context, "real number overflow") }
    }

    /// The next whole number in a direction, of the type that the number has.
    static func whole(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ rule: FloatingPointRoundingRule
    ) {
        guard let values = present(context, values, 1) else { return }
        guard sqlite3_value_type(values[0]) == SQLITE_FLOAT else { return sqlite3_result_value(context, values[0]) }
        sqlite3_result_double(context, sqlite3_value_double(values[0]).rounded(rule))
    }

    // MARK: Conversions

    /// Towards zero; a text must be a number.
    static func toInteger(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values = present(context, values, 1) else { return }
        switch sqlite3_value_type(values[0]) {
        case SQLITE_INTEGER: sqlite3_result_value(context, values[0])
        case SQLITE_FLOAT:
            guard let integer = Int64(exactly: sqlite3_value_double(values[0]).rounded(.towardZero)) else {
                return fail(context, "integer overflow")
            }
            sqlite3_result_int64(context, integer)
        default:
            guard let integer = Int64(number(values[0])) else { return fail(context, "a text that is no integer") }
            sqlite3_result_int64(context, integer)
        }
    }

    static func toReal(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values = present(context, values, 1) else { return }
        guard sqlite3_value_type(values[0]) == SQLITE_TEXT else {
            return sqlite3_result_double(context, sqlite3_value_double(values[0]))
        }
        let text = number(values[0])
        guard isDecimal(text), let real = Double(text), real.isFinite else { return fail(context, "a text that is no number") }
        sqlite3_result_double(context, real)
    }

    static func toDecimal(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values = present(context, values, 1) else { return }
        guard sqlite3_value_type(values[0]) == SQLITE_TEXT else { return sqlite3_result_value(context, values[0]) }
        let text = number(values[0])
        // Foundation would take the beginning of a text for a number.
        guard isDecimal(text), Double(text) != nil, let decimal = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else {
            return fail(context, "a text that is no number")
        }
        give(decimal, to: context)
    }

    /// The text of a number, which spaces may surround.
    private static func number(_ value: OpaquePointer?) -> String { text(value).trimmingCharacters(in: .whitespaces) }

    /// Not infinity, and no hexadecimal number.
    private static func isDecimal(_ text: String) -> Bool { text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } }

    static var divisionByZero: String { "division by zero" }
}
