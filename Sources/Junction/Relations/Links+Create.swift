extension Links {
    /// Inserts a target and links it, in one transaction.
    func create<Target: Model>(_ target: Target, filling fill: [Assignment], on session: some Session) async throws -> Target {
        try check()
        try Validation.check(target)
        try check(fill)
        return try await session.atomically { execution in
            let stored = try execution.insert(target)
            _ = try add([stored.id.columnValue], filling: fill, execution)
            return stored
        }
    }
}
