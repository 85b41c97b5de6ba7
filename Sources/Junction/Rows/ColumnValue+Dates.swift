public import Foundation

extension Date: ColumnValue {
    /// A date and time.
    public static var columnType: ColumnType { .moment }
    /// Microseconds since 1970, rounded; outside the years 1 to 9999 it is an error before a statement is sent.
    public var columnValue: Value {
        let micros = (timeIntervalSinceReferenceDate * 1e6).rounded()
        guard micros.magnitude < 9e18 else { return .invalid(.dateOutOfRange) }
        let (moment, overflow) = Int64(micros).addingReportingOverflow(Self.referenceMicroseconds)
        guard !overflow, Self.storableMicroseconds.contains(moment) else { return .invalid(.dateOutOfRange) }
        return .moment(moment)
    }
    /// Reads a date and time; nil where it is NULL.
    @inlinable public static func read(_ row: borrowing Row, at column: Int32) throws -> Date? {
        try row.moment(at: column).map(Date.init(microseconds:))
    }

    /// A date from microseconds since 1970, as ``Value/moment(_:)`` has them.
    ///
    /// ```swift
    /// let moment = Date(microseconds: 1_700_000_000_000_000)
    /// ```
    @inlinable public init(microseconds: Int64) {
        // Every date that a database keeps is far inside this range.
        let (sinceReference, overflow) = microseconds.subtractingReportingOverflow(Self.referenceMicroseconds)
        self.init(timeIntervalSinceReferenceDate: overflow ? -.infinity : Double(sinceReference) / 1e6)
    }

    /// From 1970 to 2001, where `Date` counts from.
    @usableFromInline static var referenceMicroseconds: Int64 { 978_307_200_000_000 }
    /// From 0001-01-01 00:00:00 to 9999-12-31 23:59:59.999999.
    static var storableMicroseconds: ClosedRange<Int64> { -62_135_596_800_000_000...253_402_300_799_999_999 }
}

/// A day in the calendar, without a time or a zone.
///
/// ```swift
/// let birthday = CalendarDate(year: 1990, month: 5, day: 17)
/// ```
/// It is optional, since not all numbers are a day.
public struct CalendarDate: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The year from 1, the month from 1 to 12, the day from 1.
    public let year: Int, month: Int, day: Int

    /// Nil when there is no such day in the years 1 to 9999 of the Gregorian calendar.
    ///
    /// ```swift
    /// let birthday = CalendarDate(year: 1990, month: 5, day: 17)
    /// ```
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day written as `1990-05-17`; nil for any other text.
    ///
    /// ```swift
    /// let same = CalendarDate("1990-05-17")
    /// ```
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ part in part.utf8.allSatisfy { (48...57).contains($0) } }), parts[0].utf8.count == 4,
            parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day as `1990-05-17`.
    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    /// Earlier days come first.
    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate {
    /// Decodes what the synthesised encoding writes, and refuses days that do not exist.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let year = try container.decode(Int.self, forKey: .year), month = try container.decode(Int.self, forKey: .month)
        guard let date = CalendarDate(year: year, month: month, day: try container.decode(Int.self, forKey: .day)) else {
            throw DecodingError.dataCorruptedError(forKey: .day, in: container, debugDescription: "there is no such day in the calendar")
        }
        self = date
    }
}

extension CalendarDate: ColumnValue {
    /// A calendar date.
    public static var columnType: ColumnType { .day }
    /// The day as it is.
    public var columnValue: Value { .day(self) }
    /// Reads a day; nil where it is NULL.
    public static func read(_ row: borrowing Row, at column: Int32) throws -> CalendarDate? { try row.day(at: column) }
}
