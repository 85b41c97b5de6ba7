import Testing

@testable import Junction

// What the suites of sessions share.

@Model
struct SessionItem {
    var id: Key<SessionItem>
    var name: String
}

struct SessionOops: Error, Equatable {}

func sessionAdd(_ name: String, on session: some Session) async throws {
    _ = try await SessionItem(name: name).insert(on: session)
}

func sessionNames(on session: some Session) async throws -> [String] {
    try await SessionItem.order { $0.id }.all(on: session).map(\.name)
}

extension TestDatabase {
    /// The same as `run`, with a configuration of the test's own and a table of items.
    func runSessions(_ configuration: DatabaseConfiguration, _ body: (Database) async throws -> Void) async throws {
        let db = try await open(configuration)
        do {
            try await db.create([SessionItem.self])
            try await body(db)
        } catch {
            await db.close()
            throw error
        }
        await db.close()
    }
}

/// A statement that runs for hours unless it is stopped.
enum SessionSlow {
    static let sql = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 200000000000) SELECT count(*) FROM c"

    static func run(on session: some Session) async throws {
        _ = try await session._perform(.read) { try $0.execution.execute(Statement(sql)) }
    }
}

/// Lets tasks wait for each other.
actor SessionGate {
    struct NeverOpened: Error {}

    private var isOpen = false

    func open() { isOpen = true }

    /// Gives up after twenty minutes, as tests run beside one another, so that a test that fails elsewhere ends.
    func wait() async throws {
        let deadline = ContinuousClock.now + .seconds(1_200)
        while !isOpen {
            if ContinuousClock.now > deadline { throw NeverOpened() }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}

/// Keeps the one connection that writes in use while `body` runs.
func sessionHold(_ db: Database, while body: () async throws -> Void) async throws {
    let inside = SessionGate(), leave = SessionGate()
    let holder = Task {
        try await db.transaction { _ in
            await inside.open()
            try await leave.wait()
        }
    }
    do {
        try await inside.wait()
        try await body()
    } catch {
        await leave.open()
        throw error
    }
    await leave.open()
    try await holder.value
}

/// What happened, in order.
actor SessionLog {
    private(set) var entries: [String] = []

    func append(_ entry: String) { entries.append(entry) }
}

/// Does something between two statements: after the n-th one from now.
final class SessionTrigger: StatementObserver {
    private let state = Guarded<(left: Int, action: (@Sendable () -> Void)?)>((0, nil))

    func after(_ count: Int, _ action: @escaping @Sendable () -> Void) { state.withLock { $0 = (count, action) } }

    func statementDidRun(_ event: StatementEvent) {
        let action: (@Sendable () -> Void)? = state.withLock { state in
            guard state.left > 0 else { return nil }
            state.left -= 1
            return state.left == 0 ? state.action : nil
        }
        action?()
    }
}
