/// The plans that one connection has used: found without waiting for others, and without new memory for the shape.
final class PlanMemory {
    private let shared: PlanCache
    private let shape = ShapeMemory()
    /// By the hash of their shape; several where it is the same.
    private var plans: [UInt64: [Entry]] = [:]
    /// That of the last request, as the next one is often of the same shape.
    private var last: Entry?
    /// Look-ups by key need no shape: the table tells them apart, and the type of its keys is one.
    private var lookUps: [ObjectIdentifier: Plan] = [:]
    /// Nor do statements that hold rows by their keys.
    private var holdings: [Holding: Plan] = [:]
    private var lastTable: Table?
    private var lastPlan: Plan?
    /// The key that is looked up, in memory that is used again each time.
    private var key: [Value] = []

    struct Holding: Hashable {
        private let table: ObjectIdentifier
        private let lock: RowLock
        private let isOfOne: Bool

        init(_ table: Table, _ lock: RowLock, _ keys: [Value]) {
            (self.table, self.lock, isOfOne) = (ObjectIdentifier(table), lock, keys.count == 1)
        }
    }

    private final class Entry {
        let shape: Shape
        let plan: Plan

        init(_ shape: Shape, _ plan: Plan) { (self.shape, self.plan) = (shape, plan) }
    }

    init(_ shared: PlanCache) { self.shared = shared }

    /// The plan of a request and the values to be bound. A plan that no connection has yet is made.
    func plan(_ request: Request, _ make: (ShapeWriter) throws -> Plan) throws -> (Plan, [Value]) {
        let writer = try ShapeWriter(request, in: shape)
        if let last, shape.isSame(as: last.shape) { return (last.plan, writer.binds) }
        let hash = shape.hash
        if let known = plans[hash]?.first(where: { shape.isSame(as: $0.shape) }) {
            last = known
            return (known.plan, writer.binds)
        }
        let key = shape.shape, plan: Plan
        if let known = shared.plan(key) {
            plan = known
        } else {
            plan = try make(writer)
            shared.keep(plan, key)
        }
        if shared.limit == 0 { return (plan, writer.binds) }
        if plans.count >= shared.limit { plans.removeAll() }
        let entry = Entry(key, plan)
        plans[hash, default: []].append(entry)
        last = entry
        return (plan, writer.binds)
    }

    func lookUp(of table: Table) -> Plan? {
        if lastTable === table { return lastPlan }
        guard let plan = lookUps[ObjectIdentifier(table)] else { return nil }
        (lastTable, lastPlan) = (table, plan)
        return plan
    }

    func keep(_ plan: Plan, asLookUpOf table: Table) {
        // What a model says of itself would have to be bound, too.
        if plan.constants.isEmpty, shared.limit > 0 { lookUps[ObjectIdentifier(table)] = plan }
    }

    func plan(_ holding: Holding) -> Plan? { holdings[holding] }

    func keep(_ plan: Plan, _ holding: Holding) { if plan.constants.isEmpty, shared.limit > 0 { holdings[holding] = plan } }

    /// An array of one key, which is to be given back.
    func lent(_ value: Value) -> [Value] {
        var values: [Value] = []
        swap(&values, &key)
        if values.isEmpty { values.append(value) } else { values[0] = value }
        return values
    }

    func giveBack(_ values: consuming [Value]) { key = values }
}
