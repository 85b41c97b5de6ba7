import Junction
import Testing

/// Operations that the file describes in words only, written as one would write them.
enum OperationsInSwift {
    typealias Body = @Sendable (Database, Reports) async throws -> Void

    static let cases: [String: Body] = [
        "O-029": insertExistingPair, "O-030": insertWithMissingCategory, "O-031": insertTooLongTexts,
        "O-046": deleteByQuery, "O-055": setToOwnQuery, "O-056": setAfterPrefetch,
        "O-110": updateByQuery, "O-111": deleteContact,
    ]

    private static func insertExistingPair(_ db: Database, _ reports: Reports) async throws {
        _ = try await ContactDepartment(contactID: Contact.key(271), categoryID: Category.key(3)).insert(on: db)
    }

    private static func insertWithMissingCategory(_ db: Database, _ reports: Reports) async throws {
        _ = try await ContactDepartment(contactID: Contact.key(271), categoryID: Category.key(9999)).insert(on: db)
    }

    private static func insertTooLongTexts(_ db: Database, _ reports: Reports) async throws {
        _ = try await DatabaseModule(code: "ELEVENCHARS", description: String(repeating: "x", count: 101)).insert(on: db)
    }

    private static func deleteByQuery(_ db: Database, _ reports: Reports) async throws {
        let links = ContactDepartment.filter { $0.contactID == Contact.key(279) && $0.categoryID >= Category.key(7) }
        let count = try await links.delete(on: db)
        #expect(count == 2)
    }

    private static func setToOwnQuery(_ db: Database, _ reports: Reports) async throws {
        let departments = Contact.standIn(12).departments
        let kept = try await departments.filter { $0.id < Category.key(15) }.all(on: db)
        reports.append(try await departments.set(kept, on: db))
    }

    private static func setAfterPrefetch(_ db: Database, _ reports: Reports) async throws {
        let (contact, few) = try await Contact.filter { $0.id == Contact.key(12) }
            .with { $0.departments.filter { $0.id < Category.key(10) } }.one(on: db)
        #expect(Set(few.map(\.id)) == Set(Category.keys(6, 7)))
        reports.append(try await contact.departments.set(keys: Category.keys(7), on: db))
    }

    private static func updateByQuery(_ db: Database, _ reports: Reports) async throws {
        let links = ContactDepartment.filter { $0.contactID == Contact.key(279) }
        let count = try await links.update(on: db) { new, old in new.position = old.position + 100 }
        #expect(count == 3)
    }

    private static func deleteContact(_ db: Database, _ reports: Reports) async throws {
        let contact = try await Contact.find(Contact.key(268), on: db)
        try await contact.delete(on: db)
    }
}
