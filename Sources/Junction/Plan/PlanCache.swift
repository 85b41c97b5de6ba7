import Synchronization

/// The plans of one database, by the shape of what was asked.
final class PlanCache: Sendable {
    private let plans = Mutex<[Shape: Plan]>([:])
    private let limit: Int

    init(limit: Int = 2_000) { self.limit = limit }

    /// The plan of a shape, made once. Where there are too many, the cache starts anew.
    func plan(_ shape: Shape, _ make: () throws -> Plan) throws -> Plan {
        if let known = plans.withLock({ $0[shape] }) { return known }
        let plan = try make()
        plans.withLock {
            if $0.count >= limit { $0.removeAll() }
            $0[shape] = plan
        }
        return plan
    }
}
