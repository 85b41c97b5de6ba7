import Foundation
import Junction

extension Contact.Fields { var departmentCount: Expr<Int> { departments.count } }

/// What comes back instead of models, and beside them.
extension Snippet {
    static let values = [
        Snippet("values") { book in
            let db = book.db
            let names: [(String, Int)] = try await Contact.query.values { ($0.user.username, $0.departments.count) }.all(on: db)
            let titles: [String?] = try await Contact.query.values { $0.title }.all(on: db)
            try check(names.map(\.1) == [2, 1] && titles.count == 2)
        },
        Snippet("distinct") { book in
            let db = book.db
            let titles = try await Contact.query.values { $0.title }.distinct().order { $0.title }.all(on: db)
            try check(titles == ["Chief", nil])
            let latest = ContactDepartment.order { $0.created.descending }.distinct(on: { [$0.contactID] })
            try book.showPostgres(latest)
        },
    ]

    static let beside = [
        Snippet("with") { book in
            let db = book.db
            let query = Contact.with { $0.user }.with { $0.departments.order { $0.name } }
            let rows: [(Contact, User, [Category])] = try await query.all(on: db)
            try check(rows.map { $0.2.count } == [2, 1])
        },
        Snippet("annotate") { book in
            let db = book.db
            let rows: [(Contact, Int)] = try await Contact.query.annotate { $0.departments.count }.all(on: db)
            let busy = Contact.filter { $0.departmentCount > 1 }.annotate { $0.departmentCount }
            let found = try await busy.all(on: db)
            try check(rows.map(\.1) == [2, 1] && found.map(\.1) == [2])
        },
        Snippet("rows with") { book in
            let (db, contacts) = (book.db, [book.ann, book.bob])
            let rows = try await contacts.with({ $0.departments.order { $0.name } }, on: db)  // [(Contact, [Category])]
            let more = try await contacts.with({ ($0.user, $0.tags) }, on: db)  // [(Contact, User, [Tag])]
            try check(rows.map { $0.1.count } == [2, 1] && more.map { $0.2.count } == [1, 0])
        },
        Snippet("what with takes") { book in
            let db = book.db
            let users = try await Contact.with { $0.user }.all(on: db)  // [(Contact, User)]
            let managers = try await Contact.with { $0.manager }.all(on: db)  // [(Contact, Contact?)]
            let phones = try await Contact.with { $0.phones.filter { $0.kind == "work" } }.all(on: db)  // [(Contact, [Phone])]
            try check(users.count == 2 && managers.count == 2 && phones.map { $0.1.count } == [1, 0])
        },
    ]

    static let figures = [
        Snippet("aggregate") { book in
            let db = book.db
            let (count, credit) = try await Contact.filter { $0.user.isActive }.aggregate(on: db) { ($0.id.count(), $0.credit.sum()) }
            try check(count == 2 && credit == 100)
            let highest: Decimal? = try await Contact.query.aggregate(on: db) { $0.credit.max() }
            try check(highest == 120)
            let topTen = Contact.order { $0.credit.descending }.limit(10)
            let mean: Double? = try await topTen.aggregate(on: db) { $0.credit.avg() }
            try check(mean == 50)
        }
    ]

    static let groups = [
        Snippet("group") { book in
            let db = book.db
            let sizes = try await ContactDepartment.query
                .group { $0.categoryID }
                .having { $0.id.count() >= 2 }
                .values { ($0.id.count(), $0.contact.credit.sum()) }
                .order { $0.id.count().descending }
                .all(on: db)  // [(Key<Category>, Int, Decimal?)]
            try check(sizes.count == 1 && sizes[0].0 == book.it.id && sizes[0].1 == 2 && sizes[0].2 == 100)
        },
        Snippet("groups") { book in
            let db = book.db
            let kinds = Phone.group { $0.kind }
            let counts: [(String, Int)] = try await kinds.values { $0.id.count() }.all(on: db)
            let spans = try await kinds.values { ($0.number.min(), $0.number.max()) }.all(on: db)  // [(String, String?, String?)]
            let frequent: [String] = try await kinds.having { $0.id.count() > 1 }.keys().all(on: db)
            let sizes: [Int] = try await kinds.figures { $0.id.count() }.all(on: db)
            let figures = try await kinds.figures { ($0.id.count(), $0.number.max()) }.all(on: db)  // [(Int, String?)]
            try check(counts.map(\.1) == [1, 1] && spans.count == 2 && frequent.isEmpty && sizes == [1, 1] && figures.count == 2)
        },
    ]
}
