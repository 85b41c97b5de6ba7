import CLibPQ
import Foundation
public import Junction

/// What can be chosen for a PostgreSQL database.
///
/// ```swift
/// let configuration = PostgresConfiguration(tls: .verifyFull(rootCertificates: "/etc/ca.pem"), statementLimit: .seconds(30))
/// ```
public struct PostgresConfiguration: Sendable {
    /// What can be chosen for any database.
    public var common: DatabaseConfiguration
    /// How the connection is encrypted; nil: `TLS/verifyFull` for other machines, ``TLS/prefer`` for this one.
    public var tls: TLS?
    /// What the server shows in its list of connections.
    public var applicationName: String
    /// How long a statement may run, in whole milliseconds; nil: as the server has it. It is a `DatabaseError`, `timeout`, after that.
    public var statementLimit: Duration?
    /// How long a statement waits for a lock, in whole milliseconds; nil: as the server has it. It is `lockTimeout` after that.
    public var lockLimit: Duration?
    /// The schemas in which tables are looked for; empty: as the server has it.
    public var searchPath: [String]
    /// How long it may take to connect, for each host, in whole seconds and at least two.
    public var connectLimit: Duration
    /// Whether a pooler such as PgBouncer stands between that gives each transaction another connection: nothing is kept on a connection
    /// then, no prepared statement and no setting.
    public var isPooled: Bool

    /// Encryption and what is checked of the server's certificate.
    ///
    /// ```swift
    /// let configuration = PostgresConfiguration(tls: .verifyFull(rootCertificates: "/etc/ca.pem"), statementLimit: .seconds(30))
    /// ```
    public enum TLS: Sendable, Hashable {
        /// None.
        case disable
        /// If the server can; nothing is checked.
        case prefer
        /// Always; nothing is checked, so that another machine may pretend to be the server.
        case require
        /// The certificate must be signed by one of this file; nil: by one of `~/.postgresql/root.crt`.
        case verifyCA(rootCertificates: String? = nil)
        /// The same, and it must be the certificate of this very host: what to choose.
        case verifyFull(rootCertificates: String? = nil)
    }

    /// Ten connections, encryption that is checked, and limits as the server has them, but for what is given.
    ///
    /// ```swift
    /// let configuration = PostgresConfiguration(DatabaseConfiguration(connections: 20), pooled: true)
    /// ```
    public init(
        _ common: DatabaseConfiguration = DatabaseConfiguration(connections: 10), tls: TLS? = nil, applicationName: String = "junction",
        statementLimit: Duration? = nil, lockLimit: Duration? = nil, searchPath: [String] = [], connectLimit: Duration = .seconds(10),
        pooled: Bool = false
    ) {
        self.common = common
        self.tls = tls
        self.applicationName = applicationName
        self.statementLimit = statementLimit
        self.lockLimit = lockLimit
        self.searchPath = searchPath
        self.connectLimit = connectLimit
        isPooled = pooled
    }
}

extension Database {
    /// Connects to a PostgreSQL database, version 13 or later.
    ///
    /// ```swift
    /// let db = try await Database.postgres("postgres://app:secret@db.example.com/contacts")
    /// ```
    /// Throws `DatabaseError` when the URL is none, the server does not answer or does not let us in, or is older.
    public static func postgres(_ url: String, _ configuration: PostgresConfiguration = PostgresConfiguration()) async throws -> Database {
        try await postgres(PostgresLocation(url: url), configuration)
    }

    /// Connects to a PostgreSQL database, version 13 or later, whose place is said in parts.
    ///
    /// ```swift
    /// let location = PostgresLocation(host: "db.example.com", database: "contacts", user: "app", password: secret)
    /// let db = try await Database.postgres(location)
    /// ```
    /// Throws `DatabaseError` as the one above does.
    public static func postgres(
        _ location: PostgresLocation, _ configuration: PostgresConfiguration = PostgresConfiguration()
    ) async throws -> Database {
        let driver = PostgresDriver(settings: try PostgresSettings(location, configuration), configuration: configuration)
        return try await Database(driver, configuration.common)
    }
}
