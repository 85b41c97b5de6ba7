/// How two sets of rows are put together.
enum SetOperation: UInt8, Sendable { case union, unionAll, intersect, except }

extension Query where Output == Root {
    /// The rows of both queries, each once.
    ///
    /// ```swift
    /// let either = try await rich.union(tagged).order { $0.user.username }.all(on: db)
    /// ```
    /// SQL: `SELECT … WHERE t0.id IN (SELECT … t1.id … FROM contact AS t1 … UNION SELECT … t2.id FROM contact AS t2 …)`
    ///
    /// The result is a query like any other: filtered, ordered and counted further. An order of either query matters of a page only.
    public func union(_ other: Query) -> Query { combined(.union, other) }
    /// The rows that both queries have.
    ///
    /// ```swift
    /// let both = try await rich.intersect(tagged).all(on: db)
    /// ```
    /// SQL: `SELECT … WHERE t0.id IN (SELECT … t1.id … FROM contact AS t1 … INTERSECT SELECT … t2.id FROM contact AS t2 …)`
    public func intersect(_ other: Query) -> Query { combined(.intersect, other) }
    /// The rows of this query that the other one has not.
    ///
    /// ```swift
    /// let untagged = try await Contact.filter { $0.departments.contains(it) }.except(tagged).all(on: db)
    /// ```
    /// SQL: `SELECT … WHERE t0.id IN (SELECT … t1.id … FROM contact AS t1 … EXCEPT SELECT … t3.id FROM contact AS t3 …)`
    public func except(_ other: Query) -> Query { combined(.except, other) }

    private func combined(_ operation: SetOperation, _ other: Query) -> Query {
        let keys = Selection(arms: [
            .init(operation: nil, selection: selection.keys), .init(operation: operation, selection: other.selection.keys),
        ])
        // Each query says itself which rows it sees.
        return Query(Selection(selection.table, among: keys, .includingDeleted), loader)
    }
}

extension Query {
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func union(_ other: Uncallable) -> Query { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func unionAll(_ other: Uncallable) -> Query { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func intersect(_ other: Uncallable) -> Query { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func except(_ other: Uncallable) -> Query { Uncallable.value() }
    /// The values of both queries, equal ones once. Theirs may be different models.
    ///
    /// ```swift
    /// let tags = Tag.query.values { $0.name }, categories = Category.query.values { $0.name }
    /// let words = try await tags.union(categories).order(values: { [$0] }).all(on: db)
    /// ```
    /// SQL: `SELECT t2.c0 FROM (SELECT … t0.name … FROM tag AS t0 … UNION SELECT … t1.name FROM category AS t1) …) AS t2 ORDER BY t2.c0 …`
    ///
    /// Here and in the verbs below, models instead of values throw ``QueryError`` when the query is run.
    public func union<Other: Model>(_ other: Query<Other, Output>) -> Query { combined(.union, other) }
    /// The values of both queries, as often as they come.
    ///
    /// ```swift
    /// let every = try await tags.unionAll(categories).count(on: db)
    /// ```
    /// SQL: `SELECT count(*) FROM (SELECT … FROM tag AS t0 … UNION ALL SELECT … FROM category AS t1) AS s1) AS t2`
    public func unionAll<Other: Model>(_ other: Query<Other, Output>) -> Query { combined(.unionAll, other) }
    /// The values that both queries have, each once.
    ///
    /// ```swift
    /// let both = try await tags.intersect(categories).all(on: db)
    /// ```
    /// SQL: `SELECT t2.c0 FROM (SELECT … FROM tag AS t0 … INTERSECT SELECT … FROM category AS t1) AS s1) AS t2`
    public func intersect<Other: Model>(_ other: Query<Other, Output>) -> Query { combined(.intersect, other) }
    /// The values of this query that the other one has not, each once.
    ///
    /// ```swift
    /// let onlyTags = try await tags.except(categories).all(on: db)
    /// ```
    /// SQL: `SELECT t2.c0 FROM (SELECT … FROM tag AS t0 … EXCEPT SELECT … FROM category AS t1) AS s1) AS t2`
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
    /// let busy = ContactDepartment.group { $0.categoryID }.having { $0.id.count() >= 2 }.keys().common("busy")
    /// let rows = try await Category.filter { $0.id.in(busy) || $0.parentID.in(busy) }.all(on: db)
    /// ```
    /// SQL: `WITH busy AS (SELECT …) SELECT … WHERE (t0.id IN (SELECT c0 FROM busy) OR t0.parent_id IN (SELECT c0 FROM busy))`
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
