import Foundation
import Junction
import JunctionTesting
import Testing

// Relations with keys that may be absent, rows that refer to each other in a circle, and links with values of their own.

@Model
struct Town {
    var id: Key<Town>
    var name: String
    @ManyToMany var twins: Many<Harbour>.Through<Ferry>
    @HasMany(\Harbour.townID) var harbours: HasMany<Harbour>
    @HasMany(\Harbour.ownerID) var owned: HasMany<Harbour>
}

@Model
struct Harbour {
    var id: Key<Harbour>
    var name: String
    @ForeignKey(onDelete: .cascade) var townID: Key<Town>?
    @ForeignKey(onDelete: .cascade) var ownerID: Key<Town>?
    @DeletedAt var deleted: Date?
}

@Model
struct Ferry {
    var id: Key<Ferry>
    @ForeignKey(onDelete: .setNull) var townID: Key<Town>?
    @ForeignKey(onDelete: .setNull) var harbourID: Key<Harbour>?
    var token: UUID = UUID()
    @DeletedAt var deleted: Date?
}

@Model
struct Loop {
    var id: Key<Loop>
    @ForeignKey(onDelete: .cascade) var nextID: Key<Loop>?
}

@Suite struct EdgeTests {
    static let models: [any Model.Type] = [Town.self, Harbour.self, Ferry.self]

    /// A link whose owner is gone answers nobody's question.
    @Test(arguments: TestDatabase.allWithPoolers)
    func linksWithoutAnOwner(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let a = try await Town(name: "a").insert(on: db), b = try await Town(name: "b").insert(on: db)
            let port = try await Harbour(name: "port").insert(on: db)
            try await a.twins.add(port, on: db)
            _ = try await Ferry(townID: nil, harbourID: port.id).insert(on: db)
            _ = try await Ferry(townID: b.id, harbourID: nil).insert(on: db)
            #expect(try await Town.filter { $0.twins.none { $0.name == "port" } }.all(on: db).map(\.name) == ["b"])
            #expect(try await Town.order { $0.name }.values { $0.twins.count }.all(on: db) == [1, 0])
            #expect(try await Town.filter { $0.twins.isEmpty }.all(on: db).map(\.name) == ["b"])
        }
    }

    /// An initial value is worked out for each call, not once for the life of the database.
    @Test(arguments: TestDatabase.allWithPoolers)
    func initialValuesAreNew(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let a = try await Town(name: "a").insert(on: db), keys = try await [Harbour(name: "x"), Harbour(name: "y")].insert(on: db)
            try await a.twins.add(keys: [keys[0]], on: db)
            try await a.twins.add(keys: [keys[1]], on: db)
            #expect(try await Set(a.twins.links.all(on: db).map(\.token)).count == 2)
        }
    }

    /// The keys of a link are not filled by hand.
    @Test(arguments: TestDatabase.allWithPoolers)
    func fillingTheKeys(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let a = try await Town(name: "a").insert(on: db), b = try await Town(name: "b").insert(on: db)
            let port = try await Harbour(name: "port").insert(on: db)
            let error = await #expect(throws: ValidationError.self) { try await a.twins.add(port, on: db) { $0.townID = b.id } }
            #expect(error?.failures.map(\.property) == ["townID"])
            await #expect(throws: ValidationError.self) { try await a.twins.remove(port, on: db) { $0.deleted = nil } }
            #expect(try await Ferry.count(on: db) == 0)
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func moveStaysInTheRelation(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let a = try await Town(name: "a").insert(on: db), b = try await Town(name: "b").insert(on: db)
            let port = try await a.harbours.create(Harbour(name: "port"), on: db)
            await #expect(throws: QueryError.self) { try await a.harbours.move(port, to: b.owned, on: db) }
            try await a.harbours.move([port], to: b.harbours, on: db)
            #expect(try await b.harbours.count(on: db) == 1)
            var ghost = a
            ghost.id = Key(99)
            let missing = await #expect(throws: RelationError.self) { try await b.harbours.move(port, to: ghost.harbours, on: db) }
            #expect(missing?.kind == .missingOwner)
            let child = await #expect(throws: RelationError.self) { try await ghost.harbours.create(Harbour(name: "x"), on: db) }
            #expect(child?.kind == .missingOwner && child?.keys == [.integer(99)])
        }
    }

    /// Rows that refer to each other in a circle are deleted together, also where the database does nothing by itself.
    @Test(arguments: TestDatabase.allWithPoolers)
    func circles(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await rawSQL("CREATE TABLE loop (id {key}, next_id bigint)", on: db)
            var first = try await Loop(nextID: nil).insert(on: db)
            let second = try await Loop(nextID: first.id).insert(on: db), third = try await Loop(nextID: second.id).insert(on: db)
            first = try await first.update(on: db) { $0.nextID = third.id }
            try await second.delete(on: db)
            #expect(try await Loop.count(on: db) == 0)
        }
    }

    /// An update by query names the key that leads nowhere.
    @Test(arguments: TestDatabase.allWithPoolers)
    func foreignKeysOfManyRows(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            _ = try await Harbour(name: "port").insert(on: db)
            let error = await #expect(throws: DatabaseError.self) {
                try await Harbour.query.update(on: db) { new, _ in new.townID = Key(99) }
            }
            #expect(error?.kind == .foreignKey && error?.model == "Harbour" && error?.columns == ["town_id"])
        }
    }

    /// The link stays beside its target, in whichever order a relation is refined.
    @Test(arguments: TestDatabase.allWithPoolers)
    func linksAfterRefining(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let a = try await Town(name: "a").insert(on: db), keys = try await [Harbour(name: "x"), Harbour(name: "y")].insert(on: db)
            try await a.twins.add(keys: keys, on: db)
            let rows = try await Town.with { $0.twins.order { $0.name.descending }.filter { $0.name >= "x" }.withLink }.all(on: db)
            #expect(rows.map { $0.1.map { $0.0.name } } == [["y", "x"]])
            #expect(rows[0].1.map { $0.1.harbourID } == [keys[1], keys[0]])
            #expect(
                try await Town.filter { $0.twins.filter { $0.name == "x" }.any(linked: { _, link in link.harbourID == keys[0] }) }.count(
                    on: db) == 1)
        }
    }

    /// Closing a database inside its own transaction does not wait for itself.
    @Test(arguments: TestDatabase.allWithPoolers)
    func closedFromInside(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            try await db.transaction { tx in
                _ = try await Town(name: "a").insert(on: tx)
                await db.close()
                #expect(try await Town.count(on: tx) == 1)
            }
            await #expect(throws: PoolError.self) { try await Town.count(on: db) }
        }
    }
}
