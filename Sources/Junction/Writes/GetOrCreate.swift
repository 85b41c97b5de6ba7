extension Query where Output == Root {
    /// The row that fulfils the condition, or a new one where there is none; both in one transaction, so that no other writer comes between.
    ///
    /// ```swift
    /// let (tag, isNew) = try await Tag.filter { $0.name == "vip" }.getOrCreate(on: db) { Tag(name: "vip") }
    /// ```
    /// Throws ``QueryError`` when several rows fulfil the condition.
    @discardableResult
    public func getOrCreate(on session: some Session, _ make: @Sendable () -> Root) async throws -> (row: Root, isNew: Bool) {
        let query = limit(2).changing { $0.isUnordered = true }
        return try await session.atomically { execution in
            let rows = try execution.fetch(query.selection, loader)
            guard rows.count < 2 else { throw QueryError(.moreThanOne(model: Root.name)) }
            if let row = rows.first { return (row, false) }
            let new = make()
            try Validation.check(new)
            return (try execution.insert(new), true)
        }
    }
}
