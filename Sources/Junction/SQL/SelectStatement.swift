/// A SELECT, clause by clause; each clause is written by one line.
struct SelectStatement: Sendable {
    var columns: [Fragment] = []
    var isDistinct = false
    /// A DISTINCT that keeps the first row of each of some values.
    var distinctOn: Fragment?
    var from: Fragment = ""
    var joins: [Join] = []
    var conditions: [Fragment] = []
    var groups: [Fragment] = []
    var having: [Fragment] = []
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
        var sql: Fragment =
            "SELECT \(distinctOn.map { "\($0) " } ?? (isDistinct ? "DISTINCT " : "") as Fragment)\(columns, separator: ", ") FROM \(from)"
        for join in joins {
            sql = "\(sql)\(join.isInner ? " JOIN " : " LEFT JOIN " as Fragment)\(join.table) ON \(join.conditions, separator: " AND ")"
        }
        if !conditions.isEmpty { sql = "\(sql) WHERE \(conditions, separator: " AND ")" }
        if !groups.isEmpty { sql = "\(sql) GROUP BY \(groups, separator: ", ")" }
        if !having.isEmpty { sql = "\(sql) HAVING \(having, separator: " AND ")" }
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

    // MARK: Statements inside

    /// Gives the columns names by their numbers.
    mutating func nameColumns() { columns = columns.enumerated().map { "\($1) AS \(Self.name($0))" } }

    private static func name(_ number: Int) -> Fragment { Fragment(verbatim: "c\(number)") }

    /// A column of a statement inside.
    static func output(_ number: Int, of alias: String) -> Fragment { Fragment(verbatim: alias + ".") + name(number) }

    /// The rows of statements that are put together, as a table.
    static func derived(_ arms: [(operation: SetOperation?, select: Fragment)], _ alias: String) -> Fragment {
        var sql: Fragment = ""
        for (number, arm) in arms.enumerated() {
            // One by itself, since an order or a limit may stand in it.
            let select: Fragment = arms.count == 1 ? arm.select : "SELECT * FROM (\(arm.select)) AS \(Fragment(verbatim: "s\(number)"))"
            let sign: Fragment =
                switch arm.operation {
                case nil: ""
                case .union: " UNION "
                case .unionAll: " UNION ALL "
                case .intersect: " INTERSECT "
                case .except: " EXCEPT "
                }
            sql = "\(sql)\(sign)\(select)"
        }
        return "(\(sql)) AS \(Fragment(verbatim: alias))"
    }

    /// Everything that stands under a name.
    static func all(_ count: Int, of name: String) -> Fragment {
        "SELECT \((0..<count).map { Self.name($0) }, separator: ", ") FROM \(name: name)"
    }

    /// A list of nothing.
    static func noRows(_ types: [ColumnType], _ dialect: any Dialect) -> Fragment {
        "(SELECT \(types.map { .absent($0, dialect) }, separator: ", ") WHERE 1 = 0)"
    }

    /// Statements under names, before the one that uses them, which may have some of its own.
    static func with(_ tables: [(name: String, columns: Int, sql: Fragment)], before sql: String, _ dialect: any Dialect) -> String {
        let names: Fragment = "WITH \(tables.map { "\(name: $0.name) AS (\($0.sql))" as Fragment }, separator: ", ")"
        return names.sql(dialect) + (sql.hasPrefix("WITH ") ? ", " + sql.dropFirst("WITH ".count) : " " + sql)
    }

    /// Rows that are reached step by step, each with the least number of steps that lead to it, which is not 0.
    ///
    /// - Parameters:
    ///   - count: how many columns a key has; the depth stands behind it.
    ///   - step: a statement that gives the next rows from those of `reachedRows`.
    static func reached(_ count: Int, from start: Fragment, by step: Fragment, _ alias: String) -> Fragment {
        let keys = (0..<count).map { Self.name($0) }, depth = Self.name(count), all = keys + [depth]
        return """
            (WITH RECURSIVE \(Fragment(verbatim: reachedRows)) (\(all, separator: ", ")) AS (SELECT s.*, 0 FROM (\(start)) AS s UNION \(step)) \
            SELECT \(keys, separator: ", "), min(\(depth)) AS \(depth) FROM \(Fragment(verbatim: reachedRows)) \
            GROUP BY \(keys, separator: ", ") HAVING min(\(depth)) > 0) AS \(Fragment(verbatim: alias))
            """
    }

    /// The name of the rows that are reached, which no table has.
    static let reachedRows = "junction_reached"

    /// One step more than such a row has.
    static func nextDepth(_ count: Int, isCounted: Bool) -> Fragment { isCounted ? output(count, of: reachedRows) + " + 1" : "1" }
}
