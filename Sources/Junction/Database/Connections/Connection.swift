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
    /// A lock, although only this thread, or one that borrowed its turn, comes here: it lets who runs on the thread already in without memory for a closure, which to
    /// assume the actor's isolation would take. Nobody ever waits for it.
    private nonisolated let state: Guarded<ConnectionState>
    private nonisolated let health: ConnectionHealth
    /// A connection whose rollback failed is not used again.
    nonisolated var isBroken: Bool { health.isBroken }

    private init(executor: ThreadExecutor, link: sending any Link, context: DatabaseContext) {
        self.executor = executor
        self.context = context
        interrupter = Interrupter(link.interrupt)
        let health = ConnectionHealth()
        self.health = health
        state = Guarded(ConnectionState(link, context, health))
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

    /// A handle's place: which transaction, and how deep.
    @usableFromInline struct Scope: Sendable {
        var transaction: UInt64
        var depth: Int
        static let none = Scope(transaction: 0, depth: 0)
    }

    // MARK: From elsewhere

    /// One statement, or a few that belong together, with the caller's cancellation.
    func run<R: Sendable>(_ scope: Scope, _ access: Access, _ work: @Sendable (Execution) throws -> R) async throws -> R {
        let interrupter = interrupter, number = interrupter.next()
        return try await withTaskCancellationHandler {
            try runHere(scope, number, access, work)
        } onCancel: {
            interrupter.cancel(number)
        }
    }

    /// What must not be interrupted: the beginning and the end of a transaction.
    func runUnwatched<R: Sendable>(_ work: @Sendable (ConnectionState) throws -> R) async throws -> R { try unwatchedHere(work) }

    func close() { state.withLock { $0.close() } }

    // MARK: On the connection's thread

    /// Whether short work may be done by whoever runs now.
    @usableFromInline nonisolated var isHere: Bool { context.runsInline && executor.isCurrent }

    /// Short work, which is not interrupted.
    @usableFromInline nonisolated func runBriefly<R: Sendable>(
        _ scope: Scope, _ access: Access, _ work: @Sendable (_Work) throws -> R
    ) throws -> R {
        try state.withLock { try $0.run(scope, access) { try work(_Work(execution: $0)) } }
    }

    /// - Parameter number: how a cancellation tells the work.
    nonisolated func runHere<R: Sendable>(
        _ scope: Scope, _ number: UInt64, _ access: Access, _ work: @Sendable (Execution) throws -> R
    ) throws -> R {
        try state.withLock { state in
            interrupter.begin(number)
            defer { interrupter.end(number) }
            // Each statement asks the same.
            if Task.isCancelled { throw CancellationError() }
            return try state.run(scope, access, work)
        }
    }

    nonisolated func unwatchedHere<R: Sendable>(_ work: @Sendable (ConnectionState) throws -> R) throws -> R {
        try state.withLock { try work($0) }
    }
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
    /// It changes tables, as migrations do: on SQLite foreign keys are looked at when it ends, not before.
    case migrate
}

/// Whether a connection can still be trusted: after a rollback that failed it cannot, and nothing more is sent on it.
final class ConnectionHealth: Sendable {
    private let broken = Atomic<Bool>(false)

    var isBroken: Bool { broken.load(ordering: .acquiring) }
    func giveUp() { broken.store(true, ordering: .releasing) }
}
