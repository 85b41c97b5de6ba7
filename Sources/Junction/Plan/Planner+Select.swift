extension Planner {
    mutating func select(_ selection: Selection) throws -> Plan.Draft {
        var plan = Plan.Draft()
        let frame = try rows(selection, &plan)
        if let lock = selection.lock { frame.statement.lock = try held(selection, lock, frame) }
        plan.sql = frame.statement.fragment.sql(dialect)
        return plan
    }

    private mutating func held(_ selection: Selection, _ lock: RowLock, _ frame: Frame) throws -> Fragment? {
        guard selection.groups == nil, selection.arms.isEmpty, !selection.isDistinct, selection.distinctOn.isEmpty else {
            throw QueryError(.unsupported(what: "lock on groups, or on distinct or combined values", database: "Junction"))
        }
        guard let wait = dialect.wait(selection.lockWait) else {
            throw QueryError(.unsupported(what: "lock with \(selection.lockWait)", database: dialect.name))
        }
        return dialect.lock(lock, try source(selection.path, frame).alias).map { Fragment(verbatim: $0 + wait) }
    }

    /// What only counts rows, or asks for them, holds none.
    private func checkUnlocked(_ selection: Selection) throws {
        if selection.lock != nil { throw QueryError(.unsupported(what: "lock where rows are counted or asked for", database: "Junction")) }
    }

    mutating func count(_ selection: Selection) throws -> Plan.Draft {
        try checkUnlocked(selection)
        if selection.isPage || selection.isDistinct || selection.groups != nil
            || !selection.distinctOn.isEmpty
        {
            let inner = try inner(selection)
            return Plan.Draft(
                sql: SelectStatement.count(of: inner).sql(dialect), columns: [.init(model: selection.table().modelName, column: "count")])
        }
        let frame = try base(selection)
        try conditions(selection, frame)
        frame.statement.columns = [.aggregate(.count, .integer, nil, dialect)]
        return Plan.Draft(sql: frame.statement.fragment.sql(dialect), columns: [.init(model: selection.table().modelName, column: "count")])
    }

    mutating func exists(_ selection: Selection) throws -> Plan.Draft {
        try checkUnlocked(selection)
        let inner = try inner(selection)
        return Plan.Draft(
            sql: SelectStatement.exists(inner).sql(dialect), columns: [.init(model: selection.table().modelName, column: "exists")])
    }

    mutating func find(_ table: Table, _ key: Value) -> Plan.Draft {
        let source = occurrence(of: table)
        var statement = SelectStatement()
        statement.from = SelectStatement.table(table.name, source.alias)
        statement.columns = table.columns.map { source.column($0.name) }
        statement.conditions = [.compare(.equal, source.key, bind(key))]
        if let live = ScopeRule.condition(table, source.column, .live, .find) { statement.conditions.append(live) }
        return Plan.Draft(
            sql: statement.fragment.sql(dialect), columns: table.columns.map { .init(model: table.modelName, column: $0.property) })
    }

    mutating func present(_ references: [ForeignKey], _ keys: [Value]) -> Plan.Draft {
        let rows = zip(references, keys).map { reference, key in
            let source = occurrence(of: reference.table)
            let isMeant = Fragment.compare(.equal, source.row(reference.references), bind(key))
            return Fragment.exists(SelectStatement.lookUp("1", in: source, where: isMeant))
        }
        return Plan.Draft(
            sql: SelectStatement.values(rows).sql(dialect),
            columns: references.map { .init(model: $0.table.modelName, column: $0.references.first ?? "id") })
    }

    /// The rows of a selection, to be counted or asked for.
    private mutating func inner(_ selection: Selection) throws -> Fragment {
        var plan = Plan.Draft()
        return try rows(selection, reading: selection.isDistinct, &plan).statement.fragment
    }

    /// The whole statement of a query: its rows, made groups where that was asked for, what is read of each, order and page.
    ///
    /// - Parameter reading: whether anything is read of them.
    mutating func rows(
        _ selection: Selection, inside outer: Frame? = nil, reading: Bool = true, _ plan: inout Plan.Draft
    ) throws -> Frame {
        let frame = try base(selection, inside: outer)
        try conditions(selection, frame)
        try grouped(selection, frame) { planner in
            try planner.order(selection, frame)
            if reading { try planner.columns(of: selection, frame, &plan, via: nil) } else { frame.statement.columns = ["1"] }
            try planner.page(selection, frame)
        }
        return frame
    }

    /// A frame with the table of a query in it.
    mutating func base(_ selection: Selection, inside outer: Frame? = nil) throws -> Frame {
        let frame = Frame(inside: outer)
        if !selection.arms.isEmpty {
            try derive(selection, frame)
            return frame
        }
        let source = occurrence(of: selection.table())
        frame.statement.from = SelectStatement.table(source.table.name, source.alias)
        try frame.register(selection.scope, .present(source))
        if let live = ScopeRule.condition(source.table, source.column, selection.visibility, .base) {
            frame.statement.conditions.append(live)
        }
        if let reach = selection.reach { try join(reach, to: source, frame) }
        return frame
    }

    mutating func conditions(_ selection: Selection, _ frame: Frame) throws {
        let couldLookAround = mayLookAround
        mayLookAround = false
        defer { mayLookAround = couldLookAround }
        for filter in selection.filters { frame.statement.conditions.append(try sql(filter, frame)) }
        for path in selection.requirements { _ = try source(path, frame) }
    }

    /// The order asked for, else the model's own; with a page, the key decides between equals.
    mutating func order(_ selection: Selection, _ frame: Frame) throws {
        try distinct(selection, frame)
        if selection.isUnordered { return }
        for term in selection.orderAsked { frame.statement.order += try ordered(term, frame) }
        if selection.order.isEmpty, !selection.isDistinct, selection.groups == nil, selection.arms.isEmpty {
            for term in try places(selection) { frame.statement.order += try ordered(term, frame) }
            let terms = selection.table().order(selection.path)
            try inModel { planner in
                for term in terms { frame.statement.order += try planner.ordered(term, frame) }
            }
        }
        guard selection.isPage, !selection.isDistinct, !selection.isKeyset else { return }
        if let groups = selection.groups {
            for key in groups { frame.statement.order += try ordered(OrderTerm(node: key), frame) }
        } else if !selection.arms.isEmpty {
            for part in selection.parts {
                if case .value(let node) = part { frame.statement.order += try ordered(OrderTerm(node: node), frame) }
            }
        } else {
            for key in selection.table().primaryKey where !selection.isOrdered(by: key) {
                frame.statement.order.append(try source(selection.path, frame).column(key))
            }
        }
    }

    /// The values of which the first row each is kept; the order begins with them.
    private mutating func distinct(_ selection: Selection, _ frame: Frame) throws {
        if selection.distinctOn.isEmpty { return }
        var values: [Fragment] = []
        for node in selection.distinctOn {
            let value = try expression(node, frame), sorted = value.comparable(dialect)
            values.append(sorted)
            frame.statement.order.append(.ordered(sorted, isDescending: false, mayBeAbsent: value.mayBeAbsent, nullsFirst: false))
        }
        guard let sql = dialect.distinct(on: values.map { $0.sql(dialect) }), selection.groups == nil else {
            throw QueryError(.unsupported(what: "distinct(on:)", database: dialect.name))
        }
        frame.statement.distinctOn = Fragment(verbatim: sql)
    }

    /// An ordered relation's own order.
    private func places(_ selection: Selection) throws -> [OrderTerm] {
        guard let via = selection.via, let place = try via.relation.resolve().junction?.place, place.isOfNear else { return [] }
        return [OrderTerm(node: .column(Path(via.link), place.column))]
    }

    /// A composite key orders by each of its columns.
    private mutating func ordered(_ term: OrderTerm, _ frame: Frame) throws -> [Fragment] {
        var terms: [Fragment] = []
        for part in term.node.parts {
            let value = try byOwnRows(frame) { try $0.lookingAround { try $0.expression(part, frame) } }, sorted = value.comparable(dialect)
            frame.sorted.append(sorted)
            terms.append(
                .ordered(sorted, isDescending: term.isDescending, mayBeAbsent: value.mayBeAbsent, nullsFirst: term.nullsFirst))
        }
        return terms
    }

    /// What rows are sorted or grouped by, where the database wants it to be of these rows.
    mutating func byOwnRows<R>(_ frame: Frame, _ plan: (inout Planner) throws -> R) throws -> R {
        let (result, isCorrelated) = try frame.correlates { try plan(&self) }
        if isCorrelated, !dialect.sortsByOuterRows {
            throw QueryError(
                .unsupported(what: "order or groups of a query inside another by columns of the rows around", database: dialect.name))
        }
        return result
    }

    mutating func page(_ selection: Selection, _ frame: Frame) throws {
        if let limit = selection.limit { frame.statement.limit = bind(.integer(Int64(limit))) }
        if let offset = selection.offset { frame.statement.offset = bind(.integer(Int64(offset))) }
    }

    /// What is read: the model's columns unless only values are asked for, then those of each part.
    mutating func columns(of selection: Selection, _ frame: Frame, _ plan: inout Plan.Draft, via: Selection.Via?) throws {
        frame.statement.isDistinct = selection.isDistinct
        if !selection.isValues { append(try source(selection.path, frame), frame, &plan) }
        for part in selection.parts {
            let offset = Int32(frame.statement.columns.count)
            switch part {
            case .one(let path):
                let source = try source(path, frame)
                append(source, frame, &plan)
                let key = source.table.positions(of: source.table.primaryKey).first ?? 0
                plan.slots.append(Slot(offset: offset, key: offset + Int32(key)))
            case .link:
                guard let via else { throw QueryError(.internalMistake("a link outside a relation")) }
                append(try source(Path(via.link), frame), frame, &plan)
                plan.slots.append(Slot(offset: offset, key: offset))
            case .many(let related):
                guard let via = related.via else { throw QueryError(.internalMistake("a prefetch without a relation")) }
                let owner = via.relation.owner(), references = try via.relation.resolve().near.references
                for name in references {
                    frame.statement.columns.append(try sql(.column(via.origin, name), frame))
                    plan.columns.append(.init(model: owner.modelName, column: name))
                }
                plan.slots.append(Slot(offset: offset, key: offset, keyTypes: owner.types(of: references)))
            case .value(let node):
                var types: [ColumnType] = []
                for part in node.parts {
                    let term = try lookingAround { try $0.expression(part, frame) }
                    // What rows are sorted by must be among what tells them apart, in the same words.
                    frame.statement.columns.append(selection.isDistinct ? term.comparable(dialect) : term.sql)
                    plan.columns.append(.init(model: selection.table().modelName, column: "value \(plan.slots.count + 1)"))
                    plan.types.append(term.type)
                    types.append(term.type ?? .text)
                }
                plan.slots.append(Slot(offset: offset, key: offset, keyTypes: types))
            }
        }
        if selection.isDistinct { try checkOrder(frame) }
    }

    /// Distinct rows have a place in an order only where it is made of what is selected.
    private func checkOrder(_ frame: Frame) throws {
        let selected = Set(frame.statement.columns.map { $0.sql(dialect) })
        guard frame.sorted.allSatisfy({ selected.contains($0.sql(dialect)) }) else {
            throw QueryError(.unsupported(what: "order of distinct rows by what is not among their values", database: "Junction"))
        }
    }

    private func append(_ source: Source, _ frame: Frame, _ plan: inout Plan.Draft) {
        for column in source.table.columns {
            frame.statement.columns.append(source.column(column.name))
            plan.columns.append(.init(model: source.table.modelName, column: column.property))
        }
    }
}
