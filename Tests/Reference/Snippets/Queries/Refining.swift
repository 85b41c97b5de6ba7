import Foundation
import Junction

/// A refinement for queries of contacts, and for relations to them.
extension Refinable where Root == Contact {
    var inDebt: Self { filter { $0.credit < 0 } }
}

extension Query where Root: ContactCategory {
    func categories(of contact: Contact) -> Self { filter { $0.contactID == contact.id } }
}

struct ContactPage { let contact: Contact, departments: [Category] }

extension Snippet {
    static let queries: [Snippet] =
        refining + reading + values + beside + figures + groups + pages + streams + sets + subqueries + filteredValues + closures + rawSQL
        + pipelines

    static let refining = [
        Snippet("query") { book in
            let (db, ann, hr, it) = (book.db, book.ann, book.hr, book.it)
            let staff = Contact.filter { $0.departments.contains(anyOf: [hr, it]) }.order { $0.user.username }
            let contacts = try await staff.all(on: db)
            try check(contacts.map(\.title) == ["Chief", nil])
            let hers = try await ContactDepartment.query.categories(of: ann).count(on: db)
            try check(hers == 2)
        },
        Snippet("refine") { book in
            let (db, hr, it) = (book.db, book.hr, book.it)
            let debtors = try await Contact.query.inDebt.all(on: db)
            let indebted = Category.filter { !$0.contacts.filter { $0.user.isActive }.inDebt.isEmpty }
            try check(debtors.count == 1)
            let categories = try await indebted.all(on: db)
            try check(categories.map(\.id) == [it.id])
            let staff = Contact.filter { $0.user.isActive && $0.departments.contains(anyOf: [hr, it]) }
            try check(try await staff.count(on: db) == 2)
            let named = try await staff.filter { $0.title == "Chief" }.all(on: db)
            try check(named.count == 1)
        },
        Snippet("order") { book in
            let (db, keys) = (book.db, [book.ann.id, book.bob.id])
            let byName = try await Contact.order { $0.user.username }.all(on: db)
            let newest = try await Contact.order { [$0.created.descending, $0.id] }.all(on: db)
            try check(byName.map(\.id) == keys && newest.count == 2)
            let byTitle = try await Contact.query.order { $0.title }.order { $0.credit.descending }.all(on: db)
            let richest = try await Contact.query.order { [$0.credit.descending, $0.title] }.all(on: db)
            try check(byTitle.map(\.id) == keys && richest.map(\.id) == keys)
        },
        Snippet("limit") { book in
            let db = book.db
            let richest = try await Contact.order { $0.credit.descending }.limit(10).all(on: db)
            let others = try await Contact.order { $0.credit.descending }.offset(10).all(on: db)
            try check(richest.count == 2 && others.isEmpty)
        },
        Snippet("deleted") { book in
            let (db, ann, press) = (book.db, book.ann, book.press)
            try await press.delete(on: db)
            let all = try await Tag.includingDeleted.all(on: db)
            let former = try await Tag.onlyDeleted.all(on: db)
            try check(all.count == 2 && former.count == 1)
            let everyTag = try await ann.tags.query.includingDeleted.all(on: db)
            let formerTags = try await Tag.query.onlyDeleted.filter { $0.uses > 0 }.all(on: db)
            try check(everyTag.count == 1 && formerTags.isEmpty)
        },
        Snippet("into") { book in
            let db = book.db
            let pages = try await Contact.with { $0.departments }.into(ContactPage.init).all(on: db)
            let lines = try await Contact.with { $0.user }.into { contact, user in "\(user.username): \(contact.credit)" }.all(on: db)
            try check(pages.map(\.departments.count) == [2, 1] && lines == ["ann: 120", "bob: -20"])
        },
        Snippet("model") { book in
            let (db, vip) = (book.db, book.vip)
            let everyone = try await Contact.query.all(on: db)
            let tagged = try await Contact.filter { $0.tags.contains(vip) }.all(on: db)
            let pairs: [(Contact, User)] = try await Contact.with { $0.user }.all(on: db)
            try check(everyone.count == 2 && tagged.count == 1 && pairs.count == 2)
            let contacts = try await Contact.all(on: db)
            let count = try await Contact.count(on: db)
            try check(contacts.count == count)
        },
    ]
}
