import Foundation
import Junction

// Group values.
extension Questions {
    static let values: [String: Answer] = ["Q-110": q110, "Q-111": q111, "Q-112": q112, "Q-113": q113, "Q-114": q114, "Q-115": q115]

    /// Columns of contacts 10 to 35 and of their users.
    static func q110(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.filter { $0.id >= Contact.key(10) && $0.id <= Contact.key(35) }.order { $0.id }
        return try await contacts.values { ($0.title, $0.user.username, $0.externalID) }.all(on: db).map { row($0, $1, $2) }
    }

    /// One row a link, and one for a contact without. A query has one row an owner, so the links are prefetched and laid out here.
    static func q111(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = try await Contact.filter { $0.id >= Contact.key(278) && $0.id <= Contact.key(292) }.order { $0.id }
            .with { $0.departments.order { $0.id } }.all(on: db)
        return contacts.flatMap { contact, departments in
            let names: [String?] = departments.isEmpty ? [nil] : departments.map(\.name)
            return names.map { row(contact.id, $0) }
        }
    }

    /// All columns of contact 20.
    static func q112(_ db: Database) async throws -> [[JSONValue]] {
        let contact = try await Contact.find(Contact.key(20), on: db)
        let own = row(contact.id, contact.created, contact.modified, contact.title, contact.credit, contact.birthday)
        return [own + row(contact.externalID, contact.userID, contact.managerID)]
    }

    /// The roles in categories 1 to 3, absent first.
    static func q113(_ db: Database) async throws -> [[JSONValue]] {
        let links = ContactDepartment.filter { $0.categoryID <= Category.key(3) }.order { $0.role.ascending.absentFirst }
        return try await links.values { $0.role }.distinct().all(on: db).map { row($0) }
    }

    /// Bands of credit.
    static func q114(_ db: Database) async throws -> [[JSONValue]] {
        let bands = Contact.filter { $0.id <= Contact.key(10) }.order { $0.id }.values { contact in
            (contact.id, Case.when(contact.credit.isNil(), "none").when(contact.credit < 500, "low").else("high"))
        }
        return try await bands.all(on: db).map { row($0, $1) }
    }

    /// The three least positions of categories 1 to 3 with their rank.
    static func q115(_ db: Database) async throws -> [[JSONValue]] {
        let links = ContactDepartment.filter { $0.categoryID <= Category.key(3) && !$0.position.isNil() }
        let ranked = links.values { link in
            let window = Window(by: link.categoryID, order: link.position, link.id)
            return (link.categoryID, window.rowNumber(), link.contactID, link.position)
        }
        let first = ranked.filter(values: { _, rank, _, _ in rank <= 3 }).order(values: { category, rank, _, _ in [category, rank] })
        return try await first.all(on: db).map { row($0, $1, $2, $3) }
    }
}
