public import Junction

/// Keeps every statement of a database, so that a test can say exactly what was sent.
///
/// ```swift
/// let recorder = StatementRecorder()
/// let db = try await Database.sqlite(.memory, .init(.init(observers: [recorder])))
/// try await contact.departments.add(hr, it, on: db)
/// #expect(recorder.take().count == 1)
/// ```
public final class StatementRecorder: StatementObserver {
    private let events = Guarded<[StatementEvent]>([])

    public init() {}

    /// Keeps the statement; the database calls it.
    public func statementDidRun(_ event: StatementEvent) { events.withLock { $0.append(event) } }

    /// What was sent since the last call.
    public func take() -> [StatementEvent] {
        events.withLock { events in
            defer { events = [] }
            return events
        }
    }

    /// The text of what was sent since the last call.
    public func takeSQL() -> [String] { take().map(\.sql) }
}
