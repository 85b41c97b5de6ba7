/// The plans of one database, by the shape of what was asked.
final class PlanCache: Sendable {
    private let plans = Guarded<[Shape: Plan]>([:])
    let limit: Int

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { plans.withLock { $0.isEmpty } }

    /// The plan of a shape that was asked before.
    func plan(_ shape: Shape) -> Plan? { plans.withLock { $0[shape] } }

    /// Keeps a plan. Where there are too many, the cache starts anew.
    func keep(_ plan: Plan, _ shape: Shape) {
        if limit == 0 { return }
        plans.withLock {
            if $0.count >= limit { $0.removeAll() }
            $0[shape] = plan
        }
    }
}
