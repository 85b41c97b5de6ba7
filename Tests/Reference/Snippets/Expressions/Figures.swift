import Foundation
import Junction

extension ExpressionSnippets {
    static let figures: [Snippet] = [
        Snippet("counts") { book in
            let db = book.db
            let (contacts, withTitle) = try await Contact.query.aggregate(on: db) { ($0.id.count(), $0.title.count()) }
            try check(contacts == 2 && withTitle == 1)

            let kinds = try await Phone.query.aggregate(on: db) { $0.kind.countDistinct() }
            try check(kinds == 2)
        },
        Snippet("sums and averages") { book in
            let db = book.db
            let credit = try await Contact.query.aggregate(on: db) { $0.credit.sum(where: $0.user.isActive) }
            try check(credit == 100)
            try book.show(Contact.group { $0.title }.values { $0.credit.sum(where: $0.user.isActive) })

            let levels = Contact.group { $0.title }.values { $0.credit.avg() }
            try await book.check(levels.order { $0.title }, gives: [120, -20]) { $0.1 }
        },
        Snippet("least and greatest") { book in
            let db = book.db
            let first: Date? = try await Contact.query.aggregate(on: db) { $0.created.min() }
            let last: Date? = try await Contact.query.aggregate(on: db) { $0.created.max() }
            try check(first != nil && last != nil)
        },
    ]

    static let windows: [Snippet] = [
        Snippet("places among neighbours") { book in
            let ranked = ContactDepartment.query.values { link in
                let window = Window(by: link.categoryID, order: link.created, link.id)
                return (link.categoryID, window.rowNumber(), link.contactID)
            }
            try book.show(ranked)
            try check(try await ranked.all(on: book.db).map(\.1).sorted() == [1, 1, 2])

            let numbers = Contact.query.values { Window(order: $0.credit.descending, $0.id).rowNumber() }
            let ranks = Contact.query.values { Window(order: $0.credit.descending).rank() }
            let dense = Contact.query.values { Window(order: $0.credit.descending).denseRank() }
            let shares = Contact.query.values { Window(order: $0.credit).percentRank() }
            let quarters = Contact.query.values { Window(order: $0.credit).tile(4) }
            try await book.check(numbers, gives: [1, 2])
            try await book.check(ranks, gives: [1, 2])
            try await book.check(dense, gives: [1, 2])
            try await book.check(shares, gives: [1, 0])
            try await book.check(quarters, gives: [2, 1])
        },
        Snippet("values of neighbours") { book in
            let before = Contact.query.values { Window(order: $0.id).lag($0.credit) }
            let after = Contact.query.values { Window(order: $0.id).lead($0.credit) }
            let least = Contact.query.values { Window(order: $0.credit, $0.id).first($0.credit) }
            let greatest = Contact.query.values { Window(order: $0.credit, $0.id, frame: .all).last($0.credit) }
            try await book.check(before, gives: [nil, 120])
            try await book.check(after, gives: [-20, nil])
            try await book.check(least, gives: [-20, -20])
            try await book.check(greatest, gives: [120, 120])
        },
        Snippet("figures over neighbours") { book in
            let sizes = ContactDepartment.query.values { Window(by: $0.contactID).count() }
            let running = Contact.query.values { Window(order: $0.id).sum($0.credit) }
            let smooth = Contact.query.values { Window(order: $0.id, frame: .last(7)).avg($0.credit) }
            let lowest = Contact.query.values { Window().min($0.credit) }
            let record = Contact.query.values { Window(order: $0.id).max($0.credit) }
            try await book.check(sizes.order { $0.id }, gives: [2, 2, 1])
            try await book.check(running, gives: [120, 100])
            try await book.check(smooth, gives: [120, 50])
            try await book.check(lowest, gives: [-20, -20])
            try await book.check(record, gives: [120, 120])
        },
    ]
}
