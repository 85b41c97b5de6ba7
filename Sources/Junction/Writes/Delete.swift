extension Model {
    /// Deletes the row: softly where the model is soft-deletable, with the rows that are to follow it.
    ///
    /// SQL: `DELETE FROM phone WHERE id = ?`, or `UPDATE tag SET deleted = ? WHERE id = ? AND deleted IS NULL`
    ///
    /// Throws ``QueryError`` when the row is not there, or when its `@Version` is not this one's any more.
    public func delete(on session: some Session) async throws {
        try await delete(on: session, [])
    }

    fileprivate func delete(on session: some Session, _ assignments: [Assignment]) async throws {
        let selection = version(.live)
        try await session.atomicallyHeard { execution in
            let count =
                try Self.table.isSoftDeletable
                ? execution.softDelete(selection, assignments) : execution.deletePermanently(selection)
            if count == 0 { throw try missing(.live, execution) }
        }
    }

    /// Removes the row for good, soft-deleted or not, with what depends on it.
    public func deletePermanently(on session: some Session) async throws {
        let selection = version(.includingDeleted)
        try await session.atomicallyHeard { execution in
            if try execution.deletePermanently(selection) == 0 { throw try missing(.includingDeleted, execution) }
        }
    }
}

extension Model where Self: SoftDeletable {
    /// Deletes the row softly and assigns columns with it.
    public func delete(on session: some Session, _ assign: (inout Changes<Self>) -> Void) async throws {
        var changes = Changes<Self>(Path(Scope()))
        assign(&changes)
        try Validation.check(changes.assignments, in: Self.table)
        try await delete(on: session, changes.assignments)
    }

    /// Makes a soft-deleted row live again, with the rows that were deleted together with it, and returns it as stored.
    ///
    /// Throws ``QueryError`` when there is no such row.
    public func restore(on session: some Session) async throws -> Self {
        let selection = version(.onlyDeleted)
        return try await session.atomicallyHeard { execution in
            guard try execution.restore(selection) > 0, let row = try execution.fetch(row(.live).selection, Loader<Self, Self>.models).first
            else { throw try missing(.onlyDeleted, execution) }
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
        try await session.atomicallyHeard { try $0.deletePermanently(selection) }
    }

    /// The same, and returns the rows as they were: two statements in a transaction.
    ///
    /// ```swift
    /// let gone = try await Job.filter { $0.isDone }.deleteReturning(on: db)
    /// ```
    public func deleteReturning(on session: some Session) async throws -> [Root] {
        var rows = selection.written
        if rows.visibility == .includingDeleted, Root.table.isSoftDeletable { rows.visibility = .live }
        if rows.visibility == .onlyDeleted { return [] }
        rows.lock = .forUpdate
        let held = rows
        return try await session.atomicallyHeard { execution in
            let found = try execution.fetch(held, Loader<Root, Root>.models)
            let meant = execution.rows(of: Root.table, in: found.map { $0.id.columnValue }, .live)
            if found.isEmpty { return [] }
            _ = try Root.table.isSoftDeletable ? execution.softDelete(meant, []) : execution.deletePermanently(meant)
            return found
        }
    }

    fileprivate func softDelete(on session: some Session, _ assignments: [Assignment]) async throws -> Int {
        var live = selection
        if live.visibility == .includingDeleted { live.visibility = .live }
        if live.visibility == .onlyDeleted { return 0 }
        let selection = live
        return try await session.atomicallyHeard { try $0.softDelete(selection, assignments) }
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

    /// Makes the soft-deleted rows of the query live again, with the rows that were deleted together with them. Returns how many.
    @discardableResult
    public func restore(on session: some Session) async throws -> Int {
        let deleted = onlyDeleted.selection
        return try await session.atomicallyHeard { try $0.restore(deleted) }
    }
}
