import Synchronization

/// Marks, in a task-local value, that a transaction of a database is open around the code that runs.
final class OpenTransaction: Sendable {
    let database: ObjectIdentifier
    let isOpen = Atomic<Bool>(true)
    /// The one around it, of another database.
    private let outer: OpenTransaction?

    init(database: ObjectIdentifier) {
        self.database = database
        outer = Self.current
    }

    /// The innermost one around the current task.
    @TaskLocal static var current: OpenTransaction?

    /// Whether a transaction of this database is open around the current task.
    static func isOpen(of database: ObjectIdentifier) -> Bool {
        var mark = current
        while let open = mark {
            if open.database == database { return open.isOpen.load(ordering: .acquiring) }
            mark = open.outer
        }
        return false
    }
}
