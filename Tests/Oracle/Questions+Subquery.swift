import Foundation
import Junction

// Group subquery.
extension Questions {
    static let subquery: [String: Answer] = ["Q-160": q160, "Q-161": q161, "Q-162": q162, "Q-163": q163, "Q-164": q164]

    /// Two conditions, one over a query of its own.
    static func q160(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { contact in
            Phone.filter { $0.contactID == contact.id && $0.number.hasPrefix("+81 ") }.exists && contact.user.isActive
        }
    }

    /// In a department that has many contacts.
    static func q161(_ db: Database) async throws -> [[JSONValue]] {
        let large = ContactDepartment.group { $0.categoryID }.having { $0.id.count() >= 65 }.keys()
        return try await contacts(db) { $0.departments.any { $0.id.in(large) } }
    }

    /// The department of the latest link.
    static func q162(_ db: Database) async throws -> [[JSONValue]] {
        let rows = Contact.filter { $0.id <= Contact.key(10) }.order { $0.id }.values { contact in
            let links = ContactDepartment.filter { $0.contactID == contact.id }.order { $0.created.descending }
            return (contact.id, links.values { $0.category.name }.scalar())
        }
        return try await rows.all(on: db).map { row($0, $1) }
    }

    /// One set without another, and with the rows that two more have in common.
    static func q163(_ db: Database) async throws -> [[JSONValue]] {
        func having(_ number: Int64) -> Query<Contact, Contact> { Contact.filter { $0.departments.contains(Category.key(number)) } }
        let all = having(4).except(having(16)).union(having(22).intersect(having(23)))
        return try await keys(all.order { $0.id }, db)
    }

    /// Users without a contact.
    static func q164(_ db: Database) async throws -> [[JSONValue]] {
        let users = User.filter { $0.id.notIn(Contact.query.values { $0.userID }) }.order { $0.id }
        return try await users.values { ($0.id, $0.username) }.all(on: db).map { row($0, $1) }
    }
}
