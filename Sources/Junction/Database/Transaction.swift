/// A transaction, or a savepoint in one: a session that sees what was written in it.
///
/// ```swift
/// try await db.transaction { tx in
///     let user = try await User(username: "cid").insert(on: tx)
///     try await tx.afterCommit { await mailer.send("Welcome, \(user.username)") }
/// }
/// ```
/// After its end, and while a nested one is open, it throws ``QueryError``.
public struct Transaction: Session {
    @usableFromInline let connection: Connection
    @usableFromInline let scope: Connection.Scope

    public var _hooks: _RelationHooks { connection.context.hooks }

    public func _perform<R: Sendable>(_ access: Access, _ work: @Sendable (_Work) throws -> R) async throws -> R {
        guard connection.executor.isCurrent else { return try await connection.run(scope, access) { try work(_Work(execution: $0)) } }
        let interrupter = connection.interrupter
        if let number = interrupter.numberOfWatchedTask {
            return try connection.runHere(scope, number, access) { try work(_Work(execution: $0)) }
        }
        let number = interrupter.next()
        return try await withTaskCancellationHandler {
            // Asked again: the closure may have begun with a change of executor.
            if connection.executor.isCurrent { return try connection.runHere(scope, number, access) { try work(_Work(execution: $0)) } }
            return try await connection.run(scope, access) { try work(_Work(execution: $0)) }
        } onCancel: {
            interrupter.cancel(number)
        }
    }

    // Compiled where it is called, for the type that is asked for.
    @inlinable public func _performHere<R: Sendable>(
        _ access: Access, _ result: inout R, _ work: @Sendable (_Work) throws -> R
    ) throws -> Bool {
        guard connection.isHere else { return try performWatched(access, &result, work) }
        result = try connection.runBriefly(scope, access, work)
        return true
    }

    /// In the task of the body, whose cancellation is watched already.
    @usableFromInline func performWatched<R: Sendable>(
        _ access: Access, _ result: inout R, _ work: @Sendable (_Work) throws -> R
    ) throws -> Bool {
        guard connection.executor.isCurrent, let number = connection.interrupter.numberOfWatchedTask else { return false }
        result = try connection.runHere(scope, number, access) { try work(_Work(execution: $0)) }
        return true
    }

    /// On the caller's thread, if the connection's executor is free.
    func performInline<R: Sendable>(_ access: Access, _ result: inout R, _ work: @Sendable (_Work) throws -> R) throws -> Bool {
        try connection.executor.inline { result = try connection.runBriefly(scope, access, work) } != nil
    }

    private func unwatched<R: Sendable>(_ work: @Sendable (ConnectionState) throws -> R) async throws -> R {
        connection.executor.isCurrent ? try connection.unwatchedHere(work) : try await connection.runUnwatched(work)
    }

    /// Runs `body` in a savepoint, and returns its value. An error that leaves it takes back what was written in it, and only that.
    ///
    /// ```swift
    /// do {
    ///     try await tx.transaction { inner in _ = try await Category(name: "Sales").insert(on: inner) }
    /// } catch let error as DatabaseError where error.kind == .unique {}
    /// ```
    /// Beside your own statements it is `SAVEPOINT`, then `RELEASE` or `ROLLBACK TO`; no observer sees these.
    @discardableResult
    public func transaction<R>(_ body: (Transaction) async throws -> R) async throws -> R {
        let (result, _) = try await nested(.write, nil, body)
        return result
    }

    /// Does something once the outermost transaction has been committed; not at all if it, or the savepoint around the call, is taken back.
    ///
    /// ```swift
    /// try await tx.afterCommit { await mailer.send("Welcome, \(user.username)") }
    /// ```
    /// It runs before the outermost `transaction` returns, in the order of the calls. Throws ``QueryError`` when the transaction is over.
    public func afterCommit(_ work: @escaping @Sendable () async -> Void) async throws {
        let scope = scope
        try await unwatched { try $0.addAfterCommit(scope, work) }
    }

    /// Runs `body` one level deeper. Returns its value, and what is to be done after the commit.
    func nested<R>(
        _ access: Access, _ isolation: IsolationLevel?, _ body: (Transaction) async throws -> R
    ) async throws -> (R, [@Sendable () async -> Void]) {
        let scope = scope
        try Task.checkCancellation()
        let inner = try await unwatched { try $0.begin(scope, access, isolation) }
        let result: R
        do {
            result = try await body(Transaction(connection: connection, scope: inner))
            // A body that looked away from a cancellation does not commit.
            try Task.checkCancellation()
        } catch {
            // What is taken back is not interrupted, and a failure to do so gives the connection up.
            _ = try? await unwatched { $0.rollBack(inner) }
            throw error
        }
        do { return (result, try await unwatched { try $0.commit(inner) }) } catch {
            // Refused, since a task still has a savepoint open, or failed: nothing of it may stay.
            _ = try? await unwatched { $0.rollBack(inner) }
            throw error
        }
    }
}
