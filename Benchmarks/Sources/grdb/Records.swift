import Foundation
import GRDB
import HandWritten

/// The record types of one way to use GRDB. The workloads are the same for both; they are generic only so that they are not written twice.
protocol Records: Sendable {
    associatedtype Contact: FetchableRecord & TableRecord & Figured
    associatedtype Link: LinkRecord
    /// A contact with the categories that it has a live link to.
    associatedtype Owner: FetchableRecord & Figured

    /// The contacts with the least keys.
    static func owners(first count: Int) -> QueryInterfaceRequest<Owner>
}

/// A row of the junction table, whose key the database makes.
protocol LinkRecord: FetchableRecord, MutablePersistableRecord, Figured, Sendable {
    init(contactID: Int64, categoryID: Int64, created: Date, deletedAt: Date?)
}

extension LinkRecord {
    init(_ link: NewLink) {
        self.init(
            contactID: link.contact, categoryID: link.category, created: date(link.created), deletedAt: link.deleted.map { date($0) })
    }
}

// The columns that requests name. Here and not in each record, as both ways have the same tables.

enum ContactColumns {
    static let id = Column("id")
    static let username = Column("username")
    static let email = Column("email")
    static let created = Column("created")
    static let modified = Column("modified")
}

enum CategoryColumns {
    static let id = Column("id")
    static let name = Column("name")
}

enum LinkColumns {
    static let id = Column("id")
    static let contactID = Column("contact_id")
    static let categoryID = Column("category_id")
    static let created = Column("created")
    static let deletedAt = Column("deleted_at")
}

/// A date as the other programs write it into this database: GRDB's own format has three digits less.
///
/// Formatted by hand, as by the code that everything is measured against.
func stored(_ date: Date) -> String { DateText.string(microseconds(date)) }

/// From microseconds since 1970.
func date(_ microseconds: Int64) -> Date { Date(timeIntervalSince1970: Double(microseconds) / 1e6) }

/// Since 1970, to the nearest.
func microseconds(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1e6).rounded()) }
