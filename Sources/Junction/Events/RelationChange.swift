/// A change of a relation, as the property that is listened to sees it, from whichever end it was made.
///
/// ```swift
/// let news = RelationHook.committed(\Contact.tags) { change in
///     for pair in change.added { print("\(pair.owner) has the tag \(pair.target)") }
/// }
/// ```
public struct RelationChange<Owner: Model, Target: Model>: Sendable {
    /// An owner and a target, by their keys.
    ///
    /// ```swift
    /// let news = RelationHook.committed(\Contact.tags) { change in
    ///     for pair in change.added { print("\(pair.owner) has the tag \(pair.target)") }
    /// }
    /// ```
    public struct Pair: Sendable, Hashable {
        /// The row that has the relation.
        public let owner: Key<Owner>
        /// The row that it leads to.
        public let target: Key<Target>
    }

    /// The same without types.
    public let event: RelationEvent
    /// What brought the change about.
    public var cause: RelationEvent.Cause { event.cause }
    /// Whether it was made from the other end.
    public var isReverse: Bool { event.isReverse }
    /// Before the change: the pairs that the call names; none for `clear`, and none afterwards.
    public let asked: [Pair]
    /// Newly linked.
    public let added: [Pair]
    /// Linked again.
    public let restored: [Pair]
    /// No longer linked.
    public let removed: [Pair]
    /// Given another place in an ordered relation.
    public let moved: [Pair]

    init(_ event: RelationEvent) {
        func pairs(_ pairs: [RelationEvent.Pair]) -> [Pair] {
            pairs.compactMap { pair in
                guard let owner: Key<Owner> = Owner.RawKey.key(pair.owner), let target: Key<Target> = Target.RawKey.key(pair.target)
                else { return nil }
                return Pair(owner: owner, target: target)
            }
        }
        self.event = event
        asked = pairs(event.asked)
        added = pairs(event.added)
        restored = pairs(event.restored)
        removed = pairs(event.removed)
        moved = pairs(event.moved)
    }
}
