public import Foundation

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
    public static func when<V: CaseValue>(_ condition: Expr<Bool>, _ value: V) -> Case where V._CaseColumn == T {
        Case([Node.Branch(condition: condition.node, value: value._caseExpression.node)])
    }
    /// The same with a literal of a type that is not the usual one.
    @_disfavoredOverload
    public static func when(_ condition: Expr<Bool>, _ value: T) -> Case { when(condition, Expr(value)) }

    /// The next condition and its value.
    ///
    /// ```swift
    /// let levels = Contact.query.values { Case.when($0.credit < 0, 0).when($0.credit < 500, 1).else(2) }
    /// ```
    /// SQL: `CASE WHEN t0.credit < ? THEN ? WHEN t0.credit < ? THEN ? ELSE ? END`
    public func when<V: CaseValue>(_ condition: Expr<Bool>, _ value: V) -> Case where V._CaseColumn == T {
        Case(branches + [Node.Branch(condition: condition.node, value: value._caseExpression.node)])
    }
    /// The same with a literal of a type that is not the usual one.
    @_disfavoredOverload
    public func when(_ condition: Expr<Bool>, _ value: T) -> Case { when(condition, Expr(value)) }

    /// The value where no condition holds.
    ///
    /// ```swift
    /// let sums = Contact.query.values { Case.when($0.credit < 0, -$0.credit).else($0.credit) }
    /// ```
    /// SQL (SQLite): `CASE WHEN t0.credit < ? THEN junction_subtract_decimal(?, t0.credit) ELSE t0.credit END`
    /// SQL (PostgreSQL): `CASE WHEN t0.credit < ? THEN (? - t0.credit) ELSE t0.credit END`
    public func `else`<V: CaseValue>(_ value: V) -> Expr<T> where V._CaseColumn == T {
        Expr(.choice(branches, otherwise: value._caseExpression.node))
    }
    /// The same with a literal of a type that is not the usual one.
    @_disfavoredOverload
    public func `else`(_ value: T) -> Expr<T> { `else`(Expr(value)) }
    /// Absent where no condition holds.
    ///
    /// ```swift
    /// let debts = Contact.query.values { Case.when($0.credit < 0, $0.credit).elseNil }
    /// ```
    /// SQL: `CASE WHEN t0.credit < ? THEN t0.credit END`
    public var elseNil: Expr<T?> { Expr<T?>(.choice(branches, otherwise: nil)) }
}

/// What a ``Case`` gives: a value or an expression. One generic function takes both: overloads for each would multiply with the operators
/// beside them.
public protocol CaseValue: Sendable {
    associatedtype _CaseColumn: ColumnValue
    var _caseExpression: Expr<_CaseColumn> { get }
}

extension Expr: CaseValue where T: ColumnValue {
    public var _caseExpression: Expr { self }
}

extension CaseValue where Self: ColumnValue {
    public var _caseExpression: Expr<Self> { Expr(self) }
}

// Values of other types are taken by the overloads that the compiler tries last.
extension Bool: CaseValue {}
extension CalendarDate: CaseValue {}
extension Date: CaseValue {}
extension Decimal: CaseValue {}
extension Double: CaseValue {}
extension Int: CaseValue {}
extension Int32: CaseValue {}
extension Int64: CaseValue {}
extension Key: CaseValue {}
extension Optional: CaseValue where Wrapped: ColumnValue {}
extension String: CaseValue {}
extension UUID: CaseValue {}
