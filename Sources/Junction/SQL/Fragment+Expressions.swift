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

    static func call(_ function: Node.Function, _ arguments: [Fragment], of type: ColumnType? = nil, _ dialect: any Dialect) -> Fragment {
        switch function {
        case .lower: "lower(\(arguments, separator: ", "))"
        case .upper: "upper(\(arguments, separator: ", "))"
        case .length: "length(\(arguments, separator: ", "))"
        case .coalesce: "coalesce(\(arguments, separator: ", "))"
        case .text: Fragment(verbatim: dialect.text(arguments[0].sql(dialect), type ?? .text))
        }
    }

    static func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: Fragment?, _ dialect: any Dialect) -> Fragment {
        Fragment(verbatim: dialect.aggregate(aggregate, type, value?.sql(dialect) ?? "*"))
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

    static func truth(_ value: Bool, _ dialect: any Dialect) -> Fragment { Fragment(verbatim: dialect.truth(value)) }

    static func ordered(_ value: Fragment, isDescending: Bool, mayBeAbsent: Bool, nullsFirst: Bool) -> Fragment {
        let direction: Fragment = isDescending ? " DESC" : ""
        let absent: Fragment = !mayBeAbsent ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST"
        return value + direction + absent
    }
}
