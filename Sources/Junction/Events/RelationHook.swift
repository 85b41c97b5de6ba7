/// Code that is called when a many-to-many relation changes; given to a database when it is opened.
///
/// ```swift
/// let uses = RelationHook.after(\Contact.tags) { change, tx in
///     for pair in change.added {
///         try await Tag.filter { $0.id == pair.target }.update(on: tx) { new, old in new.uses = old.uses + 1 }
///     }
/// }
/// let db = try await Database.sqlite(.memory, .init(.init(hooks: [uses])))
/// ```
/// `before` and `after` run in the transaction of the change, whose session they get: an error that one throws takes the change back
/// and reaches the caller. `committed` runs once the outermost transaction was committed. Listening changes no statement: `before` sees
/// what the call asks for, `after` and `committed` see what really changed, and are not called when nothing did.
///
/// Changes are those made by the verbs of a relation, from either end, and those that follow the deletion of a row where Junction
/// itself does that; where a constraint of the database cascades, nobody is told.
public struct RelationHook: Sendable {
    enum Phase: Sendable { case before, after, committed }

    let phase: Phase
    /// The relation that is listened to, or all of them.
    let relation: Listened
    let body: @Sendable (RelationEvent, Transaction?) async throws -> Void

    enum Listened: Sendable {
        case all
        case one(Relation)
        /// The key path names no relation.
        case none(String)
    }

    private init(
        _ phase: Phase, _ relation: Listened, _ body: @escaping @Sendable (RelationEvent, Transaction?) async throws -> Void
    ) {
        self.phase = phase
        self.relation = relation
        self.body = body
    }

    private static func typed<Owner: Model, R: ManyVerbs>(
        _ phase: Phase, _ relation: KeyPath<Owner, R>,
        _ body: @escaping @Sendable (RelationChange<Owner, R.Target>, Transaction?) async throws -> Void
    ) -> RelationHook {
        let declared = Owner._relation(of: relation).map(Listened.one) ?? .none(Owner.name)
        return RelationHook(phase, declared) { event, tx in try await body(RelationChange(event), tx) }
    }

    /// Is called before a change, with what is asked; throwing refuses it.
    ///
    /// ```swift
    /// let guarded = RelationHook.before(\Contact.tags) { change, tx in
    ///     if change.asked.contains(where: { $0.target == vip.id }) { throw NotAllowed() }
    /// }
    /// ```
    /// A key path that names no relation is a ``SchemaError``, thrown when a relation changes.
    public static func before<Owner: Model, R: ManyVerbs>(
        _ relation: KeyPath<Owner, R>, _ body: @escaping @Sendable (RelationChange<Owner, R.Target>, Transaction) async throws -> Void
    ) -> RelationHook {
        typed(.before, relation) { change, tx in if let tx { try await body(change, tx) } }
    }

    /// Is called after a change, in its transaction, with the keys that really changed; throwing takes the change back.
    ///
    /// ```swift
    /// let uses = RelationHook.after(\Contact.tags) { change, tx in
    ///     for pair in change.added {
    ///         try await Tag.filter { $0.id == pair.target }.update(on: tx) { new, old in new.uses = old.uses + 1 }
    ///     }
    /// }
    /// ```
    public static func after<Owner: Model, R: ManyVerbs>(
        _ relation: KeyPath<Owner, R>, _ body: @escaping @Sendable (RelationChange<Owner, R.Target>, Transaction) async throws -> Void
    ) -> RelationHook {
        typed(.after, relation) { change, tx in if let tx { try await body(change, tx) } }
    }

    /// Is called when the transaction of a change was committed.
    ///
    /// ```swift
    /// let news = RelationHook.committed(\Contact.tags) { change in
    ///     for pair in change.added { print("\(pair.owner) has the tag \(pair.target)") }
    /// }
    /// ```
    public static func committed<Owner: Model, R: ManyVerbs>(
        _ relation: KeyPath<Owner, R>, _ body: @escaping @Sendable (RelationChange<Owner, R.Target>) async -> Void
    ) -> RelationHook {
        typed(.committed, relation) { change, _ in await body(change) }
    }

    /// Is called before each change of any relation; throwing refuses it.
    ///
    /// ```swift
    /// let quota = RelationHook.before { event, tx in
    ///     if event.asked.count > 1_000 { throw NotAllowed() }
    /// }
    /// ```
    public static func before(_ body: @escaping @Sendable (RelationEvent, Transaction) async throws -> Void) -> RelationHook {
        RelationHook(.before, .all) { event, tx in if let tx { try await body(event, tx) } }
    }

    /// Is called after each change of any relation, in its transaction; throwing takes the change back.
    ///
    /// ```swift
    /// let audit = RelationHook.after { event, tx in
    ///     _ = try await Tag(name: "\(event.relation), \(event.cause), \(event.added.count)").insert(on: tx)
    /// }
    /// ```
    public static func after(_ body: @escaping @Sendable (RelationEvent, Transaction) async throws -> Void) -> RelationHook {
        RelationHook(.after, .all) { event, tx in if let tx { try await body(event, tx) } }
    }

    /// Is called when the transaction of a change of any relation was committed.
    ///
    /// ```swift
    /// let log = RelationHook.committed { event in
    ///     print(event.relation, event.cause, "+\(event.added.count) -\(event.removed.count)")
    /// }
    /// ```
    public static func committed(_ body: @escaping @Sendable (RelationEvent) async -> Void) -> RelationHook {
        RelationHook(.committed, .all) { event, _ in await body(event) }
    }
}
