/// A value by conditions: that of the first one that holds.
///
/// ```swift
/// let bands = Contact.query.values { contact in
///     (contact.id, Case.when(contact.credit.isNil(), "none").when(contact.credit < 500, "low").else("high"))
/// }
/// ```
/// SQL: `CASE WHEN credit IS NULL THEN ? WHEN credit < ? THEN ? ELSE ? END`
///
/// A condition whose answer is absent does not hold.
public struct Case<T: ColumnValue>: Sendable {
    private let branches: [Node.Branch]

    private init(_ branches: [Node.Branch]) { self.branches = branches }

    /// The first condition and its value.
    public static func when(_ condition: Expr<Bool>, _ value: T) -> Case { when(condition, Expr(value)) }
    /// The same with an expression.
    public static func when(_ condition: Expr<Bool>, _ value: Expr<T>) -> Case {
        Case([Node.Branch(condition: condition.node, value: value.node)])
    }

    /// The next condition and its value.
    public func when(_ condition: Expr<Bool>, _ value: T) -> Case { when(condition, Expr(value)) }
    /// The same with an expression.
    public func when(_ condition: Expr<Bool>, _ value: Expr<T>) -> Case {
        Case(branches + [Node.Branch(condition: condition.node, value: value.node)])
    }

    /// The value where no condition holds.
    public func `else`(_ value: T) -> Expr<T> { `else`(Expr(value)) }
    /// The same with an expression.
    public func `else`(_ value: Expr<T>) -> Expr<T> { Expr(.choice(branches, otherwise: value.node)) }
    /// Absent where no condition holds.
    public var elseNil: Expr<T?> { Expr<T?>(.choice(branches, otherwise: nil)) }
}
