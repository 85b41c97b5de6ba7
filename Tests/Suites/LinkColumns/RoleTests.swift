import Junction
import JunctionTesting
import Testing

/// One pair in several roles, where the junction's uniqueness includes the role.
@Suite struct RoleTests {
    private func run(_ database: TestDatabase, _ body: (Database, Playlist, [Singer]) async throws -> Void) async throws {
        try await database.run(Studio.models) { db, _ in
            let playlist = try await Playlist(name: "P").insert(on: db)
            var singers: [Singer] = []
            for name in ["Ann", "Bob", "Cid"] { singers.append(try await Singer(name: name).insert(on: db)) }
            try await body(db, playlist, singers)
        }
    }

    private func expect(
        _ playlist: Playlist, _ db: Database, _ parts: [String], at location: SourceLocation = #_sourceLocation
    ) async throws {
        let links = try await playlist.singers.links.order { [$0.singerID, $0.voice] }.all(on: db)
        #expect(links.map { "\($0.singerID) \($0.voice)" } == parts, sourceLocation: location)
    }

    @Test(arguments: TestDatabase.all)
    func addAndRemove(_ database: TestDatabase) async throws {
        try await run(database) { db, playlist, singers in
            let (ann, bob) = (singers[0], singers[1])
            #expect(try await playlist.singers.add(ann, bob, on: db).added == [ann.id, bob.id])
            #expect(try await playlist.singers.add(ann, on: db) { $0.voice = .lead }.added == [ann.id])
            #expect(try await playlist.singers.add(ann, on: db) { $0.voice = .lead }.existing == [ann.id])
            try await expect(playlist, db, ["1 choir", "1 lead", "2 choir"])
            // The pair is one row of the relation, whatever its roles.
            #expect(try await playlist.singers.all(on: db).map(\.name) == ["Ann", "Bob"])
            #expect(try await playlist.singers.count(on: db) == 2)
            let one = try await playlist.singers.remove(keys: [ann.id, bob.id], where: { $0.voice == .lead }, on: db)
            #expect(one.removed == [ann.id])
            try await expect(playlist, db, ["1 choir", "2 choir"])
            #expect(try await playlist.singers.add(ann, on: db) { $0.voice = .lead }.restored == [ann.id])
            #expect(try await playlist.singers.remove(ann, on: db).removed == [ann.id])
            try await expect(playlist, db, ["2 choir"])
            #expect(try await playlist.singers.restoreAll(where: { $0.voice == .choir }, on: db).restored == [ann.id])
            #expect(try await playlist.singers.clear(where: { $0.voice == .lead }, on: db).removed == [])
            try await expect(playlist, db, ["1 choir", "2 choir"])
        }
    }

    /// A pair is one row of the relation in every reading; its links are told apart where they are asked for.
    @Test(arguments: TestDatabase.all)
    func onePairIsOneRow(_ database: TestDatabase) async throws {
        try await run(database) { db, playlist, singers in
            let (ann, bob) = (singers[0], singers[1])
            try await playlist.singers.add(ann, bob, on: db)
            try await playlist.singers.add(ann, on: db) { $0.voice = .lead }
            try await playlist.singers.add(ann, on: db) { $0.voice = .solo }
            let read = try await Playlist.with { $0.singers }.with { $0.singers.limit(2) }.with { $0.singers.withLink }.all(on: db)[0]
            #expect(read.1.map(\.name) == ["Ann", "Bob"] && read.2.map(\.name) == ["Ann", "Bob"])
            #expect(read.3.count == 4)
            #expect(try await Playlist.query.values { $0.singers.count }.all(on: db) == [2])
            #expect(try await Playlist.query.values { $0.singers.filter { $0.name == "Ann" }.count }.all(on: db) == [1])
            #expect(try await playlist.singers.set([ann, bob], on: db).existing == [ann.id, bob.id])
            // A role that ended does not hide the pair.
            try await playlist.singers.remove(keys: [ann.id], where: { $0.voice == .choir }, on: db)
            #expect(try await Playlist.with { $0.singers }.all(on: db)[0].1.map(\.name) == ["Ann", "Bob"])
        }
    }

    /// A call that names the role speaks of links in that role only.
    @Test(arguments: TestDatabase.all)
    func set(_ database: TestDatabase) async throws {
        try await run(database) { db, playlist, singers in
            let (ann, bob, cid) = (singers[0], singers[1], singers[2])
            try await playlist.singers.add(ann, bob, on: db)
            let leads = try await playlist.singers.set([ann, cid], on: db) { $0.voice = .lead }
            #expect(leads.added == [ann.id, cid.id] && leads.removed.isEmpty)
            try await expect(playlist, db, ["1 choir", "1 lead", "2 choir", "3 lead"])
            let fewer = try await playlist.singers.set([cid], on: db) { $0.voice = .lead }
            #expect(fewer.removed == [ann.id] && fewer.existing == [cid.id])
            try await expect(playlist, db, ["1 choir", "2 choir", "3 lead"])
            let all = try await playlist.singers.set([bob, cid], on: db)
            #expect(all.removed == [ann.id] && Set(all.existing) == [bob.id, cid.id] && all.added.isEmpty)
            // Each pair once, in how many roles it ever was.
            try await playlist.singers.add(bob, on: db) { $0.voice = .lead }
            #expect(Set(try await playlist.singers.set([bob, cid], on: db).existing) == [bob.id, cid.id])
            let none = try await playlist.singers.set([], on: db)
            #expect(none.removed.count == 2 && Set(none.removed) == [bob.id, cid.id])
        }
    }

    @Test(arguments: TestDatabase.all)
    func questions(_ database: TestDatabase) async throws {
        try await run(database) { db, playlist, singers in
            let ann = singers[0]
            try await playlist.singers.add(ann, on: db)
            try await playlist.singers.add(ann, on: db) { $0.voice = .solo }
            #expect(try await Playlist.filter { $0.singers.contains(allOf: [ann]) }.count(on: db) == 1)
            #expect(try await Playlist.filter { $0.singers.contains(exactly: [ann]) }.count(on: db) == 1)
            let rows = try await Playlist.with { $0.singers.withLink }.all(on: db)
            #expect(rows[0].1.map(\.1.voice) == [.choir, .solo])
        }
    }

    @Test(arguments: TestDatabase.all)
    func anOptionalRoleIsAMistake(_ database: TestDatabase) async throws {
        let error = try await refusal(of: SchemaError.self) {
            try await database.run([Cast.self, CastMember.self, CastPart.self]) { _, _ in }
        }
        #expect(error.mistakes == ["Cast.members: CastPart.role tells links of one pair apart, so it cannot be optional"])
    }
}

@Model
struct Cast {
    var id: Key<Cast>
    @ManyToMany var members: Many<CastMember>.Through<CastPart>
}

@Model
struct CastMember {
    var id: Key<CastMember>
}

@Model
struct CastPart {
    var id: Key<CastPart>
    var castID: Key<Cast>
    var memberID: Key<CastMember>
    var role: String?

    static let options = Options<Self>(unique: { [[$0.castID, $0.memberID, $0.role]] })
}
