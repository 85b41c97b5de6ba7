public import Foundation

/// A column type whose least and greatest value can be asked for; `Absentable` is the type where there may be none.
public protocol AggregateColumn: ColumnValue {
    associatedtype Absentable: ColumnValue
}

/// A column type that can be summed.
public protocol SummableColumn: AggregateColumn {}

extension Int: SummableColumn { public typealias Absentable = Int? }
extension Int64: SummableColumn { public typealias Absentable = Int64? }
extension Int32: SummableColumn { public typealias Absentable = Int32? }
extension Double: SummableColumn { public typealias Absentable = Double? }
extension Decimal: SummableColumn { public typealias Absentable = Decimal? }
extension String: AggregateColumn { public typealias Absentable = String? }
extension Date: AggregateColumn { public typealias Absentable = Date? }
extension CalendarDate: AggregateColumn { public typealias Absentable = CalendarDate? }
extension Key: AggregateColumn { public typealias Absentable = Key? }
extension Optional: AggregateColumn where Wrapped: AggregateColumn { public typealias Absentable = Wrapped? }
extension Optional: SummableColumn where Wrapped: SummableColumn {}
