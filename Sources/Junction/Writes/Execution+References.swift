extension Execution {
    /// The values that make a foreign key refer to the row with this key.
    ///
    /// A key that refers to another unique column than the primary key asks the database for it; there may be no such row.
    func values(of key: ForeignKey, for row: Value) throws -> [String: Value] {
        if key.isToPrimaryKey { return key.replacements(row) }
        var selection = Selection(key.table, key: row, .includingDeleted)
        selection.parts = [.value(selection.path.node(key.references))]
        selection.isValues = true
        let types = key.table.types(of: key.references)
        let found: Value = try rows(.select(selection)) { rows, _ in try rows.next() ? try rows.row.key(of: types, at: 0) : .null }
        return key.replacements(found)
    }

    /// What is assigned to a foreign key so that it refers to a row; to none without one.
    func assignments(of key: ForeignKey, to row: Value?) throws -> [Assignment] {
        try (row.map { try values(of: key, for: $0) } ?? key.replacements(.null))
            .map { Assignment(column: $0.key, value: .bind($0.value)) }.sorted { $0.column < $1.column }
    }

    /// Rows that refer to one of these rows.
    func rows(of table: Table, by key: ForeignKey, in keys: [Value], _ visibility: Visibility) -> Selection {
        var selection = Selection { table }
        selection.visibility = visibility
        if key.isToPrimaryKey {
            selection.filters = [.among(selection.path.node(key.columns), keys)]
        } else {
            let parent = selection.path.appending(Hop(step: .foreignKey(key.name), visibility: .includingDeleted))
            selection.filters = [.among(parent.node(key.table.primaryKey), keys)]
        }
        return selection
    }

    /// The rows with these keys.
    func rows(of table: Table, in keys: [Value], _ visibility: Visibility) -> Selection {
        var selection = Selection { table }
        selection.visibility = visibility
        selection.filters = [.among(selection.path.node(table.primaryKey), keys)]
        return selection
    }

    /// Holds rows until the transaction ends, where several connections write at the same time.
    func hold(_ table: Table, _ keys: [Value], _ lock: RowLock) throws {
        if let holding = try holding(table, keys, lock) { _ = try answer(holding) }
    }

    /// The same to be sent with other statements, answered by how many rows are held; nil where nobody else writes.
    func holding(_ table: Table, _ keys: [Value], _ lock: RowLock) throws -> Question<Int>? {
        guard context.dialect.writesTogether, !keys.isEmpty else { return nil }
        // One key is compared as it is: a list would be planned for its length each time.
        let (plan, values) = try plan(of: table, holding: keys, lock) {
            self.keys(
                keys.count == 1 ? Selection(table, key: keys[0], .includingDeleted) : rows(of: table, in: keys, .includingDeleted), lock,
                isSorted: keys.count > 1)
        }
        var count = 0
        return Question(plan, values) { rows in
            try rows.forEach { _ in }
            count = rows.count
        } answer: { _ in
            count
        }
    }

    /// The keys of the rows of a selection.
    func keys(of selection: Selection, _ lock: RowLock? = nil) throws -> [Value] {
        let types = selection.table().keyTypes
        return try rows(.select(keys(selection, lock))) { rows, _ in
            var keys: [Value] = []
            while try rows.next() { keys.append(try rows.row.key(of: types, at: 0)) }
            return keys
        }
    }

    private func keys(_ selection: Selection, _ lock: RowLock?, isSorted: Bool = true) -> Selection {
        var keyed = selection
        keyed.asksForDistinct = false
        if let lock, context.dialect.writesTogether {
            keyed.lock = lock
            if !isSorted {
                keyed.isUnordered = true
            } else if selection.limit == nil, selection.offset == nil {
                // Always in the same order, so that two who hold the same rows do not wait for each other.
                keyed.order = [OrderTerm(node: selection.path.node(selection.table().primaryKey))]
            }
        }
        keyed.parts = [.value(selection.path.node(selection.table().primaryKey))]
        keyed.isValues = true
        return keyed
    }
}
