import Junction

// Group prefetch.
extension Questions {
    static let prefetch: [String: Answer] = ["Q-090": q090, "Q-091": q091, "Q-092": q092, "Q-093": q093, "Q-094": q094]

    /// The first two departments of each contact, by the link's position.
    static func q090(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = try await Contact.filter { $0.id <= Contact.key(12) }.order { $0.id }
            .with { $0.departments.order { category, link in [link.position, category.id] }.limit(2) }.all(on: db)
        return contacts.map { contact, departments in row(contact.id, departments.map(\.id)) }
    }

    /// The first three contacts of some categories, each with its phone numbers.
    static func q091(_ db: Database) async throws -> [[JSONValue]] {
        let categories = try await Category.filter { $0.id.in(Category.keys(1, 24, 25)) }.order { $0.id }
            .with { $0.contacts.order { $0.id }.limit(3).with { $0.phones.order { $0.number } } }.all(on: db)
        return categories.map { category, contacts in
            row(category.id, contacts.map { contact, phones in row(contact.id, phones.map(\.number)) })
        }
    }

    /// Departments with the link's own columns.
    static func q092(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = try await Contact.filter { $0.id >= Contact.key(271) && $0.id <= Contact.key(281) }.order { $0.id }
            .with { $0.departments.withLink.order { $0.id } }.all(on: db)
        return contacts.map { contact, departments in
            let list = departments.map { category, link in row(category.name, link.role, link.position) }
            return row(contact.id, list)
        }
    }

    /// Only departments whose name sorts below 'M'.
    static func q093(_ db: Database) async throws -> [[JSONValue]] {
        let contacts = try await Contact.filter { $0.id <= Contact.key(10) }.order { $0.id }
            .with { $0.departments.filter { $0.name < "M" }.order { $0.name } }.all(on: db)
        return contacts.map { contact, departments in row(contact.id, departments.map(\.name)) }
    }

    /// Configurations with the codes of their modules.
    static func q094(_ db: Database) async throws -> [[JSONValue]] {
        let configs = try await DatabaseConfig.filter { $0.id <= DatabaseConfig.key(6) }.order { $0.id }
            .with { $0.modules.order { $0.id } }.all(on: db)
        return configs.map { config, modules in row(config.id, modules.map(\.code)) }
    }
}
