import Foundation
import Junction
import JunctionTesting
import Testing

// delete_regress: what hangs on rows that are deleted by a query.

@Model
struct HeirPerson {
    var id: Key<HeirPerson>
    var name: String
    @ManyToMany var toys: Many<HeirToy>
    @HasOne(\HeirPupil.personID) var pupil: One<HeirPupil>

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// What some persons have besides: tables do not inherit, one row refers to the other.
@Model
struct HeirPupil {
    var id: Key<HeirPupil>
    @Unique @ForeignKey(onDelete: .cascade) var personID: Key<HeirPerson>
    var grade: Int
}

@Model
struct HeirToy {
    var id: Key<HeirToy>
    var name: String
    @Inverse(\HeirPerson.toys) var owners: Many<HeirPerson>
    @ManyToMany var players: Many<HeirPlayer>.Through<HeirGame>
}

@Model
struct HeirPlayer {
    var id: Key<HeirPlayer>
    var name: String
    @Inverse(\HeirToy.players) var toys: Many<HeirToy>.Through<HeirGame>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct HeirGame {
    var id: Key<HeirGame>
    @ForeignKey(onDelete: .cascade) var toyID: Key<HeirToy>
    @ForeignKey(onDelete: .cascade) var playerID: Key<HeirPlayer>
    var hours: Int
}

@Suite struct DeleteRegressTests {
    static let models: [any Model.Type] = [HeirPerson.self, HeirPupil.self, HeirToy.self, HeirPlayer.self, HeirGame.self]

    @Test("delete_regress.test_inheritance", arguments: TestDatabase.all)
    func linksOfTheRowReferredTo(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let ann = try await HeirPerson(name: "Ann").insert(on: db), bob = try await HeirPerson(name: "Bob").insert(on: db)
            let ball = try await HeirToy(name: "ball").insert(on: db)
            _ = try await HeirPupil(personID: ann.id, grade: 3).insert(on: db)
            try await ball.owners.add(ann, bob, on: db)
            let pupils = HeirPerson.filter { $0.pupil.grade == 3 }
            let count = try await pupils.delete(on: db)
            #expect(count == 1)
            let rest = try await HeirPupil.count(on: db), owners = try await ball.owners.all(on: db).map(\.name)
            #expect(rest == 0 && owners == ["Bob"])
            // No link is left behind in its table.
            let links = try await rawColumn("SELECT count(*) FROM heir_person_toys", on: db)
            #expect(links == ["1"])

            // The row that refers goes alone.
            let pupil = try await HeirPupil(personID: bob.id, grade: 4).insert(on: db)
            try await pupil.delete(on: db)
            let persons = try await HeirPerson.all(on: db).map(\.name), kept = try await ball.owners.count(on: db)
            #expect(persons == ["Bob"] && kept == 1)
        }
    }

    /// The rows are found by a question to the same table, over links; those go with them.
    @Test("delete_regress.test_self_reference_with_through_m2m_at_second_level", arguments: TestDatabase.all)
    func questionToTheSameTable(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, recorder in
            let paints = try await HeirToy(name: "paints").insert(on: db), chess = try await HeirToy(name: "chess").insert(on: db)
            let juan = try await HeirPlayer(name: "Juan").insert(on: db), kim = try await HeirPlayer(name: "Kim").insert(on: db)
            try await juan.toys.add(paints, on: db) { $0.hours = 2 }
            try await kim.toys.add(paints, on: db) { $0.hours = 5 }
            try await kim.toys.add(chess, on: db) { $0.hours = 1 }
            let short = HeirPlayer.filter { player in
                HeirPlayer.filter { inner in
                    inner.id == player.id && inner.toys.any(linked: { toy, game in toy.name == "paints" && game.hours < 3 })
                }.exists
            }
            let names = try await short.all(on: db).map(\.name)
            #expect(names == ["Juan"])
            _ = recorder.take()
            let count = try await short.delete(on: db)
            let sent = recorder.takeSQL()
            #expect(count == 1 && sent.count == 1 && sent.allSatisfy { $0.hasPrefix("DELETE") }, "\(sent)")
            let left = try await HeirPlayer.all(on: db).map(\.name), games = try await HeirGame.order { $0.hours }.all(on: db).map(\.hours)
            #expect(left == ["Kim"] && games == [1, 5])
            let toys = try await HeirToy.count(on: db)
            #expect(toys == 2)
        }
    }
}
