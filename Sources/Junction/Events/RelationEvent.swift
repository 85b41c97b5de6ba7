/// A change of a relation without its Swift types: what was asked before it, what was done after it.
///
/// ```swift
/// let log = RelationHook.committed { event in
///     print(event.relation, event.cause, "+\(event.added.count) -\(event.removed.count)")
/// }
/// ```
public struct RelationEvent: Sendable {
    /// What brought the change about.
    ///
    /// ```swift
    /// let lost = RelationHook.after { event, tx in
    ///     if event.cause == .cascade { return }
    ///     for pair in event.removed { print("\(event.relation): \(pair.owner) has lost \(pair.target)") }
    /// }
    /// ```
    public enum Cause: Sendable, Hashable {
        /// The verb of a relation; `add` also for `insert(at:)`, `create` also for `getOrCreate`.
        case add, remove, clear, set, create, restore, move
        /// A row at one end was deleted, or restored, and Junction followed it.
        case cascade
    }

    /// An owner and a target, by their keys.
    ///
    /// ```swift
    /// let lost = RelationHook.after { event, tx in
    ///     if event.cause == .cascade { return }
    ///     for pair in event.removed { print("\(event.relation): \(pair.owner) has lost \(pair.target)") }
    /// }
    /// ```
    public struct Pair: Sendable, Hashable {
        /// The key of the row that has the relation.
        public let owner: Value
        /// The key of the row that it leads to.
        public let target: Value
    }

    /// Such as `Contact.departments`: the relation that was used, or the one that is listened to.
    public internal(set) var relation: String
    /// What brought the change about.
    public let cause: Cause
    /// Whether the change was made from the other end of the relation that is listened to.
    public internal(set) var isReverse = false
    /// Before: the pairs that the call names, none for `clear`. After: empty.
    public internal(set) var asked: [Pair] = []
    /// Newly linked.
    public internal(set) var added: [Pair] = []
    /// Linked again.
    public internal(set) var restored: [Pair] = []
    /// No longer linked.
    public internal(set) var removed: [Pair] = []
    /// Given another place in an ordered relation.
    public internal(set) var moved: [Pair] = []
    /// Before: the owner of the call; nil where there are several. After: nil, the pairs say it.
    public internal(set) var owner: Value?
    let junction: LinkTable

    /// Whether nothing was done.
    public var isEmpty: Bool { added.isEmpty && restored.isEmpty && removed.isEmpty && moved.isEmpty }

    init(_ relation: Relation, _ cause: Cause, asked: LinkPairs? = nil, _ report: LinkReport = LinkReport()) throws {
        self.relation = relation.title
        self.cause = cause
        junction = try relation.junction()
        owner = asked?.owner
        self.asked = asked?.pairs.map(Pair.init) ?? []
        added = Self.links(report.added, junction)
        restored = Self.links(report.restored, junction)
        removed = Self.links(report.removed, junction)
        moved = report.moved.map(Pair.init)
    }

    /// Each link once: of the two rows of a symmetrical one, the first.
    private static func links(_ pairs: [LinkPair], _ junction: LinkTable) -> [Pair] {
        guard junction.isSymmetrical else { return pairs.map(Pair.init) }
        var seen = Set<LinkPair>()
        return pairs.filter { !seen.contains(LinkPair(owner: $0.target, target: $0.owner)) && seen.insert($0).inserted }.map(Pair.init)
    }

    /// The same as a relation over the same junction sees it; nil for another junction.
    func seen(by relation: Relation) throws -> RelationEvent? {
        let other = try relation.junction()
        guard other.joinsTheSame(as: junction) else { return nil }
        var event = self
        event.relation = relation.title
        if other.near.columns == junction.near.columns { return event }
        event.isReverse = true
        event.owner = nil
        for list in [\RelationEvent.asked, \.added, \.restored, \.removed, \.moved] {
            event[keyPath: list] = event[keyPath: list].map { Pair(owner: $0.target, target: $0.owner) }
        }
        return event
    }
}

extension RelationEvent.Pair {
    init(_ pair: LinkPair) { self.init(owner: pair.owner, target: pair.target) }
}
