import BenchData
import Foundation
import HandWritten
import Junction

/// What the workloads work with, as a program that uses Junction has it: models and typed keys.
struct Input: Sendable {
    let links: [Link]
    let lookUps: [Key<Contact>]
    let filter: [Key<Category>]
    let sets: [(contact: Contact, categories: [Key<Category>])]
    let adds: [(contact: Contact, category: Key<Category>)]
    let now: Date

    /// - Parameter contacts: all of them, in the order of their keys, which are their numbers from 1.
    init(_ data: DataSet, _ contacts: [Contact]) {
        func contact(_ key: Int64) -> Contact { contacts[Int(key) - 1] }
        links = data.links.map { link in
            Link(
                contactID: Key(link.contact), categoryID: Key(link.category), created: Date(microseconds: link.created),
                deletedAt: link.deleted.map { Date(microseconds: $0) })
        }
        lookUps = Self.keys(data.lookUps)
        filter = Self.keys(DataSet.filter)
        sets = data.sets.map { (contact: contact($0.contact), categories: Self.keys($0.categories)) }
        adds = data.adds.map { (contact: contact($0.contact), category: Key($0.category)) }
        now = Date(microseconds: DataSet.now)
    }

    private static func keys<M: Model>(_ raw: [Int64]) -> [Key<M>] where M.RawKey == Int64 { raw.map { Key($0) } }
}

/// Each workload through Junction.
enum ThroughJunction {
    @Sendable static func w1(_ db: Database, _ input: Input) async throws -> Run {
        try await timed {
            try await Link.insert(input.links, on: db).count
        } outcome: {
            "\($0) inserted"
        }
    }

    @Sendable static func w2(_ db: Database, _ input: Input) async throws -> Run {
        try await timed {
            try await Link.query.all(on: db)
        } outcome: {
            digest($0)
        }
    }

    @Sendable static func w3(_ db: Database, _ input: Input) async throws -> Run {
        try await timed {
            let rows: [(Contact, [Category])] =
                try await Contact.order { $0.id }.limit(DataSet.ownerCount).with { $0.categories }.all(on: db)
            return rows
        } outcome: { rows in
            digest(rows.map { contact, categories in Owner(contact, with: categories) }, inOrder: true)
        }
    }

    @Sendable static func w4(_ db: Database, _ input: Input) async throws -> Run {
        try await timed {
            try await Contact.filter { $0.categories.contains(anyOf: input.filter) }.order { $0.username }.all(on: db)
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func w5(_ db: Database, _ input: Input) async throws -> Run {
        try await changes(db) { tx, counts in
            for (contact, categories) in input.sets {
                counts.add(try await contact.plainCategories.set(keys: categories, on: tx) { $0.created = input.now })
            }
        }
    }

    @Sendable static func w6(_ db: Database, _ input: Input) async throws -> Run {
        try await timed {
            try await db.transaction(.read) { tx in
                var contacts: [Contact] = []
                contacts.reserveCapacity(input.lookUps.count)
                for key in input.lookUps { contacts.append(try await Contact.find(key, on: tx)) }
                return contacts
            }
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func w6a(_ db: Database, _ input: Input) async throws -> Run {
        try await timed {
            var contacts: [Contact] = []
            contacts.reserveCapacity(input.lookUps.count)
            for key in input.lookUps { contacts.append(try await Contact.find(key, on: db)) }
            return contacts
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func p6(_ db: Database, _ input: Input) async throws -> Run {
        try await timed {
            try await db.transaction(.read) { tx in
                try await tx.pipeline { pipe in input.lookUps.map { Contact.find($0, on: pipe) } }
            }
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func w7(_ db: Database, _ input: Input) async throws -> Run {
        try await changes(db) { tx, counts in
            for (contact, category) in input.adds {
                counts.add(try await contact.plainCategories.add(keys: [category], on: tx) { $0.created = input.now })
            }
        }
    }

    @Sendable static func w5s(_ db: Database, _ input: Input) async throws -> Run {
        try await changes(db) { tx, counts in
            for (contact, categories) in input.sets { counts.add(try await contact.categories.set(keys: categories, on: tx)) }
        }
    }

    @Sendable static func w7s(_ db: Database, _ input: Input) async throws -> Run {
        try await changes(db) { tx, counts in
            for (contact, category) in input.adds { counts.add(try await contact.categories.add(keys: [category], on: tx)) }
        }
    }

    /// Changes of links in one transaction, whose reports are counted.
    private static func changes(_ db: Database, _ work: (Transaction, inout LinkCounts) async throws -> Void) async throws -> Run {
        try await timed {
            try await db.transaction { tx in
                var counts = LinkCounts()
                try await work(tx, &counts)
                return counts
            }
        } outcome: {
            "\($0)"
        }
    }
}

extension LinkCounts {
    fileprivate mutating func add(_ changes: LinkChanges<Category>) {
        added += changes.added.count
        restored += changes.restored.count
        existing += changes.existing.count
        removed += changes.removed.count
    }
}
