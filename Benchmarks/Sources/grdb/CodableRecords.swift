import Foundation
import GRDB

/// Records that the compiler's `Codable` reads and writes, which is how GRDB's documentation begins.
enum Coded: Records {
    static func owners(first count: Int) -> QueryInterfaceRequest<Owner> {
        Contact.order { $0.id }.limit(count).including(all: Contact.liveCategories).asRequest(of: Owner.self)
    }

    struct Contact: Codable, FetchableRecord, TableRecord {
        typealias Columns = ContactColumns
        static let databaseTableName = "contact"
        static let links = hasMany(Link.self)
        static let liveCategories = hasMany(
            Category.self, through: links.filter { $0.deletedAt == nil }, using: Link.category, key: "categories")

        var id: Int64
        var username: String
        var email: String
        var created: Date
        var modified: Date
    }

    struct Category: Codable, FetchableRecord, TableRecord {
        typealias Columns = CategoryColumns
        static let databaseTableName = "category"

        var id: Int64
        var name: String
    }

    struct Link: Codable, LinkRecord {
        typealias Columns = LinkColumns
        static let databaseTableName = "contact_category"
        static let category = belongsTo(Category.self)

        var id: Int64?
        var contactID: Int64
        var categoryID: Int64
        var created: Date
        var deletedAt: Date?

        enum CodingKeys: String, CodingKey {
            case id
            case contactID = "contact_id"
            case categoryID = "category_id"
            case created
            case deletedAt = "deleted_at"
        }

        init(contactID: Int64, categoryID: Int64, created: Date, deletedAt: Date?) {
            self.contactID = contactID
            self.categoryID = categoryID
            self.created = created
            self.deletedAt = deletedAt
        }

        static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy { .custom { stored($0) } }

        mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
    }

    struct Owner: Decodable, FetchableRecord {
        var contact: Contact
        var categories: [Category]
    }
}

extension Coded.Contact: Figured {
    var figures: [Int64] { [id, number(username), number(email), number(created), number(modified)] }
}

extension Coded.Category: Figured {
    var figures: [Int64] { [id, number(name)] }
}

extension Coded.Link: Figured {
    var figures: [Int64] { [id ?? 0, contactID, categoryID, number(created), number(deletedAt), deletedAt == nil ? 0 : 1] }
}

extension Coded.Owner: Figured {
    var figures: [Int64] { contact.figures + together(categories) }
}
