import BenchSQLite
import Junction

struct DirectFailure: Error {
    let code: Int32
}

/// The same look-up with the C interface alone: a statement that was prepared once is bound, stepped and read by hand.
final class Direct {
    private var db: OpaquePointer?
    private var statement: OpaquePointer?

    init(path: String) throws {
        try check(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil))
        let sql = "SELECT t0.\"id\", t0.\"name\" FROM \"category\" AS t0 WHERE t0.\"id\" = ?1"
        try check(sqlite3_prepare_v3(db, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
    }

    deinit {
        sqlite3_finalize(statement)
        sqlite3_close_v2(db)
    }

    func execute(_ sql: String) throws { try check(sqlite3_exec(db, sql, nil, nil, nil)) }

    @inline(never)
    func find(_ key: Int64) throws -> Category {
        defer { sqlite3_reset(statement) }
        try check(sqlite3_bind_int64(statement, 1, key))
        guard sqlite3_step(statement) == SQLITE_ROW else { throw DirectFailure(code: sqlite3_errcode(db)) }
        let text = UnsafeBufferPointer(start: sqlite3_column_text(statement, 1), count: Int(sqlite3_column_bytes(statement, 1)))
        return Category(id: Key(sqlite3_column_int64(statement, 0)), name: String(decoding: text, as: UTF8.self))
    }

    private func check(_ code: Int32) throws { if code != SQLITE_OK { throw DirectFailure(code: code) } }
}
