extension Execution {
    /// How many rows, and bytes of texts and bytes, one statement inserts: its lists are in memory several times.
    private static var limit: (rows: Int, bytes: Int) { (10_000, 16_000_000) }

    /// Statements that take a list for each column. Rows that bring their key and rows that get it from the database are sent apart.
    func insertLists<M: Model>(_ models: [M]) throws -> [Key<M>] {
        var keys = [Key<M>](repeating: .unassigned, count: models.count)
        let isCounted = M.table.keysAreCounted, now = now
        // What is counted comes after what is given, as if one row after the other had been inserted.
        for leavesKeyOut in isCounted ? [false, true] : [false] {
            let plan = InsertPlan(M.table, leavesKeyOut: leavesKeyOut)
            let numbers = models.indices.filter { !isCounted || models[$0].id.isAssigned != leavesKeyOut }
            if plan.columns.isEmpty {
                // Nothing to list.
                for number in numbers { keys[number] = try insert(models[number]).id }
                continue
            }
            var start = 0
            while start < numbers.count {
                var columns = plan.columns.map { _ in [Value]() }, values: [Value] = [], bytes = 0, end = start
                while end < min(start + Self.limit.rows, numbers.count), bytes < Self.limit.bytes {
                    let number = numbers[end]
                    values.removeAll(keepingCapacity: true)
                    models[number]._appendValues(to: &values)
                    plan.complete(&values, now)
                    for (column, value) in values.enumerated() {
                        columns[column].append(value)
                        bytes += value.size
                    }
                    if !leavesKeyOut { keys[number] = plan.key(values) }
                    end += 1
                }
                let lists = zip(columns, plan.columns).map { Value.list($0, types: [$1.type]) }
                let counted: [Key<M>] = try insert(M.table, plan.columns, lists, returnsKeys: leavesKeyOut)
                for (number, key) in zip(numbers[start..<end], counted) { keys[number] = key }
                start = end
            }
        }
        return keys
    }

    /// The keys that the database counted, in the order of the rows.
    private func insert<M: Model>(_ table: Table, _ columns: [Column], _ lists: [Value], returnsKeys: Bool) throws -> [Key<M>] {
        let request = Request.insertMany(table, columns: columns, lists: lists, returnsKeys: returnsKeys)
        if !returnsKeys {
            _ = try execute(request)
            return []
        }
        return try rows(request) { rows, _ in
            var keys: [Key<M>] = []
            while try rows.next() { keys.append(try rows.row.value(at: 0)) }
            return keys
        }
    }
}

extension Value {
    /// How many bytes a text has, or bytes; nothing for what is always small.
    fileprivate var size: Int {
        switch self {
        case .text(let text), .json(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        default: 0
        }
    }
}
