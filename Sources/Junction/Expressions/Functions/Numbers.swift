public import Foundation

extension Expr where T: SummableColumn {
    /// The number without its sign.
    ///
    /// ```swift
    /// let amounts = Contact.query.values { $0.credit.magnitude }
    /// ```
    /// SQL: `abs(t0.credit)`
    ///
    /// That of the least integer throws ``DatabaseError``.
    public var magnitude: Expr { Expr(.call(.absolute, [node])) }

    /// The number as an integer, towards zero.
    ///
    /// ```swift
    /// let whole = Contact.query.values { $0.credit.integer }
    /// ```
    /// SQL (SQLite): `junction_to_integer(t0.credit)`
    /// SQL (PostgreSQL): `trunc(t0.credit)::bigint`
    ///
    /// One that is too large throws ``DatabaseError`` (``DatabaseError/Kind/arithmetic``).
    public var integer: Expr<T.Whole> { Expr<T.Whole>(.call(.toInteger, [node])) }

    /// The number as a real number.
    ///
    /// ```swift
    /// let reals = Tag.query.values { $0.uses.real }
    /// ```
    /// SQL (SQLite): `junction_to_real(t0.uses)`
    /// SQL (PostgreSQL): `t0.uses::double precision`
    public var real: Expr<T.Real> { Expr<T.Real>(.call(.toReal, [node])) }
}

extension Expr where T: SummableColumn, T.Absentable == Double? {
    /// The nearest whole number; a half is rounded away from zero.
    ///
    /// ```swift
    /// let nearest = Song.query.values { $0.seconds.rounded }
    /// ```
    /// SQL (SQLite): `round(t0.seconds)`
    /// SQL (PostgreSQL): `(sign(t0.seconds) * floor(abs(t0.seconds) + 0.5))`
    public var rounded: Expr { Expr(.call(.rounded, [node])) }

    /// The next whole number below, or the same.
    ///
    /// ```swift
    /// let below = Song.query.values { $0.seconds.floor }
    /// ```
    /// SQL (SQLite): `junction_floor(t0.seconds)`
    /// SQL (PostgreSQL): `floor(t0.seconds)`
    public var floor: Expr { Expr(.call(.floor, [node])) }

    /// The next whole number above, or the same.
    ///
    /// ```swift
    /// let above = Song.query.values { $0.seconds.ceiling }
    /// ```
    /// SQL (SQLite): `junction_ceiling(t0.seconds)`
    /// SQL (PostgreSQL): `ceil(t0.seconds)`
    public var ceiling: Expr { Expr(.call(.ceiling, [node])) }
}

extension Expr where T: SummableColumn, T.Absentable == Decimal? {
    /// To so many places after the point; a half is rounded away from zero.
    ///
    /// ```swift
    /// let rounded = Contact.query.values { $0.credit.rounded(places: 1) }
    /// ```
    /// SQL (SQLite): `junction_round_decimal(t0.credit, ?)`
    /// SQL (PostgreSQL): `round(t0.credit, ?::integer)`
    public func rounded(places: Int) -> Expr { Expr(.call(.rounded, [node, .bind(.integer(Int64(places)))])) }

    /// The quotient, rounded to so many places after the point.
    ///
    /// ```swift
    /// let thirds = Contact.query.values { $0.credit.divided(by: 3, places: 2) }
    /// ```
    /// SQL (SQLite): `junction_divide_decimal(t0.credit, ?, ?)`
    /// SQL (PostgreSQL): `round(t0.credit / ?, ?::integer)`
    ///
    /// Division by zero throws ``DatabaseError`` (``DatabaseError/Kind/arithmetic``).
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
    /// ```swift
    /// let decimals = Tag.query.values { $0.uses.decimal }
    /// ```
    /// SQL (SQLite): `junction_to_decimal(t0.uses)`
    /// SQL (PostgreSQL): `t0.uses::numeric`
    public var decimal: Expr<T.Exact> { Expr<T.Exact>(.call(.toDecimal, [node])) }
}

extension Expr where T: WritableColumn {
    /// The value in words that are alike on every database: an integer's digits, `2026-01-31`, a UUID in lower case with hyphens.
    ///
    /// ```swift
    /// let days = Reminder.query.values { $0.day.text }
    /// ```
    /// SQL (SQLite): `CAST(t0.day AS TEXT)`
    /// SQL (PostgreSQL): `to_char(t0.day, 'YYYY-MM-DD')`
    public var text: Expr<T.Written> { Expr<T.Written>(.call(.text, [node])) }
}

/// A column type whose values have one text on every database.
///
/// ```swift
/// let numbers = Contact.query.values { "C-" + $0.id.text }
/// ```
/// SQL (SQLite): `(? || CAST(t0.id AS TEXT))`
/// SQL (PostgreSQL): `(? || t0.id::text)`
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
