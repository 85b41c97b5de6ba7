import CSQLite
import Foundation
import Junction

/// Arithmetic that keeps its promises: SQLite's own turns an integer overflow into a real number, and adds decimals as such.
///
/// Functions of the connection, not of the file: any other program can read what was written.
enum SQLiteFunction {
    static func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String {
        switch type {
        case .integer: "junction_\(name(operation))_integer(\(a), \(b))"
        case .decimal: "junction_\(name(operation))_decimal(\(a), \(b))"
        default: "junction_\(name(operation))_real(\(a), \(b))"
        }
    }

    static func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String) -> String {
        switch aggregate {
        case .count: "count(\(value))"
        case .countDistinct: "count(DISTINCT \(value))"
        case .sum: type == .decimal ? "junction_sum_decimal(\(value))" : "sum(\(value))"
        case .average: "avg(\(value))"
        case .minimum: "min(\(value))"
        case .maximum: "max(\(value))"
        }
    }

    private static func name(_ operation: Arithmetic) -> String {
        switch operation {
        case .add: "add"
        case .subtract: "subtract"
        case .multiply: "multiply"
        }
    }

    // MARK: Registration

    static func register(_ db: OpaquePointer) throws {
        try scalar(db, "junction_add_integer") { context, _, values in
            SQLiteFunction.integer(context, values) { $0.addingReportingOverflow($1) }
        }
        try scalar(db, "junction_subtract_integer") { context, _, values in
            SQLiteFunction.integer(context, values) { $0.subtractingReportingOverflow($1) }
        }
        try scalar(db, "junction_multiply_integer") { context, _, values in
            SQLiteFunction.integer(context, values) { $0.multipliedReportingOverflow(by: $1) }
        }
        try scalar(db, "junction_add_real") { context, _, values in SQLiteFunction.real(context, values, +) }
        try scalar(db, "junction_subtract_real") { context, _, values in SQLiteFunction.real(context, values, -) }
        try scalar(db, "junction_multiply_real") { context, _, values in SQLiteFunction.real(context, values, *) }
        try scalar(db, "junction_add_decimal") { context, _, values in SQLiteFunction.decimal(context, values, +) }
        try scalar(db, "junction_subtract_decimal") { context, _, values in SQLiteFunction.decimal(context, values, -) }
        try scalar(db, "junction_multiply_decimal") { context, _, values in SQLiteFunction.decimal(context, values, *) }
        let code = sqlite3_create_function_v2(
            db, "junction_sum_decimal", 1, flags, nil, nil, { context, _, values in SQLiteFunction.addToSum(context, values) },
            { context in SQLiteFunction.endSum(context) }, nil)
        guard code == SQLITE_OK else { throw SQLiteError.make(code, db, nil) }
    }

    private typealias Scalar = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
    private static var flags: Int32 { SQLITE_UTF8 | SQLITE_DETERMINISTIC }

    private static func scalar(_ db: OpaquePointer, _ name: String, _ function: @escaping Scalar) throws {
        let code = sqlite3_create_function_v2(db, name, 2, flags, nil, function, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteError.make(code, db, nil) }
    }

    // MARK: Integers

    private static func integer(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ operation: (Int64, Int64) -> (Int64, overflow: Bool)
    ) {
        guard let values, sqlite3_value_type(values[0]) != SQLITE_NULL, sqlite3_value_type(values[1]) != SQLITE_NULL else {
            return sqlite3_result_null(context)
        }
        let (result, overflow) = operation(sqlite3_value_int64(values[0]), sqlite3_value_int64(values[1]))
        if overflow { sqlite3_result_error(context, "integer overflow", -1) } else { sqlite3_result_int64(context, result) }
    }

    // MARK: Real numbers

    private static func real(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ operation: (Double, Double) -> Double
    ) {
        guard let values, sqlite3_value_type(values[0]) != SQLITE_NULL, sqlite3_value_type(values[1]) != SQLITE_NULL else {
            return sqlite3_result_null(context)
        }
        let result = operation(sqlite3_value_double(values[0]), sqlite3_value_double(values[1]))
        if result.isFinite { sqlite3_result_double(context, result) } else { sqlite3_result_error(context, "real number overflow", -1) }
    }

    // MARK: Decimals

    private static func decimal(_ value: OpaquePointer?) -> Decimal? {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: Decimal(sqlite3_value_int64(value))
        case SQLITE_FLOAT: Decimal(string: "\(sqlite3_value_double(value))")
        default: nil
        }
    }

    private static func decimal(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ operation: (Decimal, Decimal) -> Decimal
    ) {
        guard let values, let a = decimal(values[0]), let b = decimal(values[1]) else { return sqlite3_result_null(context) }
        give(operation(a, b), to: context)
    }

    /// A number that the column could keep, or an error.
    private static func give(_ decimal: Decimal, to context: OpaquePointer?) {
        guard !decimal.isNaN, decimal.significantDigits <= 15, let real = Double("\(decimal)") else {
            return sqlite3_result_error(context, "decimal overflow: more than 15 significant digits", -1)
        }
        if let integer = Int64("\(decimal)") { sqlite3_result_int64(context, integer) } else { sqlite3_result_double(context, real) }
    }

    /// The sum so far, in memory that SQLite clears and frees.
    private struct Sum {
        var count: Int
        var total: Decimal
    }

    private static func sum(_ context: OpaquePointer?, _ size: Int) -> UnsafeMutablePointer<Sum>? {
        sqlite3_aggregate_context(context, Int32(size))?.assumingMemoryBound(to: Sum.self)
    }

    private static func addToSum(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values, let value = decimal(values[0]), let sum = sum(context, MemoryLayout<Sum>.size) else { return }
        // The memory begins as zeros; a decimal is only ever read after it was written.
        sum.pointee = Sum(count: sum.pointee.count + 1, total: sum.pointee.count == 0 ? value : sum.pointee.total + value)
    }

    private static func endSum(_ context: OpaquePointer?) {
        guard let sum = sum(context, 0), sum.pointee.count > 0 else { return sqlite3_result_null(context) }
        give(sum.pointee.total, to: context)
    }
}
