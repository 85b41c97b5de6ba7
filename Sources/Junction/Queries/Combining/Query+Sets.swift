/// How two sets of rows are put together.
enum SetOperation: UInt8, Sendable { case union, unionAll, intersect, except }

extension Query where Output == Root {
    /// The rows of both queries, each once.
    ///
    /// ```swift
    /// let either = Contact.filter { $0.user.isActive }.limit(10).union(Contact.filter { $0.tags.contains(vip) })
    /// let names = try await either.order { $0.user.username }.all(on: db)
    /// ```
    /// SQL: `… WHERE id IN (SELECT id FROM … UNION SELECT id FROM …)`
    ///
    /// The result is a query like any other: filtered, ordered and counted further. An order of either query matters of a page only.
    public func union(_ other: Query) -> Query { combined(.union, other) }
    /// The rows that both queries have.
    public func intersect(_ other: Query) -> Query { combined(.intersect, other) }
    /// The rows of this query that the other one has not.
    public func except(_ other: Query) -> Query { combined(.except, other) }

    private func combined(_ operation: SetOperation, _ other: Query) -> Query {
        let keys = Selection(arms: [
            .init(operation: nil, selection: selection.keys), .init(operation: operation, selection: other.selection.keys),
        ])
        var rows = Selection(selection.table)
        // Each query says itself which rows it sees.
        rows.visibility = .includingDeleted
        rows.filters = [.amongRows(rows.path.node(Root.table.primaryKey), keys)]
        return Query(rows, loader)
    }
}

extension Query {
    /// The values of both queries, equal ones once. Theirs may be different models.
    ///
    /// ```swift
    /// let words = Tag.query.values { $0.name }.union(Category.query.values { $0.name }).order(values: { [$0] })
    /// ```
    /// SQL: `SELECT name FROM tag UNION SELECT name FROM category`
    public func union<Other: Model>(_ other: Query<Other, Output>) -> Query { combined(.union, other) }
    /// The values of both queries, as often as they come.
    public func unionAll<Other: Model>(_ other: Query<Other, Output>) -> Query { combined(.unionAll, other) }
    /// The values that both queries have, each once.
    public func intersect<Other: Model>(_ other: Query<Other, Output>) -> Query { combined(.intersect, other) }
    /// The values of this query that the other one has not, each once.
    public func except<Other: Model>(_ other: Query<Other, Output>) -> Query { combined(.except, other) }

    private func combined<Other: Model>(_ operation: SetOperation, _ other: Query<Other, Output>) -> Query {
        guard selection.isValues, other.selection.isValues else { return Query(selection.refused(.setOfModels), loader) }
        return Query(
            Selection(arms: [
                .init(operation: nil, selection: selection.inner), .init(operation: operation, selection: other.selection.inner),
            ]),
            loader)
    }
}

extension Query {
    /// The query under a name, so that it stands once in a statement wherever it is used there.
    ///
    /// ```swift
    /// let busy = ContactDepartment.group { $0.categoryID }.having { $0.id.count() >= 65 }.keys().common("busy")
    /// let rows = Category.filter { $0.id.in(busy) || $0.parentID.in(busy) }
    /// ```
    /// SQL: `WITH "busy" (c0) AS (SELECT …) SELECT … WHERE id IN (SELECT c0 FROM "busy") OR parent_id IN (SELECT c0 FROM "busy")`
    ///
    /// It cannot speak of the fields of a query around it. Two queries of one name in a statement throw ``QueryError``.
    public func common(_ name: String) -> Query { changing { $0.commonName = name } }
}

extension Selection {
    /// Selects from statements.
    init(arms: [Arm]) {
        self.init(arms[0].selection.table)
        self.arms = arms
        isValues = true
        parts = (0..<arms[0].selection.columnCount).map { .value(.output(scope, $0)) }
    }

    /// How many columns the parts of values have.
    var columnCount: Int {
        parts.reduce(0) { count, part in if case .value(let node) = part { count + node.parts.count } else { count } }
    }
}
