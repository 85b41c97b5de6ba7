import Junction

// Groups same-row and two-hop.
extension Questions {
    static let sameRow: [String: Answer] = [
        "Q-050": q050, "Q-051": q051, "Q-052": q052, "Q-053": q053, "Q-054": q054, "Q-055": q055, "Q-056": q056,
    ]

    static let twoHop: [String: Answer] = [
        "Q-060": q060, "Q-061": q061, "Q-062": q062, "Q-063": q063, "Q-064": q064, "Q-065": q065,
    ]

    // MARK: same-row

    /// With one link that is a head's and leads to category 10.
    static func q050(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.departments.any(linked: { category, link in category.id == Category.key(10) && link.role == "head" }) }
    }

    /// With a head's link, and a link to category 10.
    static func q051(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) {
            $0.departments.any(linked: { _, link in link.role == "head" }) && $0.departments.contains(Category.key(10))
        }
    }

    /// How many have no link that is both.
    static func q052(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = Contact.filter {
            $0.departments.none(linked: { category, link in category.id == Category.key(10) && link.role == "head" })
        }
        let count = try await contacts.count(on: db)
        return [row(count)]
    }

    /// Head in all departments, and in at least one.
    static func q053(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { !$0.departments.isEmpty && $0.departments.all(linked: { _, link in link.role == "head" }) }
    }

    /// With a department below 'F', in which the position is 1 or 2 and there is a role.
    static func q054(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) {
            $0.departments.any(linked: { category, link in
                category.name < "F" && link.position >= 1 && link.position <= 2 && !link.role.isNil()
            })
        }
    }

    /// Up to 60, without a primary mobile phone.
    static func q055(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.id <= Contact.key(60) && $0.phones.none { $0.kind == "mobile" && $0.isPrimary } }
    }

    /// Up to 40, with department 3 or the tag 'vip'.
    static func q056(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) {
            $0.id <= Contact.key(40) && ($0.departments.contains(Category.key(3)) || $0.tags.any { $0.name == "vip" })
        }
    }

    // MARK: two-hop

    /// With a friend that has department 4.
    static func q060(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.friends.any { $0.departments.contains(Category.key(4)) } }
    }

    /// The departments of the friends of contact 10: categories with a contact that has it as a friend.
    static func q061(_ db: Database) async throws -> [[JSONValue]] {
        let categories = Category.filter { $0.contacts.any { $0.friends.contains(Contact.key(10)) } }
        return try await categories.order { $0.id }.all(on: db).map { row($0.id, $0.name) }
    }

    /// With a manager that has department 3.
    static func q062(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.manager.departments.contains(Category.key(3)) }
    }

    /// Followed by a contact of an inactive user that has department 9.
    static func q063(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { $0.followers.any { !$0.user.isActive && $0.departments.contains(Category.key(9)) } }
    }

    /// With a department that the manager has too.
    static func q064(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { contact in contact.departments.any { contact.manager.departments.contains($0.id) } }
    }

    /// Codes of modules beside 'CORE' in some configuration.
    static func q065(_ db: Database) async throws -> [[JSONValue]] {
        let modules = DatabaseModule.filter { $0.code != "CORE" && $0.configs.any { $0.modules.any { $0.code == "CORE" } } }
        return try await modules.order { $0.code }.all(on: db).map { row($0.code) }
    }
}
