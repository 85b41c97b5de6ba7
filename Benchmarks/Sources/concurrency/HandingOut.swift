import Junction
import Synchronization

/// In which order a pool gives its connection to those who wait.
enum HandingOut {
    /// While a transaction holds the only connection, others ask for it one after the other; the numbers of those in the order in which
    /// they got it.
    ///
    /// - Parameter db: has one connection for this access.
    static func order(_ db: Database, _ access: Access, waiting count: Int) async throws -> [Int] {
        let asked = Asked()
        let waiters = try await db.transaction(access) { _ in
            var waiters: [Task<Void, any Error>] = []
            for number in 0..<count {
                // Detached: what belongs to a transaction may not use its database.
                waiters.append(
                    Task.detached {
                        asked.coming.add(1, ordering: .sequentiallyConsistent)
                        try await db.transaction(access) { _ in asked.order.withLock { $0.append(number) } }
                    })
                while asked.coming.load(ordering: .sequentiallyConsistent) <= number { try await Task.sleep(for: .milliseconds(1)) }
                // From there to the queue it is some microseconds.
                try await Task.sleep(for: .milliseconds(3))
            }
            return waiters
        }
        for waiter in waiters { try await waiter.value }
        return asked.order.withLock { $0 }
    }

    private final class Asked: Sendable {
        let coming = Atomic(0)
        let order = Mutex<[Int]>([])
    }

    static func words(_ order: [Int]) -> String {
        let moved = order.enumerated().filter { $0.offset != $0.element }.count
        if moved == 0 { return "\(order.count) tasks that waited for the same connection got it in the order in which they had asked" }
        return "\(moved) of \(order.count) tasks that waited for the same connection got it in another place: \(order)"
    }
}
