/// What a query may be ordered by: a bare expression (ascending), or one with a direction.
///
/// ```swift
/// let sorted = Contact.order { [$0.title, $0.credit.descending] }
/// ```
/// SQL: `ORDER BY t0.title NULLS LAST, t0.credit DESC`
public protocol OrderingTerm: Sendable {
    var _orderTerm: OrderTerm { get }
}

/// An expression with a direction. Absent values come last in both, unless said otherwise; text is ordered by code point.
///
/// ```swift
/// let byCredit: (Contact.Fields) -> OrderTerm = { $0.credit.descending }
/// let richest = Contact.order(byCredit)
/// ```
/// SQL: `ORDER BY t0.credit DESC`
public struct OrderTerm: OrderingTerm {
    var node: Node
    var isDescending = false
    var nullsFirst = false

    public var _orderTerm: OrderTerm { self }

    /// The same order with absent values first.
    ///
    /// ```swift
    /// let untitled = Contact.order { $0.title.ascending.absentFirst }
    /// ```
    /// SQL: `ORDER BY t0.title NULLS FIRST`
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
    /// ```swift
    /// let oldest = Contact.order { $0.created.ascending }
    /// ```
    /// SQL: `ORDER BY t0.created`
    public var ascending: OrderTerm { OrderTerm(node: node) }

    /// The greatest value first.
    ///
    /// ```swift
    /// let newest = Contact.order { $0.created.descending }
    /// ```
    /// SQL: `ORDER BY t0.created DESC`
    public var descending: OrderTerm { OrderTerm(node: node, isDescending: true) }
}
