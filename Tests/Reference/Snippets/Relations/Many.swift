import Foundation
import Junction

extension Snippet {
    static let relations: [Snippet] = many + through + places + owners + children + related + hooks

    static let many = [
        Snippet("many") { book in
            let (db, bob, vip, press) = (book.db, book.bob, book.vip, book.press)
            try await bob.tags.add(vip, press, on: db)
            let tags = try await bob.tags.order { $0.name }.all(on: db)
            try check(tags.map(\.name) == ["press", "vip"])
        },
        Snippet("add") { book in
            let (db, bob, hr, it) = (book.db, book.bob, book.hr, book.it)
            let changes = try await bob.departments.add(hr, it, on: db)  // .added: [hr.id], .existing: [it.id]
            try check(changes.added == [hr.id] && changes.existing == [it.id] && !changes.isEmpty)
            try await bob.departments.add([hr, it], on: db)
            try await bob.departments.add(keys: [hr.id, it.id], on: db)
            do {
                try await bob.departments.add(keys: [Key(99)], on: db)
                try check(false)
            } catch is RelationError {}
        },
        Snippet("remove") { book in
            let (db, ann, it, vip) = (book.db, book.ann, book.it, book.vip)
            try await ann.departments.remove(it, on: db)
            try await ann.tags.remove(keys: [vip.id], on: db)
            let count = try await ann.departments.count(on: db)
            try check(count == 1)
        },
        Snippet("clear") { book in
            let (db, ann) = (book.db, book.ann)
            try await ann.tags.clear(on: db)
            let isEmpty = try await ann.tags.isEmpty(on: db)
            try check(isEmpty)
        },
        Snippet("set") { book in
            let (db, ann, vip, press) = (book.db, book.ann, book.vip, book.press)
            let changes = try await ann.tags.set([press], on: db)  // .added: [press.id], .removed: [vip.id]
            try check(changes.added == [press.id] && changes.removed == [vip.id])
            try await ann.tags.set(keys: [vip.id, press.id], on: db)
        },
        Snippet("create") { book in
            let (db, ann) = (book.db, book.ann)
            let legal = try await ann.departments.create(Category(name: "Legal"), on: db)
            try check(legal.name == "Legal")
            let isLinked = try await ann.departments.contains(legal, on: db)
            try check(isLinked)
        },
        Snippet("relation as a query") { book in
            let (db, ann) = (book.db, book.ann)
            let open = try await ann.departments.query.filter { $0.isOpen }.with { $0.children }.all(on: db)
            try check(open.count == 2)
        },
        Snippet("inverse") { book in
            let (db, bob, hr) = (book.db, book.bob, book.hr)
            try await hr.contacts.add(bob, on: db)
            let count = try await hr.contacts.count(on: db)
            try check(count == 2)
        },
    ]
}
