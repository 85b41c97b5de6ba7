import Foundation
import Junction

// Expressions that are dates and days, and their parts.
extension Grammar {
    func dateLeaf(_ at: Ground) -> Expr<Date?> {
        if chance(20) { return Expr<Date?>(date()) }
        return column(at) { $0.date(self) } ?? Expr<Date?>(date())
    }

    /// Durations do not carry a date out of the years 1 to 9999, which is an error: only guarded expressions may have none.
    func date(_ at: Ground, _ depth: Int) -> Expr<Date?> {
        if depth < 1 { return dateLeaf(at) }
        return draw {
            $0.add("date + duration") { self.date(at, depth - 1) + self.duration() }
            $0.add("date - duration") { self.date(at, depth - 1) - self.duration() }
            $0.add("startOfDay") { self.date(at, depth - 1).startOfDay }
            $0.add("startOfMonth") { self.date(at, depth - 1).startOfMonth }
            $0.add("startOfYear") { self.date(at, depth - 1).startOfYear }
            $0.add("?? of dates") { self.date(at, depth - 1) ?? self.date(at, depth - 1) }
            $0.add("Case of dates") {
                let first = self.date(at, depth - 1)
                return Case.when(self.condition(at, depth - 1), first).else(self.date(at, depth - 1))
            }
            $0.add("figure over a relation, date") { self.relation(at, depth).date(self) }
        }
    }

    private func duration() -> Duration {
        value([.seconds(1), .seconds(86_400), .microseconds(1), .milliseconds(-1500), .seconds(31 * 86_400)])
    }

    /// A date, of all that databases keep.
    func anyDate(_ at: Ground, _ depth: Int) -> Expr<Date?> {
        if chance(40), let extreme = column(at, { $0.extreme(self) }) { return chance(50) ? extreme : extreme.startOfMonth }
        return dateLeaf(at)
    }

    func day(_ at: Ground, _ depth: Int) -> Expr<CalendarDate?> {
        if depth < 1 { return column(at) { $0.day(self) } ?? Expr<CalendarDate?>(day()) }
        return draw {
            $0.add("day column") { self.day(at, 0) }
            $0.add("calendarDay") { self.anyDate(at, depth - 1).calendarDay }
            $0.add("?? of days") { self.day(at, depth - 1) ?? self.day(at, depth - 1) }
            $0.add("figure over a relation, day") { self.relation(at, depth).day(self) }
        }
    }

    func parts(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<Int?>>) {
        choices.add("year") { self.anyDate(at, depth - 1).year }
        choices.add("month") { self.date(at, depth - 1).month }
        choices.add("day of a date") { self.date(at, depth - 1).day }
        choices.add("weekday") { self.anyDate(at, depth - 1).weekday }
        choices.add("hour") { self.date(at, depth - 1).hour }
        choices.add("minute") { self.date(at, depth - 1).minute }
        choices.add("second") { self.date(at, depth - 1).second }
        choices.add("year of a day") { self.day(at, depth - 1).year }
        choices.add("month of a day") { self.day(at, depth - 1).month }
        choices.add("day of a day") { self.day(at, depth - 1).day }
        choices.add("weekday of a day") { self.day(at, depth - 1).weekday }
    }
}
