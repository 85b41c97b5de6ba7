import Synchronization

/// A database: a bounded pool of connections.
///
/// A driver's module opens one:
/// ```swift
/// let db = try await Database.sqlite(path: folder + "/contacts.sqlite")
/// ```
/// See ``DatabaseConfiguration`` for what can be chosen.
public final class Database: Session {
    let context: DatabaseContext
    private let writers: Pool
    /// Nil where reading and writing share one connection.
    private let readers: Pool?

    /// Opens a database over a driver of your own; the modules of SQLite and PostgreSQL have functions that are easier to call.
    ///
    /// ```swift
    /// let db = try await Database(NumbersDriver(), DatabaseConfiguration(connections: 2))
    /// ```
    /// One connection is opened now, the others when they are needed first.
    ///
    /// Throws ``DatabaseError`` when the database cannot be opened.
    public init(_ driver: some Driver, _ configuration: DatabaseConfiguration) async throws {
        let context = DatabaseContext(driver, configuration)
        self.context = context
        let (writing, reading): (Int, Int?) =
            switch driver.pool {
            case .alike(let count): (count, nil)
            case .oneWriter(let readers): (1, readers)
            }
        writers = Pool(limit: writing, waitLimit: configuration.waitLimit) {
            try await Connection.open(driver, writable: true, context: context)
        }
        readers = reading.map { limit in
            Pool(limit: limit, waitLimit: configuration.waitLimit) {
                try await Connection.open(driver, writable: false, context: context)
            }
        }
        // A database that cannot be opened says so here.
        try await writers.release(writers.lease())
    }

    public var _hooks: _RelationHooks { context.hooks }

    /// How this database writes what SQL leaves open; for `sql(for:)`.
    public var dialect: any Dialect { context.dialect }

    private func pool(_ access: Access) throws -> Pool {
        if OpenTransaction.isOpen(of: ObjectIdentifier(self)) { throw QueryError(.poolUsedInsideItsTransaction) }
        return access == .read ? readers ?? writers : writers
    }

    public func _perform<R: Sendable>(_ access: Access, _ work: @Sendable (_Work) throws -> R) async throws -> R {
        let pool = try pool(access), connection = try await pool.lease()
        defer { pool.release(connection) }
        return try await connection.run(.none, access) { try work(_Work(execution: $0)) }
    }

    public func _performHere<R: Sendable>(_ access: Access, _ result: inout R, _ work: @Sendable (_Work) throws -> R) throws -> Bool {
        // To write it may have to wait for another program.
        guard context.runsInline, access == .read else { return false }
        let pool = try pool(access)
        guard let connection = try pool.leaseNow() else { return false }
        defer { pool.release(connection) }
        return try Transaction(connection: connection, scope: .none).performInline(access, &result, work)
    }

    /// Runs `body` in a transaction that writes, and returns its value. An error that leaves it takes everything back.
    ///
    /// ```swift
    /// let sales = try await db.transaction { tx in
    ///     let sales = try await Category(name: "Sales").insert(on: tx)
    ///     try await ann.departments.add(sales, on: tx)
    ///     return sales
    /// }
    /// ```
    /// Beside your own statements it is `BEGIN IMMEDIATE` on SQLite, `BEGIN` on PostgreSQL, where it goes with the first statement, and
    /// `COMMIT` or `ROLLBACK`; no observer sees these.
    ///
    /// Throws ``PoolError`` when no connection becomes free within the wait limit, and ``QueryError`` inside a transaction of this
    /// database: a nested one is begun on the transaction itself. A commit that fails is a ``DatabaseError``; nothing was written then,
    /// unless it is of the kind `outcomeUnknown` or `notReplicated`.
    @discardableResult
    public func transaction<R>(_ body: (Transaction) async throws -> R) async throws -> R {
        try await transaction(.write, isolation: nil, body)
    }

    /// Runs `body` in a transaction that reads one state of the database, or writes.
    ///
    /// ```swift
    /// try await db.transaction(isolation: .serializable, retrying: 5) { tx in
    ///     let open = try await ann.departments.filter { $0.isOpen }.count(on: tx)
    ///     if open > 1 { try await ann.departments.clear(on: tx) }
    /// }
    /// ```
    /// Throws what the one above throws. Between two attempts it waits for some milliseconds, longer each time, up to half a second.
    ///
    /// - Parameters:
    ///   - isolation: what it sees of others; nil: one state where it only reads, else what the database does by itself.
    ///   - retrying: how many times it may begin anew when another transaction got in the way (``DatabaseError/Kind/serialisation`` and
    ///     ``DatabaseError/Kind/deadlock``). The body is run again, so it must not have changed anything outside the database.
    @discardableResult
    public func transaction<R>(
        _ access: Access = .write, isolation: IsolationLevel? = nil, retrying: Int = 0, _ body: (Transaction) async throws -> R
    ) async throws -> R {
        var failures = 0
        while true {
            do { return try await once(access, isolation, body) } catch let error as DatabaseError {
                guard failures < retrying, error.kind == .serialisation || error.kind == .deadlock else { throw error }
                failures += 1
                // Longer each time, and not the same for all who got in each other's way.
                try await Task.sleep(for: .microseconds(Int64.random(in: 500...2_000) << min(failures, 8)))
            }
        }
    }

    private func once<R>(
        _ access: Access, _ isolation: IsolationLevel?, _ body: (Transaction) async throws -> R
    ) async throws -> R {
        let pool = try pool(access), connection = try await pool.lease()
        let mark = OpenTransaction(database: ObjectIdentifier(self))
        let result: R, after: [@Sendable () async -> Void]
        do {
            defer {
                mark.isOpen.store(false, ordering: .releasing)
                pool.release(connection)
            }
            let outer = Transaction(connection: connection, scope: .none)
            (result, after) = try await withTaskExecutorPreference(connection.executor.forTasks) {
                try await OpenTransaction.$current.withValue(mark) {
                    try await connection.interrupter.watching { try await outer.nested(access, isolation, body) }
                }
            }
        }
        for work in after { await work() }
        return result
    }

    /// Lets `body` use the database inside its own transaction, on a connection of its own.
    ///
    /// ```swift
    /// let before = try await db.outside { try await Song.query.count(on: db) }  // 0
    /// ```
    /// It does not see what the transaction wrote, and a write in it waits for the transaction: mind the wait limit.
    public func outside<R>(_ body: () async throws -> R) async rethrows -> R {
        try await OpenTransaction.$current.withValue(nil) { try await body() }
    }

    /// Waits for what is running, refuses what comes or waits with ``PoolError/closed``, and closes every connection.
    ///
    /// ```swift
    /// await db.close()
    /// ```
    /// Inside its own transaction it does not wait for that: the transaction goes on to its end, and its connection closes then.
    public func close() async {
        let waits = !OpenTransaction.isOpen(of: ObjectIdentifier(self))
        await writers.close(waits: waits)
        await readers?.close(waits: waits)
    }
}
