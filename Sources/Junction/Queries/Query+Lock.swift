extension Query {
    /// Holds the rows until the transaction ends, so that nobody else changes them meanwhile.
    ///
    /// ```swift
    /// try await db.transaction { tx in
    ///     let debtors = try await Contact.filter { $0.credit < 0 }.lock().all(on: tx)
    ///     for debtor in debtors { _ = try await debtor.update(on: tx) { $0.credit = 0 } }
    /// }
    /// ```
    /// SQL (PostgreSQL): `SELECT … FROM contact AS t0 … WHERE t0.credit < ? … FOR UPDATE OF t0`
    ///
    /// With `skipLocked` several workers share a list, each with rows of its own:
    /// ```swift
    /// let next = Contact.filter { $0.credit > 0 }.order { $0.id }.limit(10).lock(.forUpdate, .skipLocked)
    /// ```
    /// SQL (PostgreSQL): `SELECT … FROM contact AS t0 WHERE t0.credit > ? … LIMIT ? FOR UPDATE OF t0 SKIP LOCKED`
    ///
    /// On SQLite a transaction that writes is the only one, which holds every row; there `skipLocked` and `noWait` throw ``QueryError``, as
    /// a lock outside a transaction does everywhere. With `noWait`, rows that somebody else holds are a ``DatabaseError`` of the kind
    /// `lockTimeout`.
    public func lock(_ lock: RowLock = .forUpdate, _ wait: LockWait = .untilFree) -> Query {
        changing {
            $0.lock = lock
            $0.lockWait = wait
        }
    }
}

extension Session {
    /// Reads the rows of a selection; what holds rows counts as a write.
    func read<R: Sendable>(_ selection: Selection, _ work: @Sendable (Execution) throws -> R) async throws -> R {
        try await read(locking: selection.lock != nil, work)
    }

    func read<R: Sendable>(locking locks: Bool, _ work: @Sendable (Execution) throws -> R) async throws -> R {
        guard locks else { return try await read(work) }
        return try await change { execution in
            guard execution.link.isInTransaction else { throw QueryError(.lockOutsideTransaction) }
            return try work(execution)
        }
    }
}
