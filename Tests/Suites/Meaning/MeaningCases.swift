import Foundation
import Junction

extension MeaningCase {
    static let all: [MeaningCase] = texts + patterns + absence + order + numbers + figures + dates + refusals + functions

    // Texts compare and sort by code point, whatever the database's own order is.
    private static let texts: [MeaningCase] = [
        order("text by code point", "9 10 3 2 1 5 6 4 8 7") { [$0.text] },
        order("text, descending", "7 8 4 6 5 1 2 3 10 9") { [$0.text.descending] },
        order("a text that is made", "10 9 3 2 1 5 6 4 8 7") { [$0.text + "!"] },
        rows("text before", "3 9 10") { $0.text < "a" },
        rows("text after", "4 7 8") { $0.text > "z" },
        rows("text not before", "4 5 6 7 8") { $0.text >= "e\u{301}" },
        rows("text against text", "2 3 4 6 7 8") { $0.text > $0.note ?? "" },
        rows("composed is not decomposed", "4") { $0.text == "é" },
        rows("decomposed is not composed", "5") { $0.text == "e\u{301}" },
        rows("case is a difference", "3") { $0.text == "B" },
        rows("spaces are a difference", "2") { $0.text == "a" },
        rows("length in code points", "5 10") { $0.text.length == 2 },
        rows("lower case of letters", "1 3") { $0.text.lowercased == "b" },
    ]

