import CLibPQ
import Foundation
import Junction

/// One connection to a PostgreSQL database. It is made anew, between transactions, when the server has ended it.
///
/// What changes with each statement is not checked for two uses at once, which took as long as to encode its values. One thread at a time
/// comes here, and none of it is in use while code of others runs that could come back: what reads rows or makes them. A logger that a notice
/// reaches while values are sent knows no link.
final class PostgresLink: Link {
    private let settings: PostgresSettings
    let isPooled: Bool
    private(set) var connection: OpaquePointer?
    let canceller = PostgresCanceller()
    private let notices: PostgresNotices
    /// One for each statement of a pipeline.
    @exclusivity(unchecked) var parameters = [PostgresParameters()]
    /// The memory of the steps of a batch and of a list of one statement, used again each time.
    @exclusivity(unchecked) var steps: [PostgresBatch.Step] = []
    @exclusivity(unchecked) var single: Statements = []
    /// The statements that the server has.
    @exclusivity(unchecked) var prepared = PostgresStatements()
    /// Names of statements that the server still has, and that do not fit its tables any more.
    @exclusivity(unchecked) var outdated: [String] = []
    @exclusivity(unchecked) var checks = PostgresChecks()
    /// What begins transactions and savepoints goes with the next statement, in one round trip.
    @exclusivity(unchecked) var pending: [TransactionCommand] = []
    /// What went with the last ones.
    @exclusivity(unchecked) var sent: [TransactionCommand] = []
    /// Savepoints that could not be opened. One of the same number may still be there from before.
    @exclusivity(unchecked) private var missing: Set<Int> = []
    private(set) var isClosed = false

    init(_ settings: PostgresSettings, _ configuration: PostgresConfiguration) throws {
        guard PQlibVersion() >= 130_000 else {
            throw DatabaseError(.cannotOpen, message: "libpq 13 or later is needed, this is \(PQlibVersion() / 10_000)")
        }
        self.settings = settings
        isPooled = configuration.isPooled
        notices = PostgresNotices(configuration.common.logger)
        try connect()
    }

    deinit { close() }

    var interrupt: @Sendable (_ done: @escaping @Sendable () -> Void) -> Void { { [canceller] done in canceller.cancel(done) } }
    /// Told by RETURNING.
    var lastInsertedKey: Int64 { 0 }
    /// Told by RETURNING.
    var insertedRow: Bool { false }
    var isInTransaction: Bool { isUnsent || isOpenOnServer }
    var isFailed: Bool { PQtransactionStatus(connection) == PQTRANS_INERROR }

    /// Whether the transaction has not begun yet, as far as the server knows.
    private var isUnsent: Bool { if case .begin = pending.first { true } else { false } }
    var isOpenOnServer: Bool {
        switch PQtransactionStatus(connection) {
        case PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE: true
        default: false
        }
    }

    // MARK: Connecting

    private func connect() throws {
        disconnect()
        let names = Array(settings.values.keys), values = names.map { settings.values[$0] ?? "" }
        let made = names.withCStrings { names in values.withCStrings { values in PQconnectdbParams(names, values, 0) } }
        guard PQstatus(made) == CONNECTION_OK else {
            defer { PQfinish(made) }
            throw PostgresError.cannotOpen(made)
        }
        guard let made, PQserverVersion(made) >= 130_000 else {
            let version = PQserverVersion(made)
            PQfinish(made)
            throw DatabaseError(.cannotOpen, message: "PostgreSQL 13 or later is needed, this is \(version / 10_000).\(version % 10_000)")
        }
        connection = made
        notices.attach(to: made)
        canceller.attach(made)
    }

    private func disconnect() {
        canceller.attach(nil)
        PQfinish(connection)
        connection = nil
        prepared = PostgresStatements()
        outdated = []
    }

    /// Outside a transaction, a connection that the server has ended is replaced before anything is sent.
    func heal() throws {
        if isOpenOnServer || isAlive { return }
        try connect()
    }

    private var isAlive: Bool {
        guard let connection, PQstatus(connection) == CONNECTION_OK else { return false }
        // An idle connection has nothing to read but notices, and its end.
        for _ in 0..<8 {
            var socket = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            if poll(&socket, 1, 0) == 0 { return true }
            if PQconsumeInput(connection) == 0 || PQstatus(connection) != CONNECTION_OK { return false }
        }
        return true
    }

    func close() {
        if isClosed { return }
        isClosed = true
        disconnect()
    }

