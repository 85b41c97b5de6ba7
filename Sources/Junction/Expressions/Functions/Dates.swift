public import Foundation

/// `Date`, `CalendarDate`, and what may be absent of them: they have parts, in UTC.
///
/// ```swift
/// let january = Reminder.filter { $0.day.month == 1 }
/// ```
public protocol DateColumn: ColumnValue {
    /// The type of a part of the date: `Int`, or `Int?` where the date may be absent.
    associatedtype Part: ColumnValue
}

/// `Date` and `Date?`: they have a time, too.
///
/// ```swift
/// let afternoon = Reminder.filter { $0.due.hour >= 12 }
/// ```
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
    /// let joined = try await Contact.group { $0.created.year }.values { $0.id.count() }.all(on: db)  // [(Int, Int)]
    /// ```
    /// SQL (SQLite): `CAST(substr(t0.created, 1, 4) AS INTEGER)`
    /// SQL (PostgreSQL): `floor(extract(year FROM t0.created AT TIME ZONE 'UTC'))::bigint`
    public var year: Expr<T.Part> { part(.year) }

    /// The month, from 1 to 12.
    ///
    /// ```swift
    /// let january = Reminder.filter { $0.day.month == 1 }
    /// ```
    /// SQL (SQLite): `CAST(substr(t0.day, 6, 2) AS INTEGER) = ?`
    /// SQL (PostgreSQL): `floor(extract(month FROM t0.day))::bigint = ?`
    public var month: Expr<T.Part> { part(.month) }

    /// The day of the month, from 1 to 31.
    ///
    /// ```swift
    /// let last = Reminder.filter { $0.day.day > 28 }
    /// ```
    /// SQL (SQLite): `CAST(substr(t0.day, 9, 2) AS INTEGER) > ?`
    /// SQL (PostgreSQL): `floor(extract(day FROM t0.day))::bigint > ?`
    public var day: Expr<T.Part> { part(.day) }

    /// The day of the week as ISO 8601 counts it: 1 is Monday, 7 is Sunday.
    ///
    /// ```swift
    /// let weekend = Reminder.filter { $0.day.weekday >= 6 }
    /// ```
    /// SQL (SQLite): `((CAST(strftime('%w', substr(t0.day, 1, 10)) AS INTEGER) + 6) % 7 + 1) >= ?`
    /// SQL (PostgreSQL): `extract(isodow FROM t0.day)::bigint >= ?`
    public var weekday: Expr<T.Part> { part(.weekday) }

    fileprivate func part(_ function: SQLFunction) -> Expr<T.Part> { Expr<T.Part>(.call(function, [node])) }
}

extension Expr where T: MomentColumn {
    /// The hour, from 0 to 23.
    ///
    /// ```swift
    /// let afternoon = Reminder.filter { $0.due.hour >= 12 }
    /// ```
    /// SQL (SQLite): `CAST(substr(t0.due, 12, 2) AS INTEGER) >= ?`
    /// SQL (PostgreSQL): `floor(extract(hour FROM t0.due AT TIME ZONE 'UTC'))::bigint >= ?`
    public var hour: Expr<T.Part> { part(.hour) }

    /// The minute, from 0 to 59.
    ///
    /// ```swift
    /// let onTheHour = Reminder.filter { $0.due.minute == 0 && $0.due.second == 0 }
    /// ```
    /// SQL (SQLite): `CAST(substr(t0.due, 15, 2) AS INTEGER) = ?`
    /// SQL (PostgreSQL): `floor(extract(minute FROM t0.due AT TIME ZONE 'UTC'))::bigint = ?`
    public var minute: Expr<T.Part> { part(.minute) }

    /// The second, from 0 to 59, without its fraction.
    ///
    /// ```swift
    /// let onTheHour = Reminder.filter { $0.due.minute == 0 && $0.due.second == 0 }
    /// ```
    /// SQL (SQLite): `CAST(substr(t0.due, 18, 2) AS INTEGER) = ?`
    /// SQL (PostgreSQL): `floor(extract(second FROM t0.due AT TIME ZONE 'UTC'))::bigint = ?`
    public var second: Expr<T.Part> { part(.second) }

