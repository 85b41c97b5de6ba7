extension Execution {
    /// How many rows one statement inserts: the lists of a statement are in memory several times.
    private static var rowLimit: Int { 10_000 }

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
            for start in stride(from: 0, to: numbers.count, by: Self.rowLimit) {
                let chunk = numbers[start..<min(start + Self.rowLimit, numbers.count)]
                var columns = plan.columns.map { _ in [Value]() }, values: [Value] = []
                for number in chunk {
                    values.removeAll(keepingCapacity: true)
                    models[number]._appendValues(to: &values)
                    plan.complete(&values, now)
                    for (column, value) in values.enumerated() { columns[column].append(value) }
                    if !leavesKeyOut { keys[number] = plan.key(of: models[number], values) }
                }
                let lists = zip(columns, plan.columns).map { Value.list($0, types: [$1.type]) }
                let counted: [Key<M>] = try insert(M.table, plan.columns, lists, returnsKeys: leavesKeyOut)
                for (number, key) in zip(chunk, counted) { keys[number] = key }
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
