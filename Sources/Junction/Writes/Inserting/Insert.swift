extension Model {
    /// Inserts the row and returns it as stored, with its key and times.
    ///
    /// ```swift
    /// let sales = try await Category(name: "Sales").insert(on: db)
    /// ```
    /// SQL: `INSERT INTO category (name, code, is_open, parent_id) VALUES (?, ?, ?, ?) RETURNING id, name, code, is_open, parent_id`
    ///
    /// Throws ``ValidationError`` before a statement is sent, ``DatabaseError`` for a violated constraint.
    public func insert(on session: some Session) async throws -> Self {
        try Validation.check(self)
        return try await session.atomically { try $0.insert(self) }
    }

    /// Inserts many rows, all or none, and returns their keys in the same order.
    ///
    /// ```swift
    /// let keys = try await Tag.insert([Tag(name: "new"), Tag(name: "old")], on: db)
    /// ```
    /// SQL (SQLite): `INSERT INTO tag (name, color, uses, deleted) VALUES (?, ?, ?, ?)`
    ///
    /// On SQLite one prepared statement is run for each row; links are written in the order of their two keys. On PostgreSQL one takes an
    /// array for each column, for at most 10,000 rows or 16 MB, and from 2,000 rows on they are sent by COPY.
    /// Throws what inserting one row throws; nothing is written then.
    @discardableResult
    public static func insert(_ rows: [Self], on session: some Session) async throws -> [Key<Self>] {
        try Validation.check(NewRows(rows))
        if rows.isEmpty { return [] }
        return try await session.atomically { try $0.insert(rows) }
    }
}

extension Array where Element: Model {
    /// Inserts the rows, all or none, and returns their keys in the same order.
    ///
    /// ```swift
    /// let more = try await [Tag(name: "here"), Tag(name: "there")].insert(on: db)
    /// ```
    /// SQL (SQLite): `INSERT INTO tag (name, color, uses, deleted) VALUES (?, ?, ?, ?)`
    ///
    /// It is the model's `insert(_:on:)`, with its statements and errors.
    @discardableResult
    public func insert(on session: some Session) async throws -> [Key<Element>] { try await Element.insert(self, on: session) }
}

extension Execution {
    func insert<M: Model>(_ model: M, replacing: [String: Value] = [:]) throws -> M {
        let (columns, values) = stored(model, replacing)
        do {
            let stored = try rows(.insert(M.table, columns: columns, values: values, returnsRow: true)) { rows, _ in
                try M._readAll(&rows, at: 0)
            }
            guard let row = stored.first else { throw QueryError(.internalMistake("an insert returned no row")) }
            return row
        } catch let error as DatabaseError {
            throw try explained(error, columns, values, M.table)
        }
    }

    /// Many rows, which all get the same moment.
    func insert<M: Model>(_ models: [M]) throws -> [Key<M>] {
        if context.dialect.insertsLists { return try insertCopied(models) ?? insertLists(models) }
        guard let keys = M._keys(try insertEach(NewRows(models))) else {
            throw QueryError(.internalMistake("a key that the model's type does not hold"))
        }
        return keys
    }

    /// One prepared statement, run for each row. Returns the keys in the order of the rows.
    private func insertEach(_ rows: NewRows) throws -> [Value] {
        var keys = [Value](repeating: .null, count: rows.count), values: [Value] = []
        let now = now, table = rows.table, order = rows.order
        let keyed = InsertPlan(table, leavesKeyOut: false), unkeyed = InsertPlan(table, leavesKeyOut: table.keysAreCounted)
        for place in 0..<rows.count {
            let number = order?[place] ?? place
            values.removeAll(keepingCapacity: true)
            rows.append(number, &values)
            let plan = keyed.bringsKey(values) ? keyed : unkeyed
            plan.complete(&values, now)
            let statement = try plan.statement(values, self)
            do { _ = try execute(statement, values) } catch let error as DatabaseError {
                throw try explained(error, plan.columns, values, table)
            }
            keys[number] = plan.key(values) ?? .integer(link.lastInsertedKey)
        }
        return keys
    }

    /// The columns of a new row and their values: the key is made or left to the database, and times are set.
    func stored<M: Model>(_ model: M, _ replacing: [String: Value]) -> ([Column], [Value]) {
        let plan = InsertPlan(M.table, leavesKeyOut: !model.id.isAssigned && M.table.keysAreCounted)
        var values = model.values
        for (i, column) in M.table.columns.enumerated() { if let value = replacing[column.name] { values[i] = value } }
        plan.complete(&values, now)
        return (plan.columns, values)
    }

    /// The same for columns that were assigned.
    func explained(_ error: DatabaseError, _ assignments: [Assignment], _ table: Table) throws -> DatabaseError {
        let columns = assignments.compactMap { table.column(named: $0.column) }
        let values = assignments.map { if case .bind(let value) = $0.value { value } else { Value.null } }
        return try explained(error, columns, values, table)
    }

    /// Finds out which foreign keys were violated, where the database does not tell.
    func explained(_ error: DatabaseError, _ columns: [Column], _ values: [Value], _ table: Table) throws -> DatabaseError {
        guard error.kind == .foreignKey, error.columns.isEmpty, !link.isFailed else { return error }
        let byName = Dictionary(zip(columns.map(\.name), values)) { first, _ in first }
        let keys = table.foreignKeys.compactMap { key -> (key: ForeignKey, value: Value)? in
            let parts = key.columns.compactMap { byName[$0] }
            return parts.count < key.columns.count || parts.contains(where: \.isNull) ? nil : (key, Value.key(parts))
        }
        if keys.isEmpty { return error }
        var error = error
        error.table = table.name
        error.model = table.modelName
        error.columns = try rows(.present(keys.map(\.key), keys: keys.map(\.value))) { rows, _ in
            guard try rows.next() else { return [] }
            return try keys.indices.filter { try !rows.row.value(Bool.self, at: Int32($0)) }.flatMap { keys[$0].key.columns }
        }
        return error
    }
}
