import Foundation
import Junction
import Suites
import Testing

@testable import JunctionSQLite

/// How dates, times, UUIDs and lists are written as text and read back, against a plain walk through the calendar.
@Suite struct SQLiteTextTests {
    private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    private static let day: Int64 = 86_400_000_000

    private func isLeap(_ year: Int) -> Bool { year % 400 == 0 || year % 4 == 0 && year % 100 != 0 }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }

    private func moment(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { bytes in bytes.baseAddress.flatMap { SQLiteText.moment($0, bytes.count) } }
    }

    private func dayNumber(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { bytes in bytes.baseAddress.flatMap { SQLiteText.day($0, bytes.count) } }
    }

    /// From the year 1 to 9999: each day near the ends and in living memory, elsewhere the first and last of each month of every fifth year.
    @Test func everyDay() {
        var micros: Int64 = -62_135_596_800_000_000, wrong: [String] = [], count = 0
        for year in 1...9999 {
            let isNear = year <= 4 || year >= 9996 || 1890...2110 ~= year
            for month in 1...12 {
                let length = Self.lengths[month - 1] + (month == 2 && isLeap(year) ? 1 : 0)
                for day in 1...length {
                    if isNear || year % 5 == 0 && (day == 1 || day == length) {
                        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
                        let last = date + " 23:59:59.999999"
                        if SQLiteText.moment(micros) != date + " 00:00:00" || moment(date + " 00:00:00") != micros { wrong.append(date) }
                        if SQLiteText.moment(micros + Self.day - 1) != last || moment(last) != micros + Self.day - 1 { wrong.append(last) }
                        if dayNumber(date) != Int64(year * 10_000 + month * 100 + day) { wrong.append("day " + date) }
                        count += 1
                    }
                    micros += Self.day
                }
                let none = "\(padded(year, 4))-\(padded(month, 2))-\(padded(length + 1, 2)) 00:00:00"
                if moment(none) != nil { wrong.append("no day: " + none) }
            }
        }
        #expect(micros == 253_402_300_800_000_000)
        #expect(count > 100_000)
        #expect(wrong.isEmpty, "\(wrong.count) are wrong, such as \(wrong.first ?? "")")
    }

    @Test func everySecondOfADayAndManyFractions() {
        var wrong: [String] = []
        // Before 1970 too, where a division rounds the other way.
        for start in [0, -Self.day] {
            for second in 0..<86_400 {
                let micros = start + Int64(second) * 1_000_000
                let clock = "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
                let text = (start == 0 ? "1970-01-01 " : "1969-12-31 ") + clock
                if SQLiteText.moment(micros) != text { wrong.append(text) }
                if moment(text) != micros { wrong.append("read " + text) }
            }
        }
        let fractions = [1, 9, 10, 99, 100, 123_456, 100_000, 999_999] + Array(stride(from: 7, to: 1_000_000, by: 9_973))
        for fraction in fractions {
            let text = "2024-02-29 12:30:45." + padded(fraction, 6), micros = 1_709_209_845_000_000 + Int64(fraction)
            if SQLiteText.moment(micros) != text || moment(text) != micros { wrong.append(text) }
        }
        #expect(SQLiteText.moment(1_709_209_845_000_000) == "2024-02-29 12:30:45", "a fraction of zero is left out")
        #expect(moment("2024-02-29 12:30:45.000000") == 1_709_209_845_000_000)
        #expect(wrong.isEmpty, "\(wrong.count) are wrong, such as \(wrong.first ?? "")")
    }

    @Test func randomMoments() {
        var random = SeededRandom("moments")
        for _ in 0..<20_000 {
            let micros = Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random),
                text = SQLiteText.moment(micros)
            if moment(text) != micros { Issue.record("\(micros) is written \(text)") }
        }
    }

    /// Texts sort as the moments do, which is what makes them comparable in SQL.
    @Test func textsSortAsTheMomentsDo() {
        var random = SeededRandom("sorted moments")
        let all = (0..<5000).map { _ in Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random) }
        let near = (0..<2000).map { _ in 1_709_209_845_000_000 + Int64.random(in: -2_000_000...2_000_000, using: &random) }
        for moments in [all, near] {
            let texts = moments.sorted().map { SQLiteText.moment($0) }
            #expect(texts == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
    }

    @Test(arguments: [
        "", "2024", "2024-01-01", "2024-01-01 ", "2024-01-01T00:00:00", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00Z",
        "2024-01-01 00:00:00.",
        "2024-01-01 00:00:00.1", "2024-01-01 00:00:00.123", "2024-01-01 00:00:00.12345", "2024-01-01 00:00:00.1234567",
        "2024-01-01 00:00:00,123456", "2024-01-01 00:00:00+00:00", "2024-00-01 00:00:00", "2024-13-01 00:00:00", "2024-01-00 00:00:00",
        "2024-01-32 00:00:00", "2023-02-29 00:00:00", "2024-02-30 00:00:00", "2024-04-31 00:00:00", "1900-02-29 00:00:00",
        "0000-01-01 00:00:00", "2024-01-01 24:00:00", "2024-01-01 00:60:00", "2024-01-01 00:00:60", "2024-1-1 0:0:0", " 2024-01-01 00:00:0",
        "-024-01-01 00:00:00", "+024-01-01 00:00:00", "2024-01-01 -1:00:00", "abcd-ef-gh ij:kl:mn", "2024-01-01 00:00:00.-12345",
        "2024/01/01 00:00:00", "2024-01-01 00.00.00", "20240101T0000000000",
    ])
    func otherTextsAreNoMoments(_ text: String) { #expect(moment(text) == nil) }

    @Test func uuids() throws {
        let uuid = try #require(UUID(uuidString: "0123ABCD-4567-89EF-0123-456789ABCDEF"))
        #expect(SQLiteText.uuid(uuid) == "0123abcd456789ef0123456789abcdef")
        func read(_ text: String) -> UUID? {
            var text = text, bytes: [UInt8] = Array(repeating: 0, count: 16)
            let isRead = text.withUTF8 { digits in
                guard let start = digits.baseAddress else { return false }
                return bytes.withUnsafeMutableBufferPointer { into in
                    into.baseAddress.map { SQLiteText.uuid(start, digits.count, into: $0) } ?? false
                }
            }
            return isRead ? bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) } : nil
        }
        #expect(read("0123abcd456789ef0123456789abcdef") == uuid)
        for _ in 0..<1000 {
            let uuid = UUID()
            #expect(read(SQLiteText.uuid(uuid)) == uuid)
        }
        for text in [
            "", "0123", uuid.uuidString, "0123abcd456789ef0123456789abcde", "0123abcd456789ef0123456789abcdefa",
            "g123abcd456789ef0123456789abcdef",
        ] {
            #expect(read(text) == nil, "\(text)")
        }
    }

    @Test func lists() throws {
        let values: [Value] = [
            .integer(.min), .integer(.max), .bool(true), .bool(false), .null, .real(0.1), .real(-1e300), .text("a\"b\\c/\u{1}\n\u{1F}日"),
            .moment(1),
            .uuid(UUID(uuid: (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255))),
        ]
        let json = String(decoding: try SQLiteList.json(values), as: UTF8.self)
        #expect(
            json
                == #"[-9223372036854775808,9223372036854775807,1,0,null,0.1,-1e+300,"a\"b\\c/\u0001\u000a\u001f日","1970-01-01 00:00:00.000001","#
                + #""000102030405060708090a0b0c0d0eff"]"#)
        #expect(try SQLiteList.json([]) == Array("[]".utf8))
        #expect(throws: QueryError.self) { try SQLiteList.json([.bytes([1])]) }
        #expect(throws: QueryError.self) { try SQLiteList.json([.text("\0")]) }
    }
}
