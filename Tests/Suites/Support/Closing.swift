import Junction

/// Does something with a database, and closes it however that ends.
package func closing<R>(_ db: Database, _ body: (Database) async throws -> R) async throws -> R {
    do {
        let result = try await body(db)
        await db.close()
        return result
    } catch {
        await db.close()
        throw error
    }
}
