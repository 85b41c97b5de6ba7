/// What a change of a relation did: the keys of the targets, each in the list that tells what became of its link.
public struct LinkChanges<Target: Model>: Sendable, Hashable {
    /// Newly linked.
    public var added: [Key<Target>] = []
    /// Linked again: the link was soft-deleted.
    public var restored: [Key<Target>] = []
    /// Linked already; the link was not touched.
    public var existing: [Key<Target>] = []
    /// No longer linked.
    public var removed: [Key<Target>] = []

    /// Whether anything was written.
    public var isEmpty: Bool { added.isEmpty && restored.isEmpty && removed.isEmpty }
}

/// The same without types, as the engine reports it.
struct LinkReport: Sendable {
    var added: [Value] = []
    var restored: [Value] = []
    var existing: [Value] = []
    var removed: [Value] = []

    func typed<Target: Model>() -> LinkChanges<Target> {
        func keys(_ values: [Value]) -> [Key<Target>] { values.compactMap(Target.RawKey.key) }
        return LinkChanges(added: keys(added), restored: keys(restored), existing: keys(existing), removed: keys(removed))
    }
}

extension KeyValue {
    /// The key that a value stands for.
    static func key<M: Model>(_ value: Value) -> Key<M>? where M.RawKey == Self { _key(value).map(Key.init) }
}
