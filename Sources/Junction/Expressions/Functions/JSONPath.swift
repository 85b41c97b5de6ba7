/// A place inside a column that holds JSON.
///
/// ```swift
/// let large = try await DatabaseConfig.filter { $0.settings.json["pool"].integer > 4 }.all(on: db)
/// let first = try await DatabaseConfig.query.values { $0.settings.json["tags"][0].text }.all(on: db)
/// ```
/// SQL (PostgreSQL): `settings::jsonb -> ?`
///
/// What is not there, and what is of another type than asked for, is absent.
public struct JSONPath: Sendable {
    private let node: Node

    init(_ node: Node) { self.node = node }

    /// What an object has under a name.
    public subscript(_ name: String) -> JSONPath { JSONPath(.call(.jsonMember, [node, .bind(.text(name))])) }
    /// What an array has at a place, from 0.
    public subscript(_ place: Int) -> JSONPath {
        JSONPath(
            .call(
                .jsonElement,
                [node, .bind(Int32(exactly: place).flatMap { $0 < 0 ? nil : .integer(Int64($0)) } ?? .invalid(.integerOutOfRange))]))
    }

    /// The text that stands there.
    public var text: Expr<String?> { Expr(.call(.jsonText, [node])) }
    /// The number that stands there, if it is written without a fraction.
    public var integer: Expr<Int?> { Expr(.call(.jsonInteger, [node])) }
    /// The number that stands there.
    public var real: Expr<Double?> { Expr(.call(.jsonReal, [node])) }
    /// Whether `true` or `false` stands there.
    public var bool: Expr<Bool?> { Expr(.call(.jsonBool, [node])) }
    /// How many elements the array there has.
    public var count: Expr<Int?> { Expr(.call(.jsonCount, [node])) }
}

extension Expr where T: JSONColumn {
    /// What stands in the JSON.
    public var json: JSONPath { JSONPath(node) }
}

/// A column type that is kept as JSON.
public protocol JSONColumn: ColumnValue {}

extension JSON: JSONColumn {}
extension Optional: JSONColumn where Wrapped: JSONColumn {}
