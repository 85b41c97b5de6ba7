public import Foundation

extension Expr where T: SummableColumn {
    /// The number without its sign.
    ///
    /// SQL: `abs(balance)`
    public var magnitude: Expr { Expr(.call(.absolute, [node])) }

    /// The number as an integer, towards zero; one that is too large is an error.
    ///
    /// SQL (PostgreSQL): `trunc(weight)::bigint`
    public var integer: Expr<T.Whole> { Expr<T.Whole>(.call(.toInteger, [node])) }
    /// The number as a real number.
    ///
    /// SQL (PostgreSQL): `visits::double precision`
    public var real: Expr<T.Real> { Expr<T.Real>(.call(.toReal, [node])) }
}

extension Expr where T: SummableColumn, T.Absentable == Double? {
    /// The nearest whole number; a half is rounded away from zero.
    ///
    /// SQL (SQLite): `round(weight)`
    public var rounded: Expr { Expr(.call(.rounded, [node])) }
    /// The next whole number below, or the same.
    ///
    /// SQL (PostgreSQL): `floor(weight)`
    public var floor: Expr { Expr(.call(.floor, [node])) }
    /// The next whole number above, or the same.
    ///
    /// SQL (PostgreSQL): `ceil(weight)`
    public var ceiling: Expr { Expr(.call(.ceiling, [node])) }
}

extension Expr where T: SummableColumn, T.Absentable == Decimal? {
    /// To so many places after the point; a half is rounded away from zero.
    ///
    /// SQL (PostgreSQL): `round(price, ?)`
    public func rounded(places: Int) -> Expr { Expr(.call(.rounded, [node, .bind(.integer(Int64(places)))])) }

    /// The quotient, rounded to so many places after the point. Division by zero is an error.
    ///
    /// ```swift
    /// let prices = try await Article.query.values { $0.price.divided(by: 3, places: 2) }.all(on: db)
    /// ```
    /// SQL (PostgreSQL): `round(price / ?, ?)`
    public func divided(by divisor: Decimal, places: Int) -> Expr { divided(by: .bind(divisor.columnValue), places) }
    /// The same by another expression.
    public func divided(by divisor: Expr, places: Int) -> Expr { divided(by: divisor.node, places) }

    private func divided(by divisor: Node, _ places: Int) -> Expr {
        Expr(.call(.divided, [node, divisor, .bind(.integer(Int64(places)))]))
    }
}

extension Expr where T: SummableColumn, T.Absentable == Int? {
    /// The number as a decimal.
    ///
    /// SQL (PostgreSQL): `stock::numeric`
    public var decimal: Expr<T.Exact> { Expr<T.Exact>(.call(.toDecimal, [node])) }
}

extension Expr where T: WritableColumn {
    /// The value in words that are alike on every database: an integer's digits, `2026-01-31`, a UUID in lower case with hyphens.
    ///
    /// SQL: `CAST(id AS TEXT)`
    public var text: Expr<T.Written> { Expr<T.Written>(.call(.text, [node])) }
}

/// A column type whose values have one text on every database.
public protocol WritableColumn: ColumnValue {
    /// `String`, or `String?` where the value may be absent.
    associatedtype Written: ColumnValue
}

extension Int: WritableColumn { public typealias Written = String }
extension Int64: WritableColumn { public typealias Written = String }
extension Int32: WritableColumn { public typealias Written = String }
extension UUID: WritableColumn { public typealias Written = String }
extension CalendarDate: WritableColumn { public typealias Written = String }
extension Key: WritableColumn { public typealias Written = String }
extension Optional: WritableColumn where Wrapped: WritableColumn { public typealias Written = String? }
