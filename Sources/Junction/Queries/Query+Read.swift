extension Query {
    /// The rows: one statement, and one more for each to-many relation that was asked for beside them.
    ///
    /// ```swift
    /// let chiefs = try await Contact.filter { $0.title == "Chief" }.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 JOIN user AS t1 ON t1.id = t0.user_id WHERE t0.title = ? ORDER BY t1.username`
    ///
    /// - Throws: ``QueryError`` before a statement is sent, for what cannot be asked: a key that was never assigned, a value that no
    ///   database keeps, something that this database cannot do. ``RowError`` for a column that holds something else than its model says,
    ///   ``DatabaseError`` for what the database reports, ``PoolError`` where no connection was free within the limit. All verbs that read
    ///   throw these.
    public func all(on session: some Session) async throws -> [Output] {
        try await session.read(selection) { try $0.fetch(selection, loader) }
    }

    /// The first row; nil where there is none. The key decides between equals.
    ///
    /// ```swift
    /// let newest = try await Contact.order { $0.created.descending }.first(on: db)
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 ORDER BY t0.created DESC, t0.id LIMIT ?`
    public func first(on session: some Session) async throws -> Output? {
        let query = ofFirst
        return try await session.read(query.selection) { try $0.fetch(query.selection, loader).first }
    }

    /// The only row.
    ///
    /// ```swift
    /// let bob = try await User.filter { $0.username == "bob" }.one(on: db)
    /// ```
    /// SQL: `SELECT … FROM user AS t0 WHERE t0.username = ? LIMIT ?`
    ///
    /// Throws ``QueryError`` when there is none, or more than one.
    public func one(on session: some Session) async throws -> Output {
        let query = ofOne
        return try Self.only(await session.read(query.selection) { try $0.fetch(query.selection, loader) })
    }

    /// How many rows there are; it agrees with `all`.
    ///
    /// ```swift
    /// let count = try await Contact.filter { $0.credit < 0 }.count(on: db)
    /// ```
    /// SQL: `SELECT count(*) FROM contact AS t0 WHERE t0.credit < ?`
    public func count(on session: some Session) async throws -> Int {
        try await session.read { try $0.answer($0.count(of: selection)) }
    }

    /// Whether there is a row.
    ///
    /// ```swift
    /// let anyDebt = try await Contact.filter { $0.credit < 0 }.exists(on: db)
    /// ```
    /// SQL: `SELECT EXISTS (SELECT 1 FROM contact AS t0 WHERE t0.credit < ?)`
    public func exists(on session: some Session) async throws -> Bool {
        try await session.read { try $0.exists(selection) }
    }

    /// Each row as people read it: its key and its label, which is the key where the model's options have none.
    ///
    /// ```swift
    /// let choices = try await Contact.filter { $0.user.isActive }.labels(on: db)
    /// ```
    /// SQL: `SELECT t0.id, t1.username FROM contact AS t0 JOIN user AS t1 … WHERE t1.is_active ORDER BY t1.username`
    public func labels(on session: some Session) async throws -> [(key: Key<Root>, label: String)] {
        var selection = selection.onlyRows(keepingOrder: true)
        guard let label = Root.table.label?(selection.path) else { return [] }
        selection.asksForDistinct = false
        selection.parts = [.value(selection.path.node(Root.table.primaryKey)), .value(label)]
        selection.isValues = true
        let labels = selection
        return try await session.read(labels) { execution in
            try execution.fetch(
                labels,
                Loader<Root, (key: Key<Root>, label: String)>.values { row in
                    (key: try row.value(Key<Root>.self, at: 0), label: try row.value(String?.self, at: Key<Root>._width) ?? "")
                })
        }
    }

    /// How the database would carry out what `all` asks, in its own words, a line a step.
    ///
    /// ```swift
    /// for line in try await Phone.filter({ $0.kind == "home" }).explain(on: db) { print(line) }
    /// // SCAN t0
    /// ```
    /// SQL (SQLite): `EXPLAIN QUERY PLAN SELECT … FROM phone AS t0 WHERE t0.kind = ?`
    ///
    /// On PostgreSQL the statement begins with `EXPLAIN SELECT`. The query itself is not run.
    public func explain(on session: some Session) async throws -> [String] {
        try await session.read { execution in
            let (plan, values) = try execution.plan(.select(selection)), (prefix, column) = execution.context.dialect.explanation
            return try execution.run(Statement(prefix + plan.sql, .read), values) { rows in
                var lines: [String] = []
                try rows.forEach { lines.append(try $0.value(String.self, at: column)) }
                return lines
            }
        }
    }

    /// The statement that `all` would send. Values are placeholders in it.
    ///
    /// ```swift
    /// print(try Phone.filter { $0.kind == "home" }.sql(for: .sqlite))
    /// // SELECT … FROM "phone" AS t0 WHERE t0."kind" = ?1
    /// ```
    /// Nothing is sent. Throws ``QueryError`` where the query cannot be asked of such a database.
    public func sql(for dialect: some Dialect) throws -> String {
        let request = Request.select(selection)
        return try Planner.plan(request, ShapeWriter(request), dialect).sql
    }
}

extension Model {
    /// The live row with this key.
    ///
    /// ```swift
    /// let category = try await Category.find(hr.id, on: db)
    /// ```
    /// SQL: `SELECT … FROM category AS t0 WHERE t0.id = ?`
    ///
    /// Throws ``QueryError`` when there is none.
    @inlinable public static func find(_ key: Key<Self>, on session: some Session) async throws -> Self {
        let value = key.columnValue
        var found: Self?
        // Written twice, so that neither closure is kept: that would take memory for each look-up.
        if try !session._performHere(.read, &found, { try _find(value, $0) }) {
            found = try await session._perform(.read) { try _find(value, $0) }
        }
        // Taken out, not copied.
        guard let row = found.take() else { throw QueryError.notFound(table, value) }
        return row
    }

    @inlinable static func _find(_ key: Value, _ work: _Work) throws -> Self? {
        var found: Self?
        try work.find(table, key) { found = try _readFirst(&$0) }
        return found
    }

    /// The live rows with these keys, in no promised order. Keys of no row are left out.
    ///
    /// ```swift
    /// let categories = try await Category.find([hr.id, it.id], on: db)
    /// ```
    /// SQL: `SELECT … FROM category AS t0 WHERE t0.id IN (SELECT value FROM json_each(?))`
    public static func find(_ keys: [Key<Self>], on session: some Session) async throws -> [Self] {
        var query = query
        query._selection.value.filters = [.among(query.selection.path.node(table.primaryKey), keys.map { $0.columnValue }.uniqued())]
        return try await query.all(on: session)
    }

    /// The row as people read it, as it stands in the database now; soft-deleted or not.
    ///
    /// ```swift
    /// let name = try await ann.label(on: db)
    /// ```
    /// SQL: `SELECT t0.id, t1.username FROM contact AS t0 JOIN user AS t1 … WHERE t0.id = ? …`
    ///
    /// Throws ``QueryError`` when the row is no longer there.
    public func label(on session: some Session) async throws -> String {
        guard let label = try await row(.includingDeleted).changing({ $0.isUnordered = true }).labels(on: session).first else {
            throw QueryError(.notFound(model: Self.name, keys: [id.columnValue]))
        }
        return label.label
    }
}
