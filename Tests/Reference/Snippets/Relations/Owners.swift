import Foundation
import Junction

extension Snippet {
    static let owners = [
        Snippet("many owners") { book in
            let (db, ann, bob, hr, vip, press) = (book.db, book.ann, book.bob, book.hr, book.vip, book.press)
            let changes = try await Contact.add(\.tags, [ann.id: [vip.id], bob.id: [vip.id, press.id]], on: db)
            try check(changes[ann.id]?.existing == [vip.id] && changes[bob.id]?.added == [vip.id, press.id])
            try await Contact.remove(\.tags, [ann.id: [vip.id], bob.id: [press.id]], on: db)
            try await Contact.set(\.departments, to: [ann.id: [hr.id], bob.id: []], on: db)
            let counts = try await Contact.order { $0.id }.values { ($0.tags.count, $0.departments.count) }.all(on: db)
            try check(counts.map(\.0) == [0, 1] && counts.map(\.1) == [1, 0])
        }
    ]

    static let children = [
        Snippet("has many") { book in
            let (db, ann, bob) = (book.db, book.ann, book.bob)
            let numbers = try await ann.phones.order { $0.number }.all(on: db)
            let mobile = try await ann.phones.create(Phone(number: "3", kind: "mobile"), on: db)
            try check(numbers.count == 2 && mobile.contactID == ann.id)
            try await ann.phones.move(mobile, to: bob.phones, on: db)
            try await bob.phones.remove(mobile, on: db)
            let phones = try await bob.phones.count(on: db)
            try check(phones == 0)
            let home = try await ann.phones.query.filter { $0.kind == "home" }.all(on: db)
            try check(home.count == 1)
            do {
                try await ann.phones.move(mobile, to: bob.phones, on: db)
                try check(false)
            } catch is QueryError {}
        },
        Snippet("has one") { book in
            let (db, ann) = (book.db, book.ann)
            let user = try await User.find(ann.userID, on: db)
            let contact = try await user.contact.get(on: db)
            let titles = try await user.contact.query.values { $0.title }.all(on: db)
            try check(contact?.id == ann.id && titles == ["Chief"])
        },
    ]

    static let related = [
        Snippet("related rows") { book in
            let (db, ann, hr) = (book.db, book.ann, book.hr)
            let open = try await ann.departments.filter { $0.isOpen }.all(on: db)
            let byName = try await ann.departments.order { $0.name.descending }.all(on: db)
            let sorted = try await ann.phones.order { [$0.kind, $0.number] }.all(on: db)
            try check(open.count == 2 && byName.count == 2 && sorted.count == 2)
            let departments = try await ann.departments.all(on: db)
            let count = try await ann.phones.count(on: db)
            let isUntagged = try await ann.tags.isEmpty(on: db)
            let isInHR = try await ann.departments.contains(hr, on: db)
            try check(departments.count == 2 && count == 2 && !isUntagged && isInHR)
        },
        Snippet("generic over relations") { book in
            let (db, ann) = (book.db, book.ann)
            func report<Rows: RelatedRows>(_ rows: Rows) async throws -> String {
                "\(try await rows.count(on: db)) of \(Rows.Target.self)"
            }
            let phones = try await report(ann.phones), tags = try await report(ann.tags)
            try check(phones == "2 of Phone" && tags == "1 of Tag", phones)
        },
    ]
}
