import CSQLite
import Foundation
import Junction

/// Functions that SQLite lacks, or has with other promises: its own arithmetic turns an integer overflow into a real number and adds decimals
/// as such, and its conversions take any text for a number.
///
/// They are functions of the connection, not of the file: any other program can read what was written.
enum SQLiteFunction {
    static func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String {
        let kind =
            switch type {
            case .integer: "integer"
            case .decimal: "decimal"
            default: "real"
            }
        return "junction_\(operation)_\(kind)(\(a), \(b))"
    }

    static func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String) -> String {
        switch aggregate {
        case .count: "count(\(value))"
        case .countDistinct: "count(DISTINCT \(value))"
        case .sum: type == .decimal ? "junction_sum_decimal(\(value))" : "sum(\(value))"
        case .average: "avg(\(value))"
        case .minimum: "min(\(value))"
        case .maximum: "max(\(value))"
        }
    }

    /// Nil where the words are those of every database.
    static func call(_ function: SQLFunction, _ arguments: [String], _ type: ColumnType) -> String? {
        let a = arguments[0], b = arguments.count > 1 ? arguments[1] : "", c = arguments.count > 2 ? arguments[2] : ""
        return switch function {
        // Stored as 32 digits.
        case .text where type == .uuid:
            "(" + [(1, 8), (9, 4), (13, 4), (17, 4), (21, 12)].map { "substr(\(a), \($0), \($1))" }.joined(separator: " || '-' || ") + ")"
        case .text: "CAST(\(a) AS TEXT)"
        case .prefix: "substr(\(a), 1, \(b))"
        case .suffix: "substr(\(a), -\(b), \(b))"
        case .dropFirst: "substr(\(a), \(b) + 1)"
        case .position: "instr(\(a), \(b))"
        case .rounded where type == .decimal: "junction_round_decimal(\(a), \(b))"
        case .floor, .ceiling: "junction_\(function)(\(a))"
        case .divided: "junction_divide_decimal(\(a), \(b), \(c))"
        case .toInteger: "junction_to_integer(\(a))"
        case .toReal: "junction_to_real(\(a))"
        case .toDecimal: "junction_to_decimal(\(a))"
        case .year: digits(a, 1, 4)
        case .month: digits(a, 6, 2)
        case .day: digits(a, 9, 2)
        case .hour: digits(a, 12, 2)
        case .minute: digits(a, 15, 2)
        case .second: digits(a, 18, 2)
        case .weekday: "((CAST(strftime('%w', substr(\(a), 1, 10)) AS INTEGER) + 6) % 7 + 1)"
        case .calendarDay: "substr(\(a), 1, 10)"
        case .startOfDay: "(substr(\(a), 1, 10) || ' 00:00:00')"
        case .startOfMonth: "(substr(\(a), 1, 7) || '-01 00:00:00')"
        case .startOfYear: "(substr(\(a), 1, 4) || '-01-01 00:00:00')"
        case .addingMicroseconds: "junction_add_microseconds(\(a), \(b))"
        case .microsecondsSince: "junction_microseconds_since(\(a), \(b))"
        // json_quote would leave a real number 15 digits, and make 1 of true.
        case .jsonMember, .jsonElement:
            "(SELECT CASE WHEN e.type IN ('object', 'array') THEN e.value WHEN e.type IN ('true', 'false') THEN e.type "
                + "WHEN e.type = 'real' THEN printf('%!.17g', e.value) ELSE json_quote(e.value) END FROM json_each(\(a)) AS e WHERE e.key = \(b))"
        case .jsonText: json(a, "'text'")
        case .jsonInteger: json(a, "'integer'")
        case .jsonReal: json(a, "'integer', 'real'")
        case .jsonBool: json(a, "'true', 'false'")
        case .jsonCount: "(CASE WHEN json_type(\(a)) = 'array' THEN json_array_length(\(a)) END)"
        default: nil
        }
    }

    /// A number at a place in the text of a date.
    private static func digits(_ text: String, _ start: Int, _ count: Int) -> String {
        "CAST(substr(\(text), \(start), \(count)) AS INTEGER)"
    }

    private static func json(_ value: String, _ types: String) -> String {
        "(CASE WHEN json_type(\(value)) IN (\(types)) THEN json_extract(\(value), '$') END)"
    }
}
