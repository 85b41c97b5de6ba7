import Foundation
import Junction
import JunctionTesting
import Testing

/// What becomes of a link's row: the rules behind the table of calls.
@Suite struct LinkTests {
    private func links(_ contact: OfficeContact, _ db: some Session) async throws -> [Membership] {
        try await Membership.includingDeleted.filter { $0.contactID == contact.id }.order { $0.id }.all(on: db)
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func restoredLinksKeepTheirRow(_ database: TestDatabase) async throws {
        let clock = TestClock()
        try await database.run(Office.models, clock: { clock.now }) { db, _ in
            let ann = try await Office.contact("ann", on: db), keys = try await Office.departments(3, on: db)
            let start = clock.now
            try await ann.departments.add(keys: [keys[0], keys[1]], on: db) { $0.role = "head" }
            clock.advance()
            let removal = clock.now
            #expect(try await ann.departments.remove(keys: [keys[0], keys[2], Key(99)], on: db).removed == [keys[0]])
            var rows = try await links(ann, db)
            #expect(rows[0].deleted == removal && rows[0].modified == removal && rows[0].created == start)
            #expect(rows[0].role == "head" && rows[1].deleted == nil && rows[1].modified == start)

            // Removed again, it keeps the time of its first removal.
            clock.advance()
            #expect(try await ann.departments.remove(keys: [keys[0]], on: db).isEmpty)
            #expect(try await ann.departments.clear(on: db).removed == [keys[1]])
            rows = try await links(ann, db)
            #expect(rows[0].deleted == removal && rows[1].deleted == clock.now)

            // Added again, it is the same row: own columns are kept unless the call fills them.
            clock.advance()
            let changes = try await ann.departments.add(keys: [keys[0]], on: db)
            #expect(changes.restored == [keys[0]] && changes.added.isEmpty)
            #expect(try await ann.departments.add(keys: [keys[1]], on: db) { $0.role = "deputy" }.restored == [keys[1]])
            let restored = try await links(ann, db)
            #expect(restored.map(\.id) == rows.map(\.id))
            #expect(restored.map(\.role) == ["head", "deputy"])
            #expect(restored.allSatisfy { $0.deleted == nil && $0.modified == clock.now && $0.created == start })

            // A live link is not touched, also when the call fills columns.
            clock.advance()
            #expect(try await ann.departments.add(keys: keys, on: db) { $0.role = "x" }.existing == [keys[0], keys[1]])
            #expect(try await links(ann, db).map(\.role) == ["head", "deputy", "x"])
            #expect(try await links(ann, db)[0].modified == restored[0].modified)
            #expect(try await ann.departments.set(keys: keys, on: db) { $0.role = "y" }.isEmpty)
            #expect(try await links(ann, db).map(\.role) == ["head", "deputy", "x"])
            #expect(try await links(ann, db).map(\.rank) == [7, 7, 7], "a property's initial value is the link's")
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func bothEnds(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, _ in
            let ann = try await Office.contact("ann", on: db), bob = try await Office.contact("bob", on: db)
            let hr = try await Department(name: "HR").insert(on: db), it = try await Department(name: "IT").insert(on: db)
            try await hr.contacts.add(ann, bob, on: db)
            #expect(try await ann.departments.contains(hr, on: db))
            #expect(try await hr.contacts.set([bob], on: db).removed == [ann.id])
            #expect(try await ann.departments.isEmpty(on: db))
            try await bob.departments.add(it, hr, on: db) { $0.role = "head" }
            #expect(try await hr.contacts.links.all(on: db).map(\.role) == [nil])
            #expect(try await it.contacts.links.all(on: db).map(\.role) == ["head"])
            let carl = try await it.contacts.create(OfficeContact(userID: Login(username: "carl").insert(on: db).id), on: db)
            #expect(
                try await Department.with { $0.contacts.order { $0.user.username } }.all(on: db).map { $0.1.map(\.id) } == [
                    [bob.id], [bob.id, carl.id],
                ])
            try await hr.contacts.clear(on: db) { $0.role = "left" }
            #expect(try await Membership.onlyDeleted.filter { $0.role == "left" }.count(on: db) == 1)
        }
    }

    /// A set that is taken from a query over the same relation.
    @Test(arguments: TestDatabase.allWithPoolers)
    func setFromItself(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, _ in
            let ann = try await Office.contact("ann", on: db), keys = try await Office.stickers(5, on: db)
            try await ann.labels.add(keys: keys, on: db)
            let some = try await ann.labels.filter { $0.name >= "S3" }.all(on: db)
            let changes = try await ann.labels.set(some + some, on: db)
            #expect(changes.existing.count == 2 && changes.removed.count == 3)
            #expect(try await ann.labels.count(on: db) == 2)
        }
    }

