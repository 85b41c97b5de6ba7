extension Array where Element: Model {
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func with<P: Prefetch>(_ part: (Element.Fields) -> P, on session: some Session) async throws -> [(Element, P.Loaded)] {
        Uncallable.value()
    }

    /// Brings more beside rows that are held already, in their order.
    ///
    /// ```swift
    /// let rows = try await contacts.with({ $0.departments.order { $0.name } }, on: db)  // [(Contact, [Category])]
    /// let more = try await contacts.with({ ($0.user, $0.tags) }, on: db)  // [(Contact, User, [Tag])]
    /// ```
    /// SQL: `SELECT … FROM contact_department AS t0 JOIN category AS t1 … WHERE t0.contact_id IN (…) AND … ORDER BY t1.name`
    /// SQL: `SELECT t0.id, t1.id, t1.username, t1.is_active FROM contact AS t0 JOIN user AS t1 … WHERE t0.id IN (…)`
    ///
    /// One statement a to-many relation whatever the number of rows, and one for all to-one paths together. Throws ``QueryError`` for a
    /// row that was never inserted, and, with a to-one path, for one that is no longer there or whose
    /// required path leads nowhere.
    public func with<each P: Prefetch>(
        _ parts: (Element.Fields) -> (repeat each P), on session: some Session
    ) async throws -> [(Element, repeat (each P).Loaded)] {
        var held = HeldRows(self)
        let placed = (repeat held.place((each parts(Element.Fields(_path: held.selection.path)))._prefetch()))
        let rows = held
        if isEmpty { return [] }
        return try await session.read { execution in
            let readers: (repeat PlacedReader<(each P).Loaded>)
            let numbers: [Int]
            if rows.needsStatement {
                (readers, numbers) = try execution.rows(.select(rows.selection)) { stepped, plan in
                    let readers = (repeat (each placed).reader(plan.slots))
                    var found: [Value: Int] = [:]
                    while try stepped.next() {
                        found[try stepped.row.key(of: Element.table.keyTypes, at: 0)] = found.count
                        for reader in repeat each readers { try reader.read(stepped.row) }
                    }
                    return (readers, try rows.numbers(found))
                }
            } else {
                readers = (repeat (each placed).reader([]))
                numbers = []
            }
            for reader in repeat each readers { try reader.finish(rows, execution) }
            return rows.models.indices.map { number in
                (rows.models[number], repeat (each readers).take(number, numbers))
            }
        }
    }
}

/// Rows that are held, and what must be read beside them.
private struct HeldRows<M: Model>: Sendable {
    let models: [M]
    /// What a statement is needed for; its first part is the key.
    var selection: Selection

    init(_ models: [M]) {
        self.models = models
        var selection = Selection { M.table }
        selection.visibility = .includingDeleted
        selection.isUnordered = true
        selection.isValues = true
        let key = selection.path.node(M.table.primaryKey)
        selection.filters = [.among(key, models.map { $0.id.columnValue })]
        selection.parts = [.value(key)]
        self.selection = selection
    }

    var needsStatement: Bool { selection.parts.count > 1 }

    /// A relation of the rows themselves asks for what they hold; anything else is read by the statement.
    mutating func place<Loaded>(_ part: PrefetchPart<Loaded>) -> PlacedPart<Loaded> {
        if case .many(let related) = part.part, let via = related.via, via.origin.hops.isEmpty {
            return PlacedPart(part: part, slot: nil, relation: via.relation)
        }
        selection.parts.append(part.part)
        return PlacedPart(part: part, slot: selection.parts.count - 1, relation: nil)
    }

    /// The number that each row has in the statement's result.
    func numbers(_ found: [Value: Int]) throws -> [Int] {
        try models.map { model in
            guard let number = found[model.id.columnValue] else {
                throw QueryError(.notFound(model: M.name, keys: [model.id.columnValue]))
            }
            return number
        }
    }

    /// What a relation refers to each row by.
    func values(_ relation: Relation) throws -> [Value] {
        let positions = M.table.positions(of: try relation.resolve().near.references)
        return models.map { model in
            if M.table.primaryKey.count == 1, positions.count == 1, M.table.columns[positions[0]].role == .primaryKey {
                return model.id.columnValue
            }
            let values = model.values
            return .key(positions.map { values[$0] })
        }
    }
}

/// A part, and where it stands in the statement; nowhere where the rows hold what it takes.
private struct PlacedPart<Loaded: Sendable>: Sendable {
    let part: PrefetchPart<Loaded>
    let slot: Int?
    let relation: Relation?

    func reader(_ slots: [Slot]) -> PlacedReader<Loaded> {
        let slot = slot.map { slots[$0] } ?? Slot(offset: 0, key: 0)
        return PlacedReader(reader: part.makeReader(slot), relation: relation)
    }
}

private struct PlacedReader<Loaded> {
    let reader: PartReader<Loaded>
    let relation: Relation?

    func read(_ row: borrowing Row) throws { if relation == nil { try reader.read(row) } }

    func finish<M: Model>(_ rows: HeldRows<M>, _ execution: Execution) throws {
        if let relation { for value in try rows.values(relation) { reader.give(value) } }
        try reader.finish(execution)
    }

    func take(_ number: Int, _ numbers: [Int]) -> Loaded { reader.take(relation == nil ? numbers[number] : number) }
}
