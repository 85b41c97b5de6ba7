import Foundation
import Junction

// Group date.
extension Questions {
    static let date: [String: Answer] = ["Q-150": q150, "Q-151": q151, "Q-152": q152, "Q-153": q153, "Q-154": q154]

    /// The contacts made in March 2024: their number, least and greatest id. There is no aggregate over a query yet, so three are asked.
    static func q150(_ db: Database) async throws -> [[JSONValue]] {
        let start = try Date.utc("2024-03-01T00:00:00Z"), end = try Date.utc("2024-04-01T00:00:00Z")
        let contacts = Contact.filter { $0.created >= start && $0.created < end }
        let least = try await contacts.order { $0.id }.first(on: db), greatest = try await contacts.order { $0.id.descending }.first(on: db)
        let count = try await contacts.count(on: db)
        return [row(count, least?.id, greatest?.id)]
    }

    /// Made at one of three moments.
    static func q151(_ db: Database) async throws -> [[JSONValue]] {
        let first = try Date.utc("2024-03-01T00:00:00Z"), second = try Date.utc("2024-04-01T00:00:00Z")
        let last = try Date.utc("2024-03-31T23:59:59Z").addingTimeInterval(0.999_999)
        return try await contacts(db) { $0.created.in([first, second, last]) }
    }

    /// Links to categories 1 to 5 made in a day and a half.
    static func q152(_ db: Database) async throws -> [[JSONValue]] {
        let start = try Date.utc("2024-03-10T12:00:00Z"), end = try Date.utc("2024-03-12T00:00:00Z")
        let links = ContactDepartment.filter { $0.categoryID <= Category.key(5) && $0.created >= start && $0.created < end }
        return try await links.order { $0.created }.all(on: db).map { row($0.id, $0.created) }
    }

    /// Born in 1990 or 1991.
    static func q153(_ db: Database) async throws -> [[JSONValue]] {
        let first = CalendarDate(year: 1990, month: 1, day: 1), last = CalendarDate(year: 1991, month: 12, day: 31)
        let contacts = Contact.filter { $0.birthday >= first && $0.birthday <= last }.order { [$0.birthday, $0.id] }
        return try await contacts.all(on: db).map { row($0.id, $0.birthday) }
    }

    /// The last change of the links of categories 1 to 4.
    static func q154(_ db: Database) async throws -> [[JSONValue]] {
        let categories = Category.filter { $0.id <= Category.key(4) }.order { $0.id }
        let latest = try await categories.values { ($0.id, $0.contacts.max(linked: { _, link in link.modified })) }.all(on: db)
        return latest.map { row($0, $1) }
    }
}
