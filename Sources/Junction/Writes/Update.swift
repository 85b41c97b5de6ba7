extension Model {
    /// Writes the assigned columns of this row, and no others, and returns the row as stored.
    ///
    /// ```swift
    /// ann = try await ann.update(on: db) { $0.title = "Chair" }
    /// ```
    /// SQL: `UPDATE contact AS t0 SET title = ?, modified = ?, version = … WHERE t0.id = ? AND t0.version = ? RETURNING …`
    ///
    /// Throws ``QueryError`` when the row is not there or is soft-deleted, or when its `@Version` is not this one's any more,
    /// ``ValidationError`` before a statement is sent, and ``DatabaseError`` for a violated constraint.
    public func update(on session: some Session, _ assign: (inout Changes<Self>) -> Void) async throws -> Self {
        let selection = version(.live)
        var changes = Changes<Self>(selection.path)
        assign(&changes)
        try Validation.check(changes.assignments, in: Self.table)
        let assignments = changes.assignments
        return try await session.atomically { execution in
            guard let row: Self = try execution.updateRow(selection, assignments) else { throw try missing(.live, execution) }
            return row
        }
    }

    /// Inserts the row if it has no key yet, else writes all its columns; a row with a key of its own making is inserted where it is not
    /// there. Returns the row as stored.
    ///
    /// ```swift
    /// tag = try await tag.save(on: db)
    /// ```
    /// SQL: `UPDATE tag AS t0 SET name = ?, color = ?, uses = ? WHERE t0.deleted IS NULL AND t0.id = ? RETURNING …`
    ///
    /// One statement; three where a row with a key of its own making is inserted. Throws what `update` and `insert` throw.
    public func save(on session: some Session) async throws -> Self {
        if !id.isAssigned { return try await insert(on: session) }
        try Validation.check(self)
        let selection = version(.live)
        let assignments = zip(Self.table.columns, values).compactMap { column, value in
            column.role == .plain && !Self.table.primaryKey.contains(column.name)
                ? Assignment(column: column.name, value: .bind(value)) : nil
        }
        return try await session.atomically { execution in
            if let row: Self = try execution.updateRow(selection, assignments) { return row }
            if try Self.table.keysAreCounted || execution.exists(row(.includingDeleted).selection) { throw try missing(.live, execution) }
            return try execution.insert(self)
        }
    }
}

extension Query {
    /// Changes every row of the query; the second argument is the row before the change. Returns how many were changed.
    ///
    /// ```swift
    /// try await Tag.filter { $0.color == nil }.update(on: db) { new, old in new.uses = old.uses + 1 }
    /// ```
    /// SQL (SQLite): `UPDATE tag AS t0 SET uses = junction_add_integer(t0.uses, ?) WHERE t0.deleted IS NULL AND t0.color IS NULL`
    ///
    /// Throws ``ValidationError`` before a statement is sent, and ``DatabaseError`` for a violated constraint; none is changed then.
    @discardableResult
    public func update(on session: some Session, _ assign: (inout Changes<Root>, Root.Fields) -> Void) async throws -> Int {
        var changes = Changes<Root>(selection.path)
        assign(&changes, fields)
        try Validation.check(changes.assignments, in: Root.table)
        let assignments = changes.assignments
        return try await session.change { try $0.update(selection, assignments) }
    }
}

extension Query where Output == Root {
    /// The same, and returns the rows as they are then, in no promised order.
    ///
    /// ```swift
    /// let raised = try await Contact.filter { $0.credit < 0 }.updateReturning(on: db) { new, _ in new.credit = 0 }
    /// ```
    /// SQL: `UPDATE contact AS t0 SET credit = ?, modified = ?, version = … WHERE t0.credit < ? RETURNING …`
    public func updateReturning(on session: some Session, _ assign: (inout Changes<Root>, Root.Fields) -> Void) async throws -> [Root] {
        var changes = Changes<Root>(selection.path)
        assign(&changes, fields)
        try Validation.check(changes.assignments, in: Root.table)
        let assignments = changes.assignments, selection = selection.written
        return try await session.atomically { try $0.updateRows(selection, assignments) }
    }
}

extension Execution {
    func update(_ selection: Selection, _ assignments: [Assignment]) throws -> Int {
        let assignments = stamped(assignments, selection)
        if assignments.isEmpty { return 0 }
        do { return try execute(.update(selection.written, assignments, returnsRow: false)) } catch let error as DatabaseError {
            throw try explained(error, assignments, selection.table())
        }
    }

    func updateRow<M: Model>(_ selection: Selection, _ assignments: [Assignment]) throws -> M? {
        let rows: [M] = try updateRows(selection, assignments)
        return rows.first
    }

    fileprivate func updateRows<M: Model>(_ selection: Selection, _ assignments: [Assignment]) throws -> [M] {
        let assignments = stamped(assignments, selection)
        if assignments.isEmpty { return try fetch(selection, Loader<M, M>.models) }
        do {
            return try rows(.update(selection, assignments, returnsRow: true)) { rows, _ in try M._readAll(&rows, at: 0) }
        } catch let error as DatabaseError {
            throw try explained(error, assignments, M.table)
        }
    }

    private func stamped(_ assignments: [Assignment], _ selection: Selection) -> [Assignment] {
        stamped(assignments, selection.table(), selection.path)
    }

    /// The assignments, the time of the change, and the number of the next version.
    func stamped(_ assignments: [Assignment], _ table: Table, _ path: Path) -> [Assignment] {
        let stamped = stamped(assignments, table, now)
        guard let version = table.version, !stamped.isEmpty else { return stamped }
        let next = Node.arithmetic(.add, .integer, .column(path, version.name), .bind(.integer(1)))
        return stamped + [Assignment(column: version.name, value: next)]
    }

    private func stamped(_ assignments: [Assignment], _ table: Table, _ now: Value) -> [Assignment] {
        guard let modified = table.modifiedAt, !assignments.isEmpty, !assignments.contains(where: { $0.column == modified.name }) else {
            return assignments
        }
        // A soft deletion and its change are the same moment.
        let deletion = assignments.first { $0.column == table.deletedAt?.name }?.value
        if let deletion, case .bind(.moment) = deletion { return assignments + [Assignment(column: modified.name, value: deletion)] }
        return assignments + [Assignment(column: modified.name, value: .bind(now))]
    }
}
