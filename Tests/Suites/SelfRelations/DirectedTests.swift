import Junction
import JunctionTesting
import Testing

@Suite struct DirectedTests {
    /// A link goes one way; the other end is walked by its own name.
    @Test(arguments: TestDatabase.all)
    func plain(_ database: TestDatabase) async throws {
        try await database.run(People.models) { db, _ in
            let people = try await People.insert("Ann", "Bob", "Cid", on: db), (ann, bob, cid) = (people[0], people[1], people[2])
            try await ann.follows.add(bob, cid, on: db)
            try await bob.followers.add(cid, on: db)
            #expect(try await bob.followers.all(on: db).map(\.name) == ["Ann", "Cid"])
            #expect(try await bob.follows.isEmpty(on: db))
            #expect(try await cid.follows.all(on: db).map(\.name) == ["Bob"])
            #expect(try await cid.followers.set([bob], on: db).removed == [ann.id])
            let both = try await Person.filter { $0.follows.count > 0 && $0.followers.count > 0 }.all(on: db).map(\.name)
            #expect(both == ["Bob", "Cid"])
            let mutual = try await Person.filter { person in person.follows.any { $0.follows.contains(person.id) } }.all(on: db).map(\.name)
            #expect(mutual == ["Bob", "Cid"])
        }
    }

    /// Which of several keys to one model is meant is said by `from` and `to`.
    @Test(arguments: TestDatabase.all)
    func namedKeys(_ database: TestDatabase) async throws {
        try await database.run(People.models) { db, _ in
            let people = try await People.insert("Ann", "Bob", "Cid", on: db), (ann, bob, cid) = (people[0], people[1], people[2])
            try await ann.children.add(keys: [bob.id], on: db) { $0.witnessID = cid.id }
            let row = try await Parenthood.query.one(on: db)
            #expect(row.parentID == ann.id && row.childID == bob.id && row.witnessID == cid.id)
            #expect(try await bob.parents.all(on: db).map(\.name) == ["Ann"])
            #expect(try await ann.witnesses.all(on: db).map(\.name) == ["Cid"])
            #expect(try await ann.parents.isEmpty(on: db))
            let rows = try await Person.with { $0.children.withLink }.with { $0.parents }.all(on: db)
            #expect(rows.map { $0.1.map(\.0.name) } == [["Bob"], [], []] && rows.map { $0.2.map(\.name) } == [[], ["Ann"], []])
        }
    }

    @Test(arguments: TestDatabase.all)
    func mistakesNameTheCandidates(_ database: TestDatabase) async throws {
        let mistakes = try await refusal(of: SchemaError.self) { try await database.run([Maze.self, Door.self]) { _, _ in } }.mistakes
        #expect(
            mistakes == [
                "Maze.ambiguous: Door has several foreign keys to Maze: aID, bID, cID; say which with @ManyToMany(from: \\.aID)",
                "Maze.lopsided: only a relation of a model with itself can be symmetrical",
                "Maze.mistyped: 'from: \\.dID' is no foreign key of Door; to Maze lead: aID, bID, cID",
                "Maze.same: 'from' and 'to' are the same foreign key aID",
                "Maze.unordered: 'orderedBy: \\.color' is no integer column of Door",
            ])
    }
}

@Model
struct Maze {
    var id: Key<Maze>
    @ManyToMany var ambiguous: Many<Maze>.Through<Door>
    @ManyToMany(from: \.dID, to: \.bID) var mistyped: Many<Maze>.Through<Door>
    @ManyToMany(from: \.aID, to: \.aID) var same: Many<Maze>.Through<Door>
    @ManyToMany(from: \.aID, to: \.bID, orderedBy: \.color) var unordered: Many<Maze>.Through<Door>
    @ManyToMany(symmetrical: true) var lopsided: Many<Door>
}

@Model
struct Door {
    var id: Key<Door>
    var aID: Key<Maze>
    var bID: Key<Maze>
    var cID: Key<Maze>
    var color: String
}
