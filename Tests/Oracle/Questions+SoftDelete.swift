import Junction

// Group soft-delete.
extension Questions {
    static let softDelete: [String: Answer] = [
        "Q-030": q030, "Q-031": q031, "Q-032": q032, "Q-033": q033, "Q-034": q034, "Q-035": q035, "Q-036": q036, "Q-037": q037,
        "Q-038": q038, "Q-039": q039, "Q-040": q040, "Q-041": q041, "Q-042": q042, "Q-043": q043,
    ]

    /// The departments of contact 279.
    static func q030(_ db: Database) async throws -> [[JSONValue]] {
        let contact = try await Contact.find(Contact.key(279), on: db)
        return try await contact.departments.order { $0.name }.all(on: db).map { row($0.id, $0.name) }
    }

    /// Count, existence, membership and least department of contacts 271 to 292.
    static func q031(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.filter { $0.id >= Contact.key(271) && $0.id <= Contact.key(292) }.order { $0.id }
        let rows = try await contacts.values {
            ($0.id, $0.departments.count, !$0.departments.isEmpty, $0.departments.contains(Category.key(3)), $0.departments.min { $0.id })
        }.all(on: db)
        return rows.map { row($0, $1, $2, $3, $4) }
    }

    /// With department 3, and a department named 'Support'.
    static func q032(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.contains(Category.key(3)) && $0.departments.any { $0.name == "Support" } }
    }

    /// From 270 to 290, without department 3.
    static func q033(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) {
            $0.id >= Contact.key(270) && $0.id <= Contact.key(290) && !$0.departments.contains(Category.key(3))
        }
    }

    /// Contacts 271 to 283 with their departments.
    static func q034(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = try await Contact.filter { $0.id >= Contact.key(271) && $0.id <= Contact.key(283) }.order { $0.id }
            .with { $0.departments.order { $0.id } }.all(on: db)
        return contacts.map { contact, departments in
            let list = departments.map { row($0.id, $0.name) }
            return row(contact.id, list)
        }
    }

    /// How many contacts each category has.
    static func q035(_ db: Database) async throws -> [[JSONValue]] {
        try await Category.order { $0.id }.values { ($0.id, $0.contacts.count) }.all(on: db).map { row($0, $1) }
    }

    /// Sum and average of the link positions of each category, and how many are absent.
    static func q036(_ db: Database) async throws -> [[JSONValue]] {
        let categories = Category.filter { !$0.contacts.isEmpty }.order { $0.id }
        let rows = try await categories.values {
            (
                $0.id, $0.contacts.sum(linked: { _, link in link.position }), $0.contacts.avg(linked: { _, link in link.position }),
                $0.contacts.count(linked: { _, link in link.position.isNil() })
            )
        }.all(on: db)
        return rows.map { row($0, $1, $2, $3) }
    }

    /// Contacts by the least position of their links, the first 25.
    static func q037(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.filter { leastPosition($0) <= 3 }.order { [leastPosition($0), $0.id] }.limit(25)
        return try await contacts.values { ($0.id, leastPosition($0)) }.all(on: db).map { row($0, $1) }
    }

    private static func leastPosition(_ contact: Contact.Fields) -> Expr<Int?> {
        contact.departments.min(linked: { _, link in link.position })
    }

    /// Those who share a department with contact 277.
    static func q038(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.id != Contact.key(277) && $0.departments.any { $0.contacts.contains(Contact.key(277)) } }
    }

    /// All links of contact 279, deleted ones too.
    static func q039(_ db: Database) async throws -> [[JSONValue]] {
        let contact = try await Contact.find(Contact.key(279), on: db)
        let links = contact.departments.links.includingDeleted.order { $0.categoryID }
        return try await links.values { ($0.categoryID, !$0.deletedAt.isNil()) }.all(on: db).map { row($0, $1) }
    }

    /// How many deleted links each category has.
    static func q040(_ db: Database) async throws -> [[JSONValue]] {
        let categories = Category.filter { !$0.contacts.onlyDeletedLinks.isEmpty }.order { $0.id }
        return try await categories.values { ($0.id, $0.contacts.onlyDeletedLinks.count) }.all(on: db).map { row($0, $1) }
    }

    /// Contacts 255 to 268 with the names of their tags.
    static func q041(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = try await Contact.filter { $0.id >= Contact.key(255) && $0.id <= Contact.key(268) }.order { $0.id }
            .with { $0.tags.order { $0.id } }.all(on: db)
        return contacts.map { contact, tags in row(contact.id, tags.map(\.name), tags.count) }
    }

    /// With a tag of a name that only deleted tags have.
    static func q042(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.tags.any { $0.name.in(["old-list", "retired-a"]) } }
    }

    /// With links to tags, but no tag that is live.
    static func q043(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.tags.isEmpty && !$0.tags.includingDeleted.isEmpty }
    }
}
