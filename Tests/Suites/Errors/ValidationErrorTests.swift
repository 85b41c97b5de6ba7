import Foundation
import Junction
import JunctionTesting
import Testing

@Model
struct ErrorProduct: Equatable {
    var id: Key<ErrorProduct>
    @MaxLength(5) var code: String
    @Digits(5, 2) var price: Decimal
    @Check(1...5) var stars: Int = 3
    @Check(0...) var stock: Int = 0
    @Check(0.0...1.0) var share: Double = 0.5
    var made: Date = Date(timeIntervalSince1970: 0)
    var note: String = ""
    var parentID: Key<ErrorProduct>?
}

/// A range of whole numbers on a column that is none.
@Model
struct ErrorGrade {
    var id: Key<ErrorGrade>
    @Check(1...5) var grade: Double
}

/// Validation names every failing property, and nothing is sent.
@Suite struct ValidationErrorTests {
    private let fine = ErrorProduct(code: "A1", price: 1)

    @Test(arguments: TestDatabase.all)
    func everyFailingPropertyAtOnce(_ database: TestDatabase) async throws {
        try await database.run([ErrorProduct.self]) { db, recorder in
            let bad = ErrorProduct(
                code: "ABCDEF", price: Decimal(sign: .plus, exponent: -3, significand: 12_345), stars: 6, stock: -1, share: .nan,
                made: Date(timeIntervalSince1970: 1e12), note: "a\0b", parentID: .unassigned)
            let error = try await refusal(of: ValidationError.self) { _ = try await bad.insert(on: db) }
            #expect(error.model == "ErrorProduct")
            let reasons = [
                ("code", "has 6 characters, 5 are allowed"),
                ("price", "has more than 2 digits after the point"),
                ("stars", "is outside the allowed range"),
                ("stock", "is outside the allowed range"),
                ("share", "is a number that is not finite (NaN or infinity)"),
                ("made", "is a date outside the years 1 to 9999"),
                ("note", "is a text with a NUL character, which no database keeps"),
                ("parentID", "is the key of a ErrorProduct that was never inserted"),
            ]
            #expect(error.failures.map(\.property) == reasons.map(\.0))
            #expect(error.failures.map(\.reason) == reasons.map(\.1))
            let sentence = reasons.map { "\($0.0) \($0.1)" }.joined(separator: "; ")
            #expect(error.description == "ErrorProduct is not valid: \(sentence). Nothing was written.")
            #expect(recorder.takeSQL().isEmpty)
            #expect(try await ErrorProduct.count(on: db) == 0)
        }
    }

