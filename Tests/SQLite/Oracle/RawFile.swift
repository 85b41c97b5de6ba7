import CSQLite
import Foundation

@testable import Oracle

/// The file as SQLite's own library sees it: it prepares cases and looks at what was left in the tables, without Junction.
final class RawFile {
    struct Failure: Error {
        let message: String
    }

    private let db: OpaquePointer

    init(_ file: URL) throws {
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(file.path, &handle, SQLITE_OPEN_READWRITE, nil)
        guard code == SQLITE_OK, let handle else {
            sqlite3_close_v2(handle)
            throw Failure(message: "cannot open \(file.path): code \(code)")
        }
        db = handle
    }

    deinit { sqlite3_close_v2(db) }

    /// The rows as they lie in the file: an integer is no real number, and a date is a text.
    func storedRows(_ sql: String) throws -> [[JSONValue]] { try rows(sql, Self.stored) }

    /// The rows in neutral form, by the types that the columns are declared with.
    func neutralRows(_ sql: String) throws -> [[JSONValue]] {
        try rows(sql) { statement, column in
            let type = sqlite3_column_decltype(statement, column).map { String(cString: $0) } ?? ""
            return NeutralForm.value(Self.stored(statement, column), declared: type)
        }
    }

    private func rows(_ sql: String, _ read: (OpaquePointer?, Int32) -> JSONValue) throws -> [[JSONValue]] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(db, sql, -1, &statement, nil) == SQLITE_OK else { throw failure(sql) }
        defer { sqlite3_finalize(statement) }
        var rows: [[JSONValue]] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: rows.append((0..<sqlite3_column_count(statement)).map { read(statement, $0) })
            case SQLITE_DONE: return rows
            default: throw failure(sql)
            }
        }
    }

    private static func stored(_ statement: OpaquePointer?, _ column: Int32) -> JSONValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .int(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
        default: .text(sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "")
        }
    }

    private func failure(_ sql: String) -> Failure { Failure(message: String(cString: sqlite3_errmsg(db)) + " in " + sql) }
}

/// How the oracle's files write down what Django stored.
private enum NeutralForm {
    static func value(_ value: JSONValue, declared type: String) -> JSONValue {
        switch (type.lowercased(), value) {
        case ("bool", .int(let number)): .bool(number != 0)
        case ("decimal", .int(let number)): Decimal(number).neutral
        case ("decimal", .real(let number)): Decimal(string: "\(number)").neutral
        case ("datetime", .text(let text)): .text(moment(text))
        case ("char(32)", .text(let text)): .text(uuid(text))
        default: value
        }
    }

    /// Any other text stays as it is, so that a comparison shows it.
    private static func moment(_ text: String) -> String {
        switch text.count {
        case 19: text.replacing(" ", with: "T") + ".000000Z"
        case 26: text.replacing(" ", with: "T") + "Z"
        default: text
        }
    }

    private static func uuid(_ text: String) -> String {
        guard text.count == 32 else { return text }
        var dashed = text
        for offset in [20, 16, 12, 8] { dashed.insert("-", at: dashed.index(dashed.startIndex, offsetBy: offset)) }
        return dashed
    }
}
