import BenchSQLite
import Foundation

/// What the C interface answered.
public struct SQLiteFailure: Error {
    public let code: Int32
    public let message: String
}

/// The wrapper around the C interface that one writes once: a connection, used by one thread at a time.
public final class SQLiteConnection {
    let handle: OpaquePointer

    public init(_ path: String) throws {
        var opened: OpaquePointer?
        // Without a mutex: one thread at a time is our own promise, and a mutex would be locked for each column.
        let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw SQLiteFailure(code: code, message: "\(path) cannot be opened")
        }
        handle = opened
        try execute("PRAGMA journal_mode = WAL")
        try execute("PRAGMA synchronous = NORMAL")
        try execute("PRAGMA foreign_keys = ON")
    }

    deinit { sqlite3_close_v2(handle) }

    public func execute(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        if code != SQLITE_OK { throw failure(code) }
    }

    public func prepare(_ sql: String) throws -> SQLiteStatement { try SQLiteStatement(sql, self) }

    /// Everything that `body` does, or nothing of it.
    public func transaction<R>(readOnly: Bool = false, _ body: () throws -> R) throws -> R {
        try execute(readOnly ? "BEGIN" : "BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// How many rows the last statement wrote.
    var changes: Int32 { sqlite3_changes(handle) }

    func failure(_ code: Int32) -> SQLiteFailure { SQLiteFailure(code: code, message: String(cString: sqlite3_errmsg(handle))) }
}

/// A prepared statement, kept by whoever uses it again. Parameters are numbered from 1, columns from 0.
public final class SQLiteStatement {
    private let handle: OpaquePointer
    private let db: SQLiteConnection

    init(_ sql: String, _ db: SQLiteConnection) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(db.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw db.failure(code) }
        handle = prepared
        self.db = db
    }

    deinit { sqlite3_finalize(handle) }

    /// Whether there is another row.
    @inline(__always) public func step() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw db.failure(code)
    }

    @inline(__always) public func run() throws {
        _ = try step()
        reset()
    }

    @inline(__always) public func reset() { sqlite3_reset(handle) }

    // MARK: Parameters

    @inline(__always) public func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }
    @inline(__always) func bindNull(_ index: Int32) { sqlite3_bind_null(handle, index) }

    /// A date's text, which is not copied: it must stay until the statement was stepped.
    @inline(__always) func bind(_ index: Int32, date text: UnsafePointer<UInt8>) {
        sqlite3_bind_text(handle, index, UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self), DateText.length, nil)
    }

    /// A text, which is copied.
    public func bind(_ index: Int32, _ text: String) {
        sqlite3_bind_text(handle, index, text, Int32(text.utf8.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }

    // MARK: Columns

    @inline(__always) public func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    @inline(__always) func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    @inline(__always) func string(_ column: Int32) -> String {
        guard let text = sqlite3_column_text(handle, column) else { return "" }
        return String(decoding: UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
    }

    /// A date that is there: the schema says so.
    @inline(__always) func date(_ column: Int32) -> Date {
        DateText.date(sqlite3_column_text(handle, column), Int(sqlite3_column_bytes(handle, column)))
    }

    /// A date that may be absent: NULL has no text, so it costs one call.
    @inline(__always) func dateIfPresent(_ column: Int32) -> Date? {
        guard let text = sqlite3_column_text(handle, column) else { return nil }
        return DateText.date(text, Int(sqlite3_column_bytes(handle, column)))
    }
}
