extension Query {
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func aggregate<E>(on session: some Session, _ figures: (Root.Fields) -> E) async throws -> E { Uncallable.value() }

    /// Figures over all rows of the query, in one statement.
    ///
    /// ```swift
    /// let (count, credit) = try await Contact.filter { $0.user.isActive }.aggregate(on: db) { ($0.id.count(), $0.credit.sum()) }
    /// ```
    /// SQL: `SELECT count(t0.id), … FROM contact AS t0 JOIN user AS t1 … WHERE t1.is_active`
    ///
    /// A condition over a relation does not repeat rows, so that nothing is counted twice. Of a page they are figures over the page.
    /// Throws ``QueryError`` for a column that stands outside a figure, and for groups or distinct values, whose figures are those of
    /// `group`.
    public func aggregate<each T: ColumnValue>(
        on session: some Session, _ figures: (Root.Fields) -> (repeat Expr<each T>)
    ) async throws -> (repeat each T) {
        try await Groups<Root, Void>(selection.figured, by: []).figures(figures).single(on: session)
    }

    /// One figure over all rows of the query.
    ///
    /// ```swift
    /// let highest: Decimal? = try await Contact.query.aggregate(on: db) { $0.credit.max() }
    /// ```
    /// SQL: `SELECT max(t0.credit) FROM contact AS t0`
    public func aggregate<T: ColumnValue>(on session: some Session, _ figure: (Root.Fields) -> Expr<T>) async throws -> T {
        try await Groups<Root, Void>(selection.figured, by: []).figures(figure).single(on: session)
    }

    private func single(on session: some Session) async throws -> Output {
        guard let row = try await session.read({ try $0.fetch(selection, loader) }).first else {
            throw QueryError(.internalMistake("figures without a row"))
        }
        return row
    }
}

extension Query where Output == Root {
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func group<E>(_ keys: (Root.Fields) -> E) -> Groups<Root, E> { Uncallable.value() }

    /// Makes the rows one that are alike in these values.
    ///
    /// ```swift
    /// let sizes = try await ContactDepartment.query
    ///     .group { $0.categoryID }
    ///     .having { $0.id.count() >= 2 }
    ///     .values { ($0.id.count(), $0.contact.credit.sum()) }
    ///     .order { $0.id.count().descending }
    ///     .all(on: db)  // [(Key<Category>, Int, Decimal?)]
    /// ```
    /// SQL: `SELECT t0.category_id, count(t0.id), … GROUP BY t0.category_id HAVING count(t0.id) >= ? ORDER BY count(t0.id) DESC`
    ///
    /// Whether `filter` stands before or after, it speaks of rows; `having` speaks of groups. Absent values are alike. A column of single
    /// rows that is no key throws ``QueryError`` when the query is run.
    public func group<each K: ColumnValue>(_ keys: (Root.Fields) -> (repeat Expr<each K>)) -> Groups<Root, (repeat each K)> {
        let rows = selection.figured
        var nodes: [Node] = []
        for key in repeat each keys(Root.Fields(_path: rows.path)) { nodes += key.readNode.parts }
        return Groups(rows, by: nodes)
    }
}

extension Model {
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public static func group<E>(_ keys: (Fields) -> E) -> Groups<Self, E> { Uncallable.value() }

    /// Makes the rows one that are alike in these values; see ``Query/group(_:)``.
    ///
    /// ```swift
    /// let kinds = Phone.group { $0.kind }
    /// ```
    /// SQL: `… FROM phone AS t0 GROUP BY t0.kind`
    public static func group<each K: ColumnValue>(_ keys: (Fields) -> (repeat Expr<each K>)) -> Groups<Self, (repeat each K)> {
        query.group(keys)
    }
}

/// Rows that are made one by their keys, before it is said what is read of each group.
///
/// ```swift
/// let kinds = Phone.group { $0.kind }
/// let counts: [(String, Int)] = try await kinds.values { $0.id.count() }.all(on: db)
/// ```
/// SQL: `SELECT t0.kind, count(t0.id) FROM phone AS t0 GROUP BY t0.kind`
public struct Groups<Root: Model, Keys: Sendable>: Sendable {
    private var selection: Selection

    init(_ selection: Selection, by keys: [Node]) {
        self.selection = selection
        self.selection.groups = keys
        self.selection.isUnordered = false
    }

    private var fields: Root.Fields { Root.Fields(_path: selection.path) }
    private var keyNodes: [Node] { selection.groups ?? [] }

