/// Sees every statement of a database; the beginnings and ends of transactions are not among them.
///
/// ```swift
/// struct SlowStatements: StatementObserver {
///     func statementDidRun(_ event: StatementEvent) {
///         if event.duration > .milliseconds(100) { print(event.sql, event.rows, event.duration) }
///     }
/// }
/// ```
/// See ``DatabaseConfiguration/observers``.
public protocol StatementObserver: Sendable {
    /// Called after each statement, failed or not, on the thread that ran it: keep it short.
    ///
    /// ```swift
    /// func statementDidRun(_ event: StatementEvent) {
    ///     if event.duration > .milliseconds(100) { print(event.sql, event.rows, event.duration) }
    /// }
    /// ```
    func statementDidRun(_ event: StatementEvent)
}

/// A statement that ran; Junction makes them, and ``StatementObserver`` gets them.
///
/// ```swift
/// if event.duration > .milliseconds(100) { print(event.sql, event.rows, event.duration) }
/// ```
public struct StatementEvent: Sendable {
    /// The text, with placeholders for the values.
    public let sql: String
    /// The values that were bound. They may be secret: show them only where a user asks for them.
    public let values: [Value]
    /// How long it took, with the reading of its rows.
    public let duration: Duration
    /// Rows read or changed.
    public let rows: Int
    /// Why it failed; nil where it did not.
    public let error: (any Error)?

    /// A statement that did not run, for the tests of an observer.
    ///
    /// ```swift
    /// SlowStatements().statementDidRun(StatementEvent(sql: "SELECT 1", values: [], duration: .seconds(1), rows: 1, error: nil))
    /// ```
    public init(sql: String, values: [Value], duration: Duration, rows: Int, error: (any Error)?) {
        self.sql = sql
        self.values = values
        self.duration = duration
        self.rows = rows
        self.error = error
    }
}
