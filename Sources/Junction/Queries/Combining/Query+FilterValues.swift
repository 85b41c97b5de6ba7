// Overloads by the number of values, and no parameter pack: the compiler then knows the types before it reads the closure, so that
// `{ _, number in number <= 3 }` means what it says where the value may be absent.
extension Query where Output: ColumnValue {
    /// Those rows only, by what was read of them: figures of groups and values of windows, too.
    ///
    /// ```swift
    /// let first = ContactDepartment.query.values { link in
    ///     (link.categoryID, Window(by: link.categoryID, order: link.created, link.id).rowNumber(), link.contactID)
    /// }.filter(values: { _, number, _ in number <= 3 })
    /// ```
    /// SQL: `SELECT t1.c0, t1.c1, t1.c2 FROM (SELECT … FROM contact_department AS t0 …) AS t1 WHERE t1.c1 <= ?`
    ///
    /// The closure takes each value as an argument of its own, of one to six values:
    /// ```swift
    /// let long = try await User.query.values { $0.username.length }.filter(values: { $0 > 3 }).all(on: db)
    /// ```
    /// SQL: `SELECT t1.c0 FROM (SELECT length(t0.username) AS c0 FROM user AS t0) AS t1 WHERE t1.c0 > ?`
    ///
    /// Only for `values`: models, and distinct values that were ordered before, throw ``QueryError`` when the query is run. An order that
    /// was asked for before holds on; the model's own does not.
    public func filter(values condition: (Expr<Output>) -> Expr<Bool>) -> Query {
        filtered { columns in condition(columns.next()) }
    }
}

extension Query {
    /// The same of two values.
    public func filter<A: ColumnValue, B: ColumnValue>(values condition: (Expr<A>, Expr<B>) -> Expr<Bool>) -> Query where Output == (A, B) {
        filtered { columns in condition(columns.next(), columns.next()) }
    }

    /// The same of three values.
    public func filter<A: ColumnValue, B: ColumnValue, C: ColumnValue>(values condition: (Expr<A>, Expr<B>, Expr<C>) -> Expr<Bool>) -> Query
    where Output == (A, B, C) {
        filtered { columns in condition(columns.next(), columns.next(), columns.next()) }
    }

    /// The same of four values.
    public func filter<A: ColumnValue, B: ColumnValue, C: ColumnValue, D: ColumnValue>(
        values condition: (Expr<A>, Expr<B>, Expr<C>, Expr<D>) -> Expr<Bool>
    ) -> Query where Output == (A, B, C, D) {
        filtered { columns in condition(columns.next(), columns.next(), columns.next(), columns.next()) }
    }

    /// The same of five values.
    public func filter<A: ColumnValue, B: ColumnValue, C: ColumnValue, D: ColumnValue, E: ColumnValue>(
        values condition: (Expr<A>, Expr<B>, Expr<C>, Expr<D>, Expr<E>) -> Expr<Bool>
    ) -> Query where Output == (A, B, C, D, E) {
        filtered { columns in condition(columns.next(), columns.next(), columns.next(), columns.next(), columns.next()) }
    }

    /// The same of six values.
    public func filter<A: ColumnValue, B: ColumnValue, C: ColumnValue, D: ColumnValue, E: ColumnValue, F: ColumnValue>(
        values condition: (Expr<A>, Expr<B>, Expr<C>, Expr<D>, Expr<E>, Expr<F>) -> Expr<Bool>
    ) -> Query where Output == (A, B, C, D, E, F) {
        filtered { columns in condition(columns.next(), columns.next(), columns.next(), columns.next(), columns.next(), columns.next()) }
    }

    fileprivate func filtered(_ condition: (inout OutputColumns) -> Expr<Bool>) -> Query {
        let query = derived()
        var columns = OutputColumns(query.selection.scope)
        let node = condition(&columns).node
        return query.changing { $0.filters.append(node) }
    }

    /// In this order, by what was read of the rows, before any order asked for earlier.
    ///
    /// ```swift
    /// let frequent = try await kinds.order(values: { kind, count in [count.descending, kind] }).all(on: db)
    /// ```
    /// SQL: `… FROM (SELECT t0.kind AS c0, count(t0.id) AS c1 …) AS t1 ORDER BY t1.c1 DESC NULLS LAST, t1.c0 NULLS LAST`
    ///
    /// Only for `values`, as `filter(values:)`.
    public func order<each T: ColumnValue>(values terms: (repeat Expr<each T>) -> [any OrderingTerm]) -> Query
    where Output == (repeat each T) {
        let query = derived()
        var outputs = OutputColumns(query.selection.scope)
        let terms = terms(repeat outputs.next(as: (each T).self))
        return query.changing { $0.order = terms.map(\._orderTerm) + $0.order }
    }

    /// The same rows from a statement inside, whose columns can be spoken of.
    private func derived() -> Query {
        if selection.isMapped { return Query(selection.refused(.mappedRows), loader) }
        if !selection.arms.isEmpty, selection.limit == nil, selection.offset == nil, !selection.isDistinct { return self }
        guard selection.isValues else { return Query(selection.refused(.setOfModels), loader) }
        var inner = selection.inner, order: [OrderTerm] = []
        if !selection.order.isEmpty, selection.isDistinct { return Query(selection.refused(.orderInside), loader) }
        // What it was sorted by is read too, so that the rows can be sorted by it once more.
        var count = inner.columnCount
        var outer = Selection(arms: [.init(operation: nil, selection: inner)])
        for term in selection.order {
            inner.parts.append(.value(term.node))
            for _ in term.node.parts {
                var term = term
                term.node = .output(outer.scope, count)
                order.append(term)
                count += 1
            }
        }
        outer.arms = [.init(operation: nil, selection: inner)]
        outer.order = order
        return Query(outer, loader)
    }
}

/// Gives out the columns of a statement inside, one value after the other.
private struct OutputColumns {
    private let scope: Scope
    private var column = 0

    init(_ scope: Scope) { self.scope = scope }

    mutating func next<T: ColumnValue>(as type: T.Type = T.self) -> Expr<T> {
        let columns = (column..<column + Int(T._width)).map { Node.output(scope, $0) }
        column += columns.count
        return Expr(columns.count == 1 ? columns[0] : .tuple(columns))
    }
}
