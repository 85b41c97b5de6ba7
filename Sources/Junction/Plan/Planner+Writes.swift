extension Planner {
    mutating func insert(_ table: Table, _ columns: [Column], _ values: [Value], _ returnsRow: Bool) -> Plan.Draft {
        let statement = WriteStatement.insert(
            table.name, columns.map(\.name), values.map { bind($0) },
            returning: (returnsRow ? table.columns.map { .name($0.name) } : []) + countingOn(table, columns))
        return Plan.Draft(sql: statement.sql(dialect), columns: returned(table))
    }

    mutating func upsert(
        _ table: Table, _ columns: [Column], _ values: [Value], _ conflict: Conflict, _ assignments: [Assignment]?
    ) throws -> Plan.Draft {
        let frame = Frame(), values = values.map { bind($0) }, old = occurrence(of: table)
        try frame.register(conflict.old, .present(old))
        try frame.register(conflict.new, .present(Source(alias: "excluded", table: table)))
        var sets: [(column: String, value: Fragment)] = []
        for assignment in assignments ?? [] { sets.append((assignment.column, try sql(assignment.value, frame))) }
        guard frame.statement.joins.isEmpty else {
            throw QueryError(.unsupported(what: "assignment from another table", database: dialect.name))
        }
        let statement = WriteStatement.upsert(
            table.name, old.alias, columns.map(\.name), values, conflict: conflict.columns, sets,
            returning: table.columns.map { .name($0.name) } + countingOn(table, columns))
        return Plan.Draft(sql: statement.sql(dialect), columns: returned(table))
    }

    mutating func updateEach(_ changes: RowChanges, _ now: Value) -> Plan.Draft {
        let table = changes.table, written = occurrence(of: table), list = changes.list
        let parameters = bind(list: list), types = list.types, keys = table.primaryKey.count
        func listed(_ number: Int) -> Fragment { .column("k", ListColumn.value(number, of: types.count)) }
        var sets: [(column: String, value: Fragment)] = [], first = keys
        var conditions = [Fragment.compare(.equal, written.key, .row((0..<keys).map(listed)))]
        if let live = ScopeRule.condition(table, written.column, .live, .base) { conditions.append(live) }
        if let version = table.version {
            conditions.append(.compare(.equal, written.column(version.name), listed(first)))
            sets.append((version.name, .arithmetic(.add, .integer, written.column(version.name), "1", dialect)))
            first += 1
        }
        for (number, column) in changes.columns.enumerated() { sets.append((column.name, listed(first + number))) }
        if let modified = table.modifiedAt { sets.append((modified.name, bind(now))) }
        let statement = WriteStatement.update(
            table.name, written.alias, sets, from: .list(parameters, types, as: "k", dialect), conditions,
            returning: table.primaryKey.map { .name($0) })
        return Plan.Draft(
            sql: statement.sql(dialect), columns: table.primaryKey.map { .init(model: table.modelName, column: $0) })
    }

    /// Keys that the database counts and these rows bring are not to be counted again.
    private func countingOn(_ table: Table, _ columns: [Column]) -> [Fragment] {
        guard table.keysAreCounted, let key = columns.first(where: { $0.role == .primaryKey }),
            let sql = dialect.countingOn(table.name, key.name)
        else { return [] }
        return [Fragment(verbatim: sql)]
    }

    /// A list for each column, so that any number of rows is one statement.
    mutating func insert(_ table: Table, _ columns: [Column], lists: [Value], _ returnsKeys: Bool) -> Plan.Draft {
        let parameters = lists.flatMap { bind(list: $0) }, types = columns.map(\.type)
        let statement = WriteStatement.insert(
            table.name, columns.map(\.name), listed: .list(parameters, types, as: "k", dialect), types.count,
            returning: returnsKeys ? table.primaryKey.map { .name($0) } : countingOn(table, columns))
        return Plan.Draft(sql: statement.sql(dialect), columns: returned(table))
    }

    /// Rows of one table; a query that needs more than that table is asked for keys first, and for values that are made of more.
    mutating func update(_ selection: Selection, _ assignments: [Assignment], _ returnsRow: Bool) throws -> Plan.Draft {
        let readsFirst = assignments.contains { $0.value.stepsOn || dialect.meetsOwnChanges && $0.value.asksOthers }
        if readsFirst { return try updateFromRows(selection, assignments, returnsRow) }
        let (source, frame, conditions) = try target(selection)
        var sets: [(column: String, value: Fragment)] = []
        for assignment in assignments { sets.append((assignment.column, try sql(assignment.value, frame))) }
        return updated(
            source,
            WriteStatement.update(source.table.name, source.alias, sets, conditions, returning: returning(source, returnsRow)))
    }

    /// Keys and values are read first, and the rows held where others may change them: what a path leads to is no part of the table, and a
    /// database may meet rows that it changed already.
    private mutating func updateFromRows(
        _ selection: Selection, _ assignments: [Assignment], _ returnsRow: Bool
    ) throws -> Plan.Draft {
        let frame = try base(selection), source = try source(selection.path, frame), keys = source.table.primaryKey
        try conditions(selection, frame)
        try readKeys(selection, source, frame)
        let written = occurrence(of: source.table), read = alias()
        var sets: [(column: String, value: Fragment)] = []
        for assignment in assignments {
            let value = try sql(assignment.value, frame)
            // A value alone would have no type there.
            if case .bind = assignment.value {
                sets.append((assignment.column, value))
            } else {
                sets.append((assignment.column, SelectStatement.output(frame.statement.columns.count, of: read)))
                frame.statement.columns.append(value)
            }
        }
        frame.statement.nameColumns()
        frame.statement.lock = dialect.lock(.forNoKeyUpdate, source.alias).map { Fragment(verbatim: $0) }
        let isSame = Fragment.compare(.equal, written.key, .row(keys.indices.map { SelectStatement.output($0, of: read) }))
        return updated(
            written,
            WriteStatement.update(
                written.table.name, written.alias, sets, from: SelectStatement.derived([(nil, frame.statement.fragment)], read), [isSame],
                returning: returning(written, returnsRow)))
    }

    /// The keys of the rows; of a page the order matters.
    private mutating func readKeys(_ selection: Selection, _ source: Source, _ frame: Frame) throws {
        if selection.isPage { try order(selection, frame) }
        try page(selection, frame)
        frame.statement.columns = source.table.primaryKey.map(source.column)
    }

    private func returning(_ source: Source, _ returnsRow: Bool) -> [Fragment] {
        returnsRow ? source.table.columns.map { .name($0.name) } : []
    }

    private func updated(_ source: Source, _ statement: Fragment) -> Plan.Draft {
        Plan.Draft(sql: statement.sql(dialect), columns: returned(source.table))
    }

    mutating func delete(_ selection: Selection, _ junctions: [LinkTable]) throws -> Plan.Draft {
        let (source, _, conditions) = try target(selection)
        var plan = Plan.Draft(), returning: [Fragment] = []
        for end in junctions.flatMap({ [$0.near, $0.far] }) {
            let offset = Int32(returning.count)
            returning += end.isToPrimaryKey ? end.columns.map { .name($0) } : end.returnedPrimaryKey
            plan.slots.append(Slot(offset: offset, key: offset, keyTypes: end.table.keyTypes))
            plan.columns += end.table.primaryKey.map { .init(model: end.table.modelName, column: $0) }
        }
        // Last, whether a link was one still; the value itself, since SQLite 3.40 may say 0 to IS NULL there.
        if !junctions.isEmpty, let deletedAt = source.table.deletedAt {
            let offset = Int32(returning.count)
            returning.append(.name(deletedAt.name))
            plan.slots.append(Slot(offset: offset, key: offset, keyTypes: [deletedAt.type]))
            plan.columns.append(.init(model: source.table.modelName, column: deletedAt.property))
        }
        plan.sql = WriteStatement.delete(source.table.name, source.alias, conditions, returning: returning).sql(dialect)
        return plan
    }

    /// The table to be written and the conditions on it. The frame has the table alone: conditions that need more select the keys.
    private mutating func target(_ selection: Selection) throws -> (Source, Frame, [Fragment]) {
        let chosen = try base(selection)
        let source = try source(selection.path, chosen)
        try conditions(selection, chosen)
        // A row that is asked about must not be met changed already.
        if chosen.statement.joins.isEmpty, !selection.isPage, !(dialect.meetsOwnChanges && isAskedAgain(source.table)) {
            return (source, chosen, chosen.statement.conditions)
        }
        try readKeys(selection, source, chosen)
        let outer = Frame(), written = occurrence(of: source.table)
        try outer.register(selection.scope, .present(written))
        return (written, outer, [.among(written.key, select: chosen.statement.fragment)])
    }

    private func returned(_ table: Table) -> [Plan.Source] {
        table.columns.map { .init(model: table.modelName, column: $0.property) }
    }
}
