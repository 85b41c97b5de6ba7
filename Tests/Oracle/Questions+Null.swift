import Foundation
import Junction

// Groups null and text.
extension Questions {
    static let null: [String: Answer] = ["Q-120": q120, "Q-121": q121, "Q-122": q122, "Q-123": q123, "Q-124": q124]

    static let text: [String: Answer] = ["Q-130": q130, "Q-131": q131, "Q-132": q132, "Q-133": q133, "Q-134": q134]

    // MARK: null

    /// Without a title.
    static func q120(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.title.isNil() }
    }

    /// How many links have another role than 'head', without and with absent ones.
    static func q121(_ db: Database) async throws -> [[JSONValue]] {
        let present = try await ContactDepartment.filter { $0.role != "head" }.count(on: db)
        let all = try await ContactDepartment.filter { $0.role.isDistinct(from: "head") }.count(on: db)
        return [row(present, all)]
    }

    /// Up to 40, with another manager than 1, 2, 3, or with none.
    static func q122(_ db: Database) async throws -> [[JSONValue]] {
        let managers: [Key<Contact>?] = Contact.keys(1, 2, 3)
        return try await contacts(db) { $0.id <= Contact.key(40) && ($0.managerID.isNil() || $0.managerID.notIn(managers)) }
    }

    /// Up to 30, with a manager who manages none of 31 to 60.
    static func q123(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) {
            $0.id <= Contact.key(30) && !$0.managerID.isNil()
                && $0.manager.reports.none { $0.id >= Contact.key(31) && $0.id <= Contact.key(60) }
        }
    }

    /// How many have a credit above 1000, of at most 1000, and none.
    static func q124(_ db: Database) async throws -> [[JSONValue]] {
        let above = try await Contact.filter { $0.credit > 1000 }.count(on: db)
        let atMost = try await Contact.filter { $0.credit <= 1000 }.count(on: db)
        let absent = try await Contact.filter { $0.credit.isNil() }.count(on: db)
        return [row(above, atMost, absent)]
    }

    // MARK: text

    /// With '%_' in the title.
    static func q130(_ db: Database) async throws -> [[JSONValue]] {
        try await Contact.filter { $0.title.includes("%_") }.order { $0.id }.all(on: db).map { row($0.id, $0.title) }
    }

    /// With a backslash or a quotation mark in the title.
    static func q131(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.filter { $0.title.includes("\\") || $0.title.includes("\"") || $0.title.includes("'") }
        return try await contacts.order { $0.id }.all(on: db).map { row($0.id, $0.title) }
    }

    /// With the decomposed tag, and not with the composed one.
    static func q132(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.tags.any { $0.name == "cafe\u{301}" } }
    }

    /// The names of the tags of contact 266 and how many code points they have.
    static func q133(_ db: Database) async throws -> [[JSONValue]] {
        let contact = try await Contact.find(Contact.key(266), on: db)
        return try await contact.tags.order { $0.id }.values { ($0.id, $0.name, $0.name.length) }.all(on: db).map { row($0, $1, $2) }
    }

    /// Categories with names out of many scripts.
    static func q134(_ db: Database) async throws -> [[JSONValue]] {
        let categories = Category.filter { $0.name.in(["Rocket 🚀 Team", "مبيعات", "Legal; DROP TABLE x;--"]) }
        return try await categories.order { $0.id }.all(on: db).map { row($0.id, $0.name) }
    }
}
