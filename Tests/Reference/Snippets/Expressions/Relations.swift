import Foundation
import Junction

extension ExpressionSnippets {
    static let toMany: [Snippet] = [
        Snippet("a relation, asked and brought") { book in
            let db = book.db
            let rows: [(Contact, [Phone])] = try await Contact.filter { $0.phones.exists }.with { $0.phones }.all(on: db)
            try check(rows.map { $0.1.count } == [2])

            let staff: [(Contact, [Category])] = try await Contact.with { $0.departments }.all(on: db)
            try check(staff.map { $0.1.count } == [2, 1])
        },
        Snippet("a relation, narrowed and ordered") { book in
            let homes = Contact.with { $0.phones.filter { $0.kind == "home" } }
            let sorted = Contact.with { $0.phones.order { $0.number.descending } }
            try await book.check(homes, gives: [["2"], []]) { $0.1.map(\.number) }
            try await book.check(sorted, gives: [["2", "1"], []]) { $0.1.map(\.number) }

            try await book.vip.delete(on: book.db)
            let ever = Contact.with { $0.tags.includingDeleted }
            let former = Contact.with { $0.tags.onlyDeleted }
            try await book.check(ever, gives: [["vip"], []]) { $0.1.map(\.name) }
            try await book.check(former, gives: [["vip"], []]) { $0.1.map(\.name) }

            let first = Contact.with { $0.phones.limit(1) }
            let others = Contact.with { $0.phones.offset(1) }
            try await book.check(first, gives: [["1"], []]) { $0.1.map(\.number) }
            try await book.check(others, gives: [["2"], []]) { $0.1.map(\.number) }
        },
        Snippet("more beside each row of a relation") { book in
            let db = book.db
            let staff: [(Contact, [(Contact, User)])] = try await Contact.with { $0.staff.with { $0.user } }.all(on: db)
            let phones: [(Contact, [(Contact, Int)])] = try await Contact.with { $0.staff.annotate { $0.phones.count } }.all(on: db)
            try check(staff.map { $0.1.map { $0.1.username } } == [["bob"], []])
            try check(phones.map { $0.1.map { $0.1 } } == [[0], []])
        },
        Snippet("a relation through a model") { book in
            let db = book.db
            let above: [(Contact, [(Category, Category?)])] = try await Contact.with { $0.departments.with { $0.parent } }.all(on: db)
            let sizes: [(Contact, [(Category, Int)])] = try await Contact.with { $0.departments.annotate { $0.contacts.count } }.all(on: db)
            try check(above.map { $0.1.map { $0.1?.name } } == [[nil, "HR"], ["HR"]])
            try check(sizes.map { $0.1.map { $0.1 } } == [[1, 2], [2]])

            let first = Contact.with { $0.departments.limit(1) }
            let others = Contact.with { $0.departments.offset(1) }
            try await book.check(first, gives: [["HR"], ["IT"]]) { $0.1.map(\.name) }
            try await book.check(others, gives: [["IT"], []]) { $0.1.map(\.name) }
        },
        Snippet("a relation and its links") { book in
            let db = book.db
            let led = Contact.with { $0.departments.filter(linked: { _, link in link.role == "head" }) }
            let latest = Contact.with { $0.departments.order(linked: { _, link in link.created.descending }) }
            try await book.check(led, gives: [["HR"], []]) { $0.1.map(\.name) }
            try await book.check(latest, gives: [["IT", "HR"], ["IT"]]) { $0.1.map(\.name) }

            let links: [(Contact, [(Category, ContactDepartment)])] = try await Contact.with { $0.departments.withLink }.all(on: db)
            try check(links.map { $0.1.map { $0.1.role } } == [["head", nil], [nil]])

            try await book.bob.departments.remove(book.it, on: book.db)
            let ever = Contact.with { $0.departments.includingDeletedLinks }
            let former = Contact.with { $0.departments.onlyDeletedLinks }
            try await book.check(ever, gives: [["HR", "IT"], ["IT"]]) { $0.1.map(\.name) }
            try await book.check(former, gives: [[], ["IT"]]) { $0.1.map(\.name) }
        },
    ]

    static let related: [Snippet] = [
        Snippet("refined rows with more beside each") { book in
            let owned = Contact.with { $0.phones.order { $0.number }.with { $0.contact } }  // [(Contact, [(Phone, Contact?)])]
            try await book.check(owned, gives: [[book.ann.id, book.ann.id], []]) { $0.1.map { $0.1?.id } }

            let lengths = Contact.with { $0.phones.order { $0.number }.annotate { $0.number.length } }  // [(Contact, [(Phone, Int)])]
            try await book.check(lengths, gives: [[1, 1], []]) { $0.1.map { $0.1 } }
        },
        Snippet("some rows for each owner") { book in
            let first = Contact.with { $0.phones.order { $0.number }.limit(2) }
            let others = Contact.with { $0.phones.order { $0.number }.offset(1) }
            try await book.check(first, gives: [["1", "2"], []]) { $0.1.map(\.number) }
            try await book.check(others, gives: [["2"], []]) { $0.1.map(\.number) }
        },
        Snippet("some rows through a model for each owner") { book in
            let first = Contact.with { $0.departments.order { $0.name }.limit(1) }
            let others = Contact.with { $0.departments.order { $0.name }.offset(1) }
            try await book.check(first, gives: [["HR"], ["IT"]]) { $0.1.map(\.name) }
            try await book.check(others, gives: [["IT"], []]) { $0.1.map(\.name) }
        },
        Snippet("refined rows through a model") { book in
            let above = Contact.with { $0.departments.filter { $0.isOpen }.with { $0.parent } }  // [(Contact, [(Category, Category?)])]
            let sizes = Contact.with { $0.departments.order { $0.name }.annotate { $0.contacts.count } }  // [(Contact, [(Category, Int)])]
            let roles = Contact.with { $0.departments.order { $0.name }.annotate(linked: { _, link in link.role }) }
            try await book.check(above, gives: [[nil, "HR"], ["HR"]]) { $0.1.map { $0.1?.name } }
            try await book.check(sizes, gives: [[1, 2], [2]]) { $0.1.map { $0.1 } }
            try await book.check(roles, gives: [["head", nil], [nil]]) { $0.1.map { $0.1 } }

            let led = Contact.with { $0.departments.filter { $0.isOpen }.filter(linked: { _, link in link.role == "head" }) }
            let latest = Contact.with { $0.departments.filter { $0.isOpen }.order(linked: { _, link in link.created.descending }) }
            try await book.check(led, gives: [["HR"], []]) { $0.1.map(\.name) }
            try await book.check(latest, gives: [["IT", "HR"], ["IT"]]) { $0.1.map(\.name) }
        },
        Snippet("refined rows and their links") { book in
            let links = Contact.with { $0.departments.filter { $0.isOpen }.withLink }  // [(Contact, [(Category, ContactDepartment)])]
            try await book.check(links, gives: [["head", nil], [nil]]) { $0.1.map { $0.1.role } }

            try await book.bob.departments.remove(book.it, on: book.db)
            let ever = Contact.with { $0.departments.filter { $0.isOpen }.includingDeletedLinks }
            let former = Contact.with { $0.departments.filter { $0.isOpen }.onlyDeletedLinks }
            try await book.check(ever, gives: [["HR", "IT"], ["IT"]]) { $0.1.map(\.name) }
            try await book.check(former, gives: [[], ["IT"]]) { $0.1.map(\.name) }
        },
    ]
}
