/// What a change of links did, pair by pair.
@usableFromInline
struct LinkReport: Sendable {
    @usableFromInline var added: [LinkPair] = []
    @usableFromInline var restored: [LinkPair] = []
    @usableFromInline var existing: [LinkPair] = []
    @usableFromInline var removed: [LinkPair] = []
    @usableFromInline var moved: [LinkPair] = []

    /// The same, of one owner, with typed keys.
    @inlinable func typed<Target: Model>() -> LinkChanges<Target> {
        var changes = LinkChanges<Target>()
        // Most lists are empty, and an array of a type that is not known here is not made for nothing.
        if !added.isEmpty { changes.added = Self.keys(added) }
        if !restored.isEmpty { changes.restored = Self.keys(restored) }
        if !existing.isEmpty { changes.existing = Self.keys(existing) }
        if !removed.isEmpty { changes.removed = Self.keys(removed) }
        if !moved.isEmpty { changes.moved = Self.keys(moved) }
        return changes
    }

    @inlinable static func keys<Target: Model>(_ pairs: [LinkPair]) -> [Key<Target>] {
        var keys: [Key<Target>] = []
        keys.reserveCapacity(pairs.count)
        for pair in pairs { if let raw = Target.RawKey._key(pair.target) { keys.append(.assigned(raw)) } }
        return keys
    }

    /// The same for each owner.
    func typed<Owner: Model, Target: Model>(_ owners: [Value]) -> [Key<Owner>: LinkChanges<Target>] {
        var changes: [Key<Owner>: LinkChanges<Target>] = [:]
        for owner in owners { if let key: Key<Owner> = Owner.RawKey.key(owner) { changes[key] = LinkChanges() } }
        func sort(_ pairs: [LinkPair], into list: WritableKeyPath<LinkChanges<Target>, [Key<Target>]>) {
            for pair in pairs {
                guard let owner: Key<Owner> = Owner.RawKey.key(pair.owner), let target: Key<Target> = Target.RawKey.key(pair.target)
                else { continue }
                changes[owner, default: LinkChanges()][keyPath: list].append(target)
            }
        }
        sort(added, into: \.added)
        sort(restored, into: \.restored)
        sort(existing, into: \.existing)
        sort(removed, into: \.removed)
        sort(moved, into: \.moved)
        return changes
    }
}

extension KeyValue {
    /// The key that a value stands for.
    static func key<M: Model>(_ value: Value) -> Key<M>? where M.RawKey == Self { _key(value).map(Key.init) }
}
