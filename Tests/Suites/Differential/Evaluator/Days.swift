import Foundation
import Junction

/// The Gregorian calendar in UTC, by whole numbers.
enum Days {
    static let microseconds: Int64 = 86_400_000_000
    static let range: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

    /// The days since 1970-01-01 of a date in the calendar.
    static func number(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        let months = Int64(year) * 12 + Int64(month) - 3
        let years = floor(months, 12), place = months - years * 12
        let leaps = floor(years, 4) - floor(years, 100) + floor(years, 400)
        return years * 365 + leaps + (153 * place + 2) / 5 + Int64(day) - 719_469
    }

    /// The date of a day.
    static func date(_ number: Int64) -> (year: Int, month: Int, day: Int) {
        var year = Int(floor(number * 400, 146_097)) + 1970
        while Days.number(year + 1, 1, 1) <= number { year += 1 }
        while Days.number(year, 1, 1) > number { year -= 1 }
        var month = 12
        while Days.number(year, month, 1) > number { month -= 1 }
        return (year, month, Int(number - Days.number(year, month, 1)) + 1)
    }

    static func day(of moment: Int64) -> Int64 { floor(moment, microseconds) }

    /// 1 is Monday; 1970-01-01 was a Thursday.
    static func weekday(_ number: Int64) -> Int64 { number + 3 - floor(number + 3, 7) * 7 + 1 }

    private static func floor(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : -((-a + b - 1) / b) }
}

extension Days {
    /// A part of a moment or a day.
    static func part(_ function: SQLFunction, _ value: Value) throws -> Value {
        let number: Int64
        var rest: Int64 = 0
        switch value {
        case .moment(let moment):
            number = day(of: moment)
            rest = (moment - number * microseconds) / 1_000_000
        case .day(let day): number = Days.number(day.year, day.month, day.day)
        default: throw EvaluatorError("\(value) is no date")
        }
        let date = date(number)
        return switch function {
        case .year: .integer(Int64(date.year))
        case .month: .integer(Int64(date.month))
        case .day: .integer(Int64(date.day))
        case .hour: .integer(rest / 3600)
        case .minute: .integer(rest / 60 % 60)
        case .second: .integer(rest % 60)
        case .weekday: .integer(weekday(number))
        case .calendarDay: CalendarDate(year: date.year, month: date.month, day: date.day).map(Value.day) ?? .null
        case .startOfDay: .moment(number * microseconds)
        case .startOfMonth: .moment(Days.number(date.year, date.month, 1) * microseconds)
        case .startOfYear: .moment(Days.number(date.year, 1, 1) * microseconds)
        default: throw EvaluatorError("\(function) is no part of a date")
        }
    }

    static func text(_ day: CalendarDate) -> String {
        [(day.year, 4), (day.month, 2), (day.day, 2)].map { number, width in
            let digits = "\(number)"
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }.joined(separator: "-")
    }
}
