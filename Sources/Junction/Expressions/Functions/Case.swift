/// A value by conditions: that of the first one that holds.
///
/// ```swift
/// let bands = Contact.query.values { contact in
///     (contact.id, Case.when(contact.title.isNil(), "none").when(contact.credit < 500, "low").else("high"))
/// }
/// ```
/// SQL: `CASE WHEN t0.title IS NULL THEN ? WHEN t0.credit < ? THEN ? ELSE ? END`
///
/// A condition whose answer is absent does not hold.
public struct Case<T: ColumnValue>: Sendable {
    private let branches: [Node.Branch]

    private init(_ branches: [Node.Branch]) { self.branches = branches }

    /// The first condition and its value.
    ///
    /// ```swift
    /// let kinds = Contact.query.values { Case.when($0.credit < 0, "debtor").else("customer") }
    /// ```
    /// SQL: `CASE WHEN t0.credit < ? THEN ? ELSE ? END`
    public static func when(_ condition: Expr<Bool>, _ value: T) -> Case { when(condition, Expr(value)) }
    /// The same with an expression.
    public static func when(_ condition: Expr<Bool>, _ value: Expr<T>) -> Case {
        Case([Node.Branch(condition: condition.node, value: value.node)])
    }

    /// The next condition and its value.
    ///
    /// ```swift
    /// let levels = Contact.query.values { Case.when($0.credit < 0, 0).when($0.credit < 500, 1).else(2) }
    /// ```
    /// SQL: `CASE WHEN t0.credit < ? THEN ? WHEN t0.credit < ? THEN ? ELSE ? END`
    public func when(_ condition: Expr<Bool>, _ value: T) -> Case { when(condition, Expr(value)) }
    /// The same with an expression.
    public func when(_ condition: Expr<Bool>, _ value: Expr<T>) -> Case {
        Case(branches + [Node.Branch(condition: condition.node, value: value.node)])
    }

    /// The value where no condition holds.
    ///
    /// ```swift
    /// let sums = Contact.query.values { Case.when($0.credit < 0, -$0.credit).else($0.credit) }
    /// ```
    /// SQL (SQLite): `CASE WHEN t0.credit < ? THEN junction_subtract_decimal(?, t0.credit) ELSE t0.credit END`
    /// SQL (PostgreSQL): `CASE WHEN t0.credit < ? THEN (? - t0.credit) ELSE t0.credit END`
    public func `else`(_ value: T) -> Expr<T> { `else`(Expr(value)) }
    /// The same with an expression.
    public func `else`(_ value: Expr<T>) -> Expr<T> { Expr(.choice(branches, otherwise: value.node)) }

    /// Absent where no condition holds.
    ///
    /// ```swift
    /// let debts = Contact.query.values { Case.when($0.credit < 0, $0.credit).elseNil }
    /// ```
    /// SQL: `CASE WHEN t0.credit < ? THEN t0.credit END`
    public var elseNil: Expr<T?> { Expr<T?>(.choice(branches, otherwise: nil)) }
}
