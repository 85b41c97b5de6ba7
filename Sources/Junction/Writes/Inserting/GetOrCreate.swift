extension Query where Output == Root {
    /// The row that fulfils the condition, or a new one where there is none. Where another writer inserts the same row meanwhile, which a
    /// unique constraint tells, that row is the answer.
    ///
    /// ```swift
    /// let (tag, isNew) = try await Tag.filter { $0.name == "late" }.getOrCreate(on: db) { Tag(name: "late") }
    /// ```
    /// SQL: `SELECT t0.id, … FROM tag AS t0 WHERE t0.deleted IS NULL AND t0.name = ? LIMIT ?`, `INSERT INTO tag … RETURNING …`
    ///
    /// One statement, or two in a transaction. Throws ``QueryError`` when several rows fulfil the condition, and for the rows of a
    /// relation, which has a verb of its own: a new row would not belong to it. Throws ``ValidationError`` and ``DatabaseError``
    /// as `insert` does.
    @discardableResult
    public func getOrCreate(on session: some Session, _ make: @Sendable () -> Root) async throws -> (row: Root, isNew: Bool) {
        try refuseRelation("getOrCreate")
        return try await session.atomically { try $0.getOrCreate(self, make) }
    }
}

extension ManyVerbs {
    /// Links the row that fulfils the condition, linked already or not, or inserts and links a new one where there is none.
    ///
    /// ```swift
    /// let (hr, isNew) = try await bob.departments.getOrCreate(where: { $0.name == "HR" }, on: db) { Category(name: "HR") }
    /// ```
    /// SQL: `SELECT … FROM category AS t0 WHERE t0.name = ? LIMIT ?`, `INSERT INTO contact_department AS l …`
    ///
    /// At most four statements in a transaction. Throws ``QueryError`` when several rows fulfil the condition, ``RelationError`` as `add`
    /// does, and ``ValidationError`` and ``DatabaseError`` as `insert` does.
    @discardableResult
    public func getOrCreate(
        where condition: (Target.Fields) -> Expr<Bool>, on session: some Session, _ make: @Sendable () -> Target
    ) async throws -> (row: Target, isNew: Bool) {
        try await _links.getOrCreate(Target.filter(condition), on: session, make)
    }
}

extension HasMany {
    /// The row of this owner that fulfils the condition, or a new one that belongs to it.
    ///
    /// ```swift
    /// let (phone, isNew) = try await ann.phones.getOrCreate(where: { $0.kind == "mobile" }, on: db) {
    ///     Phone(number: "3", kind: "mobile")
    /// }
    /// ```
    /// SQL: `SELECT … FROM phone AS t0 WHERE t0.contact_id = ? AND t0.kind = ? LIMIT ?`, `INSERT INTO phone … RETURNING …`
    ///
    /// One statement, or three in a transaction. Throws ``QueryError`` when several rows fulfil the condition, and what `create` throws.
    @discardableResult
    public func getOrCreate(
        where condition: (Target.Fields) -> Expr<Bool>, on session: some Session, _ make: @Sendable () -> Target
    ) async throws -> (row: Target, isNew: Bool) {
        let rows = query.filter(condition)
        return try await session.atomically { execution in
            try execution.getOrCreate(rows, make) { try create($0, execution) }
        }
    }
}

extension Execution {
    func getOrCreate<M: Model>(_ query: Query<M, M>, _ make: () -> M) throws -> (row: M, isNew: Bool) {
        try getOrCreate(query, make) { new in
            try Validation.check(new)
            return try insert(new)
        }
    }

    func getOrCreate<M: Model>(_ query: Query<M, M>, _ make: () -> M, _ insert: (M) throws -> M) throws -> (row: M, isNew: Bool) {
        func found() throws -> M? {
            let rows = try fetch(query.limit(2).changing { $0.isUnordered = true }.selection, query.loader)
            guard rows.count < 2 else { throw QueryError(.moreThanOne(model: M.name)) }
            return rows.first
        }
        if let row = try found() { return (row, false) }
        guard context.dialect.writesTogether else { return (try insert(make()), true) }
        // Somebody else may insert the same row meanwhile: then it is found, now that it is there.
        do { return (try attempt { _ in try insert(make()) }, true) } catch let error as DatabaseError {
            guard error.kind == .unique, let row = try found() else { throw error }
            return (row, false)
        }
    }
}
