/// A typed expression in a query: a column, a value, or what is made of them.
///
/// ```swift
/// let isChief: (Contact.Fields) -> Expr<Bool> = { $0.title == "Chief" }
/// let chiefs = try await Contact.filter(isChief).all(on: db)
/// ```
/// SQL: `FROM contact AS t0 … WHERE t0.title = ?`
///
/// What no database can do or keep throws ``QueryError``: not where the expression is made, but when the query is run, before a statement is
/// sent.
public struct Expr<T>: Sendable {
    let node: Node

    init(_ node: Node) { self.node = node }

    /// What is read of it: of a condition, whether it holds.
    var readNode: Node { T.self == Bool.self ? .holds(node) : node }
}

extension Expr where T: ColumnValue {
    /// A value as an expression; it is bound.
    ///
    /// ```swift
    /// let rows = try await User.query.values { ($0.username, Expr("staff")) }.all(on: db)
    /// ```
    /// SQL: `SELECT t0.username, ? FROM user AS t0`
    public init(_ value: T) {
        let value = value.columnValue
        self.init(value.isNull && T._width == 1 ? .absent(T.columnType) : .bind(value))
    }
}

/// A condition: what `filter` takes.
public typealias Predicate = Expr<Bool>

/// A column in a list of columns, as `unique` and `indexes` of ``Options`` take it.
///
/// ```swift
/// static let options = Options<Self>(unique: { [[$0.contactID, $0.day]] })
/// ```
/// SQL: `CONSTRAINT … UNIQUE (contact_id, day)`
public protocol ColumnExpression: Sendable {
    /// The type of its value.
    associatedtype _Value
    var _columnNames: [String] { get }
}

extension Expr: ColumnExpression {
    public typealias _Value = T
    public var _columnNames: [String] {
        node.parts.map { if case .column(let path, let name) = $0, path.hops.isEmpty { name } else { "?" } }
    }
}
