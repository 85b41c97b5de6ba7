import Foundation
import Junction

extension Snippet {
    static let pages = [
        Snippet("page") { book in
            let db = book.db
            let first = try await Contact.order { $0.created.descending }.page(20, on: db)
            let second = try await Contact.order { $0.created.descending }.page(20, after: first.next, on: db)
            let back = try await Contact.order { $0.created.descending }.page(20, before: second.previous, on: db)
            try check(first.rows.count == 2 && first.next == nil && second.rows.count == 2 && back.rows.count == 2)
        },
        Snippet("pages of one") { book in
            let db = book.db
            let query = Contact.order { $0.created.descending }
            var page = try await query.page(1, on: db)
            while let next = page.next { page = try await query.page(1, after: next, on: db) }
            try check(page.rows.count == 1 && page.next == nil)
            page = try await query.page(1, before: page.previous, on: db)
            try check(page.rows.count == 1 && page.previous == nil)
        },
        Snippet("page of names") { book in
            let db = book.db
            let page = try await User.order { $0.username }.page(20, on: db)
            let names = page.map(\.username)  // Page<String>, which can be sent as JSON
            try check(names.rows == ["ann", "bob"] && names.next == nil)
        },
        Snippet("cursor") { book in
            let (db, query) = (book.db, User.order { $0.username })
            let page = try await query.page(1, on: db)
            let text = page.next?.description ?? ""  // for a URL
            let more = try await query.page(1, after: PageCursor(text), on: db)
            try check(more.rows.map(\.username) == ["bob"])
            try check(PageCursor("nonsense") == nil)
        },
    ]

    static let streams = [
        Snippet("batches") { book in
            let db = book.db
            try await Contact.filter { $0.credit < 0 }.inBatches(of: 500, on: db) { contacts in
                for contact in contacts { _ = try await contact.update(on: db) { $0.credit = 0 } }
            }
            let debtors = try await Contact.filter { $0.credit < 0 }.count(on: db)
            try check(debtors == 0)
        },
        Snippet("stream") { book in
            let db = book.db
            for try await (contact, departments) in Contact.with({ $0.departments }).stream(on: db) {
                print(contact.title ?? "-", departments.count)
            }
            var iterator = Contact.query.stream(batch: 1, on: db).makeAsyncIterator()
            while let contact = try await iterator.next() { print(contact.credit) }
        },
    ]
}
