import BenchSQLite
import HandWritten

/// A contact with the names of its categories, as the hand-written code gives it.
struct OwnerByHand {
    let contact: HandWritten.Contact
    var categories: [(id: Int64, name: String)] = []
}

/// W3 by hand for contacts that are named by their keys; the code of the benchmark `bench` takes the first ones.
struct OwnersByHand {
    private let db: SQLiteConnection
    /// A connection of its own, for the statement that reads texts.
    private let handle: OpaquePointer

    init(_ db: SQLiteConnection, _ path: String) throws {
        self.db = db
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw ReadingFailure(description: "\(path) cannot be opened (\(code))")
        }
        handle = opened
    }

    func close() { sqlite3_close_v2(handle) }

    /// - Parameter keys: in their order.
    func read(_ keys: [Int64]) throws -> [OwnerByHand] {
        var all = try db.find(keys).map { OwnerByHand(contact: $0) }
        let places = Array(repeating: "?", count: keys.count).joined(separator: ",")
        let sql = """
            SELECT l.contact_id,c.id,c.name FROM contact_category l JOIN category c ON c.id=l.category_id \
            WHERE l.deleted_at IS NULL AND l.contact_id IN (\(places)) ORDER BY l.contact_id
            """
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw failure() }
        defer { sqlite3_finalize(statement) }
        for (place, key) in keys.enumerated() { sqlite3_bind_int64(statement, Int32(place + 1), key) }
        // Both are in the order of the contacts' keys: a merge, no dictionary.
        var at = 0
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return all }
            guard code == SQLITE_ROW, let text = sqlite3_column_text(statement, 2) else { throw failure() }
            let contact = sqlite3_column_int64(statement, 0)
            while all[at].contact.id != contact { at += 1 }
            let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, 2)))
            all[at].categories.append((sqlite3_column_int64(statement, 1), String(decoding: bytes, as: UTF8.self)))
        }
    }

    private func failure() -> ReadingFailure {
        ReadingFailure(description: "\(String(cString: sqlite3_errmsg(handle))) (\(sqlite3_errcode(handle)))")
    }
}

/// What the C interface answered.
struct ReadingFailure: Error, CustomStringConvertible {
    let description: String
}
