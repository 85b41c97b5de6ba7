public import Foundation

/// `Date`, `CalendarDate`, and what may be absent of them.
public protocol DateColumn: ColumnValue {
    /// The type of a part of the date: `Int`, or `Int?` where the date may be absent.
    associatedtype Part: ColumnValue
}

/// `Date` and `Date?`.
public protocol MomentColumn: DateColumn {
    /// The type of the day: `CalendarDate`, or `CalendarDate?`.
    associatedtype Day: ColumnValue
}

extension Date: MomentColumn {
    public typealias Part = Int
    public typealias Day = CalendarDate
}
extension CalendarDate: DateColumn { public typealias Part = Int }
extension Optional: DateColumn where Wrapped: DateColumn { public typealias Part = Wrapped.Part? }
extension Optional: MomentColumn where Wrapped: MomentColumn { public typealias Day = Wrapped.Day? }

// Everything in UTC.
extension Expr where T: DateColumn {
    /// The year.
    ///
    /// ```swift
    /// let joined = try await Contact.group { $0.created.year }.values { $0.id.count() }.all(on: db)      // [(Int, Int)]
    /// ```
    /// SQL (PostgreSQL): `floor(extract(year FROM created AT TIME ZONE 'UTC'))::bigint`
    public var year: Expr<T.Part> { part(.year) }
    /// The month, from 1.
    public var month: Expr<T.Part> { part(.month) }
    /// The day of the month, from 1.
    public var day: Expr<T.Part> { part(.day) }
    /// The day of the week as ISO 8601 counts it: 1 is Monday, 7 is Sunday.
    public var weekday: Expr<T.Part> { part(.weekday) }

    fileprivate func part(_ function: SQLFunction) -> Expr<T.Part> { Expr<T.Part>(.call(function, [node])) }
}

extension Expr where T: MomentColumn {
    /// The hour, from 0.
    public var hour: Expr<T.Part> { part(.hour) }
    /// The minute, from 0.
    public var minute: Expr<T.Part> { part(.minute) }
    /// The second, from 0, without its fraction.
    public var second: Expr<T.Part> { part(.second) }

    /// The day in the calendar.
    ///
    /// SQL (PostgreSQL): `(created AT TIME ZONE 'UTC')::date`
    public var calendarDay: Expr<T.Day> { Expr<T.Day>(.call(.calendarDay, [node])) }
    /// The first moment of its day.
    ///
    /// SQL (PostgreSQL): `date_trunc('day', created, 'UTC')`
    public var startOfDay: Expr { Expr(.call(.startOfDay, [node])) }
    /// The first moment of its month.
    public var startOfMonth: Expr { Expr(.call(.startOfMonth, [node])) }
    /// The first moment of its year.
    public var startOfYear: Expr { Expr(.call(.startOfYear, [node])) }

    /// Later by a duration, which is rounded to the microsecond. A date outside the years 1 to 9999 is an error.
    ///
    /// ```swift
    /// let late = try await Contact.filter { $0.modified > $0.created + .seconds(3600) }.all(on: db)
    /// ```
    /// SQL (PostgreSQL): `created + ? * interval '1 microsecond'`
    public static func + (date: Expr, duration: Duration) -> Expr {
        Expr(.call(.addingMicroseconds, [date.node, .bind(duration.microseconds.map(Value.integer) ?? .invalid(.dateOutOfRange))]))
    }
    /// Earlier by a duration.
    public static func - (date: Expr, duration: Duration) -> Expr { date + (.zero - duration) }

    /// The microseconds that have passed since an earlier date; less than 0 where that is a later one.
    ///
    /// SQL (SQLite): `junction_microseconds_since(modified, created)`
    public func microseconds(since date: Expr) -> Expr<T.Part> { Expr<T.Part>(.call(.microsecondsSince, [node, date.node])) }
}

extension Duration {
    fileprivate var microseconds: Int64? {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflowToo) = whole.addingReportingOverflow(
            (attoseconds + (attoseconds < 0 ? -1 : 1) * 500_000_000_000) / 1_000_000_000_000)
        return overflow || overflowToo ? nil : sum
    }
}
