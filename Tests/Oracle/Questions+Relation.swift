import Junction
import Testing

// Groups relation.any, relation.quantifiers and relation.reverse.
extension Questions {
    static let relation: [String: Answer] = [
        "Q-001": q001, "Q-002": q002, "Q-003": q003, "Q-004": q004, "Q-005": q005, "Q-006": q006, "Q-007": q007,
        "Q-010": q010, "Q-011": q011, "Q-012": q012, "Q-013": q013, "Q-014": q014, "Q-015": q015, "Q-016": q016, "Q-017": q017,
        "Q-020": q020, "Q-021": q021, "Q-022": q022, "Q-023": q023, "Q-024": q024, "Q-025": q025,
    ]

    // MARK: relation.any

    /// Contacts with department 3.
    static func q001(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.contains(Category.key(3)) }
    }

    /// With at least one of the departments 3, 7.
    static func q002(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.contains(anyOf: Category.keys(3, 7)) }
    }

    /// With a department of one of two names.
    static func q003(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.any { $0.name.in(["IT", "O'Brien & Sons"]) } }
    }

    /// With no department.
    static func q004(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.isEmpty }
    }

    /// With at least one of none.
    static func q005(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.contains(anyOf: Category.keys()) }
    }

    /// How many have one of the departments 1 to 6.
    static func q006(_ db: Database) async throws -> [[JSONValue]] {
        let query = Contact.filter { $0.departments.contains(anyOf: Category.keys(in: 1...6)) }
        let count = try await query.count(on: db), rows = try await query.all(on: db)
        #expect(count == rows.count, "count must agree with all")
        return [row(count)]
    }

    /// With a phone that is primary and for work.
    static func q007(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.phones.any { $0.isPrimary && $0.kind == "work" } }
    }

    // MARK: relation.quantifiers

    /// With both department 3 and 7.
    static func q010(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.contains(allOf: Category.keys(3, 7)) }
    }

    /// With exactly the departments 3, 7, 9.
    static func q011(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.contains(exactly: Category.keys(3, 7, 9)) }
    }

    /// Above 255, with none of the departments 3, 7, 9.
    static func q012(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.id > Contact.key(255) && $0.departments.none { $0.id.in(Category.keys(3, 7, 9)) } }
    }

    /// All of whose departments have an id of at most 9, or that have none.
    static func q013(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.all { $0.id <= Category.key(9) } }
    }

    /// The same, with at least one department.
    static func q014(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { !$0.departments.isEmpty && $0.departments.all { $0.id <= Category.key(9) } }
    }

    /// How many have all of no departments.
    static func q015(_ db: Database) async throws -> [[JSONValue]] {
        let count = try await Contact.filter { $0.departments.contains(allOf: Category.keys()) }.count(on: db)
        return [row(count)]
    }

    /// With exactly no departments, and a deleted link.
    static func q016(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.contains(exactly: Category.keys()) && !$0.departments.onlyDeletedLinks.isEmpty }
    }

    /// With all of three tags, by name.
    static func q017(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { contact in
            contact.tags.any { $0.name == "vip" } && contact.tags.any { $0.name == "new" } && contact.tags.any { $0.name == "supplier" }
        }
    }

    // MARK: relation.reverse

    /// Categories with a contact whose user is not active.
    static func q020(_ db: Database) async throws -> [[JSONValue]] {
        let categories = try await Category.filter { $0.contacts.any { !$0.user.isActive } }.order { $0.id }.all(on: db)
        return categories.map { row($0.id, $0.name) }
    }

    /// Categories with no contact.
    static func q021(_ db: Database) async throws -> [[JSONValue]] {
        try await Category.filter { $0.contacts.isEmpty }.order { $0.id }.all(on: db).map { row($0.id, $0.name) }
    }

    /// Categories that are reached through deleted links only.
    static func q022(_ db: Database) async throws -> [[JSONValue]] {
        try await keys(Category.filter { $0.contacts.isEmpty && !$0.contacts.onlyDeletedLinks.isEmpty }.order { $0.id }, db)
    }

    /// Categories with contacts 12 and 20.
    static func q023(_ db: Database) async throws -> [[JSONValue]] {
        try await keys(Category.filter { $0.contacts.contains(allOf: Contact.keys(12, 20)) }.order { $0.id }, db)
    }

    /// The contacts of category 3.
    static func q024(_ db: Database) async throws -> [[JSONValue]] {
        let category = try await Category.find(Category.key(3), on: db)
        return try await keys(category.contacts.order { $0.id }, db)
    }

    /// Tags on at least 26 contacts, with their number.
    static func q025(_ db: Database) async throws -> [[JSONValue]] {
        let tags = Tag.filter { $0.contacts.count >= 26 }.order { $0.id }
        return try await tags.values { ($0.id, $0.contacts.count) }.all(on: db).map { row($0, $1) }
    }
}
