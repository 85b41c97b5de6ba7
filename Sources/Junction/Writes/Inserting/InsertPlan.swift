/// How rows of a model are inserted: which of their values are sent, and what Junction puts in their place.
final class InsertPlan {
    let columns: [Column]
    let table: Table
    /// Where the times stand that Junction sets, and the version.
    private let stamps: [Int]
    private let version: Int?
    /// Where the columns of the key stand in a row.
    private let keys: [Int]
    /// Where a key stands that the client makes.
    private let madeKey: Int?
    /// Where the key stands that the database counts.
    private let countedKey: Int?
    /// Known once the first row was planned.
    private var plan: Plan?

    init(_ table: Table, leavesKeyOut: Bool) {
        self.table = table
        let all = table.columns, key = table.primaryKey.count == 1 ? all.firstIndex { $0.role == .primaryKey } : nil
        keys = table.positions(of: table.primaryKey)
        stamps = all.indices.filter { all[$0].role == .createdAt || all[$0].role == .modifiedAt }
        version = all.firstIndex { $0.role == .version }
        countedKey = leavesKeyOut ? key : nil
        madeKey = leavesKeyOut ? nil : key
        columns = all.enumerated().filter { number, _ in !leavesKeyOut || number != key }.map(\.element)
    }

    /// Puts times, version and key into the values of a row, in the order of the table, and leaves out what the database counts.
    func complete(_ values: inout [Value], _ now: Value) {
        for stamp in stamps { values[stamp] = now }
        if let version { values[version] = .integer(1) }
        if let madeKey, values[madeKey].isInvalid, let made = table.generateKey?() { values[madeKey] = made }
        if let countedKey { values.remove(at: countedKey) }
    }

    /// The statement that inserts a row with these values. A value that no database may see throws.
    func statement(_ values: [Value], _ execution: Execution) throws -> Statement {
        if let plan {
            for value in values { try value.check() }
            return plan.statement
        }
        let made = try execution.plan(.insert(table, columns: columns, values: values, returnsRow: false)).0
        plan = made
        return made.statement
    }

    /// Whether a row brings its key, by the values of all its columns.
    func bringsKey(_ values: [Value]) -> Bool { keys.allSatisfy { !values[$0].isInvalid } }

    /// The key of a row with these values, which were sent; nil where the database counted it.
    func key(_ values: [Value]) -> Value? { countedKey == nil ? Value.key(keys.map { values[$0] }) : nil }

    /// The same, typed.
    func key<M: Model>(_ values: [Value]) -> Key<M> { key(values).flatMap { M.RawKey.key($0) } ?? .unassigned }
}
