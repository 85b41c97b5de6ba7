import Foundation
import Junction
import JunctionSQLite
import SharedModels
import Testing

/// Inherits an abstract model of another module.
@Model(inheriting: Owned.self)
struct Document: Owned {
    var id: Key<Document>
    var ownerID: Key<Member>
    var note: String?
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @ManyToMany var readers: Many<Member>
}

/// The other end of a relation between two models of another module, declared here.
extension Member {
    @Inverse(\Document.readers) var documents: Many<Document>
}

// Three models that refer to each other in a circle.
@Model struct Rock {
    var id: Key<Rock>
    var beatsID: Key<Scissors>?
}
@Model struct Scissors {
    var id: Key<Scissors>
    var beatsID: Key<Paper>?
}
@Model struct Paper {
    var id: Key<Paper>
    var beatsID: Key<Rock>?
}

@Suite struct ModuleTests {
    @Test func modelsOfAnotherModule() async throws {
        let db = try await Database.sqlite(.memory)
        try await db.create([Member.self, Team.self, Document.self])
        let ann = try await Member(name: "ann").insert(on: db), bob = try await Member(name: "bob", bossID: ann.id).insert(on: db)
        let team = try await Team(name: "red").insert(on: db)
        try await ann.teams.add(team, on: db)
        let document = try await Document(ownerID: ann.id).insert(on: db)
        try await document.readers.add(ann, bob, on: db)

        #expect(try await team.members.all(on: db) == [ann])
        #expect(try await bob.documents.all(on: db).map(\.id) == [document.id])
        #expect(try await Document.query.owned(by: "ann").count(on: db) == 1)
        #expect(try await Document.query.owned(by: "bob").count(on: db) == 0)
        let bosses = try await Member.order { $0.name }.with { $0.boss }.with { $0.teams }.all(on: db)
        #expect(bosses.map { $0.1?.name } == [nil, "ann"])
        #expect(bosses.map { $0.2.map(\.name) } == [["red"], []])
        #expect(try await Member.filter { !$0.inverse(\Document.readers).isEmpty }.count(on: db) == 2)
        await db.close()
    }

    @Test func circle() async throws {
        let db = try await Database.sqlite(.memory)
        try await db.create([Rock.self, Scissors.self, Paper.self])
        try await db.verify([Rock.self, Scissors.self, Paper.self])
        let rock = try await Rock(beatsID: nil).insert(on: db)
        let paper = try await Paper(beatsID: rock.id).insert(on: db)
        let scissors = try await Scissors(beatsID: paper.id).insert(on: db)
        _ = try await rock.update(on: db) { $0.beatsID = scissors.id }
        let names = try await Rock.filter { $0.beats.beats.beats.id == rock.id }.count(on: db)
        #expect(names == 1)
        await db.close()
    }

    /// Models are plain values: comparable and codable like any struct.
    @Test func plainValues() throws {
        let member = Member(id: Key(3), name: "ann"), json = try JSONEncoder().encode(member)
        #expect(try JSONDecoder().decode(Member.self, from: json) == member)
        let new = try JSONDecoder().decode(Member.self, from: Data(#"{"name": "bob"}"#.utf8))
        #expect(new == Member(name: "bob"))
        #expect(try JSONDecoder().decode(Member.self, from: Data(#"{"id": null, "name": "bob"}"#.utf8)) == new)
        #expect(String(decoding: try JSONEncoder().encode(new), as: UTF8.self).contains(#""id":null"#))
    }
}
