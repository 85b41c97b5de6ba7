extension Model {
    /// Deletes the row: softly where the model is soft-deletable. Throws ``QueryError`` when it is not there.
    ///
    /// SQL: `DELETE FROM phone WHERE id = ?`, or `UPDATE tag SET deleted = ? WHERE id = ? AND deleted IS NULL`
    public func delete(on session: some Session) async throws {
        let count = try await row(.live).delete(on: session)
        if count == 0 { throw QueryError(.notFound(model: Self.name, keys: [id.columnValue])) }
    }

    /// Removes the row for good, soft-deleted or not, with what depends on it.
    public func deletePermanently(on session: some Session) async throws {
        let count = try await row(.includingDeleted).deletePermanently(on: session)
        if count == 0 { throw QueryError(.notFound(model: Self.name, keys: [id.columnValue])) }
    }

    /// This row as a query.
    func row(_ visibility: Visibility) -> Query<Self, Self> {
        Query(Selection(Self.table, key: id.columnValue, visibility), .models)
    }
}

extension Model where Self: SoftDeletable {
    /// Deletes the row softly and assigns columns with it.
    public func delete(on session: some Session, _ assign: (inout Changes<Self>) -> Void) async throws {
        let count = try await row(.live).delete(on: session, assign)
        if count == 0 { throw QueryError(.notFound(model: Self.name, keys: [id.columnValue])) }
    }

    /// Makes a soft-deleted row live again and returns it as stored. Throws ``QueryError`` when there is no such row.
    public func restore(on session: some Session) async throws -> Self {
        let selection = row(.onlyDeleted).selection
        return try await session.atomically { execution in
            guard let row: Self = try execution.updateRow(selection, execution.restoring(Self.table)) else {
                throw QueryError(.notFound(model: Self.name, keys: [id.columnValue]))
            }
            return row
        }
    }
}

extension Query {
    /// Deletes every row of the query: softly where the model is soft-deletable; rows that were deleted before keep their time.
    /// Returns how many were deleted.
    @discardableResult
    public func delete(on session: some Session) async throws -> Int {
        guard Root.table.isSoftDeletable else { return try await deletePermanently(on: session) }
        return try await softDelete(on: session, [])
    }

    /// Removes every row of the query for good, with what depends on it. Soft-deleted rows are left alone unless the query shows them.
    @discardableResult
    public func deletePermanently(on session: some Session) async throws -> Int {
        try await session.atomically { try $0.deletePermanently(selection) }
    }

    fileprivate func softDelete(on session: some Session, _ assignments: [Assignment]) async throws -> Int {
        var live = selection
        if live.visibility == .includingDeleted { live.visibility = .live }
        if live.visibility == .onlyDeleted { return 0 }
        let selection = live
        return try await session.change { try $0.update(selection, $0.deleting(Root.table) + assignments) }
    }
}

extension Query where Root: SoftDeletable {
    /// Deletes every row of the query softly and assigns columns with it.
    ///
    /// ```swift
    /// try await ContactDepartment.filter { $0.contactID == contact.id }.delete(on: db) { $0.deletedByID = me.id }
    /// ```
    @discardableResult
    public func delete(on session: some Session, _ assign: (inout Changes<Root>) -> Void) async throws -> Int {
        var changes = Changes<Root>(selection.path)
        assign(&changes)
        try Validation.check(changes.assignments, in: Root.table)
        return try await softDelete(on: session, changes.assignments)
    }

    /// Makes the soft-deleted rows of the query live again. Returns how many.
    @discardableResult
    public func restore(on session: some Session) async throws -> Int {
        let deleted = onlyDeleted.selection
        return try await session.change { try $0.update(deleted, $0.restoring(Root.table)) }
    }
}

extension Execution {
    fileprivate func deleting(_ table: Table) -> [Assignment] {
        table.deletedAt.map { [Assignment(column: $0.name, value: .bind(now))] } ?? []
    }

    fileprivate func restoring(_ table: Table) -> [Assignment] {
        table.deletedAt.map { [Assignment(column: $0.name, value: .bind(.null))] } ?? []
    }
}
