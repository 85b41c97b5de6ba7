import Foundation
import Junction
import JunctionTesting
import Testing

@Suite struct SymmetricalTests {
    private func run(_ database: TestDatabase, _ body: (Database, StatementRecorder, [Person]) async throws -> Void) async throws {
        try await database.run(People.models) { db, recorder in
            let people = try await People.insert("Ann", "Bob", "Cid", "Dee", on: db)
            _ = recorder.take()
            try await body(db, recorder, people)
        }
    }

    /// Both mirror rows are written, found, set and removed together, and reported once.
    @Test(arguments: TestDatabase.all)
    func mirrorRows(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder, people in
            let (ann, bob, cid) = (people[0], people[1], people[2])
            let added = try await ann.friends.add(bob, cid, on: db)
            #expect(added.added == [bob.id, cid.id])
            let statements = recorder.takeSQL()
            #expect(statements.count == 1 && statements[0].contains("UNION ALL"), "\(statements)")
            #expect(try await bob.friends.all(on: db).map(\.name) == ["Ann"])
            #expect(try await ann.friends.all(on: db).map(\.name) == ["Bob", "Cid"])
            try await expectRows(4, db)
            _ = recorder.take()

            #expect(try await bob.friends.add(ann, on: db).existing == [ann.id])
            #expect(try await bob.friends.set([cid], on: db).removed == [ann.id])
            #expect(try await ann.friends.all(on: db).map(\.name) == ["Cid"])
            #expect(try await cid.friends.all(on: db).map(\.name) == ["Ann", "Bob"])
            _ = recorder.take()
            #expect(try await cid.friends.remove(ann, people[3], on: db).removed == [ann.id])
            #expect(recorder.take().count == 1)
            #expect(Set(try await cid.friends.clear(on: db).removed) == [bob.id])
            try await expectRows(0, db)
        }
    }

    private func expectRows(_ count: Int, _ db: Database, at location: SourceLocation = #_sourceLocation) async throws {
        let counts = try await Person.query.values { $0.friends.count }.all(on: db)
        #expect(counts.reduce(0, +) == count, sourceLocation: location)
    }

    @Test(arguments: TestDatabase.all)
    func oneself(_ database: TestDatabase) async throws {
        try await run(database) { db, _, people in
            let ann = people[0]
            #expect(try await ann.friends.add(ann, people[1], on: db).added == [ann.id, people[1].id])
            try await expectRows(3, db)
            #expect(try await ann.friends.contains(ann, on: db))
            #expect(try await ann.friends.remove(ann, on: db).removed == [ann.id])
            #expect(try await ann.relatives.add(ann, on: db).added == [ann.id])
            #expect(try await Kinship.count(on: db) == 1)
        }
    }

    /// What cannot be filled is said once, not for each direction.
    @Test(arguments: TestDatabase.all)
    func filledOutsideTheLink(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder, people in
            _ = recorder.take()
            let error = try await refusal(of: ValidationError.self) {
                try await people[0].relatives.add(people[1], on: db) { $0.lowerRole = "kin" }
            }
            #expect(error.failures.map(\.property) == ["an expression"] && recorder.takeSQL().isEmpty)
        }
    }

    /// Through a model: soft removal, restoration and stamps act on both rows, and each direction may be filled differently.
    @Test(arguments: TestDatabase.all)
    func throughAModel(_ database: TestDatabase) async throws {
        let clock = TestClock()
        try await database.run(People.models, clock: { clock.now }) { db, recorder in
            let people = try await People.insert("Ann", "Bob", on: db), ann = people[0], bob = people[1]
            _ = recorder.take()
            try await ann.relatives.add(keys: [bob.id], on: db) {
                $0.role = "parent"
                $0.note = "both"
            } mirror: {
                $0.role = "child"
            }
            #expect(recorder.take().count == 1)
            let first = try await Kinship.order { $0.id }.all(on: db)
            #expect(first.map(\.role) == ["parent", "child"] && first.map(\.note) == ["both", "both"])
            #expect(first.map(\.oneID) == [ann.id, bob.id] && first.map(\.otherID) == [bob.id, ann.id])

            clock.advance()
            #expect(try await bob.relatives.remove(keys: [ann.id], on: db) { $0.note = "gone" }.removed == [ann.id])
            let gone = try await Kinship.onlyDeleted.order { $0.id }.all(on: db)
            #expect(gone.map(\.note) == ["gone", "gone"] && gone.allSatisfy { $0.deleted == clock.now && $0.modified == clock.now })
            #expect(try await ann.relatives.isEmpty(on: db))

            clock.advance()
            #expect(try await bob.relatives.add(ann, on: db).restored == [ann.id])
            let back = try await Kinship.order { $0.id }.all(on: db)
            #expect(
                back.map(\.id) == first.map(\.id) && back.map(\.role) == ["parent", "child"] && back.map(\.created) == first.map(\.created))

            try await ann.relatives.clear(on: db)
            let restored = try await ann.relatives.add(keys: [bob.id], on: db) {
                $0.role = "aunt"
            } mirror: {
                $0.role = "niece"
            }
            #expect(restored.restored == [bob.id])
            #expect(try await Kinship.order { $0.id }.all(on: db).map(\.role) == ["aunt", "niece"])
            try await ann.relatives.remove(bob, on: db)
            #expect(try await bob.relatives.restore(ann, on: db).restored == [ann.id])
            #expect(try await Kinship.count(on: db) == 2)
        }
    }

    /// What only the mirror is given, the owner's own row keeps when the link comes back, also where the column begins with a value.
    @Test(arguments: TestDatabase.all)
    func restoringTheMirrorAlone(_ database: TestDatabase) async throws {
        try await run(database) { db, _, people in
            let (ann, bob) = (people[0], people[1])
            try await ann.relatives.add(keys: [bob.id], on: db) {
                $0.role = "parent"
                $0.note = "both"
            } mirror: {
                $0.role = "child"
            }
            try await ann.relatives.remove(bob, on: db)
            try await bob.relatives.add(keys: [ann.id], on: db) { _ in
            } mirror: {
                $0.role = "mother"
                $0.note = nil
            }
            let rows = try await Kinship.order { $0.id }.all(on: db)
            #expect(rows.map(\.role) == ["mother", "child"] && rows.map(\.note) == [nil, "both"])
        }
    }

    /// A condition on links is one on the owner's rows; their mirrors go with them.
    @Test(arguments: TestDatabase.all)
    func conditions(_ database: TestDatabase) async throws {
        try await run(database) { db, _, people in
            let (ann, bob, cid) = (people[0], people[1], people[2])
            try await ann.relatives.add(keys: [bob.id, cid.id], on: db) {
                $0.role = "parent"
            } mirror: {
                $0.role = "child"
            }
            try await ann.relatives.add(people[3], on: db)
            #expect(Set(try await ann.relatives.clear(where: { $0.role == "parent" }, on: db).removed) == [bob.id, cid.id])
            #expect(try await Kinship.count(on: db) == 2)
            #expect(try await bob.relatives.restoreAll(where: { $0.role == "child" }, on: db).restored == [ann.id])
            #expect(try await Kinship.order { $0.id }.all(on: db).map(\.role).sorted() == ["child", "kin", "kin", "parent"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func manyOwners(_ database: TestDatabase) async throws {
        try await run(database) { db, _, people in
            let (a, b, c) = (people[0].id, people[1].id, people[2].id)
            let changes = try await Person.set(\.relatives, to: [a: [b], b: [a, c]], on: db)
            #expect(changes[a]?.added == [b] && Set(changes[b]?.added ?? []) == [a, c])
            #expect(try await Kinship.count(on: db) == 4)
            let fewer = try await Person.set(\.relatives, to: [a: [], b: [c]], on: db)
            #expect(fewer[a]?.removed == [b] && fewer[b]?.removed == [a] && fewer[b]?.existing == [c])
            #expect(try await people[2].relatives.all(on: db).map(\.name) == ["Bob"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func refusals(_ database: TestDatabase) async throws {
        try await run(database) { db, _, people in
            try await people[3].delete(on: db)
            let deleted = try await refusal(of: RelationError.self) { _ = try await people[0].friends.add(people[1], people[3], on: db) }
            #expect(deleted.kind == .deletedTargets && deleted.keys == [people[3].id.columnValue])
            let missing = try await refusal(of: RelationError.self) { _ = try await people[0].relatives.add(keys: [Key(77)], on: db) }
            #expect(missing.kind == .missingTargets)
            try await expectRows(0, db)
            let directed = try await refusal(of: QueryError.self) {
                _ = try await people[0].children.add(keys: [people[1].id], on: db) { _ in
                } mirror: { _ in
                }
            }
            #expect("\(directed)".contains("not symmetrical"))
        }
    }

    /// Two owners in one call cannot say different things of the link between them.
    @Test(arguments: TestDatabase.all)
    func contradictions(_ database: TestDatabase) async throws {
        try await database.run(People.models) { db, recorder in
            let people = try await People.insert("a", "b", "c", on: db), (a, b, c) = (people[0], people[1], people[2])
            try await a.friends.add(b, on: db)
            _ = recorder.take()
            for wanted in [[a.id: [b.id], b.id: []], [a.id: [c.id], b.id: [a.id]]] {
                let error = try await refusal(of: RelationError.self) { try await Person.set(\.friends, to: wanted, on: db) }
                #expect(error.kind == .contradictingTargets && "\(error)".contains("Person.friends is symmetrical"))
            }
            #expect(recorder.take().isEmpty)
            #expect(try await a.friends.all(on: db).map(\.name) == ["b"])
            try await Person.set(\.friends, to: [a.id: [b.id, c.id], b.id: [a.id]], on: db)
            #expect(try await a.friends.all(on: db).map(\.name) == ["b", "c"])
            #expect(try await b.friends.all(on: db).map(\.name) == ["a"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func existingLinksOfManyOwners(_ database: TestDatabase) async throws {
        try await database.run(People.models) { db, _ in
            let people = try await People.insert("a", "b", "c", on: db), (a, b, c) = (people[0], people[1], people[2])
            try await a.friends.add(b, on: db)
            let changes = try await Person.add(\.friends, [a.id: [b.id], c.id: [a.id]], on: db)
            #expect(changes[a.id]?.existing == [b.id] && changes[c.id]?.added == [a.id])
        }
    }
}

extension Kinship.Fields {
    fileprivate var lowerRole: Expr<String> { role.lowercased }
}
