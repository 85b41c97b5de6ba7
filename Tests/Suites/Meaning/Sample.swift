import Foundation
import Junction

/// Rows with everything in them that databases like to see differently.
@Model
struct Sample {
    var id: Key<Sample>
    @ForeignKey(onDelete: .cascade) var setID: Key<SampleSet> = Key(1)
    var text: String
    var note: String?
    var count: Int
    var limit: Int?
    @Digits(12, 3) var price: Decimal?
    var ratio: Double?
    var moment: Date?
    var day: CalendarDate?
    var flag: Bool?

    /// In an order in which no column is sorted.
    static func fill(_ db: Database) async throws {
        try await [SampleSet(), SampleSet()].insert(on: db)
        let year = { (year: Int) in CalendarDate(year: year, month: 2, day: 28) }
        try await [
            Sample(
                text: "b", note: "x%y", count: 3, limit: nil, price: decimal("10.25"), ratio: 0.5, moment: at(0.000_001), day: year(2024),
                flag: true),
            Sample(text: "a", note: nil, count: -7, limit: 2, price: nil, ratio: nil, moment: nil, day: nil, flag: nil),
            Sample(
                text: "B", note: "", count: 3, limit: 2, price: decimal("-0.001"), ratio: -1.5, moment: at(0), day: year(1), flag: false),
            Sample(text: "é", note: "X_Y", count: 0, limit: -1, price: 0, ratio: 1e300, moment: at(-86_400), day: year(9999), flag: true),
            Sample(
                text: "e\u{301}", note: "x_y", count: .max, limit: nil, price: decimal("999999.999"), ratio: 0, moment: at(1e9), day: nil,
                flag: nil),
            Sample(
                text: "z", note: "a\\b", count: .min, limit: 0, price: decimal("0.1"), ratio: 0.1, moment: at(0.1234567), day: year(2000),
                flag: false),
            Sample(
                text: "😀", note: "'; --", count: 1, limit: 1, price: decimal("0.2"), ratio: 0.2, moment: nil, day: year(2024), flag: true),
            Sample(text: "\u{FFFD}", note: "ab", count: 2, limit: nil, price: nil, ratio: nil, moment: at(0), day: nil, flag: nil),
            Sample(text: "", note: "B", count: 2, limit: 2, price: decimal("10.25"), ratio: 2, moment: at(1), day: year(1999), flag: false),
            Sample(text: " a", note: "b", count: 5, limit: 5, price: 1, ratio: 3, moment: at(2), day: year(2001), flag: true),
        ].insert(on: db)
    }

    static func decimal(_ text: String) -> Decimal { Decimal(string: text) ?? .nan }

    private static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }
}

/// All samples belong to the first of two sets.
@Model
struct SampleSet {
    var id: Key<SampleSet>
    @HasMany(\Sample.setID) var samples: HasMany<Sample>
}
