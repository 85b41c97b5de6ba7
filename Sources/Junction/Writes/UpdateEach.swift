extension Model {
    /// Writes these columns of many rows, to each row its own values, in one statement. Returns how many were written: all of them.
    ///
    /// ```swift
    /// try await Tag.update([vip, press], columns: { [$0.color, $0.uses] }, on: db)
    /// ```
    /// SQL: `UPDATE tag AS t0 SET color = k.value1, uses = k.value2 FROM … AS k WHERE t0.id = k.value0 AND t0.deleted IS NULL RETURNING id`
    ///
    /// Throws ``QueryError`` when one of the rows is not there, is soft-deleted, comes twice, or is of an older `@Version`,
    /// ``ValidationError`` for columns that Junction writes itself, and ``DatabaseError``; then none is written.
    @discardableResult
    public static func update(
        _ rows: [Self], columns: (Fields) -> [any ColumnExpression], on session: some Session
    ) async throws -> Int {
        let names = columns(Fields(_path: Path(Scope()))).flatMap(\._columnNames).uniqued()
        if rows.isEmpty || names.isEmpty { return 0 }
        let written = try RowChanges(rows, names)
        return try await session.atomically { execution in
            let found = try execution.update(written)
            guard found.count == rows.count else {
                let known = Set(found)
                for row in rows where !known.contains(row.id.columnValue) { throw try row.missing(.live, execution) }
                throw QueryError(.internalMistake("rows were changed that were not asked for"))
            }
            return found.count
        }
    }
}

/// New values for columns of many rows.
struct RowChanges: Sendable {
    let table: Table
    let columns: [Column]
    /// For each row its key, its version where it has one, and the new values.
    let rows: [Value]

    var hasVersion: Bool { table.version != nil }
    var list: Value { .list(rows, types: table.keyTypes + (hasVersion ? [.integer] : []) + columns.map(\.type)) }

    init<M: Model>(_ models: [M], _ names: [String]) throws {
        let table = M.table, columns = table.columns.filter { names.contains($0.name) }
        for column in columns where column.role != .plain || table.primaryKey.contains(column.name) {
            throw ValidationError(
                model: M.name, failures: [.init(property: column.property, reason: "cannot be written by update(_:columns:)")])
        }
        let places = table.positions(of: columns.map(\.name)), version = table.version.flatMap { table.positions(of: [$0.name]).first }
        var keys = Set<Value>()
        self.table = table
        self.columns = columns
        rows = try models.map { model in
            let values = model.values, key = model.id.columnValue
            try key.check()
            guard keys.insert(key).inserted else { throw QueryError(.unusableValue(reason: "the same \(M.name) twice")) }
            try Validation.check(places.map { values[$0] }, of: columns, in: table)
            return .composite([key] + (version.map { [values[$0]] } ?? []) + places.map { values[$0] })
        }
    }
}

extension Execution {
    /// The keys of the rows that were written.
    fileprivate func update(_ changes: RowChanges) throws -> [Value] {
        let types = changes.table.keyTypes
        return try rows(.updateEach(changes, now: now)) { rows, _ in
            var keys: [Value] = []
            while try rows.next() { keys.append(try rows.row.key(of: types, at: 0)) }
            return keys
        }
    }
}
