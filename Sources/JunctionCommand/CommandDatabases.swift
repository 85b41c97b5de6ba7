public import Junction

/// How the commands get at databases: they know no driver, so the program that has them says how one is opened.
///
/// ```swift
/// enum Files: CommandDatabases {
///     static func open(_ url: String, _ access: Access) async throws -> Database {
///         try await Database.sqlite(path: url, SQLiteConfiguration(isReadOnly: access == .read))
///     }
/// }
/// ```
public protocol CommandDatabases: Sendable, SendableMetatype {
    /// Opens a database by what was written on the command line; what only reads makes no file and changes none.
    ///
    /// ```swift
    /// static func open(_ url: String, _ access: Access) async throws -> Database {
    ///     try await Database.sqlite(path: url, SQLiteConfiguration(isReadOnly: access == .read))
    /// }
    /// ```
    /// Throws ``CommandError`` for what names no database, and `DatabaseError`.
    static func open(_ url: String, _ access: Access) async throws -> Database
}