    private static let patterns: [MeaningCase] = [
        rows("one character", "1 5") { $0.note.like("x_y") },
        rows("one character is a code point", "1 2 3 4 6 7 8") { $0.text.like("_") },
        rows("any sequence, and case", "4") { $0.note.like("X%") },
        rows("an escaped underscore", "5") { $0.note.like(#"x\_y"#) },
        rows("an escaped percent sign", "1") { $0.note.like(#"x\%y"#) },
        rows("a prefix is taken as it is", "1") { $0.note.hasPrefix("x%") },
        rows("a suffix is taken as it is", "5") { $0.note.hasSuffix("_y") },
        rows("a backslash", "6") { $0.note.includes("\\") },
        rows("a backslash at the end of a prefix", "6") { $0.note.hasPrefix("a\\") },
        rows("a quotation mark", "7") { $0.note.includes("'") },
        rows("a percent sign with an accent", "") { $0.text.includes("%\u{301}") },
        rows("nothing is in every text", "1 3 4 5 6 7 8 9 10") { $0.note.includes("") },
    ]

    // Three-valued logic, and what tells absent values.
    private static let absence: [MeaningCase] = [
        rows("absent", "2") { $0.note.isNil() },
        rows("another value", "1 3 4 6 7 8 9 10") { $0.note != "x_y" },
        rows("another value or absent", "1 2 3 4 6 7 8 9 10") { $0.note.isDistinct(from: "x_y") },
        rows("not equal", "1 3 4 5 6 7 8 9") { !($0.note == "b") },
        rows("one of", "9 10") { $0.note.in(["b", "B"]) },
        rows("none of", "1 3 4 5 6 7 8 9") { $0.note.notIn(["b"]) },
        rows("one of none", "") { $0.note.in([]) },
        rows("one of what is absent", "") { $0.note.in([nil, nil] as [String?]) },
        rows("none of none", "1 2 3 4 5 6 7 8 9 10") { $0.note.notIn([]) },
        rows("one key of none", "") { $0.id.in([]) },
        rows("or with what is unknown", "1 3 4 5 7 8 9 10") { $0.flag == true || $0.count > 1 },
        rows("and with what is unknown", "1 10") { $0.flag == true && $0.count > 1 },
        rows("not and with what is unknown", "2 3 4 6 7 9") { !($0.flag == true && $0.count > 1) },
        rows("another value instead", "2 5 8") { ($0.flag ?? true) && $0.flag.isNil() },
        MeaningCase("all of none", "2") { db in
            let sets = SampleSet.filter { $0.samples.all { $0.count > 100 } }
            return try await sets.all(on: db).map { "\($0.id.raw ?? 0)" }.joined(separator: " ")
        },
        MeaningCase("not any", "2") { db in
            let sets = SampleSet.filter { !$0.samples.any { $0.limit == 2 } }
            return try await sets.all(on: db).map { "\($0.id.raw ?? 0)" }.joined(separator: " ")
        },
    ]

    // Absent values come last in both directions, unless said otherwise; the key decides between equals on a page.
    private static let order: [MeaningCase] = [
        order("absent texts last", "3 7 9 4 6 8 10 1 5 2") { [$0.note] },
        order("absent texts last, descending", "5 1 10 8 6 4 9 7 3 2") { [$0.note.descending] },
        order("absent texts first", "2 3 7 9 4 6 8 10 1 5") { [$0.note.ascending.absentFirst] },
        order("absent numbers last", "4 6 7 2 3 9 10 1 5 8") { [$0.limit, $0.id] },
        order("absent numbers last, descending", "10 2 3 9 7 6 4 1 5 8") { [$0.limit.descending, $0.id] },
        order("false before true", "3 6 9 1 4 7 10 2 5 8") { [$0.flag, $0.id] },
        MeaningCase("a page", "2 3") { db in
            shown(try await Sample.order { $0.limit.descending }.offset(1).limit(2).all(on: db).map(\.id))
        },
        MeaningCase("the first of equals", "1") { db in
            shown([try await Sample.order { $0.setID }.first(on: db)].compactMap { $0?.id })
        },
        MeaningCase("different values", "-1 0 1 2 5 nil") { db in
            let limits: [Int?] = try await Sample.query.values { $0.limit }.distinct().order { $0.limit }.all(on: db)
            return limits.map { $0.map { "\($0)" } ?? "nil" }.joined(separator: " ")
        },
    ]

    private static let numbers: [MeaningCase] = [
        rows("the greatest integer", "5") { $0.count == .max },
        rows("the least integer", "6") { $0.count == .min },
        rows("arithmetic with what is absent", "2 3 9") { $0.limit + 1 == 3 },
        rows("decimals are exact", "1 9") { $0.price + Sample.decimal("0.1") == Sample.decimal("10.35") },
        rows("a tenth and two tenths", "6") { $0.price + Sample.decimal("0.2") == Sample.decimal("0.3") },
        rows("decimals below zero", "3") { $0.price < 0 },
        rows("great real numbers", "4") { $0.ratio > 1e299 },
    ]

    private static let figures: [MeaningCase] = [
        figure("sum of integers", "11") { $0.samples.sum { $0.limit } },
        figure("sum of decimals", "1000021.798") { $0.samples.sum { $0.price } },
        figure("sum of a tenth and two tenths", "0.3") { $0.samples.filter { $0.ratio.in([0.1, 0.2]) }.sum { $0.price } },
        figure("average of integers", "1.5714285714285714") { $0.samples.avg { $0.limit } },
        figure("least text", "") { $0.samples.min { $0.text } },
        figure("greatest text", "😀") { $0.samples.max { $0.text } },
        figure("least text that may be absent", "") { $0.samples.min { $0.note } },
        figure("greatest text that may be absent", "x_y") { $0.samples.max { $0.note } },
        figure("latest day", "9999-02-28") { $0.samples.max { $0.day } },
        figure("sum of nothing", "nil") { $0.samples.filter { $0.count == 100 }.sum { $0.limit } },
        figure("least of nothing", "nil") { $0.samples.filter { $0.count == 100 }.min { $0.text } },
        MeaningCase("count", "10 0") { db in
            try await SampleSet.order { $0.id }.values { $0.samples.count }.all(on: db).map { "\($0)" }.joined(separator: " ")
        },
    ]

    private static let dates: [MeaningCase] = [
        rows("a microsecond", "1") { $0.moment == Date(timeIntervalSince1970: 0.000_001) },
        rows("rounded to the microsecond", "6") { $0.moment == Date(timeIntervalSince1970: 0.123457) },
        rows("what is compared is rounded, too", "6") { $0.moment == Date(timeIntervalSince1970: 0.1234569) },
        order("moments", "4 3 8 1 6 9 10 5 2 7") { [$0.moment, $0.id] },
        order("days", "3 9 6 10 1 7 4 2 5 8") { [$0.day, $0.id] },
        rows("a day", "1 7") { $0.day == CalendarDate(year: 2024, month: 2, day: 28) },
    ]

    private static let refusals: [MeaningCase] = [
        refused("integer overflow", "arithmetic") { _ = try await Sample.filter { $0.count + 1 > 0 }.count(on: $0) },
        refused("overflow of a difference", "arithmetic") { _ = try await Sample.filter { $0.count - 1 > 0 }.count(on: $0) },
        refused("overflow of a product", "arithmetic") { _ = try await Sample.filter { $0.count * 2 > 0 }.count(on: $0) },
        refused("overflow of real numbers", "arithmetic") { _ = try await Sample.filter { $0.ratio * 1e10 > 0 }.count(on: $0) },
        refused("overflow in an update", "arithmetic") { db in
            _ = try await Sample.query.update(on: db) { new, old in new.count = old.count + 1 }
        },
        refused("overflow of a sum", "arithmetic") { db in
            _ = try await SampleSet.filter { $0.samples.filter { $0.count > 0 }.sum { $0.count } > 0 }.count(on: db)
        },
        refused("not a number", "QueryError") { _ = try await Sample.filter { $0.ratio == .nan }.count(on: $0) },
        refused("infinity", "QueryError") { _ = try await Sample.filter { $0.ratio < .infinity }.count(on: $0) },
        refused("a text with a NUL", "QueryError") { _ = try await Sample.filter { $0.text == "a\0" }.count(on: $0) },
        refused("a date out of range", "QueryError") {
            _ = try await Sample.filter { $0.moment < Date(timeIntervalSince1970: 1e12) }.count(on: $0)
        },
        refused("a row with a NUL", "ValidationError") { _ = try await Sample(text: "a\0", count: 0).insert(on: $0) },
    ]

    /// A figure over the samples of the first set.
    private static func figure<T>(
        _ name: String, _ answer: String, _ value: @escaping @Sendable (SampleSet.Fields) -> Expr<T?>
    ) -> MeaningCase where T: ColumnValue & CustomStringConvertible {
        MeaningCase(name, answer) { db in
            let figures: [T?] = try await SampleSet.order { $0.id }.values { value($0) }.all(on: db)
            return figures[0].map(\.description) ?? "nil"
        }
    }
}
