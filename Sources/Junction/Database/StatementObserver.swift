/// Sees every statement of a database; the beginnings and ends of transactions are not among them.
public protocol StatementObserver: Sendable {
    func statementDidRun(_ event: StatementEvent)
}

/// A statement that ran.
public struct StatementEvent: Sendable {
    public let sql: String
    /// The values that were bound. They may be secret: show them only where a user asks for them.
    public let values: [Value]
    public let duration: Duration
    /// Rows read or changed.
    public let rows: Int
    public let error: (any Error)?
}
