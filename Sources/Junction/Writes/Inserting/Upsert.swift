// Inserts that meet a row which is there already. The conflict is always a named one: any other violation is an error as ever.

extension Model {
    /// Inserts the row, or writes its columns into the row that has the same values in the unique columns; returns the row as stored.
    ///
    /// ```swift
    /// let tag = try await Tag(name: "vip", color: "red").upsert(unique: { [$0.name] }, on: db)
    /// ```
    /// SQL: `INSERT INTO tag AS t0 … ON CONFLICT (name) DO UPDATE SET color = excluded.color, uses = excluded.uses, …`
    ///
    /// One statement, so that two who do it at the same time end with one row. The key and the time of creation of a row that was there
    /// stay; one that was soft-deleted is restored. Throws ``QueryError`` for columns that are not unique together, and ``ValidationError``
    /// and ``DatabaseError`` as `insert` does.
    public func upsert(unique columns: (Fields) -> [any ColumnExpression], on session: some Session) async throws -> Self {
        try Validation.check(self)
        let conflict = try Conflict(Self.self, columns)
        let assignments = Self.table.columns.compactMap { column in
            column.role == .plain && !conflict.columns.contains(column.name)
                ? Assignment(column: column.name, value: .column(Path(conflict.new), column.name)) : nil
        }
        return try await upsert(conflict, assignments.isEmpty ? conflict.unchanged : assignments, on: session)
    }

    /// The same, where it is said what becomes of the row that is there: `old` is that row, `new` the one that was to be inserted.
    ///
    /// ```swift
    /// let counted = try await Tag(name: "vip", uses: 1).upsert(unique: { [$0.name] }, on: db) { row, old, new in
    ///     row.uses = old.uses + new.uses
    /// }
    /// ```
    /// SQL (SQLite): `… ON CONFLICT (name) DO UPDATE SET uses = junction_add_integer(t0.uses, excluded.uses), deleted = ? RETURNING …`
    public func upsert(
        unique columns: (Fields) -> [any ColumnExpression], on session: some Session,
        _ assign: (inout Changes<Self>, _ old: Fields, _ new: Fields) -> Void
    ) async throws -> Self {
        try Validation.check(self)
        let conflict = try Conflict(Self.self, columns)
        var changes = Changes<Self>(Path(conflict.old))
        assign(&changes, Fields(_path: Path(conflict.old)), Fields(_path: Path(conflict.new)))
        try Validation.check(changes.assignments, in: Self.table)
        return try await upsert(conflict, changes.assignments.isEmpty ? conflict.unchanged : changes.assignments, on: session)
    }

    /// Inserts the row; nil where there is one with the same values in the unique columns, soft-deleted or not, which stays as it is.
    ///
    /// ```swift
    /// let new = try await Tag(name: "vip").insertOrIgnore(unique: { [$0.name] }, on: db)  // nil
    /// ```
    /// SQL: `INSERT INTO tag AS t0 (name, color, uses, deleted) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING …`
    ///
    /// Throws what `upsert` throws; any other violation than the named one is a ``DatabaseError``.
    public func insertOrIgnore(unique columns: (Fields) -> [any ColumnExpression], on session: some Session) async throws -> Self? {
        try Validation.check(self)
        let conflict = try Conflict(Self.self, columns)
        return try await session.atomically { try $0.insert(self, meeting: conflict, assigning: nil) }
    }

    private func upsert(_ conflict: Conflict, _ assignments: [Assignment], on session: some Session) async throws -> Self {
        let stored = try await session.atomically { try $0.insert(self, meeting: conflict, assigning: assignments) }
        guard let stored else { throw QueryError(.internalMistake("an upsert returned no row")) }
        return stored
    }
}

/// What an insert may meet: a row with the same values in these columns.
struct Conflict: Sendable {
    let columns: [String]
    /// The row that is there, and the one that was to be inserted.
    let old = Scope(), new = Scope()

    init<M: Model>(_ model: M.Type, _ columns: (M.Fields) -> [any ColumnExpression]) throws {
        self.columns = columns(M.Fields(_path: Path(Scope()))).flatMap(\._columnNames)
        guard M.table.isUnique(self.columns) else {
            let names = self.columns.joined(separator: ", ")
            throw QueryError(.notUnique(model: M.name, columns: names))
        }
    }

    /// What makes the row that is there be given back, although nothing changes.
    fileprivate var unchanged: [Assignment] { columns.prefix(1).map { Assignment(column: $0, value: .column(Path(old), $0)) } }
}

extension Execution {
    /// - Parameter assignments: what becomes of the row that is there; nil: nothing.
    fileprivate func insert<M: Model>(_ model: M, meeting conflict: Conflict, assigning assignments: [Assignment]?) throws -> M? {
        let (columns, values) = stored(model, [:])
        let changes = assignments.map { reviving(stamped($0, M.table, Path(conflict.old)), M.table) }
        let request = Request.upsert(M.table, columns: columns, values: values, conflict, changes)
        do {
            return try rows(request) { rows, _ in try M._readAll(&rows, at: 0).first }
        } catch let error as DatabaseError {
            throw try explained(error, columns, values, M.table)
        }
    }

    /// A row that is written is live.
    private func reviving(_ assignments: [Assignment], _ table: Table) -> [Assignment] {
        assignments + (table.deletedAt.map { [Assignment(column: $0.name, value: .bind(.null))] } ?? [])
    }
}
