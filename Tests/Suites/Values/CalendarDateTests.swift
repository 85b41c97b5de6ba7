import Foundation
import Junction
import Testing

/// Days against a plain walk through the calendar.
@Suite struct CalendarDateTests {
    private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    private static func isLeap(_ year: Int) -> Bool { year % 400 == 0 || year % 4 == 0 && year % 100 != 0 }

    @Test func everyDayOfACenturyAndAHalf() {
        var before: CalendarDate?, count = 0
        for year in 1890...2040 {
            for month in 1...12 {
                let length = Self.lengths[month - 1] + (month == 2 && Self.isLeap(year) ? 1 : 0)
                for day in 1...length {
                    guard let date = CalendarDate(year: year, month: month, day: day) else {
                        Issue.record("\(year)-\(month)-\(day) is a day")
                        continue
                    }
                    let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    if date.description != text || CalendarDate(text) != date { Issue.record("\(text)") }
                    if let before, !(before < date) { Issue.record("\(before) < \(date)") }
                    before = date
                    count += 1
                }
                #expect(CalendarDate(year: year, month: month, day: length + 1) == nil)
            }
        }
        #expect(count == 151 * 365 + 37)
    }

    @Test func yearsArePaddedToFourDigits() {
        #expect(CalendarDate(year: 1, month: 2, day: 3)?.description == "0001-02-03")
        #expect(CalendarDate("0999-12-31")?.year == 999)
        #expect(CalendarDate("9999-12-31")?.description == "9999-12-31")
    }

    @Test(arguments: [
        "", "2024", "2024-01", "2024-1-01", "2024-01-1", "24-01-01", "2024-00-01", "2024-13-01", "2024-01-00", "2024-01-32", "2023-02-29",
        "1900-02-29", "0000-01-01", "10000-01-01", "2024/01/01", "2024-01-01 ", " 2024-01-01", "2024-01-01T00:00:00Z", "-024-01-01",
        "+024-01-01", "2024-+1-01", "2024-01-+1", "2024--1-01", "２０２４-01-01", "2024-01-0a", "abcd-ef-gh", "2024-01-01-01",
    ])
    func otherTextsAreNoDays(_ text: String) { #expect(CalendarDate(text) == nil) }

    @Test func onlyRealDays() {
        let others = [(0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0), (2023, 2, 29), (Int.max, 1, 1)]
        for (year, month, day) in others {
            #expect(CalendarDate(year: year, month: month, day: day) == nil)
        }
    }

    @Test(arguments: TestDatabase.all)
    func daysSortAndCompareInTheDatabase(_ database: TestDatabase) async throws {
        try await database.run([ValueDayCell.self]) { db, _ in
            var random = SeededRandom("days")
            let days = (0..<200).compactMap { _ in
                CalendarDate(
                    year: Int.random(in: 1...9999, using: &random), month: Int.random(in: 1...12, using: &random),
                    day: Int.random(in: 1...28, using: &random))
            }
            try await ValueDayCell.insert(days.map { ValueDayCell(content: $0) }, on: db)
            #expect(try await ValueDayCell.order { $0.content }.all(on: db).map(\.content) == days.sorted())
            let pivot = days[0]
            #expect(try await ValueDayCell.filter { $0.content < pivot }.count(on: db) == days.filter { $0 < pivot }.count)
            #expect(try await ValueDayCell.filter { $0.content >= pivot }.count(on: db) == days.filter { $0 >= pivot }.count)
            let some = Set(days.prefix(50))
            #expect(try await ValueDayCell.filter { $0.content.in(some) }.count(on: db) == days.filter { some.contains($0) }.count)
        }
    }
}
