import Foundation
import HandWritten
import Junction

/// The rows that came, as numbers that both sides must come to alike; it holds none of them.
struct Digest {
    private(set) var rows = 0
    private var sum: Int64 = 0

    var text: String { "\(rows) rows, sum \(sum)" }

    private mutating func add(_ key: Int64, _ texts: Int, _ dates: Date...) {
        rows += 1
        sum &+= key &* Int64(rows) &+ Int64(texts)
        for date in dates { sum &+= Int64((date.timeIntervalSince1970 * 1e6).rounded()) }
    }

    mutating func add(_ row: HandWritten.Contact) {
        add(row.id, row.username.utf8.count + row.email.utf8.count, row.created, row.modified)
    }

    mutating func add(_ row: Contact) {
        add(row.id.raw ?? 0, row.username.utf8.count + row.email.utf8.count, row.created, row.modified)
    }

    mutating func add(_ row: Link) { add(row.id.raw ?? 0, 0, row.created) }

    /// A category beside a row, whose order does not matter.
    mutating func add(beside key: Int64, _ name: String) { sum &+= key &* 31 &+ Int64(name.utf8.count) }

    mutating func add(_ row: Contact, _ categories: [Category]) {
        add(row)
        for category in categories { add(beside: category.id.raw ?? 0, category.name) }
    }

    mutating func add(_ row: OwnerByHand) {
        add(row.contact)
        for category in row.categories { add(beside: category.id, category.name) }
    }
}
