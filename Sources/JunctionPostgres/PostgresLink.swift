import CLibPQ
import Foundation
import Junction

/// One connection to a PostgreSQL database. It is made anew, between transactions, when the server has ended it.
final class PostgresLink: Link {
    private let settings: PostgresSettings
    private let isPooled: Bool
    private(set) var connection: OpaquePointer?
    let canceller = PostgresCanceller()
    private let notices: PostgresNotices
    let parameters = PostgresParameters()
    private var statements = PostgresStatements()
    /// Names of statements that the server still has, and that do not fit its tables any more.
    private var outdated: [String] = []
    /// What begins transactions and savepoints goes with the next statement, in one round trip.
    private var pending: [TransactionCommand] = []
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
    private var isOpenOnServer: Bool {
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
        statements = PostgresStatements()
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
        if statement.isStreamed { return try stream(statement, values, body) }
        let result = try send(statement, values)
        var state = PostgresRows.State(result)
        defer { state.free() }
        return try withUnsafeMutablePointer(to: &state) { state in
            var rows = Rows(state: OpaquePointer(state), table: PostgresRows.table, expected: Int(PQntuples(result)))
            return try body(&rows)
        }
    }

    func execute(_ statement: Statement, _ values: [Value]) throws -> Int {
        let result = try send(statement, values)
        defer { PQclear(result) }
        return Int(PostgresError.text(PQcmdTuples(result))) ?? 0
    }

    private func send(_ statement: Statement, _ values: [Value]) throws -> OpaquePointer {
        if isClosed { throw PoolError.closed }
        try parameters.encode(values)
        try heal()
        // A cancellation that came while the connection was made had nothing to cancel.
        if Task.isCancelled { throw CancellationError() }
        let isFirst = !isOpenOnServer, before = pending
        do { return try sendOnce(statement, isFirst: isFirst) } catch let error as DatabaseError {
            // The tables have changed, or the statement is gone: it is prepared anew, and sent again where nothing was done before it.
            guard let name = outdatedName(statement, error) else { throw error }
            if error.code != "26000" { outdated.append(name) }
            guard isFirst else { throw error }
            if isOpenOnServer { try perform("ROLLBACK") }
            pending = before
            return try sendOnce(statement, isFirst: true)
        }
    }

    /// The name under which the server has something else than what is meant, or nothing.
    private func outdatedName(_ statement: Statement, _ error: DatabaseError) -> String? {
        switch error.code {
        case "0A000", "26000": statements.forget(statement)
        // Forgotten here, and not there, since the batch that was to do so failed.
        case "42P05" where statement.isRepeated: statements.name(for: statement, parameters.types)
        default: nil
        }
    }

    /// - Parameter isFirst: whether no transaction was open before.
    private func sendOnce(_ statement: Statement, isFirst: Bool) throws -> OpaquePointer {
        let isAlone = isFirst && pending.isEmpty
        var batch = PostgresBatch(connection), made: String?
        for command in pending { batch.add(PostgresCommand.sql(command)) }
        pending = []
        if isPooled || !statement.isRepeated {
            batch.query(statement.sql)
        } else if let name = statements.known(statement) {
            batch.execute(name)
        } else {
            for name in outdated + [statements.superfluous()].compactMap({ $0 }) { batch.add("DEALLOCATE \(name)") }
            outdated = []
            let name = statements.name(for: statement, parameters.types)
            batch.prepare(name, statement.sql)
            batch.execute(name)
            made = name
        }
        defer { if let made, batch.isPrepared { statements.keep(statement, as: made) } }
        do {
            let result = try batch.send(parameters, statement.sql)
            if isAlone, let error = unconfirmed() {
                PQclear(result)
                throw error
            }
            return result
        } catch var error as DatabaseError {
            if let cancellation = PostgresError.cancellation(error) { throw cancellation }
            if error.kind == .connectionLost, isAlone, statement.access == .write { error.kind = .outcomeUnknown }
            throw error
        }
    }

    /// Sends what waits for a statement that cannot be sent together with it.
    func performPending() throws {
        let commands = pending
        pending = []
        for command in commands { try perform(PostgresCommand.sql(command)) }
    }

    // MARK: Transactions

    func control(_ command: TransactionCommand) throws {
        if isClosed { throw PoolError.closed }
        switch command {
        case .begin, .savepoint: pending.append(command)
        case .release(let number):
            if let unsent = pending.lastIndex(of: .savepoint(number)) {
                pending.removeSubrange(unsent...)
            } else {
                pending.append(command)
            }
        case .rollbackTo(let number):
            if let unsent = pending.lastIndex(of: .savepoint(number)) {
                pending.removeSubrange((unsent + 1)...)
            } else {
                pending = []
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
    private func unconfirmed() -> DatabaseError? {
        notices.takeUnconfirmed().map { DatabaseError(.notReplicated, code: "01000", message: $0) }
    }

    /// A statement without values and rows.
    private func perform(_ sql: String) throws {
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
