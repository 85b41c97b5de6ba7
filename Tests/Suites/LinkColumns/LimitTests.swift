import Junction
import JunctionTesting
import Testing

/// What a model's options allow a relation to be linked to is kept by every call, from both ends.
@Suite struct LimitTests {
    @Test(arguments: TestDatabase.all)
    func enforced(_ database: TestDatabase) async throws {
        try await database.run(Studio.models) { db, recorder in
            let playlist = try await Playlist(name: "P").insert(on: db), other = try await Playlist(name: "Q").insert(on: db)
            let own = try await Cover(label: "P").insert(on: db), any = try await Cover(label: "any").insert(on: db)
            let taken = try await Cover(label: "P", isFree: false).insert(on: db)
            _ = recorder.take()
            #expect(try await playlist.covers.add(own, any, on: db).added == [own.id, any.id])
            #expect(recorder.take().count == 1)

            func refused(_ keys: [Key<Cover>], _ change: () async throws -> Void) async throws {
                let error = try await refusal(of: RelationError.self) { try await change() }
                #expect(error.kind == .targetsAgainstLimit && error.keys == keys.map(\.columnValue) && error.relation == "Playlist.covers")
            }
            try await refused([taken.id]) { try await playlist.covers.add(any, taken, on: db) }
            try await refused([own.id]) { try await other.covers.set([any, own], on: db) }
            try await refused([Key(4)]) { try await playlist.covers.create(Cover(label: "Z"), on: db) }
            try await refused([own.id]) { try await Playlist.set(\.covers, to: [other.id: [own.id], playlist.id: []], on: db) }
            #expect(try await Cover.count(on: db) == 3)
            #expect(try await playlist.covers.count(on: db) == 2)
            #expect(try await other.covers.isEmpty(on: db))

            // From the other end the owner is what the rule speaks of.
            let reverse = try await refusal(of: RelationError.self) { try await own.playlists.add(other, on: db) }
            #expect(reverse.kind == .targetsAgainstLimit && reverse.keys == [other.id.columnValue])
            #expect(try await any.playlists.add(other, on: db).added == [other.id])

            // What is linked already stays when it no longer fits, and can be unlinked.
            _ = try await own.update(on: db) { $0.isFree = false }
            let kept = try await playlist.covers.set([own, any], on: db)
            #expect(kept.isEmpty && Set(kept.existing) == [own.id, any.id])
            #expect(try await playlist.covers.remove(own, on: db).removed == [own.id])
            try await refused([own.id]) { try await playlist.covers.add(own, on: db) }
        }
    }

    /// Of a symmetrical relation each end is a target.
    @Test(arguments: TestDatabase.all)
    func bothWays(_ database: TestDatabase) async throws {
        try await database.run([Ally.self]) { db, _ in
            let ann = try await Ally(isActive: true).insert(on: db), bob = try await Ally(isActive: false).insert(on: db)
            for change in [(ann, bob), (bob, ann)] {
                let error = try await refusal(of: RelationError.self) { try await change.0.allies.add(change.1, on: db) }
                #expect(error.kind == .targetsAgainstLimit)
            }
            #expect(try await ann.allies.isEmpty(on: db))
        }
    }

    /// A limit that no relation takes is a mistake of the model, not a rule that is silently not kept.
    @Test(arguments: TestDatabase.all)
    func limitsThatCannotBeKept(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let error = try await refusal(of: SchemaError.self) { try await db.create([Limited.self, Bound.self]) }
            #expect(
                error.mistakes == [
                    "Bound: 'limits' takes many-to-many relations that the model itself declares with @ManyToMany",
                    "Limited.bounds: 'limits' names it twice; join the conditions with &&",
                    "Limited.bounds: a limit is a filter, and nothing else",
                ])
        }
    }

    /// An order is kept in a column of its own.
    @Test(arguments: TestDatabase.all)
    func placesThatCannotBeKept(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let error = try await refusal(of: SchemaError.self) {
                try await db.create([Cupboard.self, StoredThing.self, CupboardThing.self])
            }
            #expect(error.mistakes.count == 3)
            for (mistake, property) in zip(error.mistakes, ["id", "slot", "itemID"]) {
                #expect(mistake.contains("'orderedBy: \\.\(property)' must be a column of its own"))
            }
        }
    }
}

@Model
struct Ally {
    var id: Key<Ally>
    var isActive: Bool
    @ManyToMany(symmetrical: true) var allies: Many<Ally>

    static let options = Options<Self>(limits: { [$0.allies.filter { $0.isActive }] })
}

@Model
struct Limited {
    var id: Key<Limited>
    @ManyToMany var bounds: Many<Bound>

    static let options = Options<Self>(limits: { [$0.bounds.filter { $0.size > 1 }.limit(3), $0.bounds.filter { $0.size < 5 }] })
}

@Model
struct Bound {
    var id: Key<Bound>
    var size: Int
    @Inverse(\Limited.bounds) var limited: Many<Limited>

    static let options = Options<Self>(limits: { [$0.limited.filter { $0.id > Key(1) }] })
}

@Model
struct Cupboard {
    var id: Key<Cupboard>
    @ManyToMany(orderedBy: \.id) var a: Many<StoredThing>.Through<CupboardThing>
    @ManyToMany(orderedBy: \.slot) var b: Many<StoredThing>.Through<CupboardThing>
    @ManyToMany(orderedBy: \.itemID) var c: Many<StoredThing>.Through<CupboardThing>
}

@Model
struct StoredThing {
    var id: Key<StoredThing>
}

@Model
struct CupboardThing {
    var id: Key<CupboardThing>
    var cupboardID: Key<Cupboard>
    var itemID: Key<StoredThing>
    @Unique var slot: Int
}
