import Junction
import JunctionSQLite
import JunctionTesting

/// A database in memory for the snippets of a guide, and what they did: a line each, with the number of statements that it took.
final class GuideNotes {
    let db: Database
    private let recorder: StatementRecorder
    private(set) var lines: [String] = []

    /// - Parameter models: their tables are made.
    init(_ models: [any Model.Type], hooks: [RelationHook] = []) async throws {
        recorder = StatementRecorder()
        db = try await Database.sqlite(.memory, SQLiteConfiguration(DatabaseConfiguration(observers: [recorder], hooks: hooks)))
        try await db.create(models)
        _ = recorder.take()
    }

    /// Forgets what was sent up to here.
    func begin() { _ = recorder.take() }

    /// Keeps what a snippet gave, and how many statements were sent since the last call.
    func note(_ what: String, _ result: Any) { lines.append("\(what) [\(recorder.take().count)]: \(result)") }

    /// Keeps what a snippet gave, where the number of statements is of no interest.
    func say(_ what: String, _ result: Any) {
        _ = recorder.take()
        lines.append("\(what): \(result)")
    }
}

/// What the error says that something ends with.
func refusal(_ body: () async throws -> Void) async -> String {
    do { try await body() } catch { return "\(error)" }
    return "no error"
}
