// What expressions look like in SQL.
extension Fragment {
    static func compare(_ comparison: Node.Comparison, _ a: Fragment, _ b: Fragment) -> Fragment {
        switch comparison {
        case .equal: "\(a) = \(b)"
        case .notEqual: "\(a) <> \(b)"
        case .less: "\(a) < \(b)"
        case .lessOrEqual: "\(a) <= \(b)"
        case .greater: "\(a) > \(b)"
        case .greaterOrEqual: "\(a) >= \(b)"
        }
    }

    static func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: Fragment, _ b: Fragment, _ dialect: any Dialect) -> Fragment {
        Fragment(verbatim: dialect.arithmetic(operation, type, a.sql(dialect), b.sql(dialect)))
    }

    /// The database's own arithmetic, for constraints: another program must be able to check them.
    static func plain(_ operation: Arithmetic, _ a: Fragment, _ b: Fragment) -> Fragment {
        switch operation {
        case .add: "(\(a) + \(b))"
        case .subtract: "(\(a) - \(b))"
        case .multiply: "(\(a) * \(b))"
        case .divide: "(\(a) / \(b))"
        case .remainder: "(\(a) % \(b))"
        }
    }

    /// One value, or several as one.
    static func row(_ parts: [Fragment]) -> Fragment { parts.count == 1 ? parts[0] : "(\(parts, separator: ", "))" }
    /// Conditions that must all hold.
    static func all(_ conditions: [Fragment]) -> Fragment { conditions.count == 1 ? conditions[0] : .and(conditions) }
    static func concat(_ texts: [Fragment]) -> Fragment { "(\(texts, separator: " || "))" }
    static func and(_ conditions: [Fragment]) -> Fragment { "(\(conditions, separator: " AND "))" }
    static func or(_ conditions: [Fragment]) -> Fragment { "(\(conditions, separator: " OR "))" }
    static func not(_ condition: Fragment) -> Fragment { "NOT (\(condition))" }
    static func isTrue(_ a: Fragment) -> Fragment { "\(a) IS TRUE" }
    static func isNull(_ value: Fragment) -> Fragment { "\(value) IS NULL" }
    static func isNotNull(_ value: Fragment) -> Fragment { "\(value) IS NOT NULL" }
    static func among(_ value: Fragment, _ list: [Fragment], _ types: [ColumnType], _ dialect: any Dialect) -> Fragment {
        Fragment(verbatim: dialect.among(value.sql(dialect), list.map { $0.sql(dialect) }, types))
    }
    static func among(_ value: Fragment, values: [Fragment]) -> Fragment { "\(value) IN (\(values, separator: ", "))" }
    static func among(_ value: Fragment, select: Fragment) -> Fragment { "\(value) IN (\(select))" }
    static func exists(_ select: Fragment) -> Fragment { "EXISTS (\(select))" }
    static func parenthesised(_ condition: Fragment) -> Fragment { "(\(condition))" }
    static func scalar(_ select: Fragment) -> Fragment { "(\(select))" }

    static func call(_ function: SQLFunction, _ arguments: [Fragment], of type: ColumnType? = nil, _ dialect: any Dialect) -> Fragment {
        Fragment(verbatim: dialect.call(function, arguments.map { $0.sql(dialect) }, type ?? .text))
    }

    static func choice(_ branches: [(condition: Fragment, value: Fragment)], else otherwise: Fragment?) -> Fragment {
        let cases = branches.map { " WHEN \($0.condition) THEN \($0.value)" as Fragment }
        return "CASE\(cases, separator: "")\(otherwise.map { " ELSE \($0)" } ?? "" as Fragment) END"
    }

    static func aggregate(
        _ aggregate: Aggregate, _ type: ColumnType, _ value: Fragment?, _ dialect: any Dialect, suffix: Fragment = ""
    ) -> Fragment {
        Fragment(verbatim: dialect.aggregate(aggregate, type, value?.sql(dialect) ?? "*", suffix.sql(dialect)))
    }

    /// Which rows a figure is made of.
    static func filter(_ condition: Fragment) -> Fragment { " FILTER (WHERE \(condition))" }

    static func window(_ function: WindowCall.Function, _ arguments: [Fragment], _ dialect: any Dialect) -> Fragment {
        // Databases do not agree on the type of a number here, so that it is no parameter.
        let (name, number): (Fragment, Int?) =
            switch function {
            case .rowNumber: ("row_number", nil)
            case .rank: ("rank", nil)
            case .denseRank: ("dense_rank", nil)
            case .percentRank: ("percent_rank", nil)
            case .tile(let count): ("ntile", count)
            case .lag(let rows): ("lag", rows)
            case .lead(let rows): ("lead", rows)
            case .first: ("first_value", nil)
            case .last: ("last_value", nil)
            case .figure: ("", nil)
            }
        return "\(name)(\(arguments + (number.map { [Fragment(verbatim: "\($0)")] } ?? []), separator: ", "))"
    }

    /// The neighbours that a function looks at.
    static func over(_ keys: [Fragment], _ order: [Fragment], _ frame: Window.Frame?) -> Fragment {
        let rows: Fragment? =
            switch frame {
            case nil: nil
            case .all: "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"
            case .upToHere: "ROWS UNBOUNDED PRECEDING"
            case .last(let count): Fragment(verbatim: "ROWS \(max(0, count - 1)) PRECEDING")
            }
        let clauses: [Fragment?] = [
            keys.isEmpty ? nil : "PARTITION BY \(keys, separator: ", ")", order.isEmpty ? nil : "ORDER BY \(order, separator: ", ")", rows,
        ]
        return " OVER (\(clauses.compactMap { $0 }, separator: " "))"
    }

    static func matches(_ text: Fragment, _ pattern: Fragment, _ dialect: any Dialect) -> Fragment {
        Fragment(verbatim: dialect.match(text.sql(dialect), pattern.sql(dialect)))
    }

    /// A text, to be compared or sorted by code point.
    static func codePoints(_ text: Fragment, _ dialect: any Dialect) -> Fragment {
        Fragment(verbatim: dialect.codePoints(text.sql(dialect)))
    }

    static func same(_ a: Fragment, _ b: Fragment, _ dialect: any Dialect) -> Fragment {
        Fragment(verbatim: dialect.same(a.sql(dialect), b.sql(dialect)))
    }

    static func list(_ parameters: [Fragment], _ types: [ColumnType], as alias: String, _ dialect: any Dialect) -> Fragment {
        Fragment(verbatim: dialect.list(parameters.map { $0.sql(dialect) }, types, as: alias))
    }

    /// NULL, with the type of what is not there.
    static func absent(_ type: ColumnType, _ dialect: any Dialect) -> Fragment { Fragment(verbatim: dialect.typed("NULL", type)) }

    static func truth(_ value: Bool, _ dialect: any Dialect) -> Fragment { Fragment(verbatim: dialect.truth(value)) }

    static func ordered(_ value: Fragment, isDescending: Bool, mayBeAbsent: Bool, nullsFirst: Bool) -> Fragment {
        let direction: Fragment = isDescending ? " DESC" : ""
        let absent: Fragment = !mayBeAbsent ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST"
        return value + direction + absent
    }
}
