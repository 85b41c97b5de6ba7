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
        return sql
    }

    static func table(_ name: String, _ alias: String) -> Fragment { "\(name: name) AS \(Fragment(verbatim: alias))" }

    /// One row of values.
    static func values(_ columns: [Fragment]) -> Fragment { "SELECT \(columns, separator: ", ")" }
    /// How many rows a statement gives.
    static func count(of select: Fragment) -> Fragment { "SELECT count(*) FROM (\(select)) AS c" }
    /// Whether a statement gives a row.
    static func exists(_ select: Fragment) -> Fragment { "SELECT EXISTS (\(select))" }
}
