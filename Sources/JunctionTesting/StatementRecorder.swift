public import Junction

/// Keeps every statement of a database, so that a test can say exactly what was sent.
///
/// ```swift
/// let recorder = StatementRecorder()
/// let db = try await Database.sqlite(.memory, SQLiteConfiguration(DatabaseConfiguration(observers: [recorder])))
/// ```
public final class StatementRecorder: StatementObserver {
    private let events = Guarded<[StatementEvent]>([])

    /// Begins with no statement; give it to a `DatabaseConfiguration` as an observer.
    ///
    /// ```swift
    /// let recorder = StatementRecorder()
    /// ```
    public init() {}

    /// Keeps the statement; the database calls it.
    public func statementDidRun(_ event: StatementEvent) { events.withLock { $0.append(event) } }

    /// What was sent since the last call, with values, times and numbers of rows.
    ///
    /// ```swift
    /// let made = recorder.take().map(\.rows)
    /// ```
    public func take() -> [StatementEvent] {
        events.withLock { events in
            defer { events = [] }
            return events
        }
    }

    /// The text of what was sent since the last call.
    ///
    /// ```swift
    /// let statements = recorder.takeSQL()
    /// // [#"INSERT INTO "song" ("name", "seconds") VALUES (?1, ?2) RETURNING "id", "name", "seconds""#]
    /// ```
    public func takeSQL() -> [String] { take().map(\.sql) }
}
