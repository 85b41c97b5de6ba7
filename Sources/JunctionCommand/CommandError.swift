/// Why a command did not do its work, and what can be done about it. The tool ends with 1.
///
/// ```swift
/// do { _ = try await Files.open("mysql://localhost/app", .read) } catch let error as CommandError { print(error) }
/// ```
public struct CommandError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    ///
    /// ```swift
    /// throw CommandError(.unknownDatabase)
    /// ```
    public enum Kind: Sendable, Hashable {
        /// The address is of no kind that is known. It is not repeated: it may have a password in it.
        case unknownDatabase
        /// The tool was built without the driver of this database.
        case driverMissing(database: String)
        /// There is no file at this path, and what only reads makes none.
        case noFile(path: String)
        /// The database has no tables.
        case noTables
        /// The file is there already.
        case fileExists(path: String)
        /// The file could not be written, in the words of the system.
        case notWritten(path: String, reason: String)
    }

    /// What went wrong.
    public let kind: Kind

    /// Whoever opens databases makes it.
    public init(_ kind: Kind) { self.kind = kind }

    /// What went wrong, and what to do.
    public var description: String {
        switch kind {
        case .unknownDatabase: "this is no address of a database; write sqlite:contacts.sqlite, the path of a file, or postgres://host/name"
        case .driverMissing(let database):
            "this tool was built without \(database); build it without JUNCTION_WITHOUT_POSTGRES=1, on a machine that has libpq"
        case .noFile(let path): "there is no file '\(path)'; check the path"
        case .noTables: "the database has no tables; check the address, and on PostgreSQL the schema (search_path)"
        case .fileExists(let path): "'\(path)' is there already; choose another file, or write --overwrite"
        case .notWritten(let path, let reason): "'\(path)' could not be written: \(reason)"
        }
    }
}
