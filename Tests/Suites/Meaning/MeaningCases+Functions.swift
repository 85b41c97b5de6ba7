import Foundation
import Junction

extension MeaningCase {
    static let functions: [MeaningCase] = texts + numbers + conversions + dates + choices + failures

    private static let texts: [MeaningCase] = [
        value("trimmed", "a|", of: 10) { $0.text.trimmed + "|" },
        value("the spaces around only", "a b", of: 10) { (" " + $0.text.trimmed + " b ").trimmed },
        value("replaced", "x_Y", of: 4) { $0.note.replacing("X", with: "x") },
        value("replaced nothing", "X_Y", of: 4) { $0.note.replacing("", with: "?") },
        value("replaced by nothing", "XY", of: 4) { $0.note.replacing("_", with: "") },
        value("a prefix of code points", "e 😀", of: 5, 7) { $0.text.prefix(1) },
        value("a longer prefix", "X_Y", of: 4) { $0.note.prefix(100) },
        value("no prefix", "|", of: 4) { ($0.note.prefix(0) ?? "?") + "|" },
        value("a suffix", "_Y", of: 4) { $0.note.suffix(2) },
        value("a longer suffix", "X_Y", of: 4) { $0.note.suffix(100) },
        value("no suffix", "|", of: 4) { ($0.note.suffix(0) ?? "?") + "|" },
        value("without the first", "Y", of: 4) { $0.note.dropFirst(2) },
        value("without more than there are", "|", of: 4) { ($0.note.dropFirst(9) ?? "?") + "|" },
        value("where it stands", "0 nil 0 2", of: 1, 2, 3, 4) { $0.note.position(of: "_") },
        value("where nothing stands", "1", of: 4) { $0.note.position(of: "") },
        value("of an absent text", "nil", of: 2) { $0.note.prefix(2) },
    ]

    private static let numbers: [MeaningCase] = [
        value("quotient of integers", "1 -3", of: 1, 2) { $0.count / 2 },
        value("quotient by a negative one", "-1 3", of: 1, 2) { $0.count / -2 },
        value("remainder", "1 -1", of: 1, 2) { $0.count % 2 },
        value("remainder that would overflow", "0", of: 6) { $0.count % -1 },
        value("quotient of what is absent", "nil 1", of: 1, 2) { $0.limit / 2 },
        value("quotient of real numbers", "0.25 -0.75", of: 1, 3) { $0.ratio / 2 },
        value("the other sign", "-3 7", of: 1, 2) { -$0.count },
        value("without a sign", "3 7", of: 1, 2) { $0.count.magnitude },
        value("a decimal without a sign", "0.001", of: 3) { $0.price.magnitude },
        value("a half, away from zero", "1.0 -2.0", of: 1, 3) { $0.ratio.rounded },
        value("the whole number below", "0.0 -2.0", of: 1, 3) { $0.ratio.floor },
        value("the whole number above", "1.0 -1.0", of: 1, 3) { $0.ratio.ceiling },
        value("a decimal in places", "10.3 0", of: 1, 3) { $0.price.rounded(places: 1) },
        value("a decimal in tens", "1000000", of: 5) { $0.price.rounded(places: -1) },
        value("a quotient of decimals", "3.417 0.333", of: 1, 10) { $0.price.divided(by: 3, places: 3) },
        value("a sum of columns", "nil -5", of: 1, 2) { $0.limit + $0.count.optional },
        value("a product of columns", "-0.0001 0.01", of: 3, 6) { $0.price * Sample.decimal("0.1").expression + 0 },
    ]

    private static let conversions: [MeaningCase] = [
        value("an integer in digits", "-7", of: 2) { $0.count.text },
        value("a day as text", "0001-02-28", of: 3) { $0.day.text },
        value("a key as text", "3!", of: 3) { $0.id.text + "!" },
        value("a real number towards zero", "0 -1", of: 1, 3) { $0.ratio.integer },
        value("an integer as a real number", "3.0 -7.0", of: 1, 2) { $0.count.real },
        value("an integer as a decimal", "3 -7", of: 1, 2) { $0.count.decimal },
        value("a text as an integer", "37", of: 1) { ($0.count.text + "7").integer },
        value("a text as a real number", "3.5", of: 1) { ($0.count.text + ".5").real },
        value("a text as a decimal", "3.05", of: 1) { (" " + $0.count.text + ".05").decimal },
        value("an absent value as a text", "nil", of: 1) { $0.limit.text },
    ]

