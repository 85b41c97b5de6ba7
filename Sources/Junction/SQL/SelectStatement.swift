/// A SELECT, clause by clause; each clause is written by one line.
struct SelectStatement: Sendable {
    var columns: [Fragment] = []
    var isDistinct = false
    var from: Fragment = ""
    var joins: [Join] = []
    var conditions: [Fragment] = []
    var order: [Fragment] = []
    var limit: Fragment?
    var offset: Fragment?
    /// What holds the rows until the transaction ends.
    var lock: Fragment?

    struct Join: Sendable {
        var isInner: Bool
        let table: Fragment
        let conditions: [Fragment]
    }

    var fragment: Fragment {
        var sql: Fragment = "SELECT \(isDistinct ? "DISTINCT " : "" as Fragment)\(columns, separator: ", ") FROM \(from)"
        for join in joins {
            sql = "\(sql)\(join.isInner ? " JOIN " : " LEFT JOIN " as Fragment)\(join.table) ON \(join.conditions, separator: " AND ")"
        }
        if !conditions.isEmpty { sql = "\(sql) WHERE \(conditions, separator: " AND ")" }
        if !order.isEmpty { sql = "\(sql) ORDER BY \(order, separator: ", ")" }
        if let limit { sql = "\(sql) LIMIT \(limit)" }
        if let offset { sql = "\(sql)\(limit == nil ? " LIMIT 9223372036854775807" : "" as Fragment) OFFSET \(offset)" }
        if let lock { sql = "\(sql) \(lock)" }
        return sql
    }

    /// The same where limit and offset hold for the rows of each owner: numbered in their order by a window function, then cut.
    func eachOwner(_ owner: [Fragment]) -> Fragment {
        if limit == nil, offset == nil { return fragment }
        var inner = self
        let names = columns.indices.map { Fragment(verbatim: "c\($0)") }
        let order: Fragment = order.isEmpty ? "" : " ORDER BY \(order, separator: ", ")"
        inner.columns = zip(columns, names).map { "\($0) AS \($1)" }
        inner.columns.append("row_number() OVER (PARTITION BY \(owner, separator: ", ")\(order)) AS place")
        (inner.order, inner.limit, inner.offset) = ([], nil, nil)
        let from: Fragment? = offset.map { "w.place > \($0)" }
        let to: Fragment? = limit.map { limit in offset.map { "w.place <= \($0) + \(limit)" } ?? "w.place <= \(limit)" }
        let cut = [from, to].compactMap { $0 }
        return "SELECT \(names, separator: ", ") FROM (\(inner.fragment)) AS w WHERE \(cut, separator: " AND ") ORDER BY w.place"
    }

    static func table(_ name: String, _ alias: String) -> Fragment { "\(name: name) AS \(Fragment(verbatim: alias))" }

    /// One row of values.
    static func values(_ columns: [Fragment]) -> Fragment { "SELECT \(columns, separator: ", ")" }
    /// How many rows a statement gives.
    static func count(of select: Fragment) -> Fragment { "SELECT count(*) FROM (\(select)) AS c" }
    /// A value of a row that is looked up.
    static func lookUp(_ value: Fragment, in source: Source, where condition: Fragment) -> Fragment {
        "SELECT \(value) FROM \(table(source.table.name, source.alias)) WHERE \(condition)"
    }
    /// Whether a statement gives a row.
    static func exists(_ select: Fragment) -> Fragment { "SELECT EXISTS (\(select))" }
}
