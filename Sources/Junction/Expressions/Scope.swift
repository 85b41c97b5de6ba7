import Synchronization

/// Tells one occurrence of a table in a query from every other: each closure that a query is built with sees its own.
struct Scope: Sendable, Hashable {
    let number: Int

    init() { number = Self.last.wrappingAdd(1, ordering: .relaxed).newValue }

    private static let last = Atomic<Int>(0)
}

/// Whether an occurrence of a table shows soft-deleted rows. It holds for that one occurrence.
enum Visibility: UInt8, Sendable, Hashable {
    case live, includingDeleted, onlyDeleted
}
