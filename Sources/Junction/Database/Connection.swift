import Synchronization

/// One database connection: an actor on its own thread.
///
/// A ``Database`` keeps them in its pool, and a ``Transaction`` holds one. Nothing is done with it by hand; its executor makes it public.
public actor Connection {
    nonisolated let executor: ThreadExecutor
    /// The connection's thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    nonisolated let interrupter: Interrupter
    nonisolated let context: DatabaseContext
    private let link: any Link
    private let plans: PlanMemory
    /// 0 outside a transaction, 1 in one, more in savepoints.
    private var depth = 0
    /// The savepoint that protects a level, for each level that is open.
    private var protections: [Protection] = []
    private var lastProtection = 0
    /// Which transaction holds the connection; a handle of an earlier one is refused.
    private var transaction: UInt64 = 0
    /// A connection whose rollback failed is not used again.
    nonisolated var isBroken: Bool { health.isBroken }
    private nonisolated let health = ConnectionHealth()
    private var afterCommit: [(depth: Int, work: @Sendable () async -> Void)] = []

    private init(executor: ThreadExecutor, link: sending any Link, context: DatabaseContext) {
        self.executor = executor
        self.link = link
        self.context = context
        plans = PlanMemory(context.plans)
        interrupter = Interrupter(link.interrupt)
    }

    /// Opens on a thread of its own, so that a slow open blocks nobody.
    static func open(_ driver: some Driver, writable: Bool, context: DatabaseContext) async throws -> Connection {
        try await Opener(executor: ThreadExecutor()).open(driver, writable: writable, context: context)
    }

    private actor Opener {
        nonisolated let executor: ThreadExecutor
        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

        init(executor: ThreadExecutor) { self.executor = executor }

        func open(_ driver: some Driver, writable: Bool, context: DatabaseContext) throws -> Connection {
            Connection(executor: executor, link: try driver.open(writable: writable), context: context)
        }
    }

    /// What code on this connection works with; where somebody listens to changes, each piece of work notes its own.
    private var execution: Execution { context.hooks.isEmpty ? plain : makeExecution(isProtected: false) }
    private var protectedExecution: Execution { context.hooks.isEmpty ? plainProtected : makeExecution(isProtected: true) }
    private lazy var plain = makeExecution(isProtected: false)
    private lazy var plainProtected = makeExecution(isProtected: true)

    private func makeExecution(isProtected: Bool) -> Execution {
        Execution(link: link, context: context, health: health, plans: plans, isProtected: isProtected)
    }

    private enum Protection {
        case none
        /// Nothing was written since.
        case current(Int)
        case outdated(Int)
    }

    // MARK: Statements

    /// A handle's place: which transaction, and how deep.
    @usableFromInline struct Scope: Sendable {
        var transaction: UInt64
        var depth: Int
        static let none = Scope(transaction: 0, depth: 0)
    }

    /// One statement, or a few that belong together, with the caller's cancellation.
    func run<R: Sendable>(_ scope: Scope, _ access: Access, _ work: @Sendable (Execution) throws -> R) async throws -> R {
        let interrupter = interrupter, number = interrupter.next()
        return try await withTaskCancellationHandler {
            try runNow(scope, number, access, work)
        } onCancel: {
            interrupter.cancel(number)
        }
    }

    /// - Parameter number: how a cancellation tells the work; nil for what is not interrupted.
    func runNow<R>(_ scope: Scope, _ number: UInt64?, _ access: Access, _ work: (Execution) throws -> R) throws -> R {
        try check(scope)
        if let number { interrupter.begin(number) }
        defer { if let number { interrupter.end(number) } }
        // Each statement asks the same.
        if number != nil, Task.isCancelled { throw CancellationError() }
        // Work that began a transaction of its own and could not end it must not leave it to whoever comes next.
        defer { if depth == 0, link.isInTransaction { undo() } }
        guard depth > 0, context.dialect.failureEndsTransaction else { return try work(execution) }
        return try protected(access, work)
    }

    /// Runs work of a transaction so that its failure takes back only itself, where the database would end the whole transaction.
    ///
    /// A savepoint before it serves the work after it, too, as long as nothing was written since. A driver sends it with the next
    /// statement, so it costs no round trip.
    private func protected<R>(_ access: Access, _ work: (Execution) throws -> R) throws -> R {
        let savepoint: Int
        switch protections[depth - 1] {
        case .current(let number): savepoint = number
        case .none, .outdated:
            // Another name each time: where the one before could not be released, going back to it would lose what came after.
            lastProtection += 1
            savepoint = Execution.protection + lastProtection
            if case .outdated(let number) = protections[depth - 1] { try link.control(.release(number)) }
            try link.control(.savepoint(savepoint))
        }
        do {
            let result = try work(protectedExecution)
            protections[depth - 1] = access == .read ? .current(savepoint) : .outdated(savepoint)
            return result
        } catch {
            do { if link.isInTransaction { try link.control(.rollbackTo(savepoint)) } } catch { health.giveUp() }
            protections[depth - 1] = .current(savepoint)
            throw error
        }
    }

    /// Whether short work may be done by whoever runs now.
    @usableFromInline nonisolated var isHere: Bool { context.runsInline && executor.isCurrent }

    /// Short work, which is not interrupted.
    @usableFromInline func runBriefly<R>(_ scope: Scope, _ access: Access, _ work: (_Work) throws -> R) throws -> R {
        try runNow(scope, nil, access) { try work(_Work(execution: $0)) }
    }

    /// What must not be interrupted: the beginning and the end of a transaction.
    func runUnwatched<R: Sendable>(_ work: @Sendable (isolated Connection) throws -> R) async throws -> R { try work(self) }

    private func check(_ scope: Scope) throws {
        // A database may end a transaction by itself; what comes after must not be written without it.
        if isBroken || depth > 0 && !link.isInTransaction { throw QueryError(.transactionIsOver) }
        guard scope.transaction == transaction || scope.transaction == 0 && depth == 0 else { throw QueryError(.transactionIsOver) }
        guard scope.depth == depth else {
            throw QueryError(scope.depth < depth ? .nestedTransactionIsOpen : .transactionIsOver)
        }
    }

    // MARK: Transactions

    func begin(_ scope: Scope, _ access: Access, _ isolation: IsolationLevel?) throws -> Scope {
        try check(scope)
        if depth == 0 {
            try link.control(.begin(access, isolation))
            transaction &+= 1
        } else {
            try link.control(.savepoint(depth))
        }
        depth += 1
        protections.append(.none)
        return Scope(transaction: transaction, depth: depth)
    }

    /// Ends the innermost level. A commit that fails is rolled back, so that the connection is clean afterwards.
    ///
    /// Returns what is to be done after the commit.
    func commit(_ scope: Scope) throws -> [@Sendable () async -> Void] {
        try check(scope)
        depth -= 1
        do { try link.control(depth == 0 ? .commit : .release(depth)) } catch {
            undo()
            throw error
        }
        protections.removeLast()
        if depth > 0 {
            if case .current(let savepoint) = protections[depth - 1] { protections[depth - 1] = .outdated(savepoint) }
            // What a savepoint wanted done now waits for the level around it.
            for i in afterCommit.indices where afterCommit[i].depth > depth { afterCommit[i].depth = depth }
            return []
        }
        defer { afterCommit = [] }
        return afterCommit.map(\.work)
    }

    /// Takes back the innermost level, and every level inside it that was left open.
    func rollBack(_ scope: Scope) {
        guard scope.transaction == transaction, scope.depth <= depth else { return }
        depth = scope.depth - 1
        undo()
    }

    /// Rolls back to the current depth; when even that fails, the connection is given up.
    private func undo() {
        afterCommit.removeAll { $0.depth > depth }
        protections.removeLast(protections.count - depth)
        do {
            if depth == 0 {
                if link.isInTransaction { try link.control(.rollback) }
            } else if link.isInTransaction {
                try link.control(.rollbackTo(depth))
                try link.control(.release(depth))
            }
        } catch { health.giveUp() }
    }

    func addAfterCommit(_ scope: Scope, _ work: @escaping @Sendable () async -> Void) throws {
        try check(scope)
        afterCommit.append((depth, work))
    }

    func close() { link.close() }
}

/// What a unit of work does to the database: a transaction that only reads sees one state, and on SQLite runs beside one that writes.
///
/// ```swift
/// let (contacts, phones) = try await db.transaction(.read) { tx in
///     (try await Contact.query.count(on: tx), try await Phone.query.count(on: tx))
/// }
/// ```
public enum Access: Sendable {
    /// It only reads, or it may write, too.
    case read, write
}

/// Whether a connection can still be trusted: after a rollback that failed it cannot, and nothing more is sent on it.
final class ConnectionHealth: Sendable {
    private let broken = Atomic<Bool>(false)

    var isBroken: Bool { broken.load(ordering: .acquiring) }
    func giveUp() { broken.store(true, ordering: .releasing) }
}
