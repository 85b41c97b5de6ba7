import BenchSQLite
import Foundation
import Junction

struct HandFailure: Error {
    let code: Int32
}

/// The same rows with the C interface, as one would write it for this model alone.
final class ByHand {
    private var db: OpaquePointer?
    private var statement: OpaquePointer?

    init(path: String) throws {
        try check(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil))
        let sql = "SELECT t0.\"id\", t0.\"name\", t0.\"mail\", t0.\"created\", t0.\"modified\" FROM \"contact\" AS t0"
        try check(sqlite3_prepare_v3(db, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
    }

    deinit {
        sqlite3_finalize(statement)
        sqlite3_close_v2(db)
    }

    /// Steps over every row and reads nothing.
    @inline(never)
    func step() -> Int {
        var count = 0
        while sqlite3_step(statement) == SQLITE_ROW { count += 1 }
        return count
    }

    /// Reads every row into the model.
    @inline(never)
    func all() throws -> [Contact] {
        var all: [Contact] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            all.append(
                Contact(
                    id: Key(sqlite3_column_int64(statement, 0)), name: string(1), mail: string(2), created: try date(3),
                    modified: try date(4)))
        }
        return all
    }

    @inline(__always)
    private func string(_ column: Int32) -> String {
        String(
            decoding: UnsafeBufferPointer(
                start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column))), as: UTF8.self)
    }

    /// `YYYY-MM-DD HH:MM:SS[.ffffff]`; it trusts the digits.
    @inline(__always)
    private func date(_ column: Int32) throws -> Date {
        guard let text = sqlite3_column_text(statement, column) else { throw HandFailure(code: SQLITE_MISMATCH) }
        let count = sqlite3_column_bytes(statement, column)
        func two(_ at: Int) -> Int { Int(text[at] &- 48) &* 10 &+ Int(text[at + 1] &- 48) }
        let year = two(0) &* 100 &+ two(2), month = two(5), day = two(8)
        let shifted = month <= 2 ? year &- 1 : year, era = shifted / 400, yearOfEra = shifted &- era &* 400
        let dayOfYear = (153 &* (month &+ (month > 2 ? -3 : 9)) &+ 2) / 5 &+ day &- 1
        let days = era &* 146_097 &+ yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear &- 719_468
        var micros = (((days &* 24 &+ two(11)) &* 60 &+ two(14)) &* 60 &+ two(17)) &* 1_000_000
        if count == 26 { micros = micros &+ (two(20) &* 10_000 &+ two(22) &* 100 &+ two(24)) }
        return Date(microseconds: Int64(micros))
    }

    private func check(_ code: Int32) throws { if code != SQLITE_OK { throw HandFailure(code: code) } }
}
