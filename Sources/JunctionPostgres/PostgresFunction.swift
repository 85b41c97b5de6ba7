import Junction

/// Functions and arithmetic in PostgreSQL's words.
enum PostgresFunction {
    /// Nil where the words are those of every database.
    static func call(_ function: SQLFunction, _ arguments: [String], _ type: ColumnType) -> String? {
        let a = arguments[0], b = arguments.count > 1 ? arguments[1] : ""
        return switch function {
        case .text: type == .day ? "to_char(\(a), 'YYYY-MM-DD')" : "\(a)::text"
        case .prefix: "left(\(a), \(b)::integer)"
        case .suffix: "right(\(a), \(b)::integer)"
        case .dropFirst: "substr(\(a), \(b)::integer + 1)"
        case .position: "strpos(\(a), \(b))::bigint"
        case .length: "length(\(a))::bigint"
        case .absolute: type == .integer ? "abs(\(a)::bigint)" : "abs(\(a))"
        // PostgreSQL's own rounding of real numbers is to even.
        case .rounded: type == .real ? "(sign(\(a)) * floor(abs(\(a)) + 0.5))" : "round(\(a), \(b)::integer)"
        case .divided: "round(\(a) / \(b), \(arguments[2])::integer)"
        case .floor: "floor(\(a))"
        case .ceiling: "ceil(\(a))"
        case .toInteger:
            type == .text || type == .integer ? "\(a)::bigint" : type == .bool ? "\(a)::integer::bigint" : "trunc(\(a))::bigint"
        case .toReal: "\(a)::double precision"
        case .toDecimal: "\(a)::numeric"
        case .year, .month, .day, .hour, .minute, .second: "floor(extract(\(function) FROM \(local(a, type))))::bigint"
        case .weekday: "extract(isodow FROM \(local(a, type)))::bigint"
        case .calendarDay: "(\(a) AT TIME ZONE 'UTC')::date"
        case .startOfDay: "date_trunc('day', \(a), 'UTC')"
        case .startOfMonth: "date_trunc('month', \(a), 'UTC')"
        case .startOfYear: "date_trunc('year', \(a), 'UTC')"
        case .addingMicroseconds: inRange("(\(a) + \(b) * interval '1 microsecond')")
        case .microsecondsSince: microseconds("(\(a) - \(b))")
        case .jsonMember: "(\(a)::jsonb -> \(b))"
        case .jsonElement: "(\(a)::jsonb -> \(b)::integer)"
        case .jsonText: json(a, "string", "\(a)::jsonb #>> '{}'")
        case .jsonBool: json(a, "boolean", "\(a)::jsonb::boolean")
        case .jsonReal: json(a, "number", "\(a)::jsonb::double precision")
        case .jsonInteger:
            "(CASE WHEN jsonb_typeof(\(a)::jsonb) = 'number' AND \(a)::jsonb::text ~ '^-?[0-9]+$' THEN \(a)::jsonb::bigint END)"
        case .jsonCount: "(CASE WHEN jsonb_typeof(\(a)::jsonb) = 'array' THEN jsonb_array_length(\(a)::jsonb)::bigint END)"
        default: nil
        }
    }

    /// Days have no zone.
    private static func local(_ value: String, _ type: ColumnType) -> String { type == .day ? value : "\(value) AT TIME ZONE 'UTC'" }

    /// A date of the years 1 to 9999, or an error; PostgreSQL itself goes on.
    private static func inRange(_ date: String) -> String {
        let isOutside = "\(date) NOT BETWEEN timestamptz '0001-01-01 00:00:00Z' AND timestamptz '9999-12-31 23:59:59.999999Z'"
        return "(\(date) + interval '0' * (1 / CASE WHEN \(isOutside) THEN 0 ELSE 1 END))"
    }

    /// Exact, where the whole as one real number would not be.
    private static func microseconds(_ interval: String) -> String {
        let parts = [("day", "86400000000"), ("hour", "3600000000"), ("minute", "60000000")]
        return "(" + parts.map { "extract(\($0) FROM \(interval))::bigint * \($1)" }.joined(separator: " + ")
            + " + extract(microseconds FROM \(interval))::bigint)"
    }

    private static func json(_ value: String, _ kind: String, _ result: String) -> String {
        "(CASE WHEN jsonb_typeof(\(value)::jsonb) = '\(kind)' THEN \(result) END)"
    }

    /// Integers of narrower columns are widened first, so that they overflow where those of other databases do.
    static func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String {
        let sign =
            switch operation {
            case .add: "+"
            case .subtract: "-"
            case .multiply: "*"
            case .divide: "/"
            case .remainder: "%"
            }
        return type == .integer ? "(\(a)::bigint \(sign) \(b))" : "(\(a) \(sign) \(b))"
    }

    /// Sums of integers are integers or an error, averages are real numbers.
    static func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String, _ suffix: String) -> String {
        switch aggregate {
        case .count: "count(\(value))\(suffix)"
        case .countDistinct: "count(DISTINCT \(value))\(suffix)"
        case .sum: "sum(\(value))\(suffix)" + (type == .integer ? "::bigint" : "")
        case .average: "avg(\(value))\(suffix)::double precision"
        case .minimum: least("min", type, value, suffix)
        case .maximum: least("max", type, value, suffix)
        }
    }

    /// PostgreSQL knows no least UUID before version 18; their texts sort as they do.
    private static func least(_ function: String, _ type: ColumnType, _ value: String, _ suffix: String) -> String {
        switch type {
        case .text: "\(function)(\(value) COLLATE \"C\")\(suffix)"
        case .uuid: "\(function)(\(value)::text COLLATE \"C\")\(suffix)::uuid"
        default: "\(function)(\(value))\(suffix)"
        }
    }
}
