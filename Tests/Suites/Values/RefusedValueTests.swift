import Foundation
import Junction
import JunctionTesting
import Testing

/// Values that no column keeps are refused, never rounded or cut in silence.
@Suite struct RefusedValueTests {
    private static let models: [any Model.Type] = [ValueRecord.self, ValueOptional.self, ValueTag.self]

    /// Inserts a row with one value that cannot be kept, and sees that nothing was written.
    private func refused(_ database: TestDatabase, _ property: String, _ change: (inout ValueRecord) -> Void) async throws {
        try await database.run(Self.models) { db, recorder in
            let tag = try await ValueTag(id: Key("t"), title: "tag").insert(on: db)
            var record = try ValueRecord.sample(tag.id)
            change(&record)
            let row = record
            _ = recorder.take()
            let error = try await refusal(of: ValidationError.self) { _ = try await row.insert(on: db) }
            #expect(error.failures.map(\.property) == [property])
            #expect(recorder.takeSQL().isEmpty)
            #expect(try await ValueRecord.count(on: db) == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func integersThatAreTooLarge(_ database: TestDatabase) async throws {
        try await refused(database, "uint64") { $0.uint64 = .max }
        try await refused(database, "uint64") { $0.uint64 = UInt64(Int64.max) + 1 }
        try await refused(database, "uint") { $0.uint = .max }
    }

    @Test(arguments: TestDatabase.all)
    func numbersThatAreNotFinite(_ database: TestDatabase) async throws {
        try await refused(database, "double") { $0.double = .nan }
        try await refused(database, "double") { $0.double = .infinity }
        try await refused(database, "double") { $0.double = -.infinity }
        try await refused(database, "decimal") { $0.decimal = .nan }
    }

    /// SQLite keeps decimals as numbers, which hold 15 digits; other databases keep every digit.
    @Test(arguments: TestDatabase.all)
    func decimalsWithTooManyDigits(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            for text in ["1.234567890123456", "1234567890123456", "-0.1234567890123456", "12345678901234567890123456789012345678"] {
                let decimal = try #require(Decimal(string: text)), row = ValueOptional(decimal: decimal)
                if database.name != "SQLite" {
                    #expect(try await row.insert(on: db).decimal == decimal, "\(text)")
                    continue
                }
                var isRefused = false
                do { _ = try await row.insert(on: db) } catch {
                    isRefused = error is ValidationError || error is QueryError
                }
                #expect(isRefused, "\(text)")
            }
            if database.name == "SQLite" { #expect(try await ValueOptional.count(on: db) == 0) }
            // Zeros at either end are not significant.
            for text in ["100000000000000000000", "0.00000000000000000012", "123456789012345", "0.000000123456789012345"] {
                let decimal = try #require(Decimal(string: text))
                #expect(try await ValueOptional(decimal: decimal).insert(on: db).decimal == decimal, "\(text)")
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func datesOutOfRange(_ database: TestDatabase) async throws {
        let first = Date(timeIntervalSince1970: -62_135_596_800), last = Date(timeIntervalSince1970: 253_402_300_800)
        try await refused(database, "moment") { $0.moment = first.addingTimeInterval(-1) }
        try await refused(database, "moment") { $0.moment = last }
        try await refused(database, "moment") { $0.moment = .distantPast.addingTimeInterval(-100_000_000) }
        try await refused(database, "moment") { $0.moment = Date(timeIntervalSinceReferenceDate: .greatestFiniteMagnitude) }
        try await refused(database, "moment") { $0.moment = Date(timeIntervalSinceReferenceDate: .nan) }
        try await refused(database, "moment") { $0.moment = Date(timeIntervalSinceReferenceDate: -.infinity) }
    }

    @Test(arguments: TestDatabase.all)
    func textWithNUL(_ database: TestDatabase) async throws {
        try await refused(database, "text") { $0.text = "\0" }
        try await refused(database, "text") { $0.text = "before\0after" }
    }

    /// JSON escapes a NUL, which is none the less one; and it has no number that is not finite.
    @Test(arguments: TestDatabase.all)
    func whatJSONCannotKeep(_ database: TestDatabase) async throws {
        try await refused(database, "settings") { $0.settings = ValueSettings(ratio: .nan) }
        try await refused(database, "settings") { $0.settings = ValueSettings(ratio: .infinity) }
        try await refused(database, "settings") { $0.settings = ValueSettings(theme: "a\0b") }
        try await database.run(Self.models) { db, _ in
            let row = try await ValueOptional(settings: ValueSettings(theme: #"a\u0000b"#)).insert(on: db)
            #expect(row.settings?.theme == #"a\u0000b"#)
        }
    }

    @Test(arguments: TestDatabase.all)
    func theSameInAnUpdate(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, recorder in
            let row = try await ValueOptional(int: 1).insert(on: db)
            _ = recorder.take()
            let error = try await refusal(of: ValidationError.self) {
                _ = try await row.update(on: db) {
                    $0.double = .nan
                    $0.moment = Date(timeIntervalSince1970: 1e12)
                    $0.text = "\0"
                    $0.tag = .some(.unassigned)
                }
            }
            #expect(error.failures.map(\.property) == ["double", "moment", "text", "tag"])
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    /// Dates are rounded to the microsecond when they enter, and what comes back is stored for good.
    @Test(arguments: TestDatabase.all)
    func datesAreRoundedToTheMicrosecond(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            for nanos in [0.123_456_4, 0.123_456_6, 0.999_999_9, 0.000_000_4] {
                let exact = Date(timeIntervalSinceReferenceDate: nanos)
                let row = try await ValueOptional(moment: exact).insert(on: db), stored = try #require(row.moment)
                #expect(abs(stored.timeIntervalSince(exact)) <= 0.000_000_51)
                #expect((stored.timeIntervalSinceReferenceDate * 1e6).rounded() / 1e6 == stored.timeIntervalSinceReferenceDate)
                #expect(try await ValueOptional(moment: stored).insert(on: db).moment == stored)
                // A filter rounds in the same way.
                #expect(try await ValueOptional.filter { $0.moment == exact }.count(on: db) == 2)
            }
        }
    }
}