    /// Lengths count Unicode scalars, as databases do, not characters as people see them.
    @Test(arguments: TestDatabase.all)
    func lengthsCountScalars(_ database: TestDatabase) async throws {
        try await database.run([ErrorProduct.self]) { db, _ in
            for code in ["", "ABCDE", "ÄÖÜäö", "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}", "e\u{301}e\u{301}e", "日本語日本"] {
                let stored = try await ErrorProduct(code: code, price: 1).insert(on: db)
                #expect(Array(stored.code.unicodeScalars) == Array(code.unicodeScalars))
            }
            let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}"
            for (code, count) in [("ABCDEF", 6), (family, 7), ("e\u{301}e\u{301}e\u{301}", 6), ("日本語日本語", 6)] {
                let error = try await refusal(of: ValidationError.self) { _ = try await ErrorProduct(code: code, price: 1).insert(on: db) }
                #expect(error.failures.map(\.reason) == ["has \(count) characters, 5 are allowed"])
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func digitsOnBothSidesOfThePoint(_ database: TestDatabase) async throws {
        try await database.run([ErrorProduct.self]) { db, _ in
            for text in ["0", "0.01", "-0.01", "999.99", "-999.99", "12.5", "100"] {
                let price = try #require(Decimal(string: text))
                #expect(try await ErrorProduct(code: "A", price: price).insert(on: db).price == price)
            }
            for (text, reason) in [
                ("0.001", "has more than 2 digits after the point"), ("1000", "has more than 3 digits before the point"),
                ("-1000.5", "has more than 3 digits before the point"), ("999.999", "has more than 2 digits after the point"),
            ] {
                let price = try #require(Decimal(string: text))
                let row = ErrorProduct(code: "A", price: price)
                let error = try await refusal(of: ValidationError.self) { _ = try await row.insert(on: db) }
                #expect(error.failures.map(\.reason) == [reason], "\(text)")
            }
            let nan = try await refusal(of: ValidationError.self) { _ = try await ErrorProduct(code: "A", price: .nan).insert(on: db) }
            #expect(nan.failures.map(\.reason) == ["is a number that is not finite (NaN or infinity)"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func theEdgesOfRanges(_ database: TestDatabase) async throws {
        try await database.run([ErrorProduct.self]) { db, _ in
            for (stars, stock, share) in [(1, 0, 0.0), (5, Int.max, 1.0)] {
                let row = ErrorProduct(code: "A", price: 1, stars: stars, stock: stock, share: share)
                #expect(try await row.insert(on: db).stock == stock)
            }
            for (stars, stock, share) in [(0, 0, 0.0), (6, 0, 0.0), (1, -1, 0.0), (1, 0, -0.001), (1, 0, 1.001), (1, 0, Double.infinity)] {
                let row = ErrorProduct(code: "A", price: 1, stars: stars, stock: stock, share: share)
                let error = try await refusal(of: ValidationError.self) { _ = try await row.insert(on: db) }
                #expect(error.failures.count == 1)
            }
        }
    }

    /// A range of whole numbers holds for a column of real numbers too, before a statement is sent.
    @Test(arguments: TestDatabase.all)
    func aWholeRangeOnARealColumn(_ database: TestDatabase) async throws {
        try await database.run([ErrorGrade.self]) { db, recorder in
            #expect(try await ErrorGrade(grade: 4.5).insert(on: db).grade == 4.5)
            _ = recorder.take()
            let error = try await refusal(of: ValidationError.self) { _ = try await ErrorGrade(grade: 5.5).insert(on: db) }
            #expect(error.failures.map(\.property) == ["grade"])
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func updatesAreCheckedToo(_ database: TestDatabase) async throws {
        try await database.run([ErrorProduct.self]) { db, recorder in
            let row = try await fine.insert(on: db)
            _ = recorder.take()
            let one = try await refusal(of: ValidationError.self) {
                _ = try await row.update(on: db) {
                    $0.code = "ABCDEF"
                    $0.stars = 9
                }
            }
            #expect(one.failures.map(\.property) == ["code", "stars"])
            let many = try await refusal(of: ValidationError.self) {
                try await ErrorProduct.query.update(on: db) { new, _ in new.note = "\0" }
            }
            #expect(many.failures.map(\.property) == ["note"])
            var changed = row
            changed.share = 2
            let copy = changed
            let save = try await refusal(of: ValidationError.self) { _ = try await copy.save(on: db) }
            #expect(save.failures.map(\.property) == ["share"])
            #expect(recorder.takeSQL().isEmpty)
            #expect(try await ErrorProduct.find(row.id, on: db) == row)
        }
    }

    @Test(arguments: TestDatabase.all)
    func oneBadRowOfManyStopsAll(_ database: TestDatabase) async throws {
        try await database.run([ErrorProduct.self]) { db, recorder in
            let rows = [fine, fine, ErrorProduct(code: "too long", price: 1), fine]
            let error = try await refusal(of: ValidationError.self) { try await ErrorProduct.insert(rows, on: db) }
            #expect(error.failures.map(\.property) == ["code"])
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func whatRelationsCreateAndFillIsChecked(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            let ann = try await ErrorPerson(name: "ann").insert(on: db), hr = try await ErrorGroup(name: "HR").insert(on: db)
            _ = recorder.take()
            let long = String(repeating: "x", count: 41)
            let child = try await refusal(of: ValidationError.self) {
                try await ann.notes.create(ErrorNote(personID: .unassigned, text: "\0"), on: db)
            }
            #expect(child.failures.map(\.property) == ["text"])
            let target = try await refusal(of: ValidationError.self) { try await hr.people.create(ErrorPerson(name: long), on: db) }
            #expect(target.failures.map(\.property) == ["name"])
            // The columns of a link are columns like any other.
            let fill = try await refusal(of: ValidationError.self) { try await ann.groups.add(hr, on: db) { $0.role = long } }
            #expect(fill.model == "ErrorMembership")
            #expect(fill.failures.map(\.property) == ["role"])
            #expect(fill.failures.map(\.reason) == ["has 41 characters, 10 are allowed"])
            #expect(recorder.takeSQL().isEmpty)
            #expect(try await ErrorModels.links(db) == 0)
        }
    }
}