    private static let dates: [MeaningCase] = [
        value("the parts of a date", "1969", of: 4) { $0.moment.year },
        value("the month", "12", of: 4) { $0.moment.month },
        value("the day", "31", of: 4) { $0.moment.day },
        value("the hour", "1", of: 5) { $0.moment.hour },
        value("the minute", "46", of: 5) { $0.moment.minute },
        value("the second", "40", of: 5) { $0.moment.second },
        value("the second without its fraction", "0", of: 6) { $0.moment.second },
        value("the day of the week", "3 7", of: 4, 5) { $0.moment.weekday },
        value("the year of a day", "1 9999", of: 3, 4) { $0.day.year },
        value("the day of the week of a day", "3 1", of: 1, 6) { $0.day.weekday },
        value("the day of a moment", "2001-09-09", of: 5) { $0.moment.calendarDay },
        value("the beginning of the day", "999993600.0", of: 5) { $0.moment.startOfDay },
        value("the beginning of the month", "999302400.0", of: 5) { $0.moment.startOfMonth },
        value("the beginning of the year", "978307200.0", of: 5) { $0.moment.startOfYear },
        value("later", "1.5", of: 9) { $0.moment + .milliseconds(500) },
        value("earlier", "0.0", of: 9) { $0.moment - .seconds(1) },
        value("since", "-1 nil", of: 1, 2) { sample in
            Sample.filter { $0.id == Key(3) }.values { $0.moment }.scalar().microseconds(since: sample.moment)
        },
        value("since long ago", "253372838400000000", of: 1) { _ in
            Expr(Date(timeIntervalSince1970: 253_402_300_799)).microseconds(since: Expr(Date(timeIntervalSince1970: 29_462_399)))
        },
        value("of an absent date", "nil nil", of: 2, 7) { $0.moment.year },
    ]

    private static let choices: [MeaningCase] = [
        value("the first condition that holds", "many few few none", of: 1, 2, 3, 4) {
            Case.when($0.count > 2 && $0.limit.isNil(), "many").when($0.count != 0, "few").else("none")
        },
        value("an unknown condition does not hold", "no yes", of: 1, 2) { Case.when($0.limit > 1, "yes").else("no") },
        value("no condition", "1 nil", of: 1, 2) { Case.when($0.flag == true, 1).elseNil },
        value("values that are made", "3 14", of: 1, 2) { Case.when($0.count < 0, $0.count * -2).else($0.count) },
        value("another value instead of an absent one", "3 2", of: 1, 2) { $0.limit ?? $0.count },
        value("the first that is there", "nil b", of: 2, 10) { $0.note ?? $0.note },
    ]

    private static let failures: [MeaningCase] = [
        refused("division by zero", "arithmetic") { _ = try await Sample.filter { $0.count / 0 > 0 }.count(on: $0) },
        refused("remainder of a division by zero", "arithmetic") { _ = try await Sample.filter { $0.count % 0 > 0 }.count(on: $0) },
        refused("division of a real number by zero", "arithmetic") { _ = try await Sample.filter { $0.ratio / 0 > 0 }.count(on: $0) },
        refused("division of a decimal by zero", "arithmetic") {
            _ = try await Sample.filter { $0.price.divided(by: 0, places: 2) > 0 }.count(on: $0)
        },
        refused("a quotient that overflows", "arithmetic") { _ = try await Sample.filter { $0.count / -1 > 0 }.count(on: $0) },
        refused("a sign that overflows", "arithmetic") { _ = try await Sample.filter { -$0.count > 0 }.count(on: $0) },
        refused("a magnitude that overflows", "arithmetic") { _ = try await Sample.filter { $0.count.magnitude > 0 }.count(on: $0) },
        refused("a real number too large", "arithmetic") { _ = try await Sample.filter { $0.ratio.integer > 0 }.count(on: $0) },
        refused("a text that is no number", "other") { _ = try await Sample.filter { $0.text.integer > 0 }.count(on: $0) },
        refused("a negative prefix", "QueryError") { _ = try await Sample.filter { $0.text.prefix(-1) == "" }.count(on: $0) },
        refused("a duration too long", "QueryError") {
            _ = try await Sample.filter { $0.moment + .seconds(Int64.max) == nil }.count(on: $0)
        },
        refused("the longest duration taken away", "QueryError") {
            _ = try await Sample.filter { $0.moment - .seconds(Int64.min) == nil }.count(on: $0)
        },
        refused("a date after the year 9999", "arithmetic") {
            _ = try await Sample.filter { $0.moment + .seconds(1_000_000_000_000) > Date() }.count(on: $0)
        },
        refused("a date before the year 1", "arithmetic") {
            _ = try await Sample.filter { ($0.moment - .seconds(100_000_000_000)).year < 0 }.count(on: $0)
        },
    ]
}

extension Decimal {
    fileprivate var expression: Expr<Decimal?> { Expr(self) }
}
