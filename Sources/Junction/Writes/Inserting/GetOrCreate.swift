extension Query where Output == Root {
    /// The row that fulfils the condition, or a new one where there is none, in one transaction. Where another writer inserts the same row
    /// meanwhile, which a unique constraint tells, that row is the answer.
    ///
    /// ```swift
    /// let (tag, isNew) = try await Tag.filter { $0.name == "vip" }.getOrCreate(on: db) { Tag(name: "vip") }
    /// ```
    /// Throws ``QueryError`` when several rows fulfil the condition, and for the rows of a relation, which has a verb of its own: a new
    /// row would not belong to it.
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
    /// let (hr, isNew) = try await contact.departments.getOrCreate(where: { $0.name == "HR" }, on: db) { Category(name: "HR") }
    /// ```
    /// At most four statements in a transaction. Throws ``QueryError`` when several rows fulfil the condition.
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
    /// let (phone, isNew) = try await contact.phones.getOrCreate(where: { $0.kind == "work" }, on: db) { Phone(number: "+49 30 1234") }
    /// ```
    /// Throws ``QueryError`` when several rows fulfil the condition.
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
