import Foundation

// The structs that the rows are read into, as one would write them for this program alone.

public struct Contact: Sendable {
    public var id: Int64
    public var username: String
    public var email: String
    public var created: Date
    public var modified: Date

    @inlinable public init(id: Int64, username: String, email: String, created: Date, modified: Date) {
        self.id = id
        self.username = username
        self.email = email
        self.created = created
        self.modified = modified
    }

    @inline(__always) init(_ row: SQLiteStatement) {
        id = row.int(0)
        username = row.string(1)
        email = row.string(2)
        created = row.date(3)
        modified = row.date(4)
    }
}

public struct Category: Sendable {
    public var id: Int64
    public var name: String

    @inlinable public init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }
}

public struct Link: Sendable {
    public var id: Int64
    public var contactID: Int64
    public var categoryID: Int64
    public var created: Date
    public var deletedAt: Date?

    @inlinable public init(id: Int64, contactID: Int64, categoryID: Int64, created: Date, deletedAt: Date?) {
        self.id = id
        self.contactID = contactID
        self.categoryID = categoryID
        self.created = created
        self.deletedAt = deletedAt
    }

    @inline(__always) init(_ row: SQLiteStatement) {
        id = row.int(0)
        contactID = row.int(1)
        categoryID = row.int(2)
        created = row.date(3)
        deletedAt = row.dateIfPresent(4)
    }
}

public struct ContactWithCategories: Sendable {
    public var contact: Contact
    public var categories: [Category]

    @inlinable public init(contact: Contact, categories: [Category]) {
        self.contact = contact
        self.categories = categories
    }
}

/// A link to be inserted; times are microseconds since 1970.
public struct NewLink: Sendable {
    public let contact: Int64
    public let category: Int64
    public let created: Int64
    public let deleted: Int64?

    public init(contact: Int64, category: Int64, created: Int64, deleted: Int64?) {
        self.contact = contact
        self.category = category
        self.created = created
        self.deleted = deleted
    }
}

/// What a change did to the links of one contact: the categories, each in the list that tells what became of its link.
public struct LinkReport: Sendable {
    public var added: [Int64] = []
    public var restored: [Int64] = []
    public var existing: [Int64] = []
    public var removed: [Int64] = []
}

/// How many links were added, restored, left as they were, and removed.
public struct LinkCounts: Sendable, CustomStringConvertible {
    public var added = 0
    public var restored = 0
    public var existing = 0
    public var removed = 0

    public init() {}

    mutating func add(_ report: LinkReport) {
        added += report.added.count
        restored += report.restored.count
        existing += report.existing.count
        removed += report.removed.count
    }

    public var description: String { "\(added) added, \(restored) restored, \(existing) existing, \(removed) removed" }
}
