import CSQLite
import Foundation
import Junction

/// How a row of SQLite is stepped and read: strictly by storage class, so that nothing is converted in silence.
enum SQLiteRows {
    /// Made once and kept; it has no state.
    nonisolated(unsafe) static let table: UnsafePointer<RowTable> = {
        // Written once before anyone can see it, read-only afterwards: that is why sharing the pointer is safe.
        let table = UnsafeMutablePointer<RowTable>.allocate(capacity: 1)
        table.initialize(to: make())
        return UnsafePointer(table)
    }()

    private static func make() -> RowTable {
        RowTable(
            next: { statement in
                switch sqlite3_step(statement) {
                case SQLITE_ROW: RowTable.row
                case SQLITE_DONE: RowTable.end
                default: -1
                }
            },
            isNull: { statement, column in sqlite3_column_type(statement, column) == SQLITE_NULL },
            integer: { statement, column, found in
                let value = sqlite3_column_value(statement, column)
                switch sqlite3_value_type(value) {
                case SQLITE_INTEGER:
                    found.pointee = sqlite3_value_int64(value)
                    return RowTable.found
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            bool: { statement, column, found in
                let value = sqlite3_column_value(statement, column)
                switch sqlite3_value_type(value) {
                case SQLITE_INTEGER:
                    found.pointee = sqlite3_value_int64(value)
                    return found.pointee == 0 || found.pointee == 1 ? RowTable.found : RowTable.mismatch
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            moment: { statement, column, found in
                let value = sqlite3_column_value(statement, column)
                switch sqlite3_value_type(value) {
                case SQLITE_TEXT:
                    guard let text = sqlite3_value_text(value), let moment = SQLiteText.moment(text, Int(sqlite3_value_bytes(value))) else {
                        return RowTable.mismatch
                    }
                    found.pointee = moment
                    return RowTable.found
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            day: { statement, column, found in
                let value = sqlite3_column_value(statement, column)
                switch sqlite3_value_type(value) {
                case SQLITE_TEXT:
                    guard let text = sqlite3_value_text(value), let day = SQLiteText.day(text, Int(sqlite3_value_bytes(value))) else {
                        return RowTable.mismatch
                    }
                    found.pointee = day
                    return RowTable.found
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            real: { statement, column, found in
                let value = sqlite3_column_value(statement, column)
                switch sqlite3_value_type(value) {
                case SQLITE_FLOAT, SQLITE_INTEGER:
                    found.pointee = sqlite3_value_double(value)
                    return RowTable.found
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            text: { statement, column, start, count in
                let value = sqlite3_column_value(statement, column)
                switch sqlite3_value_type(value) {
                case SQLITE_TEXT:
                    start.pointee = sqlite3_value_text(value)
                    count.pointee = Int(sqlite3_value_bytes(value))
                    return RowTable.found
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            bytes: { statement, column, start, count in
                let value = sqlite3_column_value(statement, column)
                switch sqlite3_value_type(value) {
                case SQLITE_BLOB:
                    start.pointee = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
                    count.pointee = Int(sqlite3_value_bytes(value))
                    return RowTable.found
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            uuid: { statement, column, bytes in
                let value = sqlite3_column_value(statement, column)
                switch sqlite3_value_type(value) {
                case SQLITE_TEXT:
                    guard let text = sqlite3_value_text(value),
                        SQLiteText.uuid(text, Int(sqlite3_value_bytes(value)), into: bytes.assumingMemoryBound(to: UInt8.self))
                    else { return RowTable.mismatch }
                    return RowTable.found
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            decimal: { statement, column, decimal in
                let value = sqlite3_column_value(statement, column), decimal = decimal.assumingMemoryBound(to: Decimal.self)
                switch sqlite3_value_type(value) {
                case SQLITE_INTEGER:
                    decimal.pointee = Decimal(sqlite3_value_int64(value))
                    return RowTable.found
                case SQLITE_FLOAT:
                    // The shortest text that reads back as this number: exact for up to 15 digits, which is what is ever stored.
                    guard let exact = Decimal(string: "\(sqlite3_value_double(value))") else { return RowTable.mismatch }
                    decimal.pointee = exact
                    return RowTable.found
                case SQLITE_NULL: return RowTable.null
                default: return RowTable.mismatch
                }
            },
            kind: { statement, column, kind in
                let type: ColumnType? =
                    switch sqlite3_column_type(statement, column) {
                    case SQLITE_INTEGER: .integer
                    case SQLITE_FLOAT: .real
                    case SQLITE_TEXT: .text
                    case SQLITE_BLOB: .bytes
                    default: nil
                    }
                guard let type, let index = ColumnType.allCases.firstIndex(of: type) else { return RowTable.null }
                kind.pointee = Int64(index)
                return RowTable.found
            },
            name: { statement, column in sqlite3_column_name(statement, column) })
    }
}
