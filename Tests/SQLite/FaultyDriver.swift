import Junction
import Synchronization

@testable import JunctionSQLite

/// The real SQLite, with ends of transactions that fail on command: what no test can make the real one do at will.
struct FaultyDriver: Driver {
    let real: SQLiteDriver
    let faults = Faults()

    init(path: String) { real = SQLiteDriver(location: .file(path), configuration: SQLiteConfiguration()) }

    var dialect: any Dialect { real.dialect }
    var runsInline: Bool { real.runsInline }
    var pool: PoolShape { real.pool }

    func open(writable: Bool) throws -> any Link {
        let link = FaultyLink(try real.open(writable: writable), faults, isWriter: writable)
        if writable { faults.opened.add(1, ordering: .relaxed) }
        return link
    }
}

final class Faults: Sendable {
    /// How many connections that write were opened, and closed.
    let opened = Atomic<Int>(0), closed = Atomic<Int>(0)
    private let waiting = Guarded<[TransactionCommand]>([])
    private let statements = Guarded<[String]>([])
    private let savepoints = Guarded<Int>(0)

    /// The next time that each of these is asked for, it fails.
    func fail(_ commands: TransactionCommand...) { waiting.withLock { $0 += commands } }

    /// The next time that a statement with this beginning is run, it fails.
    func fail(statement start: String) { statements.withLock { $0.append(start) } }

    var isEmpty: Bool { waiting.withLock { $0.isEmpty } && statements.withLock { $0.isEmpty } }

    /// How many savepoints were opened since the last time.
    func takeSavepoints() -> Int {
        savepoints.withLock { savepoints in
            defer { savepoints = 0 }
            return savepoints
        }
    }

    fileprivate func happens(_ statement: Statement) -> Bool {
        statements.withLock { starts in
            guard let index = starts.firstIndex(where: { statement.sql.hasPrefix($0) }) else { return false }
            starts.remove(at: index)
            return true
        }
    }

    fileprivate func happens(_ command: TransactionCommand) -> Bool {
        if case .savepoint = command { savepoints.withLock { $0 += 1 } }
        return waiting.withLock { waiting in
            guard let index = waiting.firstIndex(of: command) else { return false }
            waiting.remove(at: index)
            return true
        }
    }
}

private final class FaultyLink: Link {
    private let real: any Link
    private let faults: Faults
    private let isWriter: Bool

    init(_ real: any Link, _ faults: Faults, isWriter: Bool) {
        self.real = real
        self.faults = faults
        self.isWriter = isWriter
    }

    var interrupt: @Sendable (@escaping @Sendable () -> Void) -> Void { real.interrupt }
    var isFailed: Bool { real.isFailed }
    var lastInsertedKey: Int64 { real.lastInsertedKey }
    var insertedRow: Bool { real.insertedRow }
    var isInTransaction: Bool { real.isInTransaction }

    func run<R>(_ statement: Statement, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R {
        try real.run(statement, values, body)
    }
    func execute(_ statement: Statement, _ values: [Value]) throws -> Int {
        if faults.happens(statement) { throw DatabaseError(.full, code: "10", message: "disk I/O error") }
        return try real.execute(statement, values)
    }
    func checkedKeys(of table: String) throws -> [(column: String, table: String)] { try real.checkedKeys(of: table) }
    func canRefuseRemoval(from table: String) throws -> Bool { try real.canRefuseRemoval(from: table) }
    func inspect(_ table: String) throws -> TableInspection? { try real.inspect(table) }
    func catalogue() throws -> Catalogue { try real.catalogue() }

    func control(_ command: TransactionCommand) throws {
        if faults.happens(command) { throw DatabaseError(.full, code: "10", message: "disk I/O error") }
        try real.control(command)
    }

    func close() {
        if isWriter { faults.closed.add(1, ordering: .relaxed) }
        real.close()
    }
}
