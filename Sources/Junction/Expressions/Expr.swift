/// A typed expression in a query: a column, a value, or what is made of them.
public struct Expr<T>: Sendable {
    let node: Node

    init(_ node: Node) { self.node = node }
}

extension Expr where T: ColumnValue {
    /// A value as an expression.
    public init(_ value: T) {
        let value = value.columnValue
        self.init(value.isNull && T._width == 1 ? .absent(T.columnType) : .bind(value))
    }
}

/// A condition.
public typealias Predicate = Expr<Bool>

/// A column in a list of columns, as `unique` and `indexes` take it.
public protocol ColumnExpression: Sendable {
    var _columnNames: [String] { get }
}

extension Expr: ColumnExpression {
    public var _columnNames: [String] {
        node.parts.map { if case .column(let path, let name) = $0, path.hops.isEmpty { name } else { "?" } }
    }
}
