import Foundation
import GRDB

/// Records that read and write their columns themselves, as GRDB's README has it for performance: the selection's order is locked, and
/// columns are read by their number.
enum Hand: Records {
    static func owners(first count: Int) -> QueryInterfaceRequest<Owner> {
        Contact.order { $0.id }.limit(count).including(all: Contact.liveCategories).asRequest(of: Owner.self)
    }

    struct Contact: FetchableRecord, TableRecord {
        typealias Columns = ContactColumns
        static let databaseTableName = "contact"
        static var databaseSelection: [any SQLSelectable] {
            [Columns.id, Columns.username, Columns.email, Columns.created, Columns.modified]
        }
        static let links = hasMany(Link.self)
        static let liveCategories = hasMany(
            Category.self, through: links.filter { $0.deletedAt == nil }, using: Link.category, key: "categories")

        var id: Int64
        var username: String
        var email: String
        var created: Date
        var modified: Date

        init(row: Row) {
            id = row[0]
            username = row[1]
            email = row[2]
            created = row[3]
            modified = row[4]
        }
    }

    struct Category: FetchableRecord, TableRecord {
        typealias Columns = CategoryColumns
        static let databaseTableName = "category"
        static var databaseSelection: [any SQLSelectable] { [Columns.id, Columns.name] }

        var id: Int64
        var name: String

        init(row: Row) {
            id = row[0]
            name = row[1]
        }
    }

    struct Link: LinkRecord {
        typealias Columns = LinkColumns
        static let databaseTableName = "contact_category"
        static var databaseSelection: [any SQLSelectable] {
            [Columns.id, Columns.contactID, Columns.categoryID, Columns.created, Columns.deletedAt]
        }
        static let category = belongsTo(Category.self)

        var id: Int64?
        var contactID: Int64
        var categoryID: Int64
        var created: Date
        var deletedAt: Date?

        init(contactID: Int64, categoryID: Int64, created: Date, deletedAt: Date?) {
            self.contactID = contactID
            self.categoryID = categoryID
            self.created = created
            self.deletedAt = deletedAt
        }

        init(row: Row) {
            id = row[0]
            contactID = row[1]
            categoryID = row[2]
            created = row[3]
            deletedAt = row[4]
        }

        func encode(to container: inout PersistenceContainer) {
            container[Columns.id] = id
            container[Columns.contactID] = contactID
            container[Columns.categoryID] = categoryID
            container[Columns.created] = stored(created)
            container[Columns.deletedAt] = deletedAt.map { stored($0) }
        }

        mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
    }

    struct Owner: FetchableRecord {
        var contact: Contact
        var categories: [Category]

        init(row: Row) {
            contact = Contact(row: row)
            categories = row["categories"]
        }
    }
}

extension Hand.Contact: Figured {
    var figures: [Int64] { [id, number(username), number(email), number(created), number(modified)] }
}

extension Hand.Category: Figured {
    var figures: [Int64] { [id, number(name)] }
}

extension Hand.Link: Figured {
    var figures: [Int64] { [id ?? 0, contactID, categoryID, number(created), number(deletedAt), deletedAt == nil ? 0 : 1] }
}

extension Hand.Owner: Figured {
    var figures: [Int64] { contact.figures + together(categories) }
}
