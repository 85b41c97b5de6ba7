public import Junction

/// What can be chosen for an SQLite database.
public struct SQLiteConfiguration: Sendable {
    /// What can be chosen for any database.
    public var common: DatabaseConfiguration
    /// How long a statement waits for another process that writes.
    public var busyLimit: Duration
    /// Opens the file for reading only; it must exist.
    public var isReadOnly: Bool

    public init(_ common: DatabaseConfiguration = DatabaseConfiguration(), busyLimit: Duration = .seconds(5), isReadOnly: Bool = false) {
        self.common = common
        self.busyLimit = busyLimit
        self.isReadOnly = isReadOnly
    }
}

/// Where an SQLite database is.
public enum SQLiteLocation: Sendable, ExpressibleByStringLiteral {
    case file(String)
    /// In memory, on one connection; gone when it is closed.
    case memory

    public init(stringLiteral path: String) { self = .file(path) }
}

extension Database {
    /// Opens an SQLite file, or makes it.
    ///
    /// ```swift
    /// let db = try await Database.sqlite(path: "contacts.sqlite")
    /// ```
    /// Throws ``DatabaseError`` when the file cannot be opened, is no database, or the library is older than 3.35.
    public static func sqlite(path: String, _ configuration: SQLiteConfiguration = SQLiteConfiguration()) async throws -> Database {
        try await sqlite(.file(path), configuration)
    }

    /// Opens an SQLite database.
    ///
    /// ```swift
    /// let db = try await Database.sqlite(.memory)
    /// ```
    public static func sqlite(
        _ location: SQLiteLocation, _ configuration: SQLiteConfiguration = SQLiteConfiguration()
    ) async throws -> Database {
        // SQLite's own name for it would give each connection a database of its own.
        let location = if case .file(":memory:") = location { SQLiteLocation.memory } else { location }
        let driver = SQLiteDriver(location: location, configuration: configuration)
        return try await Database(driver, configuration.common)
    }
}
