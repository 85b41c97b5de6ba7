public import Foundation
public import Logging

/// What can be chosen for a database, whichever it is.
///
/// ```swift
/// let configuration = DatabaseConfiguration(connections: 8, waitLimit: .seconds(2), observers: [SlowStatements()])
/// let db = try await Database.sqlite(.memory, SQLiteConfiguration(configuration, busyLimit: .seconds(10)))
/// ```
public struct DatabaseConfiguration: Sendable {
    /// How many connections there are, at least one. On SQLite one of them writes, the others read; in memory there is one for all.
    public var connections: Int
    /// How long to wait for a connection before it is ``PoolError/noConnection(within:)``.
    public var waitLimit: Duration
    /// Gets each statement at the level `debug`: its SQL, time and number of rows, never its values.
    public var logger: Logger?
    /// Who sees each statement; for tests and metrics.
    public var observers: [any StatementObserver]
    /// What is called when relations change.
    public var hooks: [RelationHook]
    /// What `@CreatedAt`, `@ModifiedAt` and `@DeletedAt` are set to; for tests.
    public var clock: @Sendable () -> Date
    /// How many plans are kept; for tests, which ask without any, too.
    package var planLimit = 2_000

    /// Five connections that are waited for five seconds, no one who listens, and the clock of the machine, but for what is given.
    ///
    /// ```swift
    /// let noon = DatabaseConfiguration(clock: { Date(timeIntervalSince1970: 43_200) })
    /// ```
    /// PostgreSQL's own configuration begins with ten connections.
    public init(
        connections: Int = 5, waitLimit: Duration = .seconds(5), logger: Logger? = nil, observers: [any StatementObserver] = [],
        hooks: [RelationHook] = [], clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.connections = max(1, connections)
        self.waitLimit = waitLimit
        self.logger = logger
        self.observers = observers
        self.hooks = hooks
        self.clock = clock
    }
}
