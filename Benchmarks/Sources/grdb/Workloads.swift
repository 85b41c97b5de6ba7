import Foundation
import GRDB
import HandWritten

/// The workloads that there are.
enum Workload: String, Sendable {
    case insert = "W1"
    case fetch = "W2"
    case prefetch = "W3"
    case filter = "W4"
    case set = "W5"
    case lookUp = "W6"
    case add = "W7"

    var writes: Bool { self == .insert || self == .set || self == .add }
}

/// Each workload with GRDB's records and its query interface. No SQL is written here.
struct Workloads<R: Records>: Sendable {
    private let lists: Lists
    private let links: [R.Link]
    private let now = date(Lists.now)

    init(_ lists: Lists) {
        self.lists = lists
        links = lists.links.map { R.Link($0) }
    }

    func run(_ workload: Workload, on queue: DatabaseQueue) throws -> Run {
        switch workload {
        case .insert: try insert(queue)
        case .fetch: try fetch(queue)
        case .prefetch: try prefetch(queue)
        case .filter: try filter(queue)
        case .set: try set(queue)
        case .lookUp: try lookUp(queue)
        case .add: try add(queue)
        }
    }

    // MARK: Reading

    private func fetch(_ queue: DatabaseQueue) throws -> Run {
        try timed {
            try queue.read { db in try R.Link.fetchAll(db) }
        } outcome: {
            digest($0)
        }
    }

    private func prefetch(_ queue: DatabaseQueue) throws -> Run {
        try timed {
            try queue.read { db in try R.owners(first: Lists.ownerCount).fetchAll(db) }
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    /// A subquery, as by hand, rather than a join that would have to be made distinct.
    private func filter(_ queue: DatabaseQueue) throws -> Run {
        try timed {
            try queue.read { db in
                let live = R.Link.filter(lists.filter.contains(LinkColumns.categoryID) && LinkColumns.deletedAt == nil)
                return try R.Contact.filter(live.select(LinkColumns.contactID).contains(ContactColumns.id))
                    .order(ContactColumns.username).fetchAll(db)
            }
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    private func lookUp(_ queue: DatabaseQueue) throws -> Run {
        try timed {
            try queue.read { db in
                var contacts: [R.Contact] = []
                contacts.reserveCapacity(lists.lookUps.count)
                for key in lists.lookUps { if let contact = try R.Contact.fetchOne(db, key: key) { contacts.append(contact) } }
                return contacts
            }
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    // MARK: Writing

    /// GRDB inserts record by record; `write` is one transaction.
    private func insert(_ queue: DatabaseQueue) throws -> Run {
        try timed {
            try queue.write { db in
                for var link in links { try link.insert(db) }
                return links.count
            }
        } outcome: {
            "\($0) inserted"
        }
    }

    /// GRDB has no `set`: the keys of the categories are read, and the difference is deleted and inserted.
    private func set(_ queue: DatabaseQueue) throws -> Run {
        try changes(queue) { db, counts in
            for (contact, categories) in lists.sets {
                let links = R.Link.filter(LinkColumns.contactID == contact), want = Set(categories)
                let have = try Int64.fetchSet(db, links.select(LinkColumns.categoryID))
                let superfluous = have.subtracting(want)
                if !superfluous.isEmpty {
                    counts.removed += try links.filter(superfluous.contains(LinkColumns.categoryID)).deleteAll(db)
                }
                for category in want.subtracting(have) {
                    var link = R.Link(contactID: contact, categoryID: category, created: now, deletedAt: nil)
                    try link.insert(db)
                    counts.added += 1
                }
                counts.existing += have.intersection(want).count
            }
        }
    }

    /// The policy IGNORE rather than an upsert, which would write the link that is there; the number of changes tells which it was.
    private func add(_ queue: DatabaseQueue) throws -> Run {
        try changes(queue) { db, counts in
            for (contact, category) in lists.adds {
                var link = R.Link(contactID: contact, categoryID: category, created: now, deletedAt: nil)
                try link.insert(db, onConflict: .ignore)
                if db.changesCount == 0 { counts.existing += 1 } else { counts.added += 1 }
            }
        }
    }

    private func changes(_ queue: DatabaseQueue, _ work: (GRDB.Database, inout LinkCounts) throws -> Void) throws -> Run {
        try timed {
            try queue.write { db in
                var counts = LinkCounts()
                try work(db, &counts)
                return counts
            }
        } outcome: {
            "\($0)"
        }
    }
}
