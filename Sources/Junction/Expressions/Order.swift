/// What a query may be ordered by: a bare expression (ascending), or one with a direction.
public protocol OrderingTerm: Sendable {
    var _orderTerm: OrderTerm { get }
}

/// An expression with a direction. Absent values come last in both, unless said otherwise.
public struct OrderTerm: OrderingTerm {
    var node: Node
    var isDescending = false
    var nullsFirst = false

    public var _orderTerm: OrderTerm { self }

    /// The same order with absent values first.
    public var absentFirst: OrderTerm {
        var copy = self
        copy.nullsFirst = true
        return copy
    }
}

extension Expr: OrderingTerm {
    public var _orderTerm: OrderTerm { OrderTerm(node: node) }
    /// The least value first.
    ///
    /// SQL: `ORDER BY created`
    public var ascending: OrderTerm { OrderTerm(node: node) }
    /// The greatest value first.
    ///
    /// SQL: `ORDER BY created DESC`
    public var descending: OrderTerm { OrderTerm(node: node, isDescending: true) }
}
