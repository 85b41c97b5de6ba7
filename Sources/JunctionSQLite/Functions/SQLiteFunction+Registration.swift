import CSQLite
import Foundation
import Junction

extension SQLiteFunction {
    typealias Function = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

    /// Makes the functions known to a connection.
    static func register(_ db: OpaquePointer) throws {
        for function in arithmetic + conversions {
            let code = sqlite3_create_function_v2(
                db, function.name, function.arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, function.body, nil, nil, nil)
            guard code == SQLITE_OK else { throw SQLiteError.make(code, db, nil) }
        }
        let code = sqlite3_create_window_function(
            db, "junction_sum_decimal", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
            { context, _, values in SQLiteFunction.addToSum(context, values) },
            { context in SQLiteFunction.endSum(context) }, { context in SQLiteFunction.giveSum(context) },
            { context, _, values in SQLiteFunction.takeFromSum(context, values) }, nil)
        guard code == SQLITE_OK else { throw SQLiteError.make(code, db, nil) }
    }

    /// What a statement is refused with that asks something of other rows; the name of the function, too.
    static var requirement: String { "junction_require" }

    private struct Registered {
        let name: String
        let arguments: Int32
        let body: Function

        init(_ name: String, _ arguments: Int32, _ body: @escaping Function) {
            self.name = "junction_" + name
            self.arguments = arguments
            self.body = body
        }
    }

    private static var arithmetic: [Registered] {
        [
            Registered("add_integer", 2) { context, _, values in SQLiteFunction.integer(context, values) { $0.addingReportingOverflow($1) }
            },
            Registered("subtract_integer", 2) { context, _, values in
                SQLiteFunction.integer(context, values) { $0.subtractingReportingOverflow($1) }
            },
            Registered("multiply_integer", 2) { context, _, values in
                SQLiteFunction.integer(context, values) { $0.multipliedReportingOverflow(by: $1) }
            },
            Registered("divide_integer", 2) { context, _, values in
                SQLiteFunction.integer(context, values) { a, b in b == 0 ? nil : a.dividedReportingOverflow(by: b) }
            },
            // The one remainder that overflows is 0.
            Registered("remainder_integer", 2) { context, _, values in
                SQLiteFunction.integer(context, values) { a, b in b == 0 ? nil : b == -1 ? (0, false) : (a % b, false) }
            },
            Registered("add_real", 2) { context, _, values in SQLiteFunction.real(context, values) { $0 + $1 } },
            Registered("subtract_real", 2) { context, _, values in SQLiteFunction.real(context, values) { $0 - $1 } },
            Registered("multiply_real", 2) { context, _, values in SQLiteFunction.real(context, values) { $0 * $1 } },
            Registered("divide_real", 2) { context, _, values in SQLiteFunction.real(context, values) { a, b in b == 0 ? nil : a / b } },
            Registered("add_decimal", 2) { context, _, values in SQLiteFunction.decimal(context, values, SQLiteFunction.sum) },
            Registered("subtract_decimal", 2) { context, _, values in
                SQLiteFunction.decimal(context, values) { SQLiteFunction.sum($0, -$1) }
            },
            Registered("multiply_decimal", 2) { context, _, values in SQLiteFunction.decimal(context, values) { $0 * $1 } },
            Registered("divide_decimal", 3) { context, _, values in SQLiteFunction.divided(context, values) },
            Registered("round_decimal", 2) { context, _, values in SQLiteFunction.rounded(context, values) },
        ]
    }

    private static var conversions: [Registered] {
        [
            Registered("floor", 1) { context, _, values in SQLiteFunction.whole(context, values, .down) },
            Registered("ceiling", 1) { context, _, values in SQLiteFunction.whole(context, values, .up) },
            Registered("to_integer", 1) { context, _, values in SQLiteFunction.toInteger(context, values) },
            Registered("to_real", 1) { context, _, values in SQLiteFunction.toReal(context, values) },
            Registered("to_decimal", 1) { context, _, values in SQLiteFunction.toDecimal(context, values) },
            Registered("require", 2) { context, _, values in
                guard let values, sqlite3_value_int(values[1]) != 0 else { return SQLiteFunction.fail(context, SQLiteFunction.requirement) }
                sqlite3_result_value(context, values[0])
            },
            Registered("add_microseconds", 2) { context, _, values in SQLiteFunction.addMicroseconds(context, values) },
            Registered("microseconds_since", 2) { context, _, values in SQLiteFunction.microsecondsSince(context, values) },
        ]
    }

    /// The arguments, unless one of them is NULL: then so is the result.
    static func present(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ count: Int
    ) -> UnsafeMutablePointer<OpaquePointer?>? {
        guard let values, (0..<count).allSatisfy({ sqlite3_value_type(values[$0]) != SQLITE_NULL }) else {
            sqlite3_result_null(context)
            return nil
        }
        return values
    }

    static func text(_ value: OpaquePointer?) -> String { sqlite3_value_text(value).map { String(cString: $0) } ?? "" }

    static func fail(_ context: OpaquePointer?, _ message: String) { sqlite3_result_error(context, message, -1) }

    static func give(_ text: String, to context: OpaquePointer?) {
        // SQLite copies it (SQLITE_TRANSIENT, which is a macro that Swift does not import).
        sqlite3_result_text(context, text, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
}
