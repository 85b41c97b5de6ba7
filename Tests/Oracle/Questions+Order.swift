import Foundation
import Junction

// Groups order and page.
extension Questions {
    static let order: [String: Answer] = [
        "Q-080": q080, "Q-081": q081, "Q-082": q082, "Q-083": q083, "Q-084": q084, "Q-085": q085, "Q-086": q086,
    ]

    static let page: [String: Answer] = ["Q-140": q140, "Q-141": q141, "Q-142": q142]

    // MARK: order

    /// The contacts of category 6 by username, the first 20.
    static func q080(_ db: Database) async throws -> [[JSONValue]] {
        let category = try await Category.find(Category.key(6), on: db)
        let contacts = category.contacts.order { $0.user.username }.limit(20)
        return try await contacts.values { ($0.id, $0.user.username) }.all(on: db).map { row($0, $1) }
    }

    /// Contacts 1 to 40 by their manager's username, those without last.
    static func q081(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.filter { $0.id <= Contact.key(40) }.order { [$0.manager.user.username, $0.id.descending] }
        return try await contacts.values { ($0.id, $0.manager.user.username) }.all(on: db).map { row($0, $1) }
    }

    /// The departments of contact 12 by position, greatest first, absent last.
    static func q082(_ db: Database) async throws -> [[JSONValue]] {
        let contact = try await Contact.find(Contact.key(12), on: db)
        let links = contact.departments.links.order { [$0.position.descending, $0.categoryID] }
        return try await links.values { ($0.categoryID, $0.position) }.all(on: db).map { row($0, $1) }
    }

    /// Configurations in their own order.
    static func q083(_ db: Database) async throws -> [[JSONValue]] {
        try await DatabaseConfig.all(on: db).map { row($0.id, $0.databaseName) }
    }

    /// Links in their own order, which leads over two relations.
    static func q084(_ db: Database) async throws -> [[JSONValue]] {
        let links = ContactDepartment.query.limit(40).values { ($0.id, $0.contact.user.username, $0.category.name) }
        return try await links.all(on: db).map { row($0, $1, $2) }
    }

    /// The 12 contacts with the most departments.
    static func q085(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.order { [$0.departments.count.descending, $0.id] }.limit(12)
        return try await contacts.values { ($0.id, $0.departments.count) }.all(on: db).map { row($0, $1) }
    }

    /// Category names by code point.
    static func q086(_ db: Database) async throws -> [[JSONValue]] {
        try await Category.order { $0.name }.all(on: db).map { row($0.name) }
    }

    // MARK: page

    /// Page 3 of contacts, newest first.
    static func q140(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.order { [$0.created.descending, $0.id] }.limit(10).offset(20)
        return try await contacts.all(on: db).map { row($0.id, $0.created) }
    }

    /// The six contacts after contact 101. There is no keyset page yet, so the condition is written out.
    static func q141(_ db: Database) async throws -> [[JSONValue]] {
        let last = try await Contact.find(Contact.key(101), on: db)
        let contacts = Contact.filter { $0.created > last.created || $0.created == last.created && $0.id > last.id }
            .order { [$0.created, $0.id] }.limit(6)
        return try await contacts.all(on: db).map { row($0.id, $0.created) }
    }

    /// Page 3 of contacts with several matching links.
    static func q142(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.filter { $0.departments.contains(anyOf: Category.keys(in: 1...10)) }
        return try await keys(contacts.order { $0.id }.limit(15).offset(30), db)
    }
}
