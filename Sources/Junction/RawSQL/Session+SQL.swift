extension Session {
    /// The rows of SQL of your own as models. It selects the columns of the model in their order: `\(columns: Tag.self)`.
    ///
    /// ```swift
    /// let found = try await db.query("SELECT \(columns: Tag.self) FROM tag WHERE name = \(name)", as: Tag.self)
    /// ```
    /// SQL: `SELECT id, name, color, uses, deleted FROM tag WHERE name = ?`
    ///
    /// Throws ``QueryError`` when it selects other columns, ``DatabaseError`` for what the database does not understand. Soft-deleted rows
    /// are not hidden: it is your statement. What does not begin with SELECT, VALUES or EXPLAIN is taken for a write.
    public func query<M: Model>(_ sql: SQL, as model: M.Type) async throws -> [M] {
        try await rows(of: sql) { rows in
            try Self.check(rows.columnNames, M.table.columns.map(\.name), M.name)
            return try M._readAll(&rows, at: 0)
        }
    }

    /// The rows of SQL of your own as typed tuples.
    ///
    /// ```swift
    /// let counts = try await db.query("SELECT kind, count(*) FROM phone GROUP BY kind", as: (String, Int).self)
    /// ```
    /// SQL: `SELECT kind, count(*) FROM phone GROUP BY kind`
    ///
    /// Throws ``QueryError`` when it selects another number of columns, ``RowError`` for a value of another type; nothing was written then.
    public func query<each T: ColumnValue>(_ sql: SQL, as types: (repeat each T).Type) async throws -> [(repeat each T)] {
        var width: Int32 = 0
        for type in repeat (each T).self { width += type._width }
        let count = width
        return try await rows(of: sql) { rows in
            guard rows.columnNames.count == count else {
                throw QueryError(.columnCount(found: rows.columnNames.count, expected: Int(count)))
            }
            var all: [(repeat each T)] = []
            while try rows.next() {
                var columns = ColumnCounter()
                all.append((repeat try columns.next((each T).self, rows.row)))
            }
            return all
        }
    }

    /// The rows of SQL of your own, of one column.
    ///
    /// ```swift
    /// let versions = try await db.query("SELECT sqlite_version()", as: String.self)
    /// ```
    /// SQL (SQLite): `SELECT sqlite_version()`
    ///
    /// Throws as the query of tuples does.
    public func query<T: ColumnValue>(_ sql: SQL, as type: T.Type) async throws -> [T] {
        try await rows(of: sql) { rows in
            guard rows.columnNames.count == Int(T._width) else {
                throw QueryError(.columnCount(found: rows.columnNames.count, expected: Int(T._width)))
            }
            var all: [T] = []
            while try rows.next() { all.append(try rows.row.value(type, at: 0)) }
            return all
        }
    }

    /// Runs SQL of your own that gives no rows. Returns how many it changed.
    ///
    /// ```swift
    /// let count = try await db.execute("UPDATE tag SET uses = 0 WHERE uses > \(limit)")
    /// ```
    /// SQL: `UPDATE tag SET uses = 0 WHERE uses > ?`
    ///
    /// Throws ``DatabaseError`` for what the database refuses. No hook hears of what it changes.
    @discardableResult
    public func execute(_ sql: SQL) async throws -> Int {
        try await change { execution in
            let (statement, values) = try sql.statement(execution.context.dialect)
            return try execution.execute(statement, values)
        }
    }

    private func rows<R: Sendable>(of sql: SQL, _ body: @Sendable (inout Rows) throws -> R) async throws -> R {
        try await _perform(sql.access) { work in
            let (statement, values) = try sql.statement(work.execution.context.dialect)
            func run(_ execution: Execution) throws -> R { try execution.run(statement, values, body) }
            // Where a row cannot be read, nothing was written.
            do { return try sql.changesRows ? work.execution.atomically(run) : run(work.execution) } catch let mismatch as ColumnMismatch {
                throw RowError(model: "SQL", column: "\(mismatch.column + 1)", expected: mismatch.expected, found: mismatch.found)
            }
        }
    }

    private static func check(_ found: [String], _ expected: [String], _ model: String) throws {
        if found != expected { throw QueryError(.otherColumns(model: model, found: found)) }
    }
}
