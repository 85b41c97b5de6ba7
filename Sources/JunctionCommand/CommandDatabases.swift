public import Junction

/// Which databases the commands know: they have no driver themselves, so the program that has them says so.
///
/// ```swift
/// enum Files: CommandDatabases {
///     static let databases: [DatabaseKind] = [.sqlite]
/// }
/// ```
public protocol CommandDatabases: Sendable, SendableMetatype {
    /// The kinds of database.
    static var databases: [DatabaseKind] { get }
}

extension CommandDatabases {
    /// Which kind of database has such an address.
    static func kind(of address: String) throws(CommandError) -> DatabaseKind {
        if databases.isEmpty { throw CommandError(.noKinds) }
        guard let kind = databases.first(where: { $0.takes(address) }) else {
            throw CommandError(.unknownDatabase(examples: databases.map(\.example)))
        }
        return kind
    }

    /// Opens a database for a while.
    static func withDatabase<R>(
        _ address: String, _ access: Access, _ body: (Database) async throws -> R
    ) async throws -> R {
        let db = try await kind(of: address).open(address, access)
        do {
            let result = try await body(db)
            await db.close()
            return result
        } catch {
            await db.close()
            throw error
        }
    }
}
