/// A bounded set of connections, handed out in the order in which they were asked for.
final class Pool: Sendable {
    private struct Waiter {
        let id: UInt64
        let deadline: ContinuousClock.Instant
        /// Resumed with a connection, or with nil for the right to open one.
        let continuation: CheckedContinuation<Connection?, any Error>
    }

    private struct State {
        var idle: [Connection] = []
        var opened = 0
        var waiters: [Waiter] = []
        var nextID: UInt64 = 0
        /// Cancelled before their continuation was there.
        var cancelled: Set<UInt64> = []
        var sweeping = false
        var closed = false
        /// Whoever waits for the last leased connection.
        var closers: [CheckedContinuation<Void, Never>] = []

        /// Those who may go on once nothing is leased.
        mutating func leaveIfClosed() -> [CheckedContinuation<Void, Never>] {
            guard closed, opened == 0 else { return [] }
            defer { closers = [] }
            return closers
        }
    }
    private enum Step { case use(Connection), open, wait(UInt64), fail(PoolError) }

    private let state = Guarded(State())
    private let limit: Int
    private let waitLimit: Duration
    private let open: @Sendable () async throws -> Connection

    init(limit: Int, waitLimit: Duration, open: @escaping @Sendable () async throws -> Connection) {
        self.limit = limit
        self.waitLimit = waitLimit
        self.open = open
    }

    func lease() async throws -> Connection {
        let step: Step = state.withLock { state in
            if state.closed { return .fail(.closed) }
            if state.waiters.isEmpty {
                if let connection = state.idle.popLast() { return .use(connection) }
                if state.opened < limit {
                    state.opened += 1
                    return .open
                }
            }
            state.nextID += 1
            return .wait(state.nextID)
        }
        switch step {
        case .use(let connection): return connection
        case .fail(let error): throw error
        case .open: return try await openOne()
        case .wait(let id):
            if let connection = try await wait(id) { return connection }
            return try await openOne()
        }
    }

    /// A connection that is free now; nil where one would have to be waited for, or opened.
    func leaseNow() throws -> Connection? {
        try state.withLock { state in
            if state.closed { throw PoolError.closed }
            return state.waiters.isEmpty ? state.idle.popLast() : nil
        }
    }

    private func openOne() async throws -> Connection {
        do { return try await open() } catch {
            giveUpPlace()
            throw error
        }
    }

    /// The place of a connection that is gone goes to whoever waits longest.
    private func giveUpPlace() {
        let (next, closers): (Waiter?, [CheckedContinuation<Void, Never>]) = state.withLock { state in
            if !state.waiters.isEmpty { return (state.waiters.removeFirst(), []) }
            state.opened -= 1
            return (nil, state.leaveIfClosed())
        }
        next?.continuation.resume(returning: nil)
        for closer in closers { closer.resume() }
    }

    private func wait(_ id: UInt64) async throws -> Connection? {
        // A cancellation that came after the connection was handed over leaves its mark: remove it.
        defer { state.withLock { _ = $0.cancelled.remove(id) } }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Connection?, any Error>) in
                let (error, sweep): ((any Error)?, Bool) = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return (CancellationError(), false) }
                    if state.closed { return (PoolError.closed, false) }
                    // A connection may have come back since the first look.
                    state.waiters.append(Waiter(id: id, deadline: .now + waitLimit, continuation: continuation))
                    let sweep = !state.sweeping
                    state.sweeping = true
                    return (nil, sweep)
                }
                if let error { continuation.resume(throwing: error) }
                handOut()
                if sweep { startSweep() }
            }
        } onCancel: {
            let waiter: Waiter? = state.withLock { state in
                guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.waiters.remove(at: index)
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Gives what is free to waiters; there are both only when a connection came back between a waiter's two looks.
    private func handOut() {
        let pair: (Waiter, Connection?)? = state.withLock { state in
            if state.waiters.isEmpty { return nil }
            if let connection = state.idle.popLast() { return (state.waiters.removeFirst(), connection) }
            if state.opened == limit { return nil }
            state.opened += 1
            return (state.waiters.removeFirst(), nil)
        }
        if let (waiter, connection) = pair { waiter.continuation.resume(returning: connection) }
    }

    func release(_ connection: Connection) {
        if connection.isBroken {
            // Its place is free once it is closed: until then it may hold a lock.
            Task {
                await connection.close()
                giveUpPlace()
            }
            return
        }
        let (next, isClosed): (Waiter?, Bool) = state.withLock { state in
            if state.closed { return (nil, true) }
            if !state.waiters.isEmpty { return (state.waiters.removeFirst(), false) }
            state.idle.append(connection)
            return (nil, false)
        }
        next?.continuation.resume(returning: connection)
        if isClosed {
            Task {
                await connection.close()
                giveUpPlace()
            }
        }
    }

    /// All waits have the same limit, so the first in the queue is always the first to expire: one timer will do.
    private func startSweep() {
        Task.detached { [self] in
            while true {
                let next: ContinuousClock.Instant? = state.withLock { state in
                    if state.waiters.isEmpty {
                        state.sweeping = false
                        return nil
                    }
                    return state.waiters[0].deadline
                }
                guard let next else { return }
                try? await Task.sleep(until: next, clock: .continuous)
                let expired = state.withLock { state in
                    let now = ContinuousClock.now
                    let count = state.waiters.firstIndex { $0.deadline > now } ?? state.waiters.count
                    let expired = Array(state.waiters[..<count])
                    state.waiters.removeFirst(count)
                    return expired
                }
                for waiter in expired { waiter.continuation.resume(throwing: PoolError.noConnection(within: waitLimit)) }
            }
        }
    }

    /// Refuses new and waiting leases, waits until every leased connection has come back, and closes all.
    func close(waits: Bool) async {
        let (idle, waiters) = state.withLock { state in
            state.closed = true
            defer {
                state.opened -= state.idle.count
                state.idle = []
                state.waiters = []
            }
            return (state.idle, state.waiters)
        }
        for waiter in waiters { waiter.continuation.resume(throwing: PoolError.closed) }
        for connection in idle { await connection.close() }
        guard waits else { return }
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.opened == 0 { return true }
                state.closers.append(continuation)
                return false
            }
            if isDone { continuation.resume() }
        }
    }
}
