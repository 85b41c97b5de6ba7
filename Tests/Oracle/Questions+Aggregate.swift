import Foundation
import Junction

// Group aggregate.
extension Questions {
    static let aggregate: [String: Answer] = [
        "Q-070": q070, "Q-071": q071, "Q-072": q072, "Q-073": q073, "Q-074": q074, "Q-075": q075, "Q-076": q076, "Q-077": q077,
        "Q-078": q078,
    ]

    /// Four counts beside each other.
    static func q070(_ db: Database) async throws -> [[JSONValue]] {
        let counts = Contact.filter { $0.id <= Contact.key(25) }.order { $0.id }
            .values { ($0.id, $0.departments.count, $0.tags.count, $0.phones.count, $0.friends.count) }
        return try await counts.all(on: db).map { row($0, $1, $2, $3, $4) }
    }

    /// The credit of contacts with either department.
    static func q071(_ db: Database) async throws -> [[JSONValue]] {
        let either = Contact.filter { $0.departments.contains(anyOf: Category.keys(3, 7)) }
        return [row(try await either.aggregate(on: db) { $0.credit.sum() })]
    }

    /// Categories with at least 55 contacts.
    static func q072(_ db: Database) async throws -> [[JSONValue]] {
        let large = ContactDepartment.group { $0.categoryID }.having { $0.id.count() >= 55 }
            .values { ($0.id.count(), $0.contact.credit.sum(), $0.id.count(where: $0.contact.user.isActive)) }
        return try await large.order { $0.categoryID }.all(on: db).map { row($0, $1, $2, $3) }
    }

    /// Links by role, the absent one last.
    static func q073(_ db: Database) async throws -> [[JSONValue]] {
        try await ContactDepartment.group { $0.role }.values { $0.id.count() }.order { $0.role }.all(on: db).map { row($0, $1) }
    }

    /// By category and whether the user is active.
    static func q074(_ db: Database) async throws -> [[JSONValue]] {
        let small = ContactDepartment.group { ($0.categoryID, $0.contact.user.isActive) }.having { $0.id.count() <= 6 }
        let rows = small.values { $0.id.count() }.order { [$0.categoryID, $0.contact.user.isActive] }
        return try await rows.all(on: db).map { row($0, $1, $2) }
    }

    /// As many departments as tags.
    static func q075(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.count == $0.tags.count && $0.departments.count >= 4 }
    }

    /// Figures over contacts with many departments, one of them over what belongs to them.
    static func q076(_ db: Database) async throws -> [[JSONValue]] {
        let busy = Contact.filter { $0.departments.count >= 8 }
        let (count, credit) = try await busy.aggregate(on: db) { ($0.id.count(), $0.credit.max()) }
        let phones = try await Phone.filter { $0.contactID.in(busy) }.count(on: db)
        return [row(count, phones, credit)]
    }

    /// Categories by the average of their links' positions.
    static func q077(_ db: Database) async throws -> [[JSONValue]] {
        let high = ContactDepartment.group { $0.categoryID }.having { $0.position.avg() > 11.0 }.values { $0.position.avg() }
        return try await high.order { $0.position.avg().descending }.all(on: db).map { row($0, $1) }
    }

    /// Over no row.
    static func q078(_ db: Database) async throws -> [[JSONValue]] {
        let none = Contact.filter { $0.departments.contains(Category.key(25)) }
        let (count, sum, greatest) = try await none.aggregate(on: db) { ($0.id.count(), $0.credit.sum(), $0.credit.max()) }
        return [row(count, sum, greatest)]
    }
}
