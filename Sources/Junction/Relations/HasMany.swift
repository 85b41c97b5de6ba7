/// The rows whose foreign key refers to one row.
///
/// ```swift
/// @HasMany(\Phone.contactID) var phones: HasMany<Phone>
/// ```
/// The property is a handle: it holds the row's key, and nothing that was loaded.
/// ```swift
/// let numbers = try await ann.phones.order { $0.number }.all(on: db)
/// ```
/// SQL: `SELECT … FROM phone AS t0 WHERE t0.contact_id = ? ORDER BY t0.number`
public struct HasMany<Target: Model>: RelationHandle, RelatedRows {
    /// What the relation is in a query.
    public typealias InQuery = ToMany<Target>
    let owner: Value
    let relation: Relation

    /// Holds the key of the row; the macros call it.
    public init(_owner: Value, _ relation: Relation) {
        owner = _owner
        self.relation = relation
    }

    /// What the property declares; the macros call it.
    public static func _relation<Owner: Model>(_ name: String, of owner: Owner.Type, key property: String) -> Relation {
        Relation(
            name: name, owner: { Owner.table }, target: { Target.table }, kind: .children(property: property, isUnique: false))
    }

    /// Those rows, as an ordinary query.
    ///
    /// ```swift
    /// let home = try await ann.phones.query.filter { $0.kind == "home" }.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM phone AS t0 WHERE t0.contact_id = ? AND t0.kind = ?`
    public var query: Query<Target, Target> {
        var query = Query<Target, Target>.all
        query._selection.value.filters.append(.belongs(query.selection.path, relation, owner))
        query._selection.value.relation = relation
        return query
    }

    /// Inserts a row that belongs to the owner, whatever its key says: two statements in a transaction. Returns it as stored.
    ///
    /// ```swift
    /// let mobile = try await ann.phones.create(Phone(number: "3", kind: "mobile"), on: db)
    /// ```
    /// SQL: `SELECT EXISTS (SELECT 1 FROM contact AS t0 …)`, `INSERT INTO phone (contact_id, number, kind) VALUES (?, ?, ?) RETURNING …`
    ///
    /// Throws ``RelationError`` for an unsaved, missing or soft-deleted owner, ``ValidationError`` for a row that cannot be stored.
    @discardableResult
    public func create(_ target: Target, on session: some Session) async throws -> Target {
        let key = try key()
        // Before a statement is sent, where it is the owner's own key that the row gets.
        if key.isToPrimaryKey { try Validation.check(target, replacing: key.replacements(owner)) }
        return try await session.atomically { try create(target, $0) }
    }

    func create(_ target: Target, _ execution: Execution) throws -> Target {
        try checkOwner(execution)
        let replacing = try execution.values(of: key(), for: owner)
        if replacing.values.contains(where: \.isNull) { throw unreferable }
        try Validation.check(target, replacing: replacing)
        return try execution.insert(target, replacing: replacing)
    }

    /// Makes rows of this owner belong to another one.
    ///
    /// ```swift
    /// try await ann.phones.move(mobile, to: bob.phones, on: db)
    /// ```
    /// SQL: `SELECT EXISTS (SELECT 1 FROM contact …)`, `UPDATE phone AS t0 SET contact_id = ? WHERE t0.contact_id = ? AND t0.id IN (…)`
    ///
    /// Two statements in a transaction. Throws ``QueryError`` when one of the rows does not belong to this owner, ``RelationError`` when
    /// the other owner is unsaved, missing or soft-deleted; none was moved then.
    public func move(_ targets: Target..., to other: HasMany<Target>, on session: some Session) async throws {
        try await move(targets, to: other, on: session)
    }

    /// The same for a list.
    public func move(_ targets: [Target], to other: HasMany<Target>, on session: some Session) async throws {
        let mine = try relation.resolve(), theirs = try other.relation.resolve()
        guard mine.owner == theirs.owner, try key().name == other.key().name else {
            throw QueryError(
                .unsupported(
                    what: "move from \(relation.title) to \(other.relation.title), which is another relation", database: "Junction"))
        }
        try await give(targets.map { $0.id.columnValue }.uniqued(), to: other, on: session)
    }

    /// Takes rows away from the owner; only where their key is optional. Rows that belong to another owner are left alone.
    ///
    /// ```swift
    /// try await bob.phones.remove(mobile, on: db)
    /// ```
    /// SQL: `UPDATE phone AS t0 SET contact_id = ? WHERE t0.contact_id = ? AND t0.id IN (…)`
    ///
    /// Returns how many there were. Throws ``QueryError`` when the key is not optional.
    @discardableResult
    public func remove(_ targets: Target..., on session: some Session) async throws -> Int {
        try await remove(targets, on: session)
    }

    /// The same for a list.
    @discardableResult
    public func remove(_ targets: [Target], on session: some Session) async throws -> Int {
        let key = try key()
        guard key.isNullable else {
            throw QueryError(.keyIsRequired(column: Target.name + "." + key.property))
        }
        return try await give(targets.map { $0.id.columnValue }.uniqued(), to: nil, on: session)
    }

    private var unreferable: RelationError {
        RelationError(.unreferableOwner, relation: relation.title, model: relation.owner().modelName, keys: [owner])
    }

    /// A row may only be given to an owner that is there and live.
    private func checkOwner(_ execution: Execution) throws {
        let table = relation.owner()
        func isThere(_ visibility: Visibility) throws -> Bool {
            try execution.exists(Selection(table, key: owner, visibility))
        }
        if try isThere(.live) { return }
        let kind: RelationError.Kind = try table.isSoftDeletable && isThere(.includingDeleted) ? .deletedOwner : .missingOwner
        throw RelationError(kind, relation: relation.title, model: table.modelName, keys: [owner])
    }

    /// The foreign key. The owner must have been inserted.
    private func key() throws -> ForeignKey {
        if owner.isInvalid {
            throw RelationError(.unsavedOwner, relation: relation.title, model: relation.owner().modelName, keys: [])
        }
        guard case .children(let key, _) = try relation.resolve().route else { throw SchemaError("\(relation.title) is no foreign key") }
        return key
    }

    @discardableResult
    private func give(_ keys: [Value], to other: HasMany<Target>?, on session: some Session) async throws -> Int {
        let key = try key()
        if keys.contains(where: \.isInvalid) {
            throw RelationError(.unsavedTarget, relation: relation.title, model: Target.name, keys: [])
        }
        var selection = query.selection
        selection.filters.append(.among(selection.path.node(Target.table.primaryKey), keys))
        let chosen = selection
        return try await session.atomically { execution in
            try other?.checkOwner(execution)
            let assignments = try execution.assignments(of: key, to: other?.owner)
            if let other, assignments.contains(where: { if case .bind(.null) = $0.value { true } else { false } }) {
                throw other.unreferable
            }
            let count = try execution.update(chosen, assignments)
            if other != nil, count < keys.count { throw QueryError(.notFound(model: Target.name, keys: keys)) }
            return count
        }
    }
}
