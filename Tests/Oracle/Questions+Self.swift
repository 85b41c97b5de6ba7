import Junction

// Group self-relation.
extension Questions {
    static let selfRelation: [String: Answer] = [
        "Q-100": q100, "Q-101": q101, "Q-102": q102, "Q-103": q103, "Q-104": q104, "Q-105": q105, "Q-106": q106,
    ]

    /// The friends of contact 10.
    static func q100(_ db: Database) async throws -> [[JSONValue]] {
        try await keys(Contact.standIn(10).friends.order { $0.id }, db)
    }

    /// How many each of the first contacts follows, and how many follow it.
    static func q101(_ db: Database) async throws -> [[JSONValue]] {
        try await Contact.filter { $0.id <= Contact.key(20) }.order { $0.id }
            .values { ($0.id, $0.follows.count, $0.followers.count) }.all(on: db).map { row($0, $1, $2) }
    }

    /// Pairs that follow each other.
    static func q102(_ db: Database) async throws -> [[JSONValue]] {
        let followers = try await Contact.filter { contact in contact.follows.any { $0.id > contact.id && $0.follows.contains(contact.id) }
        }
        .order { $0.id }.with { $0.follows.order { $0.id }.with { $0.follows } }.all(on: db)
        return followers.flatMap { contact, followed in
            followed.filter { other, follows in
                (other.id.raw ?? 0) > (contact.id.raw ?? 0) && follows.contains { $0.id == contact.id }
            }.map { row(contact.id, $0.0.id) }
        }
    }

    /// Contacts that follow themselves.
    static func q103(_ db: Database) async throws -> [[JSONValue]] {
        try await contacts(db) { contact in contact.follows.contains(contact.id) }
    }

    /// Friends of friends of contact 1 that are neither it nor its friends.
    static func q104(_ db: Database) async throws -> [[JSONValue]] {
        let one = Contact.key(1)
        return try await contacts(db) { $0.friends.any { $0.friends.contains(one) } && $0.id != one && !$0.friends.contains(one) }
    }

    /// How many have no follower.
    static func q105(_ db: Database) async throws -> [[JSONValue]] {
        [row(try await Contact.filter { $0.followers.isEmpty }.count(on: db))]
    }

    /// Category 1 and its descendants, level by level, with the number of contacts in each.
    static func q106(_ db: Database) async throws -> [[JSONValue]] {
        var depths: [(key: Key<Category>, depth: Int)] = [], level = [Category.key(1)], depth = 0
        while !level.isEmpty {
            depths += level.map { ($0, depth) }
            let parents = level
            level = try await Category.filter { $0.parentID.in(parents) }.all(on: db).map(\.id)
            depth += 1
        }
        let keys = depths.map(\.key)
        let counts = try await Category.filter { $0.id.in(keys) }.order { $0.id }.values { ($0.id, $0.contacts.count) }.all(on: db)
        return counts.map { key, count in row(key, depths.first { $0.key == key }?.depth, count) }
    }
}
