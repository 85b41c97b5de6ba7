import Foundation
import Junction

/// What somebody wants to be reminded of: columns that may be absent, days, UUIDs, JSON, and ways to rows that may be soft-deleted.
@Model
struct Reminder {
    var id: Key<Reminder>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey var tagID: Key<Tag>
    @ForeignKey(onDelete: .setNull) var formerTagID: Key<Tag>?
    var token: UUID = UUID()
    var day: CalendarDate
    var due: Date?
    var stars: Int?
    var hours: Double?
    var fee: Decimal?
    var details: ReminderDetails = ReminderDetails()

    static let options = Options<Self>(unique: { [[$0.contactID, $0.day]] })
}

struct ReminderDetails: JSONColumnValue {
    var place: String?
    var seats: Int = 2
    var price: Double = 9.5
    var guests: [String] = ["Bob", "Eve"]
}

extension Book {
    /// The table of reminders, with two of them: one of Ann's, under a tag that is deleted, and an empty one of Bob's.
    func remind() async throws {
        try await db.create([Reminder.self])
        guard let day = CalendarDate(year: 2026, month: 1, day: 31) else { return }
        let noon = Date(timeIntervalSince1970: 1_769_860_800)
        let old = try await Tag(name: "old").insert(on: db)
        _ = try await Reminder.insert(
            [
                Reminder(contactID: ann.id, tagID: old.id, formerTagID: old.id, day: day, due: noon, stars: 7, hours: 2.5, fee: 10),
                Reminder(contactID: bob.id, tagID: vip.id, day: day),
            ], on: db)
        try await old.delete(on: db)
    }

    /// Shows a query, runs it, and compares the values of its rows.
    func check<Output: Sendable, T: Equatable>(
        _ query: Query<some Model, Output>, gives rows: [T], by value: (Output) -> T
    ) async throws {
        try show(query)
        let found = try await query.all(on: db).map(value)
        if found != rows { throw SnippetFailed(text: "\(found) instead of \(rows)") }
    }

    /// The same for rows of one value.
    func check<T: Equatable & Sendable>(_ query: Query<some Model, T>, gives rows: [T]) async throws {
        try await check(query, gives: rows) { $0 }
    }

    /// The same for the number of rows.
    func check<Output: Sendable>(_ query: Query<some Model, Output>, count: Int) async throws {
        try await check(query, gives: Array(repeating: true, count: count)) { _ in true }
    }
}

extension Snippet {
    /// Those of the comments in the folder Expressions.
    static let expressions = ExpressionSnippets.all
}

/// They stand in the files beside.
enum ExpressionSnippets {
    static let all: [Snippet] =
        operators + paths + orders + texts + numbers + arithmetic + dates + json + figures + windows + questions + linkedQuestions + toMany
        + related
}
