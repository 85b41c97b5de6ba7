import CSQLite
import Foundation
import Junction

/// Turns SQLite's codes and messages into the kinds of error that all databases share.
enum SQLiteError {
    static func make(_ code: Int32, _ db: OpaquePointer?, _ sql: String?) -> any Error {
        if code & 0xFF == SQLITE_INTERRUPT { return CancellationError() }
        let extended = db.map { sqlite3_extended_errcode($0) } ?? code
        let message = db.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
        // Where it meets the first use of a pragma as a table, which is declared then, only the words say so (sqlite3_declare_vtab).
        if code == SQLITE_ERROR, message == String(cString: sqlite3_errstr(SQLITE_INTERRUPT)) { return CancellationError() }
        var error = DatabaseError(kind(extended, message), code: "\(extended)", message: message, sql: sql)
        if message == SQLiteFunction.requirement { error.constraint = message }
        place(message, &error)
        return error
    }

    /// Extended codes are macros that Swift does not import: UNIQUE is 8, PRIMARYKEY 6, ROWID 10, FOREIGNKEY 3, NOTNULL 5, CHECK 1,
    /// BUSY_SNAPSHOT 2, each above the primary code (https://www.sqlite.org/rescode.html).
    private static func kind(_ code: Int32, _ message: String) -> DatabaseError.Kind {
        switch code {
        case SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 6 << 8, SQLITE_CONSTRAINT | 10 << 8: return .unique
        case SQLITE_CONSTRAINT | 3 << 8: return .foreignKey
        case SQLITE_CONSTRAINT | 5 << 8: return .notNull
        case SQLITE_CONSTRAINT | 1 << 8: return .check
        case SQLITE_BUSY | 2 << 8: return .serialisation
        default: break
        }
        switch code & 0xFF {
        case SQLITE_CONSTRAINT where message.hasPrefix("FOREIGN KEY"): return .foreignKey
        case SQLITE_CONSTRAINT: return .check
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy
        case SQLITE_READONLY: return .readOnly
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: return .cannotOpen
        case SQLITE_FULL, SQLITE_IOERR: return .full
        case SQLITE_SCHEMA: return .schemaChanged
        case SQLITE_ERROR
        where message.hasPrefix("no such table") || message.hasPrefix("no such column") || message.contains("has no column"):
            return .schemaChanged
        case SQLITE_ERROR where message.contains("overflow") && !message.hasPrefix("parser") || message == SQLiteFunction.divisionByZero:
            return .arithmetic
        case SQLITE_ERROR where message.contains("syntax error") || message.hasPrefix("near "): return .syntax
        default: return .other
        }
    }

    /// `UNIQUE constraint failed: contact.user_id, contact.title` names table and columns; a CHECK names its constraint.
    private static func place(_ message: String, _ error: inout DatabaseError) {
        guard let colon = message.range(of: " constraint failed: ") else { return }
        let rest = message[colon.upperBound...]
        if error.kind == .check {
            error.constraint = String(rest)
            return
        }
        let places = rest.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1) }
        error.table = places.first?.first.map(String.init)
        error.columns = places.compactMap { $0.count == 2 ? String($0[1]) : nil }
        if let table = error.table, error.kind == .unique {
            error.constraint = ([table] + error.columns + ["unique"]).joined(separator: "__")
        }
    }
}