    /// A refused change leaves nothing behind, in no table.
    @Test(arguments: TestDatabase.allWithPoolers)
    func refused(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, _ in
            let ann = try await Office.contact("ann", on: db), keys = try await Office.departments(3, on: db)
            try await ann.departments.add(keys: [keys[0]], on: db)
            for call in 0..<3 {
                let error = await #expect(throws: RelationError.self) {
                    switch call {
                    case 0: try await ann.departments.add(keys: [keys[1], Key(98), keys[2], Key(99)], on: db)
                    case 1: try await ann.departments.set(keys: [keys[1], Key(98), Key(99)], on: db)
                    default: try await db.transaction { tx in try await ann.departments.set(keys: [Key(98), Key(99)], on: tx) }
                    }
                }
                #expect(error?.kind == .missingTargets)
                #expect(error?.keys == [.integer(98), .integer(99)])
                #expect(error?.relation == "OfficeContact.departments")
                #expect(try await Membership.includingDeleted.count(on: db) == 1)
            }
            var ghost = ann
            ghost.id = Key(4444)
            for call in 0..<3 {
                let error = await #expect(throws: RelationError.self) {
                    switch call {
                    case 0: try await ghost.departments.add(keys: [keys[0]], on: db)
                    case 1: try await ghost.departments.set(keys: [], on: db)
                    default: _ = try await ghost.departments.create(Department(name: "orphan"), on: db)
                    }
                }
                #expect(error?.kind == .missingOwner && error?.keys == [.integer(4444)])
            }
            #expect(try await Department.filter { $0.name == "orphan" }.exists(on: db) == false)
            let duplicate = await #expect(throws: DatabaseError.self) { try await ann.departments.create(Department(name: "D0"), on: db) }
            #expect(duplicate?.kind == .unique && duplicate?.model == "Department" && duplicate?.columns == ["name"])
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func hasMany(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let ann = try await Office.contact("ann", on: db), bob = try await Office.contact("bob", on: db)
            let one = try await ann.extensions.create(Extension(number: "1"), on: db)
            let two = try await ann.extensions.create(Extension(contactID: bob.id, number: "2"), on: db)
            #expect(one.contactID == ann.id && two.contactID == ann.id)
            _ = recorder.take()
            try await ann.extensions.move(two, to: bob.extensions, on: db)
            #expect(recorder.take().count == 2, "the new owner is asked for, then the rows move")
            #expect(try await bob.extensions.all(on: db).map(\.number) == ["2"])
            let error = await #expect(throws: QueryError.self) { try await ann.extensions.move(one, two, to: bob.extensions, on: db) }
            #expect(error?.kind == .notFound(model: "Extension", keys: [one.id.columnValue, two.id.columnValue]))
            #expect(try await ann.extensions.count(on: db) == 1, "none was moved")
            #expect(try await ann.extensions.remove(one, two, on: db) == 1)
            #expect(try await Extension.filter { $0.contactID == nil }.count(on: db) == 1)
            #expect(try await Login.filter { $0.contact.extensions.any { $0.number == "2" } }.all(on: db).map(\.username) == ["bob"])
            #expect(try await Login.order { $0.username }.with { $0.contact }.all(on: db).map { $0.1?.id } == [ann.id, bob.id])
            let login = try await Login(username: "nobody").insert(on: db)
            #expect(try await login.contact.get(on: db) == nil)
        }
    }
}
