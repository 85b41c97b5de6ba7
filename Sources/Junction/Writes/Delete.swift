extension Model {
    /// Deletes the row: softly where the model is soft-deletable, with the rows that are to follow it.
    ///
    /// ```swift
    /// try await phone.delete(on: db)
    /// try await vip.delete(on: db)
    /// ```
    /// SQL: `DELETE FROM phone AS t0 WHERE t0.id = ?`, `UPDATE tag AS t0 SET deleted = ? WHERE t0.deleted IS NULL …`
    ///
    /// One statement. Where rows follow that the database does not take along by itself, it is one more, and up to three for each foreign
    /// key by which they follow.
    ///
    /// Throws ``QueryError`` when the row is not there, or when its `@Version` is not this one's any more, and, where it is removed for
    /// good, ``DatabaseError`` of the kind `foreignKey` when a row with `onDelete: .restrict` still refers to it.
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
    ///
    /// ```swift
    /// try await tag.deletePermanently(on: db)
    /// ```
    /// SQL: `DELETE FROM tag AS t0 WHERE t0.id = ?`
    ///
    /// Its statements and errors are those of a `delete` for good.
    public func deletePermanently(on session: some Session) async throws {
        let selection = version(.includingDeleted)
        try await session.atomicallyHeard { execution in
            if try execution.deletePermanently(selection) == 0 { throw try missing(.includingDeleted, execution) }
        }
    }
}

extension Model where Self: SoftDeletable {
    /// Deletes the row softly and assigns columns with it.
    ///
    /// ```swift
    /// try await link.delete(on: db) { $0.role = "former head" }
    /// ```
    /// SQL: `UPDATE contact_department AS t0 SET deleted = ?, role = ?, modified = ? WHERE t0.deleted IS NULL AND t0.id = ?`
    ///
    /// Throws ``ValidationError`` for values that cannot be stored, and what `delete(on:)` throws.
    public func delete(on session: some Session, _ assign: (inout Changes<Self>) -> Void) async throws {
        var changes = Changes<Self>(Path(Scope()))
        assign(&changes)
        try Validation.check(changes.assignments, in: Self.table)
        try await delete(on: session, changes.assignments)
    }

    /// Makes a soft-deleted row live again, with the rows that were deleted together with it, and returns it as stored.
    ///
    /// ```swift
    /// let tag = try await vip.restore(on: db)
    /// ```
    /// SQL: `UPDATE tag AS t0 SET deleted = ? WHERE t0.deleted IS NOT NULL AND t0.id = ?`, then it is read
    ///
    /// Two statements; where rows come back with it, one more, and two for each foreign key by which they follow.
    ///
    /// Throws ``QueryError`` when there is no such row, or it is live. Its `@Version` is not compared: the value that was deleted will do.
    public func restore(on session: some Session) async throws -> Self {
        let selection = row(.onlyDeleted).selection
        return try await session.atomicallyHeard { execution in
            guard try execution.restore(selection) > 0, let row = try execution.fetch(row(.live).selection, Loader<Self, Self>.models).first
            else {
                let isLive = try execution.exists(row(.live).selection), keys = [id.columnValue]
                throw QueryError(isLive ? .notDeleted(model: Self.name, keys: keys) : .notFound(model: Self.name, keys: keys))
            }
            return row
        }
    }
}

extension Query {
    /// Deletes every row of the query: softly where the model is soft-deletable; rows that were deleted before keep their time.
    /// Returns how many were deleted.
    ///
    /// ```swift
    /// try await Phone.filter { $0.kind == "home" }.delete(on: db)
    /// try await ContactDepartment.filter { $0.contactID == ann.id }.delete(on: db)
    /// ```
    /// SQL: `DELETE FROM phone AS t0 WHERE t0.kind = ?`
    ///
    /// SQL: `UPDATE contact_department AS t0 SET deleted = ?, modified = ? WHERE t0.deleted IS NULL AND t0.contact_id = ?`
    ///
    /// As many statements as for one row, whatever their number. Where they are removed for good, it throws ``DatabaseError`` of the kind
    /// `foreignKey` when a row with `onDelete: .restrict` still refers to one of them; none is deleted then.
    @discardableResult
    public func delete(on session: some Session) async throws -> Int {
        guard Root.table.isSoftDeletable else { return try await deletePermanently(on: session) }
        return try await softDelete(on: session, [])
    }

    /// Removes every row of the query for good, with what depends on it. Soft-deleted rows are left alone unless the query shows them.
    /// Returns how many were removed.
    ///
    /// ```swift
    /// try await Tag.onlyDeleted.deletePermanently(on: db)
    /// ```
    /// SQL: `DELETE FROM tag AS t0 WHERE t0.deleted IS NOT NULL`
    ///
    /// Its statements and errors are those of a `delete` for good.
    @discardableResult
    public func deletePermanently(on session: some Session) async throws -> Int {
        try await session.atomicallyHeard { try $0.deletePermanently(selection) }
    }

    /// The same as `delete`, and returns the rows as they were.
    ///
    /// ```swift
    /// let gone = try await Phone.filter { $0.kind == "work" }.deleteReturning(on: db)
    /// ```
    /// SQL: `SELECT t0.id, … FROM phone AS t0 WHERE t0.kind = ?`
    ///
    /// SQL (SQLite): `DELETE FROM phone AS t0 WHERE t0.id IN (SELECT value FROM json_each(?))`
    ///
    /// Two statements in a transaction, and those for what follows.
    public func deleteReturning(on session: some Session) async throws -> [Root] {
        if selection.visibility == .onlyDeleted { return [] }
        var rows = Root.table.isSoftDeletable ? selection.written.narrowed(to: .live) : selection.written
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
        if selection.visibility == .onlyDeleted { return 0 }
        let selection = selection.narrowed(to: .live)
        return try await session.atomicallyHeard { try $0.softDelete(selection, assignments) }
    }
}

extension Query where Root: SoftDeletable {
    /// Deletes every row of the query softly and assigns columns with it. Returns how many.
    ///
    /// ```swift
    /// try await ContactDepartment.filter { $0.contactID == ann.id }.delete(on: db) { $0.addedBy = user.id }
    /// ```
    /// SQL: `UPDATE contact_department AS t0 SET deleted = ?, added_by = ?, modified = ? WHERE t0.deleted IS NULL AND t0.contact_id = ?`
    ///
    /// Throws ``ValidationError`` for values that cannot be stored.
    @discardableResult
    public func delete(on session: some Session, _ assign: (inout Changes<Root>) -> Void) async throws -> Int {
        var changes = Changes<Root>(selection.path)
        assign(&changes)
        try Validation.check(changes.assignments, in: Root.table)
        return try await softDelete(on: session, changes.assignments)
    }

    /// Makes the soft-deleted rows of the query live again, with the rows that were deleted together with them. Returns how many.
    ///
    /// ```swift
    /// let count = try await ContactDepartment.filter { $0.contactID == ann.id }.restore(on: db)
    /// ```
    /// SQL: `UPDATE contact_department AS t0 SET deleted = ?, modified = ? WHERE t0.deleted IS NOT NULL AND t0.contact_id = ?`
    ///
    /// One statement where nothing follows the model's rows.
    @discardableResult
    public func restore(on session: some Session) async throws -> Int {
        let deleted = selection.visibility == .live ? onlyDeleted.selection : selection.narrowed(to: .onlyDeleted)
        return try await session.atomicallyHeard { try $0.restore(deleted) }
    }
}
