/// The plans that one connection has used: found without waiting for others, and without new memory for the shape.
final class PlanMemory {
    private let shared: PlanCache
    private var plans: [Shape: Plan] = [:]
    private var bytes: [UInt8] = []
    /// Look-ups by key need no shape: the table tells them apart, and the type of its keys is one.
    private var lookUps: [ObjectIdentifier: Plan] = [:]
    private var lastLookUp: (table: Table, plan: Plan)?

    init(_ shared: PlanCache) { self.shared = shared }

    /// The plan of a request and the values to be bound. A plan that no connection has yet is made.
    func plan(_ request: Request, _ make: (ShapeWriter) throws -> Plan) throws -> (Plan, [Value]) {
        let memory = bytes
        bytes = []
        let writer = try ShapeWriter(request, in: consume memory)
        defer { bytes = writer.shape.bytes }
        if let plan = plans[writer.shape] { return (plan, writer.binds) }
        let plan: Plan
        if let known = shared.plan(writer.shape) {
            plan = known
        } else {
            plan = try make(writer)
            shared.keep(plan, writer.shape)
        }
        if plans.count >= shared.limit { plans.removeAll() }
        plans[writer.shape] = plan
        return (plan, writer.binds)
    }

    func lookUp(of table: Table) -> Plan? {
        if let lastLookUp, lastLookUp.table === table { return lastLookUp.plan }
        guard let plan = lookUps[ObjectIdentifier(table)] else { return nil }
        lastLookUp = (table, plan)
        return plan
    }

    func keep(_ plan: Plan, asLookUpOf table: Table) {
        // What a model says of itself would have to be bound, too.
        if plan.constants.isEmpty { lookUps[ObjectIdentifier(table)] = plan }
    }
}
