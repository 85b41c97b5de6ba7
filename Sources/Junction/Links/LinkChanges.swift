/// What a change of a relation did: the keys of the targets, each in the list that tells what became of its link.
///
/// ```swift
/// let changes = try await bob.departments.add(hr, it, on: db)  // .added: [hr.id], .existing: [it.id]
/// ```
/// The lists keep the order in which the targets were named.
public struct LinkChanges<Target: Model>: Sendable, Hashable {
    /// Newly linked.
    public var added: [Key<Target>] = []
    /// Linked again: the link was soft-deleted.
    public var restored: [Key<Target>] = []
    /// Linked already; the link was not touched.
    public var existing: [Key<Target>] = []
    /// No longer linked.
    public var removed: [Key<Target>] = []
    /// Linked already, and given another place in an ordered relation.
    public var moved: [Key<Target>] = []

    @inlinable init() {}

    /// Whether nothing was written.
    public var isEmpty: Bool { added.isEmpty && restored.isEmpty && removed.isEmpty && moved.isEmpty }
}
