import Foundation
import Junction

extension Snippet {
    static let sets = [
        Snippet("sets of models") { book in
            let (db, vip, it) = (book.db, book.vip, book.it)
            let rich = Contact.filter { $0.credit > 100 }, tagged = Contact.filter { $0.tags.contains(vip) }
            let either = try await rich.union(tagged).order { $0.user.username }.all(on: db)
            let both = try await rich.intersect(tagged).all(on: db)
            let untagged = try await Contact.filter { $0.departments.contains(it) }.except(tagged).all(on: db)
            try check(either.count == 1 && both.count == 1 && untagged.count == 1)
        },
        Snippet("sets of values") { book in
            let db = book.db
            let tags = Tag.query.values { $0.name }, categories = Category.query.values { $0.name }
            let words = try await tags.union(categories).order(values: { [$0] }).all(on: db)
            let every = try await tags.unionAll(categories).count(on: db)
            let both = try await tags.intersect(categories).all(on: db)
            let onlyTags = try await tags.except(categories).all(on: db)
            try check(words == ["HR", "IT", "press", "vip"] && every == 4 && both.isEmpty && onlyTags.count == 2)
        },
        Snippet("common") { book in
            let db = book.db
            let busy = ContactDepartment.group { $0.categoryID }.having { $0.id.count() >= 2 }.keys().common("busy")
            let rows = try await Category.filter { $0.id.in(busy) || $0.parentID.in(busy) }.all(on: db)
            try check(rows.map(\.id) == [book.it.id])
        },
    ]

    static let filteredValues = [
        Snippet("filter values") { book in
            let db = book.db
            let first = ContactDepartment.query.values { link in
                (link.categoryID, Window(by: link.categoryID, order: link.created, link.id).rowNumber(), link.contactID)
            }.filter(values: { _, number, _ in number <= 3 })
            let links = try await first.all(on: db)
            try check(links.count == 3)
            let long = try await User.query.values { $0.username.length }.filter(values: { $0 > 3 }).all(on: db)
            try check(long.isEmpty)
        },
        Snippet("order values") { book in
            let db = book.db
            let kinds = Phone.group { $0.kind }.values { $0.id.count() }
            let frequent = try await kinds.order(values: { kind, count in [count.descending, kind] }).all(on: db)
            try check(frequent.map(\.0) == ["home", "work"])
        },
    ]

    static let subqueries = [
        Snippet("exists") { book in
            let db = book.db
            let called = Contact.filter { contact in Phone.filter { $0.contactID == contact.id.optional }.exists }
            let contacts = try await called.all(on: db)
            try check(contacts.map(\.id) == [book.ann.id])
        },
        Snippet("in values") { book in
            let db = book.db
            let busy = ContactDepartment.group { $0.categoryID }.having { $0.id.count() >= 2 }.keys()
            let crowded = try await Category.filter { $0.id.in(busy) }.all(on: db)
            let quiet = try await Category.filter { $0.id.notIn(busy) }.all(on: db)
            try check(crowded.map(\.id) == [book.it.id] && quiet.map(\.id) == [book.hr.id])
            let below = try await Category.filter { $0.parentID.in(busy) }.all(on: db)
            let elsewhere = try await Category.filter { $0.parentID.notIn(busy) }.all(on: db)
            try check(below.isEmpty && elsewhere.map(\.id) == [book.it.id])
        },
        Snippet("in values that may be absent") { book in
            let db = book.db
            let parents = Category.query.values { $0.parentID }
            let inner = try await Category.filter { $0.id.in(parents) }.all(on: db)
            let leaves = try await Category.filter { $0.id.notIn(parents) }.all(on: db)
            try check(inner.map(\.id) == [book.hr.id] && leaves.map(\.id) == [book.it.id])
        },
        Snippet("in rows") { book in
            let db = book.db
            let rich = Contact.filter { $0.credit > 100 }
            let phones = try await Phone.filter { $0.contactID.in(rich) }.all(on: db)
            let links = try await ContactDepartment.filter { $0.contactID.in(rich) }.all(on: db)
            let others = try await ContactDepartment.filter { $0.contactID.notIn(rich) }.all(on: db)
            let theirs = try await Phone.filter { $0.contactID.notIn(rich) }.all(on: db)
            try check(phones.count == 2 && links.count == 2 && others.count == 1 && theirs.isEmpty)
        },
        Snippet("scalar") { book in
            let db = book.db
            let latest = Contact.query.values { contact in
                let links = ContactDepartment.filter { $0.contactID == contact.id }.order { $0.created.descending }
                return (contact.id, links.values { $0.category.name }.scalar())
            }
            let rows = try await latest.all(on: db)
            try check(rows.count == 2)
        },
    ]

    static let closures = [
        Snippet("closure") { book in
            let (db, bob) = (book.db, book.bob)
            let everyone = try await bob.closure(of: \.follows).order { $0.title }.all(on: db)
            let near: [(Contact, Int)] = try await bob.closure(of: \.follows, maxDepth: 3).all(on: db)
            try check(everyone.count == 1 && near.map(\.1) == [1])
            let below = try await Category.filter { $0.name == "HR" }.closure(of: \.children).all(on: db)
            let levels: [(Category, Int)] = try await Category.filter { $0.name == "HR" }.closure(of: \.children, maxDepth: 2).all(on: db)
            try check(below.map(\.id) == [book.it.id] && levels.map(\.1) == [1])
        },
        Snippet("closure of a key") { book in
            let (db, it) = (book.db, book.it)
            let above = try await it.closure(of: \.parent).all(on: db)
            let levels: [(Category, Int)] = try await it.closure(of: \.parent, maxDepth: 2).all(on: db)
            try check(above.map(\.id) == [book.hr.id] && levels.map(\.1) == [1])
            let managers = try await Contact.filter { $0.credit < 0 }.closure(of: \.manager).all(on: db)
            let nearest: [(Contact, Int)] = try await Contact.filter { $0.credit < 0 }.closure(of: \.manager, maxDepth: 2).all(on: db)
            try check(managers.map(\.id) == [book.ann.id] && nearest.map(\.1) == [1])
        },
    ]
}
