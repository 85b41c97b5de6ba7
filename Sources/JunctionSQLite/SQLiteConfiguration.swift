public import Junction

/// What can be chosen for an SQLite database.
///
/// ```swift
/// let archive = try await Database.sqlite(path: folder + "/contacts.sqlite", SQLiteConfiguration(isReadOnly: true))
/// ```
public struct SQLiteConfiguration: Sendable {
    /// What can be chosen for any database.
    public var common: DatabaseConfiguration
    /// How long a statement waits for another process that writes; after that it is a `DatabaseError` of the kind `busy`.
    public var busyLimit: Duration
    /// Opens the file for reading only; it must exist.
    public var isReadOnly: Bool
    /// How many bytes of the file each connection keeps in memory at most; it takes them as it reads. SQLite's own measure is 2 MB.
    public var pageCache: Int
    /// Whether the connection that writes keeps in memory what it may have to take back, instead of in temporary files: savepoints and
    /// statements of many rows are faster then. Not where `VACUUM` or an index of a large file would take more memory than there is.
    public var keepsTemporaryDataInMemory: Bool

    /// Five connections, five seconds to wait for a process that writes, and 16 MB for pages, but for what is given.
    ///
    /// ```swift
    /// let db = try await Database.sqlite(.memory, SQLiteConfiguration(configuration, busyLimit: .seconds(10)))
    /// ```
    public init(
        _ common: DatabaseConfiguration = DatabaseConfiguration(), busyLimit: Duration = .seconds(5), isReadOnly: Bool = false,
        pageCache: Int = 16_777_216, keepsTemporaryDataInMemory: Bool = true
    ) {
        self.common = common
        self.busyLimit = busyLimit
        self.isReadOnly = isReadOnly
        self.pageCache = pageCache
        self.keepsTemporaryDataInMemory = keepsTemporaryDataInMemory
    }
}

/// Where an SQLite database is; a text is the path of a file.
///
/// ```swift
/// let location: SQLiteLocation = "contacts.sqlite"  // .file("contacts.sqlite")
/// ```
public enum SQLiteLocation: Sendable, ExpressibleByStringLiteral {
    /// A file, by its path.
    case file(String)
    /// In memory, on one connection; gone when it is closed.
    case memory

    /// The file with this path.
    public init(stringLiteral path: String) { self = .file(path) }
}

extension Database {
    /// Opens an SQLite file, or makes it.
    ///
    /// ```swift
    /// let db = try await Database.sqlite(path: folder + "/contacts.sqlite")
    /// ```
    /// The file keeps its changes in a log beside it (`journal_mode = WAL`), so that one connection writes while others read.
    ///
    /// Throws `DatabaseError` when the file cannot be opened, is no database, or the library is older than 3.35.
    public static func sqlite(path: String, _ configuration: SQLiteConfiguration = SQLiteConfiguration()) async throws -> Database {
        try await sqlite(.file(path), configuration)
    }

    /// Opens an SQLite database.
    ///
    /// ```swift
    /// let db = try await Database.sqlite(.memory)
    /// ```
    /// Throws `DatabaseError` as the one above does.
    public static func sqlite(
        _ location: SQLiteLocation, _ configuration: SQLiteConfiguration = SQLiteConfiguration()
    ) async throws -> Database {
        // SQLite's own name for it would give each connection a database of its own.
        let location = if case .file(":memory:") = location { SQLiteLocation.memory } else { location }
        let driver = SQLiteDriver(location: location, configuration: configuration)
        return try await Database(driver, configuration.common)
    }
}
