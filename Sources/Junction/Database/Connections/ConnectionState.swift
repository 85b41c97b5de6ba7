/// What a connection is in the middle of: its transaction and the savepoints in it.
final class ConnectionState {
    private let link: any Link
    private let context: DatabaseContext
    private let health: ConnectionHealth
    private let plans: PlanMemory
    private let failureEndsTransaction: Bool
    /// 0 outside a transaction, 1 in one, more in savepoints.
    private var depth = 0
    /// The savepoint that protects a level, for each level that is open.
    private var protections: [Protection] = []
    /// Which transaction holds the connection; a handle of an earlier one is refused.
    private var transaction: UInt64 = 0
    private var afterCommit: [(depth: Int, work: @Sendable () async -> Void)] = []

    init(_ link: any Link, _ context: DatabaseContext, _ health: ConnectionHealth) {
        self.link = link
        self.context = context
        self.health = health
        plans = PlanMemory(context.plans)
        failureEndsTransaction = context.dialect.failureEndsTransaction
    }

    /// What code on this connection works with; where somebody listens to changes, each piece of work notes its own.
    private var execution: Execution { context.hooks.isEmpty ? plain : makeExecution(isProtected: false) }
    private var protectedExecution: Execution { context.hooks.isEmpty ? plainProtected : makeExecution(isProtected: true) }
    private lazy var plain = makeExecution(isProtected: false)
    private lazy var plainProtected = makeExecution(isProtected: true)

    private func makeExecution(isProtected: Bool) -> Execution {
        Execution(link: link, context: context, health: health, plans: plans, isProtected: isProtected)
    }

    /// The savepoints that protect what is done on a level: one after the other, each inside the one before. A class, so that to note one is not
    /// to look for its level again.
    private final class Protection {
        /// The outermost that was not released.
        var first: Int?
        var last = 0
        var count = 0
        /// Whether nothing was written since the last.
        var isCurrent = false
    }

    /// How many savepoints may stand in each other before they are released together: to release each would take a statement for each.
    private static let nesting = 16
    /// The number of a level's own savepoint, and of one that protects it: few, the same in every transaction, so that the database need not
    /// tell more apart.
    private static func savepoint(_ level: Int) -> Int { 32 * level }
    private static func protection(_ level: Int, _ number: Int) -> Int { 32 * level + 1 + number }

    // MARK: Work

    /// Work at its place in a transaction, or outside of one.
    func run<R>(_ scope: Connection.Scope, _ access: Access, _ work: (Execution) throws -> R) throws -> R {
        try check(scope)
        // Work that began a transaction of its own and could not end it must not leave it to whoever comes next.
        defer { if depth == 0, link.isInTransaction { undo() } }
        guard depth > 0, failureEndsTransaction else { return try work(execution) }
        return try protected(access, work)
    }

    /// Runs work of a transaction so that its failure takes back only itself, where the database would end the whole transaction.
    ///
    /// A savepoint before it serves the work after it, too, as long as nothing was written since. A driver sends it with the next
    /// statement, so it costs no round trip.
    private func protected<R>(_ access: Access, _ work: (Execution) throws -> R) throws -> R {
        let protection = protections[depth - 1]
        if !protection.isCurrent { try begin(protection, depth - 1) }
        let savepoint = protection.last
        do {
            let result = try work(protectedExecution)
            if access == .write { protection.isCurrent = false }
            return result
        } catch {
            do { if link.isInTransaction { try link.control(.rollbackTo(savepoint)) } } catch { health.giveUp() }
            protection.isCurrent = true
            throw error
        }
    }

    private func begin(_ protection: Protection, _ level: Int) throws {
        if let first = protection.first, protection.count >= Self.nesting {
            try link.control(.release(first))
            protection.first = nil
            protection.count = 0
        }
        let savepoint = Self.protection(level, protection.count)
        try link.control(.savepoint(savepoint))
        protection.first = protection.first ?? savepoint
        protection.last = savepoint
        protection.count += 1
        protection.isCurrent = true
    }

    private func check(_ scope: Connection.Scope) throws {
        // A database may end a transaction by itself; what comes after must not be written without it.
        if health.isBroken || depth > 0 && !link.isInTransaction { throw QueryError(.transactionIsOver) }
        guard scope.transaction == transaction || scope.transaction == 0 && depth == 0 else { throw QueryError(.transactionIsOver) }
        guard scope.depth == depth else {
            throw QueryError(scope.depth < depth ? .nestedTransactionIsOpen : .transactionIsOver)
        }
    }

    // MARK: Transactions

    func begin(_ scope: Connection.Scope, _ access: Access, _ isolation: IsolationLevel?) throws -> Connection.Scope {
        try check(scope)
        if depth == 0 {
            try link.control(.begin(access, isolation))
            transaction &+= 1
        } else {
            try link.control(.savepoint(Self.savepoint(depth)))
        }
        depth += 1
        protections.append(Protection())
        return Connection.Scope(transaction: transaction, depth: depth)
    }

    /// Ends the innermost level. A commit that fails is rolled back, so that the connection is clean afterwards.
    ///
    /// Returns what is to be done after the commit.
    func commit(_ scope: Connection.Scope) throws -> [@Sendable () async -> Void] {
        try check(scope)
        depth -= 1
        do { try link.control(depth == 0 ? .commit : .release(Self.savepoint(depth))) } catch {
            undo()
            throw error
        }
        protections.removeLast()
        if depth > 0 {
            protections[depth - 1].isCurrent = false
            // What a savepoint wanted done now waits for the level around it.
            for i in afterCommit.indices where afterCommit[i].depth > depth { afterCommit[i].depth = depth }
            return []
        }
        defer { afterCommit = [] }
        return afterCommit.map(\.work)
    }

    /// Takes back the innermost level, and every level inside it that was left open.
    func rollBack(_ scope: Connection.Scope) {
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
                try link.control(.rollbackTo(Self.savepoint(depth)))
                try link.control(.release(Self.savepoint(depth)))
            }
        } catch { health.giveUp() }
    }

    func addAfterCommit(_ scope: Connection.Scope, _ work: @escaping @Sendable () async -> Void) throws {
        try check(scope)
        afterCommit.append((depth, work))
    }

    func close() { link.close() }
}
