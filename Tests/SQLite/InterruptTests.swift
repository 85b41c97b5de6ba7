import CSQLite
import Testing

@testable import JunctionSQLite

/// What SQLite says of an interrupt that meets it at work on something else than a statement's rows.
@Suite struct InterruptTests {
    /// The first use of a pragma as a table declares that on a connection. What is interrupted there is a general error to SQLite.
    @Test func whileATableIsDeclared() throws {
        var opened: OpaquePointer?, statement: OpaquePointer?
        sqlite3_open(":memory:", &opened)
        let db = try #require(opened)
        defer { sqlite3_close(db) }
        // It is asked about the catalogue once the table is read as far as its columns.
        sqlite3_set_authorizer(
            db,
            { db, action, _, _, _, _ in
                if action == SQLITE_UPDATE { sqlite3_interrupt(OpaquePointer(db)) }
                return SQLITE_OK
            }, UnsafeMutableRawPointer(db))
        let code = sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info('item')", -1, &statement, nil)
        #expect(code != SQLITE_OK)
        #expect(SQLiteError.make(code, db, nil) is CancellationError)
        // The same the second time, where nobody interrupts.
        sqlite3_set_authorizer(db, nil, nil)
        #expect(sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info('item')", -1, &statement, nil) == SQLITE_OK)
        sqlite3_finalize(statement)
    }
}
