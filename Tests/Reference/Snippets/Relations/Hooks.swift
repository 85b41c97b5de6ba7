import Foundation
import Junction
import JunctionSQLite

struct NotAllowed: Error {}

extension Snippet {
    static let hooks = [
        Snippet("hook") { _ in
            let uses = RelationHook.after(\Contact.tags) { change, tx in
                for pair in change.added {
                    try await Tag.filter { $0.id == pair.target }.update(on: tx) { new, old in new.uses = old.uses + 1 }
                }
            }
            let db = try await Database.sqlite(.memory, .init(.init(hooks: [uses])))
            let (ann, vip) = try await contact(on: db)
            try await ann.tags.add(vip, on: db)
            let tag = try await Tag.find(vip.id, on: db)
            try check(tag.uses == 1)
            await db.close()
        },
        Snippet("refuse") { book in
            let vip = book.vip
            let guarded = RelationHook.before(\Contact.tags) { change, tx in
                if change.asked.contains(where: { $0.target == vip.id }) { throw NotAllowed() }
            }
            let db = try await Database.sqlite(.memory, .init(.init(hooks: [guarded])))
            let (ann, tag) = try await contact(on: db)
            do {
                try await ann.tags.add(tag, on: db)
                try check(false)
            } catch is NotAllowed {}
            await db.close()
        },
        Snippet("listen") { _ in
            let news = RelationHook.committed(\Contact.tags) { change in
                for pair in change.added { print("\(pair.owner) has the tag \(pair.target)") }
            }
            let quota = RelationHook.before { event, tx in
                if event.asked.count > 1_000 { throw NotAllowed() }
            }
            let audit = RelationHook.after { event, tx in
                _ = try await Tag(name: "\(event.relation), \(event.cause), \(event.added.count)").insert(on: tx)
            }
            let log = RelationHook.committed { event in
                print(event.relation, event.cause, "+\(event.added.count) -\(event.removed.count)")
            }
            let lost = RelationHook.after { event, tx in
                if event.cause == .cascade { return }
                for pair in event.removed { print("\(event.relation): \(pair.owner) has lost \(pair.target)") }
            }
            let db = try await Database.sqlite(.memory, .init(.init(hooks: [news, quota, audit, log, lost])))
            let (ann, vip) = try await contact(on: db)
            try await ann.tags.add(vip, on: db)
            let notes = try await Tag.filter { $0.id != vip.id }.values { $0.name }.all(on: db)
            try check(notes == ["Contact.tags, add, 1"])
            await db.close()
        },
    ]

    /// A contact without tags, and a tag.
    private static func contact(on db: Database) async throws -> (Contact, Tag) {
        try await db.create([
            User.self, Contact.self, Tag.self, Category.self, ContactDepartment.self, Following.self, Kinship.self, Phone.self,
        ])
        let user = try await User(username: "ann").insert(on: db)
        return (try await Contact(userID: user.id).insert(on: db), try await Tag(name: "vip").insert(on: db))
    }
}
