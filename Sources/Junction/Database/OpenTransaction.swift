import Synchronization

/// Marks, in a task-local value, that a transaction of a database is open around the code that runs.
final class OpenTransaction: Sendable {
    let database: ObjectIdentifier
    let isOpen = Atomic<Bool>(true)

    init(database: ObjectIdentifier) { self.database = database }

    /// The innermost one around the current task.
    @TaskLocal static var current: OpenTransaction?

    /// Whether a transaction of this database is open around the current task.
    static func isOpen(of database: ObjectIdentifier) -> Bool {
        guard let current, current.database == database else { return false }
        return current.isOpen.load(ordering: .acquiring)
    }
}
