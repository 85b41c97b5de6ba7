extension Query {
    /// The rows.
    public func all(on session: some Session) async throws -> [Output] {
        try await session.read(selection) { try $0.fetch(selection, loader) }
    }

    /// The first row; nil where there is none. The key decides between equals.
    public func first(on session: some Session) async throws -> Output? {
        let query = limit(Swift.min(selection.limit ?? 1, 1))
        return try await session.read(query.selection) { try $0.fetch(query.selection, loader).first }
    }

    /// The only row. Throws ``QueryError`` when there is none, or more than one.
    public func one(on session: some Session) async throws -> Output {
        let isWhole = selection.limit == nil && selection.offset == nil && selection.distinctOn.isEmpty
        let query = isWhole ? limit(2).changing { $0 = $0.unordered } : selection.limit == nil ? limit(2) : self
        let rows = try await session.read(query.selection) { try $0.fetch(query.selection, loader) }
        guard let row = rows.first else { throw QueryError(.notFound(model: Root.name, keys: [])) }
        guard rows.count == 1 else { throw QueryError(.moreThanOne(model: Root.name)) }
        return row
    }

    /// How many rows there are; it agrees with `all`.
    ///
    /// SQL: `SELECT count(*) FROM …`
    public func count(on session: some Session) async throws -> Int {
        try await session.read { execution in
            try execution.rows(.count(selection.counted)) { rows, _ in try rows.next() ? try rows.row.value(Int.self, at: 0) : 0 }
        }
    }

    /// Whether there is a row.
    ///
    /// SQL: `SELECT EXISTS (SELECT 1 FROM …)`
    public func exists(on session: some Session) async throws -> Bool {
        try await session.read { try $0.exists(selection.counted) }
    }

    /// Each row as people read it: its key and its label.
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
    /// for line in try await Contact.filter { $0.title == "Chief" }.explain(on: db) { print(line) }
    /// // SCAN t0
    /// ```
    /// SQL: `EXPLAIN QUERY PLAN SELECT …` on SQLite, `EXPLAIN SELECT …` on PostgreSQL
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
    /// print(try Contact.filter { $0.title == "Chief" }.sql(for: .sqlite))
    /// // SELECT … FROM "contact" AS t0 WHERE t0."title" = ?1
    /// ```
    public func sql(for dialect: some Dialect) throws -> String {
        let request = Request.select(selection)
        return try Planner.plan(request, ShapeWriter(request), dialect).sql
    }
}

extension Model {
    /// The live row with this key. Throws ``QueryError`` when there is none.
    ///
    /// SQL: `SELECT … FROM category AS t0 WHERE t0.id = ?`
    public static func find(_ key: Key<Self>, on session: some Session) async throws -> Self {
        let value = key.columnValue
        let found = try await session.lookUp { execution in
            try execution.rows(.find(table, value)) { rows, _ in try _readAll(&rows, at: 0, beside: nil).first }
        }
        guard let found else { throw QueryError(.notFound(model: name, keys: [value])) }
        return found
    }

    /// The live rows with these keys, in no promised order. Keys of no row are left out.
    public static func find(_ keys: [Key<Self>], on session: some Session) async throws -> [Self] {
        var query = query
        query._selection.value.filters = [.among(query.selection.path.node(table.primaryKey), keys.map { $0.columnValue }.uniqued())]
        return try await query.all(on: session)
    }

    /// The row as people read it.
    public func label(on session: some Session) async throws -> String {
        guard let label = try await row(.includingDeleted).labels(on: session).first else {
            throw QueryError(.notFound(model: Self.name, keys: [id.columnValue]))
        }
        return label.label
    }
}
