import Junction
import JunctionTesting
import Testing

// Clerks with a boss and books, whose relations have no other end that is declared.

@Model
struct LibraryClerk {
    var id: Key<LibraryClerk>
    var name: String
    @ForeignKey(onDelete: .setNull) var bossID: Key<LibraryClerk>?
    @ForeignKey(onDelete: .setNull) var firstID: Key<LibraryVolume>?
    @HasMany(\LibraryClerk.bossID) var serfs: HasMany<LibraryClerk>
    @ManyToMany var read: Many<LibraryVolume>
    @ManyToMany var wanted: Many<LibraryVolume>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct LibraryVolume {
    var id: Key<LibraryVolume>
    var title: String

    static let options = Options<Self>(ordering: { [$0.title] })
}

/// A relation of a model with itself, and several relations with one model.
@Suite struct SelfPrefetchTests {
    /// Ann is the boss of Bob and Cid, Bob that of Dan.
    private static func run(
        _ database: TestDatabase, _ body: ([LibraryClerk], Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run([LibraryClerk.self, LibraryVolume.self]) { db, recorder in
            let ann = try await LibraryClerk(name: "Ann").insert(on: db)
            let bob = try await LibraryClerk(name: "Bob", bossID: ann.id).insert(on: db)
            let cid = try await LibraryClerk(name: "Cid", bossID: ann.id).insert(on: db)
            let dan = try await LibraryClerk(name: "Dan", bossID: bob.id).insert(on: db)
            _ = recorder.take()
            try await body([ann, bob, cid, dan], db, recorder)
        }
    }

    /// What is brought of the model itself is a relation like any other, with conditions of its own.
    @Test("prefetch_related.test_prefetch_queryset_child_class", arguments: TestDatabase.all)
    func ofItself(_ database: TestDatabase) async throws {
        try await Self.run(database) { _, db, recorder in
            let query = LibraryClerk.with { $0.boss }.with { $0.serfs.filter { $0.name != "Cid" }.with { $0.serfs } }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(rows.map(\.0.name) == ["Ann", "Bob", "Cid", "Dan"])
            #expect(rows.map(\.1?.name) == [nil, "Ann", "Ann", "Bob"])
            #expect(rows.map { $0.2.map(\.0.name) } == [["Bob"], ["Dan"], [], []])
            let next = rows.map { $0.2.map { $0.1.map(\.name) } }
            #expect(next == [[["Dan"]], [[]], [], []])
        }
    }

    @Test("prefetch_related.test_traverse_nullable", arguments: TestDatabase.all)
    func behindAnAbsentRow(_ database: TestDatabase) async throws {
        try await Self.run(database) { clerks, db, recorder in
            let rows = try await LibraryClerk.with { $0.boss }.with { $0.boss.serfs }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.name) == ["Ann", "Bob", "Cid", "Dan"])
            #expect(rows.map(\.1?.name) == [nil, "Ann", "Ann", "Bob"])
            #expect(rows.map { $0.2.map(\.name) } == [[], ["Bob", "Cid"], ["Bob", "Cid"], ["Dan"]])
            let held = try await clerks.with({ $0.boss.boss.serfs }, on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(held.map { $0.1.map(\.name) } == [[], [], [], ["Bob", "Cid"]])
        }
    }

    /// Several relations between two models do not get in each other's way; a key that is read over needs no join.
    @Test("prefetch_related.test_bug", arguments: TestDatabase.all)
    func severalRelations(_ database: TestDatabase) async throws {
        try await Self.run(database) { clerks, db, recorder in
            let comet = try await LibraryVolume(title: "Comet").insert(on: db)
            let drought = try await LibraryVolume(title: "Drought").insert(on: db)
            let ann = try await clerks[0].update(on: db) { $0.firstID = drought.id }
            try await ann.read.add(comet, drought, on: db)
            try await ann.wanted.add(comet, on: db)
            _ = recorder.take()
            let rows = try await LibraryClerk.with { $0.first }.with { $0.read }.with { $0.wanted }.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(rows.map(\.1?.title) == ["Drought", nil, nil, nil])
            #expect(rows.map { $0.2.map(\.title) } == [["Comet", "Drought"], [], [], []])
            #expect(rows.map { $0.3.map(\.title) } == [["Comet"], [], [], []])
            // Back from the volume to its clerks, whose keys are of another table: over other ends that nobody declared.
            let back = try await LibraryClerk.with { $0.first.required.inverse(\LibraryClerk.read) }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(back.map(\.0.name) == ["Ann"] && back.map { $0.1.map(\.name) } == [["Ann"]])
            let held = try await clerks.with({ $0.serfs }, on: db)
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && !sent[0].contains("JOIN"), "\(sent)")
            #expect(held.map { $0.1.map(\.name) } == [["Bob", "Cid"], ["Dan"], [], []])
        }
    }
}
