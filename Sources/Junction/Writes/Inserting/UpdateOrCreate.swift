extension Query where Output == Root {
    /// Changes the row that fulfils the condition, or inserts a new one where there is none. Where another writer inserts the same row
    /// meanwhile, which a unique constraint tells, that row is changed.
    ///
    /// ```swift
    /// let (tag, isNew) = try await Tag.filter { $0.name == "vip" }.updateOrCreate(on: db) { new, old in
    ///     new.uses = old.uses + 1
    /// } create: {
    ///     Tag(name: "vip", uses: 1)
    /// }
    /// ```
    /// SQL: `SELECT … FROM tag AS t0 WHERE t0.deleted IS NULL AND t0.name = ? LIMIT ?`, `UPDATE tag AS t0 SET uses = … RETURNING …`
    ///
    /// Two statements in a transaction. Throws ``QueryError`` when several rows fulfil the condition, and for the rows of a relation, and
    /// ``ValidationError`` and ``DatabaseError`` as `insert` and `update` do.
    @discardableResult
    public func updateOrCreate(
        on session: some Session, _ assign: (inout Changes<Root>, Root.Fields) -> Void, create make: @Sendable () -> Root
    ) async throws -> (row: Root, isNew: Bool) {
        try refuseRelation("updateOrCreate")
        var changes = Changes<Root>(selection.path)
        assign(&changes, fields)
        try Validation.check(changes.assignments, in: Root.table)
        let assignments = changes.assignments
        return try await session.atomically { execution in
            let (row, isNew) = try execution.getOrCreate(locked, make)
            if isNew { return (row, true) }
            // The condition is not asked again: it may speak of what is changed.
            var selection = selection
            selection.filters = [.compare(.equal, selection.path.node(Root.table.primaryKey), .bind(row.id.columnValue))]
            selection.order = []
            guard let changed: Root = try execution.updateRow(selection, assignments) else {
                throw QueryError(.notFound(model: Root.name, keys: [row.id.columnValue]))
            }
            return (changed, false)
        }
    }

    /// Nobody else changes the row before it is changed here.
    private var locked: Query { changing { $0.lock = .forUpdate } }

    func refuseRelation(_ verb: String) throws {
        guard let relation = selection.relation else { return }
        throw QueryError(
            .unsupported(
                what: "\(verb) on the rows of \(relation.title), where a new one would not be; use its getOrCreate(where:)",
                database: "Junction"))
    }
}

extension ManyVerbs {
    /// Links the row that fulfils the condition and changes it, or inserts and links a new one where there is none.
    ///
    /// ```swift
    /// let (hr, isNew) = try await bob.departments.updateOrCreate(where: { $0.name == "HR" }, on: db) { new, _ in
    ///     new.isOpen = false
    /// } create: {
    ///     Category(name: "HR", isOpen: false)
    /// }
    /// ```
    /// SQL: `INSERT INTO contact_department AS l …`, `UPDATE category AS t0 SET is_open = ? WHERE t0.id = ? RETURNING …`
    ///
    /// One statement more than `getOrCreate`, whose errors it throws, and those of `update`.
    @discardableResult
    public func updateOrCreate(
        where condition: (Target.Fields) -> Expr<Bool>, on session: some Session,
        _ assign: (inout Changes<Target>, Target.Fields) -> Void, create make: @Sendable () -> Target
    ) async throws -> (row: Target, isNew: Bool) {
        try await session.transaction { tx in
            let (row, isNew) = try await getOrCreate(where: condition, on: tx, make)
            return isNew ? (row, true) : (try await row.changed(on: tx, assign), false)
        }
    }
}

extension HasMany {
    /// Changes the row of this owner that fulfils the condition, or inserts a new one that belongs to it.
    ///
    /// ```swift
    /// let (phone, isNew) = try await ann.phones.updateOrCreate(where: { $0.kind == "home" }, on: db) { new, _ in
    ///     new.number = "22"
    /// } create: {
    ///     Phone(number: "22", kind: "home")
    /// }
    /// ```
    /// SQL: `SELECT … FROM phone AS t0 WHERE t0.contact_id = ? AND t0.kind = ? LIMIT ?`, `UPDATE phone AS t0 SET number = ? …`
    ///
    /// Two statements in a transaction, or three where it is new. Throws what `getOrCreate` throws, and what `update` does.
    @discardableResult
    public func updateOrCreate(
        where condition: (Target.Fields) -> Expr<Bool>, on session: some Session,
        _ assign: (inout Changes<Target>, Target.Fields) -> Void, create make: @Sendable () -> Target
    ) async throws -> (row: Target, isNew: Bool) {
        try await session.transaction { tx in
            let (row, isNew) = try await getOrCreate(where: condition, on: tx, make)
            return isNew ? (row, true) : (try await row.changed(on: tx, assign), false)
        }
    }
}

extension Model {
    /// Changes the row as it is in the database now.
    fileprivate func changed(on session: some Session, _ assign: (inout Changes<Self>, Fields) -> Void) async throws -> Self {
        guard let changed = try await row(.live).updateReturning(on: session, assign).first else {
            throw QueryError(.notFound(model: Self.name, keys: [id.columnValue]))
        }
        return changed
    }
}
