extension Query where Output == Root {
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func values<E>(_ columns: (Root.Fields) -> E) -> Query<Root, E> { Uncallable.value() }

    /// Single columns and expressions instead of models, as typed tuples.
    ///
    /// ```swift
    /// let names: [(String, Int)] = try await Contact.query.values { ($0.user.username, $0.departments.count) }.all(on: db)
    /// ```
    /// SQL: `SELECT t1.username, (SELECT count(*) FROM contact_department AS t2 WHERE …) FROM contact AS t0 JOIN user AS t1 …`
    public func values<each T: ColumnValue>(_ columns: (Root.Fields) -> (repeat Expr<each T>)) -> Query<Root, (repeat each T)> {
        var nodes: [Node] = []
        for column in repeat each columns(fields) { nodes.append(column.readNode) }
        // Models that were asked for beside are not read; their required steps still drop rows.
        return Query<Root, (repeat each T)>(selection.onlyRows(keepingOrder: true).reading(nodes), .tuples())
    }

    /// A single column or expression instead of models.
    ///
    /// ```swift
    /// let titles: [String?] = try await Contact.query.values { $0.title }.all(on: db)
    /// ```
    /// SQL: `SELECT t0.title FROM contact AS t0 …`
    public func values<T: ColumnValue>(_ column: (Root.Fields) -> Expr<T>) -> Query<Root, T> {
        Query<Root, T>(selection.onlyRows(keepingOrder: true).reading([column(fields).readNode]), .single)
    }
}

extension Query {
    /// Equal rows once; for `values`, as models are never equal.
    ///
    /// ```swift
    /// let titles = try await Contact.query.values { $0.title }.distinct().order { $0.title }.all(on: db)
    /// ```
    /// SQL: `SELECT DISTINCT t0.title FROM contact AS t0 ORDER BY t0.title NULLS LAST`
    ///
    /// They can be ordered by what is selected only: else a row that comes once would have several places. Anything else throws
    /// ``QueryError`` before a statement is sent.
    public func distinct() -> Query { changing { $0.asksForDistinct = true } }
}

extension Query {
    /// The first row, in the order of the query, of those that are alike in these values. They come in the order of the values.
    ///
    /// ```swift
    /// let latest = ContactDepartment.order { $0.created.descending }.distinct(on: { [$0.contactID] })
    /// ```
    /// SQL (PostgreSQL): `SELECT DISTINCT ON (t0.contact_id) … FROM contact_department AS t0 … ORDER BY t0.contact_id, t0.created DESC`
    ///
    /// SQLite has none: there it throws ``QueryError`` before a statement is sent; `rowNumber` of a window and `filter(values:)` do it too.
    public func distinct(on values: (Root.Fields) -> [any OrderingTerm]) -> Query {
        let nodes = values(fields).flatMap { $0._orderTerm.node.parts }
        return changing { $0.distinctOn = nodes }
    }
}

extension Loader {
    /// Each column as a part of a tuple.
    static func tuples<each T: ColumnValue>() -> Loader where Output == (repeat each T) {
        .values { row in
            var columns = ColumnCounter()
            return (repeat try columns.next((each T).self, row))
        }
    }

    /// The same where the tuple is made of two.
    static func tuples<each A: ColumnValue, each B: ColumnValue>(
        _ first: (repeat (each A).Type), _ second: (repeat (each B).Type)
    ) -> Loader where Output == (repeat each A, repeat each B) {
        .values { row in
            var columns = ColumnCounter()
            return (repeat try columns.next((each A).self, row), repeat try columns.next((each B).self, row))
        }
    }
}

extension Loader where Output: ColumnValue {
    /// The one column.
    static var single: Loader { .values { row in try row.value(Output.self, at: 0) } }
}

/// Reads one value after the other.
struct ColumnCounter {
    private var column: Int32 = 0

    mutating func next<V: ColumnValue>(_ type: V.Type, _ row: borrowing Row) throws -> V {
        defer { column += V._width }
        return try row.value(type, at: column)
    }
}
