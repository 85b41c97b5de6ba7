extension Execution {
    /// Sends many rows in the database's own bulk format, where that was measured to be faster; nil where it cannot be done for them.
    ///
    /// The errors are those of an insert, and the keys are known beforehand: what the database counts is taken from it first.
    func insertCopied<M: Model>(_ models: [M]) throws -> [Key<M>]? {
        let dialect = context.dialect, table = M.table, isCounted = table.keysAreCounted
        guard let threshold = dialect.copyThreshold, models.count >= threshold,
            let sql = dialect.copy(table.name, table.columns.map(\.name)), try takesCopies(table, dialect)
        else { return nil }
        var keys: [Key<M>] = []
        if isCounted {
            // Keys that the rows bring would have to be told to the counter, row by row.
            if models.contains(where: { $0.id.isAssigned }) { return nil }
            guard let new: [Key<M>] = try newKeys(table, models.count, dialect) else { return nil }
            keys = new
        }
        let plan = InsertPlan(table, leavesKeyOut: false), now = now
        let position = isCounted ? table.columns.firstIndex { $0.role == .primaryKey } : nil
        var number = 0
        try copy(Statement(sql), table.columns.map(\.type)) { values in
            if number == models.count { return false }
            models[number]._appendValues(to: &values)
            if let position { values[position] = keys[number].columnValue }
            plan.complete(&values, now)
            if !isCounted { keys.append(plan.key(values)) }
            for value in values { try value.check() }
            number += 1
            return true
        }
        return keys
    }

    /// Whether each column is of the very type that the format has.
    private func takesCopies(_ table: Table, _ dialect: any Dialect) throws -> Bool {
        guard let inspection = try context.inspection(table.name, link), inspection.takesCopies else { return false }
        let types = Dictionary(inspection.columns.map { ($0.name, $0.type) }) { first, _ in first }
        return table.columns.allSatisfy { column in types[column.name].map { dialect.copies(column, $0) } ?? false }
    }

    /// Nil where nothing counts them, or where it may not be asked.
    private func newKeys<M: Model>(_ table: Table, _ count: Int, _ dialect: any Dialect) throws -> [Key<M>]? {
        guard let column = table.primaryKey.first, let sql = dialect.newKeys(table.name, column) else { return nil }
        let keys: [Key<M>] = try run(Statement(sql), [.integer(Int64(count))]) { rows in
            var keys: [Key<M>] = []
            while try rows.next() {
                if rows.row.isNull(at: 0) { return keys }
                keys.append(try rows.row.value(at: 0))
            }
            return keys
        }
        return keys.count == count ? keys : nil
    }
}
