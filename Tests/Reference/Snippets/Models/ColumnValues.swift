import Foundation
import Junction

/// Money as an integer: a column value written by hand.
struct Cents: ColumnValue, Equatable {
    var count: Int64
    static var columnType: ColumnType { .integer }
    var columnValue: Value { .integer(count) }
    static func read(_ row: borrowing Row, at column: Int32) throws -> Cents? {
        try Int64.read(row, at: column).map(Cents.init)
    }
}

/// The same, where a negative amount is a mistake.
struct Price: ColumnValue, Equatable {
    var count: Int64
    static var columnType: ColumnType { .integer }
    var columnValue: Value { .integer(count) }
    static func read(_ row: borrowing Row, at column: Int32) throws -> Price? {
        guard let count = try Int64.read(row, at: column) else { return nil }
        guard count >= 0 else {
            throw ColumnMismatch(column: column, expected: "an amount of at least 0", found: "a negative one")
        }
        return Price(count: count)
    }
}

enum Kind: String, ColumnValue { case work, home }

@Model
struct Invoice {
    var id: Key<Invoice>
    var amount: Cents
    var kind: Kind = .work
    var due: CalendarDate?
    var settings: JSON<[String: String]> = JSON([:])
}

extension Snippet {
    static let columnValues = [
        Snippet("column values") { book in
            let db = book.db
            try await db.create([Invoice.self])
            let invoice = try await Invoice(amount: Cents(count: 1_250)).insert(on: db)
            let stored = try await Invoice.filter { $0.amount == Cents(count: 1_250) && $0.kind == .work }.one(on: db)
            try check(stored.id == invoice.id && stored.amount == invoice.amount)
            let changed = try await stored.update(on: db) { $0.settings = JSON(["theme": "dark"]) }
            try check(changed.settings.content["theme"] == "dark")
            do { _ = try await db.query("SELECT -1", as: Price.self) } catch let error as RowError {
                try check(error.found == "a negative one")
            }
            let name = Cents.columnType.name  // "an integer"
            try check(name == "an integer")
        },
        Snippet("values") { book in
            let value = Cents(count: 5).columnValue  // .integer(5)
            try check(value == .integer(5))
            if case .invalid(let problem) = Double.infinity.columnValue { print(problem) }
            // a number that is not finite (NaN or infinity)
            try check(ValueProblem.notFinite.description == "a number that is not finite (NaN or infinity)")
            let pattern = TextPattern(like: "A%")
            let same = TextPattern(parts: [.literal("A"), .anySequence])
            try check(pattern == same)
            _ = book
        },
        Snippet("days and moments") { book in
            let moment = Date(microseconds: 1_700_000_000_000_000)
            try check(moment.timeIntervalSince1970 == 1_700_000_000)
            let birthday = CalendarDate(year: 1990, month: 5, day: 17)
            let same = CalendarDate("1990-05-17")
            try check(birthday == same && CalendarDate("1990-02-30") == nil)
            let db = book.db
            try await db.create([Invoice.self])
            _ = try await Invoice.filter { $0.due < CalendarDate(year: 2025, month: 1, day: 1) }.all(on: db)
        },
    ]
}
