import CSQLite
import Foundation

// Dates and times, which a file keeps as text.
extension SQLiteFunction {
    static func addMicroseconds(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values = present(context, values, 2) else { return }
        guard let moment = moment(values[0]) else { return fail(context, "a text that is no date") }
        let (sum, overflow) = moment.addingReportingOverflow(sqlite3_value_int64(values[1]))
        // The years 1 to 9999.
        guard !overflow, (-62_135_596_800_000_000...253_402_300_799_999_999).contains(sum) else {
            return fail(context, "date overflow")
        }
        give(SQLiteText.moment(sum), to: context)
    }

    static func microsecondsSince(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values = present(context, values, 2) else { return }
        guard let end = moment(values[0]), let start = moment(values[1]) else { return fail(context, "a text that is no date") }
        sqlite3_result_int64(context, end - start)
    }

    private static func moment(_ value: OpaquePointer?) -> Int64? {
        sqlite3_value_text(value).flatMap { SQLiteText.moment($0, Int(sqlite3_value_bytes(value))) }
    }
}
