import Foundation
import Junction
import Testing

/// What is written is what is read, at the edges of each type too.
@Suite struct RoundTripTests {
    private static let models: [any Model.Type] = [ValueRecord.self, ValueOptional.self, ValueTag.self]

    /// Writes rows with one column changed and reads them back: by RETURNING, by key, and by a filter on the column's own value.
    private func check<T: ColumnValue & Equatable>(
        _ database: TestDatabase, _ column: WritableKeyPath<ValueRecord, T>, _ field: KeyPath<ValueRecord.Fields, Expr<T>>,
        _ values: [T]
    ) async throws {
        try await database.run(Self.models) { db, _ in
            let tag = try await ValueTag(id: Key("t"), title: "tag").insert(on: db)
            for value in values {
                var record = try ValueRecord.sample(tag.id)
                record[keyPath: column] = value
                let stored = try await record.insert(on: db)
                #expect(stored[keyPath: column] == value, "returned: \(value)")
                record.id = stored.id
                #expect(stored == record)
                #expect(try await ValueRecord.find(stored.id, on: db) == record)
                let found = try await ValueRecord.filter { $0[keyPath: field] == value }.all(on: db)
                #expect(found.contains(record), "== finds \(value)")
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func integers(_ database: TestDatabase) async throws {
        try await check(database, \.int, \.int, [0, -1, .min, .max, (1 << 53) + 1])
        try await check(database, \.int64, \.int64, [0, -1, .min, .max])
        try await check(database, \.int32, \.int32, [0, -1, .min, .max])
        try await check(database, \.int16, \.int16, [0, -1, .min, .max])
        try await check(database, \.int8, \.int8, [0, -1, .min, .max])
        try await check(database, \.uint, \.uint, [0, UInt(Int64.max)])
        try await check(database, \.uint64, \.uint64, [0, UInt64(Int64.max)])
        try await check(database, \.uint32, \.uint32, [0, .max])
        try await check(database, \.uint16, \.uint16, [0, .max])
        try await check(database, \.uint8, \.uint8, [0, .max])
    }

    @Test(arguments: TestDatabase.all)
    func realNumbers(_ database: TestDatabase) async throws {
        var random = SeededRandom("real numbers")
        let some = (0..<100).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
        try await check(
            database, \.double, \.double,
            [
                0, -0.0, 1, -1, 0.1, 1.0 / 3, 3.0, 1e15, 1e16, 1e300, -1e-300, .pi, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
                .leastNonzeroMagnitude, .leastNormalMagnitude, .ulpOfOne, Double(Int64.max), 9_007_199_254_740_992,
            ] + some)
    }

    @Test(arguments: TestDatabase.all)
    func decimals(_ database: TestDatabase) async throws {
        var random = SeededRandom("decimals")
        var values = try ["0", "0.0001", "-0.0001", "12", "12.50", "99999999999.9999", "-99999999999.9999", "12345678901.2345", "0.3"].map {
            try #require(Decimal(string: $0))
        }
        for _ in 0..<200 {
            let digits = Int64.random(in: -999_999_999_999_999...999_999_999_999_999, using: &random)
            values.append(Decimal(sign: digits < 0 ? .minus : .plus, exponent: -4, significand: Decimal(digits.magnitude)))
        }
        try await check(database, \.decimal, \.decimal, values)
    }

    @Test(arguments: TestDatabase.all)
    func texts(_ database: TestDatabase) async throws {
        let long = String(repeating: "long ", count: 200_000)
        try await check(database, \.text, \.text, ["", " ", "a", "'", "\u{1}", "日本語", "e\u{301}", "\u{1F468}\u{200D}\u{1F469}", long])
        try await check(database, \.kind, \.kind, ValueKind.allCases)
        try await check(database, \.level, \.level, [.low, .middle, .high])
        try await check(database, \.colour, \.colour, [ValueColour(rgb: 0), ValueColour(rgb: .max)])
        let urls = ["https://example.org", "file:///tmp/a%20b", "mailto:a@example.org", "a/relative?path"].compactMap { URL(string: $0) }
        try await check(database, \.url, \.url, urls)
    }

    @Test(arguments: TestDatabase.all)
    func bytes(_ database: TestDatabase) async throws {
        let all = (0...255).map { UInt8($0) }
        try await check(database, \.bytes, \.bytes, [[], [0], [0, 0], all, Array(repeating: 7, count: 1_000_000)])
        try await check(database, \.data, \.data, [Data(), Data([0]), Data(all), Data("text".utf8)])
    }

    @Test(arguments: TestDatabase.all)
    func moments(_ database: TestDatabase) async throws {
        var random = SeededRandom("moments")
        // The years 1 and 9999 to the second, as a Date has no more there; between 1900 and 2100 to the microsecond.
        let edges: [Int64] = [
            -62_135_596_800_000_000, 253_402_300_799_000_000, 0, 1, -1, 999_999, -999_999, 1_000_000, 951_782_400_000_000,
            951_868_799_999_999, 978_307_200_000_000,
        ]
        let some = (0..<300).map { _ in Int64.random(in: -2_208_988_800_000_000...4_102_444_800_000_000, using: &random) }
        try await check(database, \.moment, \.moment, (edges + some).map { Date(microseconds: $0) })
    }

    @Test(arguments: TestDatabase.all)
    func daysAndUUIDs(_ database: TestDatabase) async throws {
        let days = ["0001-01-01", "9999-12-31", "1900-02-28", "2000-02-29", "1969-12-31", "1970-01-01"].compactMap { CalendarDate($0) }
        #expect(days.count == 6)
        try await check(database, \.day, \.day, days)
        let zero = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        try await check(database, \.uuid, \.uuid, [zero] + (0..<20).map { _ in UUID() })
    }

    @Test(arguments: TestDatabase.all)
    func bools(_ database: TestDatabase) async throws { try await check(database, \.bool, \.bool, [true, false]) }

    @Test(arguments: TestDatabase.all)
    func structuredValues(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let tag = try await ValueTag(id: Key("t"), title: "tag").insert(on: db)
            var record = try ValueRecord.sample(tag.id)
            for theme in ["", "a/b", "\"\\", "\n", "日本語", "\u{2028}"] {
                record.settings = ValueSettings(theme: theme, columns: [theme, ""], ratio: 1e-300, nested: [theme: [.min, .max]])
                record.json = JSON([theme: 1, "other": -1])
                let stored = try await record.insert(on: db)
                #expect(stored.settings == record.settings)
                #expect(stored.json == record.json)
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func absentValues(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let nothing = try await ValueOptional().insert(on: db)
            #expect(nothing == ValueOptional(id: nothing.id))
            let tag = try await ValueTag(id: Key("t"), title: "tag").insert(on: db), sample = try ValueRecord.sample(tag.id)
            let full = ValueOptional(
                int: 0, double: 0, decimal: 0, bool: false, text: "", bytes: [], data: Data(), moment: Date(microseconds: 0),
                day: sample.day,
                uuid: sample.uuid, url: sample.url, kind: .work, settings: ValueSettings(), json: JSON([]), colour: ValueColour(rgb: 0),
                tag: tag.id)
            var stored = try await full.insert(on: db), expected = full
            expected.id = stored.id
            #expect(stored == expected, "empty and zero are not absent")
            stored = try await stored.update(on: db) {
                $0.int = nil
                $0.text = nil
                $0.bytes = nil
                $0.settings = nil
                $0.tag = nil
            }
            #expect(stored.int == nil && stored.text == nil && stored.bytes == nil && stored.settings == nil && stored.tag == nil)
            #expect(stored.bool == false && stored.uuid == sample.uuid)
            #expect(try await ValueOptional.filter { $0.int == nil && $0.bool == false }.all(on: db) == [stored])
        }
    }
}