    /// Those groups only, after any condition before. It may speak of the keys and of figures over the rows of each group.
    ///
    /// ```swift
    /// let frequent: [String] = try await kinds.having { $0.id.count() > 1 }.keys().all(on: db)
    /// ```
    /// SQL: `… GROUP BY t0.kind HAVING count(t0.id) > ?`
    public func having(_ condition: (Root.Fields) -> Expr<Bool>) -> Groups {
        var copy = self
        copy.selection.having.append(condition(fields).node)
        return copy
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func values<E>(_ figures: (Root.Fields) -> E) -> Query<Root, (Keys, E)> { Uncallable.value() }

    /// The keys of each group, and figures over its rows.
    ///
    /// ```swift
    /// let spans = try await kinds.values { ($0.number.min(), $0.number.max()) }.all(on: db)  // [(String, String?, String?)]
    /// ```
    /// SQL: `SELECT t0.kind, min(t0.number), max(t0.number) FROM phone AS t0 GROUP BY t0.kind`
    public func values<each K: ColumnValue, each T: ColumnValue>(
        _ figures: (Root.Fields) -> (repeat Expr<each T>)
    ) -> Query<Root, (repeat each K, repeat each T)> where Keys == (repeat each K) {
        var nodes = keyNodes
        for figure in repeat each figures(fields) { nodes.append(figure.readNode) }
        return Query<Root, (repeat each K, repeat each T)>(
            selection.reading(nodes), .tuples((repeat (each K).self), (repeat (each T).self)))
    }

    /// The keys of each group, and one figure over its rows.
    ///
    /// ```swift
    /// let counts: [(String, Int)] = try await kinds.values { $0.id.count() }.all(on: db)
    /// ```
    /// SQL: `SELECT t0.kind, count(t0.id) FROM phone AS t0 GROUP BY t0.kind`
    public func values<each K: ColumnValue, T: ColumnValue>(
        _ figure: (Root.Fields) -> Expr<T>
    ) -> Query<Root, (repeat each K, T)> where Keys == (repeat each K) {
        Query<Root, (repeat each K, T)>(selection.reading(keyNodes + [figure(fields).readNode]), .tuples((repeat (each K).self), (T.self)))
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func keys() -> Query<Root, Keys> { Uncallable.value() }

    /// The keys alone.
    ///
    /// ```swift
    /// let frequent: [String] = try await kinds.having { $0.id.count() > 1 }.keys().all(on: db)
    /// ```
    /// SQL: `SELECT t0.kind FROM phone AS t0 GROUP BY t0.kind HAVING count(t0.id) > ?`
    public func keys<each K: ColumnValue>() -> Query<Root, (repeat each K)> where Keys == (repeat each K) {
        Query<Root, (repeat each K)>(selection.reading(keyNodes), .tuples())
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func figures<E>(_ figures: (Root.Fields) -> E) -> Query<Root, E> { Uncallable.value() }

    /// The figures alone.
    ///
    /// ```swift
    /// let figures = try await kinds.figures { ($0.id.count(), $0.number.max()) }.all(on: db)  // [(Int, String?)]
    /// ```
    /// SQL: `SELECT count(t0.id), max(t0.number) FROM phone AS t0 GROUP BY t0.kind`
    public func figures<each T: ColumnValue>(_ figures: (Root.Fields) -> (repeat Expr<each T>)) -> Query<Root, (repeat each T)> {
        var nodes: [Node] = []
        for figure in repeat each figures(fields) { nodes.append(figure.readNode) }
        return Query<Root, (repeat each T)>(selection.reading(nodes), .tuples())
    }

    /// One figure alone.
    ///
    /// ```swift
    /// let sizes: [Int] = try await kinds.figures { $0.id.count() }.all(on: db)
    /// ```
    /// SQL: `SELECT count(t0.id) FROM phone AS t0 GROUP BY t0.kind`
    public func figures<T: ColumnValue>(_ figure: (Root.Fields) -> Expr<T>) -> Query<Root, T> {
        Query<Root, T>(selection.reading([figure(fields).readNode]), .single)
    }
}

extension Selection {
    /// What figures are made of: the rows; of a page, those that are on it.
    fileprivate var figured: Selection {
        if groups != nil || isDistinct || !distinctOn.isEmpty { return refused(.figuresOfGroups) }
        if !isPage { return onlyRows() }
        return Selection(table, among: keys, .includingDeleted).unordered
    }

    /// The keys of the rows, as values.
    var keys: Selection {
        var copy = written.reading([path.node(table().primaryKey)])
        copy.commonName = commonName
        return copy
    }
}
