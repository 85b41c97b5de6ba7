public import Foundation

/// A column type whose least and greatest value can be asked for.
///
/// ```swift
/// let first: Date? = try await Contact.query.aggregate(on: db) { $0.created.min() }
/// ```
/// SQL: `SELECT min(t0.created) FROM contact AS t0`
public protocol AggregateColumn: ColumnValue {}

/// A column type that can be summed: a number.
///
/// ```swift
/// let credit = try await Contact.query.aggregate(on: db) { $0.credit.sum(where: $0.user.isActive) }
/// ```
public protocol SummableColumn: AggregateColumn {
    /// The type of the number as an integer: `Int`, or `Int?` where it may be absent.
    associatedtype Whole: ColumnValue
    /// The type of the number as a real number.
    associatedtype Real: ColumnValue
    /// The type of the number as a decimal.
    associatedtype Exact: ColumnValue
}

extension SummableColumn {
    public typealias Whole = Int
    public typealias Real = Double
    public typealias Exact = Decimal
}

extension Int: SummableColumn {}
extension Int64: SummableColumn {}
extension Int32: SummableColumn {}
extension Double: SummableColumn {}
extension Decimal: SummableColumn {}
extension String: AggregateColumn {}
extension Date: AggregateColumn {}
extension CalendarDate: AggregateColumn {}
extension Key: AggregateColumn {}
extension Optional: AggregateColumn where Wrapped: AggregateColumn {}
extension Optional: SummableColumn where Wrapped: SummableColumn {
    public typealias Whole = Int?
    public typealias Real = Double?
    public typealias Exact = Decimal?
}
