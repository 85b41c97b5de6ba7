/// A place inside a column that holds JSON.
///
/// ```swift
/// let large = Reminder.filter { $0.details.json["seats"].integer > 1 }
/// let first = Reminder.query.values { $0.details.json["guests"][0].text }
/// ```
/// SQL (SQLite): `SELECT CASE WHEN e.type IN ('object', 'array') THEN e.value … FROM json_each(t0.details) AS e WHERE e.key = ?`
/// SQL (PostgreSQL): `(t0.details::jsonb -> ?)`
///
/// What is not there, and what is of another type than asked for, is absent.
public struct JSONPath: Sendable {
    private let node: Node

    init(_ node: Node) { self.node = node }

    /// What an object has under a name.
    ///
    /// ```swift
    /// let places = Reminder.query.values { $0.details.json["place"].text ?? "none" }
    /// ```
    /// SQL (PostgreSQL): `(t0.details::jsonb -> ?)`
    public subscript(_ name: String) -> JSONPath { JSONPath(.call(.jsonMember, [node, .bind(.text(name))])) }

    /// What an array has at a place, from 0.
    ///
    /// ```swift
    /// let first = Reminder.query.values { $0.details.json["guests"][0].text }
    /// ```
    /// SQL (PostgreSQL): `((t0.details::jsonb -> ?)::jsonb -> ?::integer)`
    ///
    /// A place below 0 throws ``QueryError`` when the query is run.
    public subscript(_ place: Int) -> JSONPath {
        JSONPath(
            .call(
                .jsonElement,
                [
                    node,
                    .bind(
                        Int32(exactly: place).flatMap { $0 < 0 ? nil : .integer(Int64($0)) }
                            ?? .invalid(place < 0 ? .countTooSmall : .integerOutOfRange)),
                ]))
    }

    /// The text that stands there.
    ///
    /// ```swift
    /// let first = Reminder.query.values { $0.details.json["guests"][0].text }
    /// ```
    /// SQL (SQLite): `(CASE WHEN json_type(…) IN ('text') THEN json_extract(…, '$') END)`
    /// SQL (PostgreSQL): `(CASE WHEN jsonb_typeof(…) = 'string' THEN … #>> '{}' END)`
    public var text: Expr<String?> { Expr(.call(.jsonText, [node])) }

    /// The number that stands there, if it is written without a fraction.
    ///
    /// ```swift
    /// let large = Reminder.filter { $0.details.json["seats"].integer > 1 }
    /// ```
    /// SQL (SQLite): `(CASE WHEN json_type(…) IN ('integer') THEN json_extract(…, '$') END) > ?`
    /// SQL (PostgreSQL): `(CASE WHEN jsonb_typeof(…) = 'number' AND … THEN …::bigint END) > ?`
    public var integer: Expr<Int?> { Expr(.call(.jsonInteger, [node])) }

    /// The number that stands there.
    ///
    /// ```swift
    /// let prices = Reminder.query.values { $0.details.json["price"].real }
    /// ```
    /// SQL (SQLite): `(CASE WHEN json_type(…) IN ('integer', 'real') THEN json_extract(…, '$') END)`
    /// SQL (PostgreSQL): `(CASE WHEN jsonb_typeof(…) = 'number' THEN …::double precision END)`
    public var real: Expr<Double?> { Expr(.call(.jsonReal, [node])) }

    /// Whether `true` or `false` stands there.
    ///
    /// ```swift
    /// let aisle = Seat.filter { $0.details.json["isAisle"].bool == true }
    /// ```
    /// SQL (SQLite): `(CASE WHEN json_type(…) IN ('true', 'false') THEN json_extract(…, '$') END) = ?`
    /// SQL (PostgreSQL): `(CASE WHEN jsonb_typeof(…) = 'boolean' THEN …::boolean END) = ?`
    public var bool: Expr<Bool?> { Expr(.call(.jsonBool, [node])) }

    /// How many elements the array there has.
    ///
    /// ```swift
    /// let crowded = Reminder.filter { $0.details.json["guests"].count > 1 }
    /// ```
    /// SQL (SQLite): `(CASE WHEN json_type(…) = 'array' THEN json_array_length(…) END) > ?`
    /// SQL (PostgreSQL): `(CASE WHEN jsonb_typeof(…) = 'array' THEN jsonb_array_length(…)::bigint END) > ?`
    public var count: Expr<Int?> { Expr(.call(.jsonCount, [node])) }
}

extension Expr where T: JSONColumn {
    /// What stands in the JSON.
    ///
    /// ```swift
    /// let large = Reminder.filter { $0.details.json["seats"].integer > 1 }
    /// ```
    /// SQL (PostgreSQL): `(t0.details::jsonb -> ?)`
    public var json: JSONPath { JSONPath(node) }
}

/// A column type that is kept as JSON: ``JSON``, ``JSONColumnValue``, and what may be absent of them.
///
/// ```swift
/// let crowded = Reminder.filter { $0.details.json["guests"].count > 1 }
/// ```
public protocol JSONColumn: ColumnValue {}

extension JSON: JSONColumn {}
extension Optional: JSONColumn where Wrapped: JSONColumn {}
