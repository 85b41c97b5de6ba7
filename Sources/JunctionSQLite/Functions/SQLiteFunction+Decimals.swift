import CSQLite
import Foundation

// Decimals, which a file keeps as numbers of at most 15 significant digits: they are exact, or an error.
extension SQLiteFunction {
    private static func decimal(_ value: OpaquePointer?) -> Decimal? {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: Decimal(sqlite3_value_int64(value))
        case SQLITE_FLOAT: Decimal(string: "\(sqlite3_value_double(value))")
        default: nil
        }
    }

    static func decimal(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ operation: (Decimal, Decimal) -> Decimal
    ) {
        guard let values, let a = decimal(values[0]), let b = decimal(values[1]) else { return sqlite3_result_null(context) }
        give(operation(a, b), to: context)
    }

    /// Not a number where digits would be lost, as they are without a word in Foundation's operators, beyond 38.
    static func sum(_ a: Decimal, _ b: Decimal) -> Decimal {
        let sum = a + b
        return sum - a == b && sum - b == a ? sum : .nan
    }

    /// The quotient, rounded to so many places.
    static func divided(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values, let a = decimal(values[0]), let b = decimal(values[1]) else { return sqlite3_result_null(context) }
        if b == 0 { return fail(context, divisionByZero) }
        give((a / b).rounded(to: Int(sqlite3_value_int64(values[2]))), to: context)
    }

    static func rounded(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values, let number = decimal(values[0]) else { return sqlite3_result_null(context) }
        give(number.rounded(to: Int(sqlite3_value_int64(values[1]))), to: context)
    }

    /// A number that the column could keep, or an error.
    static func give(_ decimal: Decimal, to context: OpaquePointer?) {
        guard !decimal.isNaN, decimal.significantDigits <= 15, let real = Double("\(decimal)") else {
            return fail(context, "decimal overflow: more than 15 significant digits")
        }
        if let integer = Int64("\(decimal)") { sqlite3_result_int64(context, integer) } else { sqlite3_result_double(context, real) }
    }

    // MARK: Sums

    /// The sum so far, in memory that SQLite clears and frees.
    private struct Sum {
        var count: Int
        var total: Decimal
    }

    private static func sum(_ context: OpaquePointer?, _ size: Int) -> UnsafeMutablePointer<Sum>? {
        sqlite3_aggregate_context(context, Int32(size))?.assumingMemoryBound(to: Sum.self)
    }

    static func addToSum(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values, let value = decimal(values[0]), let sum = sum(context, MemoryLayout<Sum>.size) else { return }
        // The memory begins as zeros; a decimal is only ever read after it was written.
        sum.pointee = Sum(
            count: sum.pointee.count + 1, total: sum.pointee.count == 0 ? value : Self.sum(sum.pointee.total, value))
    }

    /// Of a row that leaves a window.
    static func takeFromSum(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values, let value = decimal(values[0]), let sum = sum(context, MemoryLayout<Sum>.size) else { return }
        sum.pointee = Sum(count: sum.pointee.count - 1, total: Self.sum(sum.pointee.total, -value))
    }

    static func giveSum(_ context: OpaquePointer?) {
        guard let sum = sum(context, MemoryLayout<Sum>.size), sum.pointee.count > 0 else { return sqlite3_result_null(context) }
        give(sum.pointee.total, to: context)
    }

    static func endSum(_ context: OpaquePointer?) {
        guard let sum = sum(context, 0), sum.pointee.count > 0 else { return sqlite3_result_null(context) }
        give(sum.pointee.total, to: context)
    }
}

extension Decimal {
    /// To so many places after the point; a half is rounded away from zero.
    fileprivate func rounded(to places: Int) -> Decimal {
        var value = self, result = Decimal()
        NSDecimalRound(&result, &value, places, .plain)
        return result
    }
}
