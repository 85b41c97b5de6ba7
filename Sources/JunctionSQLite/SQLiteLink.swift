import CSQLite
import Junction

/// Lets another thread interrupt; nothing else of a connection leaves its thread.
///
/// SQLite documents `sqlite3_interrupt` as safe to call from any thread while the connection is open, and the connection closes only after
/// the actor that owns it has ended every statement: that is why sharing the pointer is safe.
private final class SQLiteHandle: @unchecked Sendable {
    let db: OpaquePointer

    init(_ db: OpaquePointer) { self.db = db }
}

/// One connection to an SQLite database.
final class SQLiteLink: Link {
    private let handle: SQLiteHandle
    private var db: OpaquePointer { handle.db }
    /// By the identity of their texts, which they hold, so that no other one can have it.
    private var statements: [ObjectIdentifier: SQLiteStatement] = [:]
    /// The one that was asked for last, which many rows are sent with.
    private var last: SQLiteStatement?
    private var controls: [TransactionCommand: SQLiteStatement] = [:]
    private var uses: UInt64 = 0
    private var isClosed = false
    private let isWritable: Bool
    /// Whether a connection that could write must not until its transaction ends.
    private var isHeldToReading = false
    /// While tables are changed: how many rows referred to none before that.
    private var violations: Int?
    /// Not checked for two uses at once, since every link that is added asks it: one thread at a time comes here, and what is done with it calls
    /// nothing else.
    @exclusivity(unchecked) var checks = SQLiteChecks()

    private static let schemaVersion = Statement("PRAGMA schema_version", .read, isRepeated: true)
    /// How many prepared statements are kept.
    private static let statementLimit = 500
    /// No row has it; see `execute`.
    private static let noKey = Int64.min

    init(_ location: SQLiteLocation, _ configuration: SQLiteConfiguration, writable: Bool) throws {
        guard sqlite3_libversion_number() >= 3_035_000 else {
            throw DatabaseError(
                .cannotOpen, message: "SQLite 3.35 or later is needed, this is \(String(cString: sqlite3_libversion()))")
        }
        let path: String, isMemory: Bool
        switch location {
        case .file(let file): (path, isMemory) = (file, false)
        case .memory: (path, isMemory) = (":memory:", true)
        }
        if path.isEmpty { throw DatabaseError(.cannotOpen, message: "the path is empty; use .memory for a database in memory") }
        if path.utf8.contains(0) { throw DatabaseError(.cannotOpen, message: "the path has a NUL character") }
        var flags = SQLITE_OPEN_NOMUTEX
        flags |= configuration.isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (writable ? SQLITE_OPEN_CREATE : 0)
        var db: OpaquePointer?
        let code = sqlite3_open_v2(path, &db, flags, nil)
        guard code == SQLITE_OK, let db else {
            defer { sqlite3_close_v2(db) }
            throw SQLiteError.make(code, db, nil)
        }
        handle = SQLiteHandle(db)
        isWritable = writable
        sqlite3_extended_result_codes(db, 1)
        sqlite3_busy_timeout(db, configuration.busyLimit.milliseconds)
        do {
            if writable, !isMemory { try run("PRAGMA journal_mode = WAL") }
            try run("PRAGMA synchronous = NORMAL")
            try run("PRAGMA foreign_keys = ON")
            // In kibibytes, which is what a negative number says; any that SQLite takes.
            try run("PRAGMA cache_size = -\(min(max(configuration.pageCache / 1024, 1), Int(Int32.max)))")
            // Savepoints, and statements that write several rows, keep what they may have to take back: in files that costs most of the time.
            // Readers may sort more than belongs into memory.
            if writable, configuration.keepsTemporaryDataInMemory { try run("PRAGMA temp_store = MEMORY") }
            if !writable { try run("PRAGMA query_only = ON") }
            try SQLiteFunction.register(db)
            // Also fails for a file that is no database, and where SQLite was built without JSON.
            try run("SELECT count(*) FROM sqlite_master, json_each('[]')")
        } catch {
            close()
            throw error
        }
    }

    deinit { close() }

    var interrupt: @Sendable (_ done: @escaping @Sendable () -> Void) -> Void {
        { [handle] done in
            sqlite3_interrupt(handle.db)
            done()
        }
    }
    var lastInsertedKey: Int64 { sqlite3_last_insert_rowid(db) }
    var insertedRow: Bool { sqlite3_last_insert_rowid(db) != Self.noKey }
    /// A statement that fails takes back itself alone.
    var isFailed: Bool { false }
    var isInTransaction: Bool { sqlite3_get_autocommit(db) == 0 }
    /// In a transaction it cannot be changed.
    var looksAtForeignKeys: Bool { junction_checks_foreign_keys(db) == 1 }

    // MARK: Statements