    // MARK: Statements

    func run<R>(_ statement: Statement, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R {
        if !statement.isRepeated { checks.doubt() }
        if statement.isStreamed { return try stream(statement, values, body) }
        return try hand(send(statement, values), body)
    }

    func execute(_ statement: Statement, _ values: [Value]) throws -> Int {
        // Somebody's own SQL, or one that makes tables.
        if !statement.isRepeated { checks.doubt() }
        let result = try send(statement, values)
        defer { PQclear(result) }
        return PQcmdTuples(result).map { Int(atoll($0)) } ?? 0
    }

    /// Calls `body` with the rows of a result, and frees it.
    func hand<R>(_ result: OpaquePointer, _ body: (inout Rows) throws -> R) throws -> R {
        var state = PostgresRows.State(result)
        defer { state.free() }
        return try withUnsafeMutablePointer(to: &state) { state in
            var rows = Rows(state: OpaquePointer(state), table: PostgresRows.table, expected: Int(PQntuples(result)))
            return try body(&rows)
        }
    }

    /// Sends what waits for a statement that cannot be sent together with it.
    func performPending() throws {
        let commands = pending
        var done = 0
        defer { settle(commands, done: done) }
        pending = []
        for command in commands {
            try perform(PostgresCommand.sql(command))
            done += 1
        }
    }

    /// Notes which savepoints of some commands were opened, and which were not.
    func settle(_ commands: [TransactionCommand], done: Int) {
        if done >= commands.count, missing.isEmpty { return }
        for (place, command) in commands.enumerated() {
            guard case .savepoint(let number) = command else { continue }
            if place < done { missing.remove(number) } else { missing.insert(number) }
        }
    }

    // MARK: Transactions

    func control(_ command: TransactionCommand) throws {
        if isClosed { throw PoolError.closed }
        switch command {
        case .begin:
            checks = PostgresChecks()
            missing = []
            pending.append(command)
        case .savepoint: pending.append(command)
        case .release(let number):
            if let unsent = pending.lastIndex(of: .savepoint(number)) {
                pending.removeSubrange(unsent...)
            } else {
                pending.append(command)
            }
        case .rollbackTo(let number):
            checks.forget()
            if let unsent = pending.lastIndex(of: .savepoint(number)) {
                pending.removeSubrange((unsent + 1)...)
            } else {
                pending = []
                // To go back to an earlier one of the same number would lose what came after it.
                if missing.contains(number) {
                    throw DatabaseError(.other, message: "a savepoint could not be opened, so that it cannot be gone back to")
                }
                try perform(PostgresCommand.sql(command))
            }
        case .commit, .rollback:
            let isUnsent = isUnsent
            // Savepoints make no difference at the end.
            pending = []
            if isUnsent { return }
            try command == .commit ? commit() : perform(PostgresCommand.sql(command))
        }
    }

    private func commit() throws {
        guard isOpenOnServer else { throw DatabaseError(.connectionLost, message: "the connection was lost before COMMIT") }
        let result = PQexec(connection, "COMMIT")
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            var error = PostgresError.make(result, connection, "COMMIT")
            // Also where the server says that it ends the connection: it may have committed before.
            if error.kind == .connectionLost { error.kind = .outcomeUnknown }
            throw PostgresError.cancellation(error) ?? error
        }
        // A transaction in which something failed is taken back, and that is no error to the server.
        if PostgresError.text(PQcmdStatus(result)) != "COMMIT" {
            throw DatabaseError(.rolledBack, message: "COMMIT was answered by \(PostgresError.text(PQcmdStatus(result)))", sql: "COMMIT")
        }
        if let error = unconfirmed() { throw error }
    }

    /// Whether what was committed waits for a standby still.
    func unconfirmed() -> DatabaseError? {
        notices.takeUnconfirmed().map { DatabaseError(.notReplicated, code: "01000", message: $0) }
    }

    /// A statement without values and rows.
    func perform(_ sql: String) throws {
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            let error = PostgresError.make(result, connection, sql)
            throw PostgresError.cancellation(error) ?? error
        }
    }
}

extension [String] {
    /// Calls `body` with the texts as C has them, and a null pointer after the last.
    fileprivate func withCStrings<R>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R?) -> R? {
        let copies = map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let pointers = copies.map { UnsafePointer($0) } + [nil]
        return pointers.withUnsafeBufferPointer { $0.baseAddress.flatMap(body) }
    }
}