    /// The day in the calendar.
    ///
    /// ```swift
    /// let days = Reminder.query.values { $0.due.calendarDay }  // [CalendarDate?]
    /// ```
    /// SQL (SQLite): `substr(t0.due, 1, 10)`
    /// SQL (PostgreSQL): `(t0.due AT TIME ZONE 'UTC')::date`
    public var calendarDay: Expr<T.Day> { Expr<T.Day>(.call(.calendarDay, [node])) }

    /// The first moment of its day.
    ///
    /// ```swift
    /// let mornings = Reminder.query.values { $0.due.startOfDay }
    /// ```
    /// SQL (SQLite): `(substr(t0.due, 1, 10) || ' 00:00:00')`
    /// SQL (PostgreSQL): `date_trunc('day', t0.due, 'UTC')`
    public var startOfDay: Expr { Expr(.call(.startOfDay, [node])) }

    /// The first moment of its month.
    ///
    /// ```swift
    /// let months = Contact.group { $0.created.startOfMonth }.values { $0.id.count() }
    /// ```
    /// SQL (SQLite): `GROUP BY (substr(t0.created, 1, 7) || '-01 00:00:00')`
    /// SQL (PostgreSQL): `GROUP BY date_trunc('month', t0.created, 'UTC')`
    public var startOfMonth: Expr { Expr(.call(.startOfMonth, [node])) }

    /// The first moment of its year.
    ///
    /// ```swift
    /// let years = Contact.group { $0.created.startOfYear }.values { $0.credit.sum() }
    /// ```
    /// SQL (SQLite): `GROUP BY (substr(t0.created, 1, 4) || '-01-01 00:00:00')`
    /// SQL (PostgreSQL): `GROUP BY date_trunc('year', t0.created, 'UTC')`
    public var startOfYear: Expr { Expr(.call(.startOfYear, [node])) }

    /// Later by a duration, which is rounded to the microsecond.
    ///
    /// ```swift
    /// let late = Contact.filter { $0.modified > $0.created + .seconds(3600) }
    /// ```
    /// SQL (SQLite): `t0.modified > junction_add_microseconds(t0.created, ?)`
    /// SQL (PostgreSQL): `t0.modified > ((t0.created + ? * interval '1 microsecond') + …)`: what follows refuses other years
    ///
    /// A date outside the years 1 to 9999 throws ``DatabaseError`` (``DatabaseError/Kind/arithmetic``), a duration of as many years
    /// ``QueryError``.
    public static func + (date: Expr, duration: Duration) -> Expr {
        date.adding(duration.microseconds)
    }

    /// Earlier by a duration.
    ///
    /// ```swift
    /// let recent = Contact.filter { $0.created > $0.modified - .seconds(60) }
    /// ```
    /// SQL (SQLite): `t0.created > junction_add_microseconds(t0.modified, ?)`
    /// SQL (PostgreSQL): `t0.created > ((t0.modified + ? * interval '1 microsecond') + …)`
    public static func - (date: Expr, duration: Duration) -> Expr {
        date.adding(duration.microseconds.map { 0 - $0 })
    }

    /// The microseconds that have passed since an earlier date; less than 0 where that is a later one.
    ///
    /// ```swift
    /// let ages = Contact.query.values { $0.modified.microseconds(since: $0.created) }
    /// ```
    /// SQL (SQLite): `junction_microseconds_since(t0.modified, t0.created)`
    /// SQL (PostgreSQL): `(extract(day FROM (t0.modified - t0.created))::bigint * 86400000000 + …)`
    public func microseconds(since date: Expr) -> Expr<T.Part> { Expr<T.Part>(.call(.microsecondsSince, [node, date.node])) }
}

extension Expr {
    fileprivate func adding(_ microseconds: Int64?) -> Expr {
        Expr(.call(.addingMicroseconds, [node, .bind(microseconds.map(Value.integer) ?? .invalid(.dateOutOfRange))]))
    }
}

extension Duration {
    /// Nil for more than dates are apart.
    fileprivate var microseconds: Int64? {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflowToo) = whole.addingReportingOverflow(
            (attoseconds + (attoseconds < 0 ? -1 : 1) * 500_000_000_000) / 1_000_000_000_000)
        return overflow || overflowToo || sum == .min ? nil : sum
    }
}