    func run<R>(_ text: Statement, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R {
        let statement = try prepared(text)
        defer { statement.reset() }
        try start(statement, values)
        var rows = Rows(state: statement.handle, table: SQLiteRows.table)
        do {
            let result = try body(&rows)
            // A statement that writes has done so only when it was stepped to its end.
            if !statement.isReadOnly { try rows.forEach { _ in } }
            return result
        } catch is StepFailure { throw SQLiteError.make(sqlite3_errcode(db), db, text.sql) }
    }

    func execute(_ text: Statement, _ values: [Value]) throws -> Int { try execute(prepared(text), values) }

    private func execute(_ statement: SQLiteStatement, _ values: [Value]) throws -> Int {
        defer { statement.reset() }
        try start(statement, values)
        while true {
            switch sqlite3_step(statement.handle) {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return statement.isReadOnly ? 0 : Int(sqlite3_changes(db))
            case let code: throw SQLiteError.make(code, db, statement.text.sql)
            }
        }
    }

    /// Changes with every change of tables, whoever makes it, and with nothing else.
    func schemaVersion() throws -> Int64 {
        let statement = try prepared(Self.schemaVersion)
        defer { statement.reset() }
        let code = sqlite3_step(statement.handle)
        guard code == SQLITE_ROW else { throw SQLiteError.make(code, db, Self.schemaVersion.sql) }
        return sqlite3_column_int64(statement.handle, 0)
    }

    private func run(_ sql: String) throws { _ = try execute(Statement(sql), []) }

    private func start(_ statement: SQLiteStatement, _ values: [Value]) throws {
        if violations != nil { try settle() }
        try statement.bind(values, db)
        statement.isRunning = true
        // So that `rowid = last_insert_rowid()` in RETURNING is true for new rows alone.
        if !statement.isReadOnly { sqlite3_set_last_insert_rowid(db, Self.noKey) }
    }

    private func prepared(_ text: Statement) throws -> SQLiteStatement {
        if isClosed { throw PoolError.closed }
        guard text.isRepeated else {
            // Some settings change while they are prepared, and stay changed where that fails.
            if SQLiteStatement.mayChangeSettings(text) { checks.doubt() }
            return try SQLiteStatement(text, db)
        }
        uses += 1
        if let last, last.text === text, !last.isRunning {
            last.lastUse = uses
            return last
        }
        let identity = ObjectIdentifier(text), known = statements[identity]
        if let known, !known.isRunning {
            known.lastUse = uses
            last = known
            return known
        }
        let made = try SQLiteStatement(text, db)
        made.lastUse = uses
        // It runs already: what is read from it asks the same again.
        if known != nil { return made }
        if statements.count >= Self.statementLimit { forgetOldStatements() }
        statements[identity] = made
        return made
    }

    /// Keeps the half that was used last.
    private func forgetOldStatements() {
        let median = statements.values.map(\.lastUse).sorted()[statements.count / 2]
        statements = statements.filter { $0.value.lastUse > median || $0.value.isRunning }
    }

    // MARK: Transactions

    func control(_ command: TransactionCommand) throws {
        if isClosed { throw PoolError.closed }
        // A database in memory has one connection for all.
        if case .begin(.read, _) = command, isWritable { try holdToReading(true) }
        if case .begin = command { checks.begin() }
        if case .begin(.migrate, _) = command { return try beginMigration(command) }
        if command == .commit, let violations { try checkForeignKeys(atMost: violations) }
        let result = Result { try perform(command) }
        // However the transaction ended, or that it did not begin.
        if isHeldToReading, !isInTransaction { try holdToReading(false) }
        try settle()
        try result.get()
    }

    /// Tables that others refer to can be replaced only while foreign keys are not enforced, which cannot be changed in a transaction
    /// (https://www.sqlite.org/lang_altertable.html, section 7).
    private func beginMigration(_ command: TransactionCommand) throws {
        let known = try foreignKeyViolations().count
        do {
            try letTablesChange(true)
            try perform(command)
        } catch {
            try letTablesChange(false)
            throw error
        }
        violations = known
    }

    private func letTablesChange(_ isLet: Bool) throws {
        try run("PRAGMA foreign_keys = \(isLet ? "OFF" : "ON")")
        try run("PRAGMA legacy_alter_table = \(isLet ? "ON" : "OFF")")
    }

    /// Foreign keys are enforced again when the transaction is over, also where SQLite has ended it by itself.
    private func settle() throws {
        if violations == nil || isInTransaction { return }
        violations = nil
        try letTablesChange(false)
    }

    private func foreignKeyViolations() throws -> [String] {
        try run(Statement("PRAGMA foreign_key_check", .read), []) { rows in
            var found: [String] = []
            try rows.forEach { found.append("\(try $0.value(String.self, at: 0)) refers to \(try $0.value(String.self, at: 2))") }
            return found
        }
    }

    private func checkForeignKeys(atMost known: Int) throws {
        let found = try foreignKeyViolations()
        if found.count <= known { return }
        throw DatabaseError(
            .foreignKey, message: "\(found.count - known) rows refer to none: \(Set(found).sorted().joined(separator: ", "))")
    }

    private func holdToReading(_ isHeld: Bool) throws {
        try run("PRAGMA query_only = \(isHeld ? "ON" : "OFF")")
        isHeldToReading = isHeld
    }

    private func perform(_ command: TransactionCommand) throws {
        if let known = controls[command] {
            _ = try execute(known, [])
            return
        }
        let made = try SQLiteStatement(Statement(Self.sql(command)), db)
        controls[command] = made
        _ = try execute(made, [])
    }

    private static func sql(_ command: TransactionCommand) -> String {
        switch command {
        case .begin(.read, _): "BEGIN"
        case .begin(.write, _), .begin(.migrate, _): "BEGIN IMMEDIATE"
        case .commit: "COMMIT"
        case .rollback: "ROLLBACK"
        case .savepoint(let number): "SAVEPOINT j\(number)"
        case .release(let number): "RELEASE j\(number)"
        case .rollbackTo(let number): "ROLLBACK TO j\(number)"
        }
    }

    func close() {
        if isClosed { return }
        isClosed = true
        statements = [:]
        last = nil
        controls = [:]
        sqlite3_close_v2(db)
    }
}

extension Duration {
    /// As much as SQLite takes, 24 days, for anything longer.
    fileprivate var milliseconds: Int32 {
        let (seconds, overflow) = components.seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return components.seconds < 0 ? 0 : .max }
        return Int32(clamping: seconds.addingReportingOverflow(components.attoseconds / 1_000_000_000_000_000).partialValue)
    }
}
