import Foundation
import Junction
import JunctionTesting

// prefetch_related/test_uuid: pets and fleas have keys that the client makes; people, houses and rooms have counted ones.

@Model(key: UUID.self)
struct KennelPet {
    var id: Key<KennelPet>
    var name: String
    @ManyToMany var people: Many<KennelPerson>
    @Inverse(\KennelFlea.pets) var fleas: Many<KennelFlea>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model(key: UUID.self)
struct KennelFlea {
    var id: Key<KennelFlea>
    var name: String
    @ForeignKey(onDelete: .cascade) var roomID: Key<KennelRoom>
    @ManyToMany var pets: Many<KennelPet>
    @ManyToMany var people: Many<KennelPerson>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct KennelPerson {
    var id: Key<KennelPerson>
    var name: String
    @ManyToMany var houses: Many<KennelHouse>
    @Inverse(\KennelPet.people) var pets: Many<KennelPet>
    @Inverse(\KennelFlea.people) var fleas: Many<KennelFlea>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct KennelHouse {
    var id: Key<KennelHouse>
    var name: String
    @HasMany(\KennelRoom.houseID) var rooms: HasMany<KennelRoom>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct KennelRoom {
    var id: Key<KennelRoom>
    var name: String
    @ForeignKey(onDelete: .cascade) var houseID: Key<KennelHouse>
    @HasMany(\KennelFlea.roomID) var fleas: HasMany<KennelFlea>

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// Rex is Ann's and Bob's, Tom is Bob's. The fleas Fip (on both pets) and Gyp (on Tom) bit Ann, and Gyp Bob; they live in the kitchen and
/// in the hall of the red house, where Ann lives.
struct Kennel: Sendable {
    static let models: [any Model.Type] = [
        KennelPet.self, KennelFlea.self, KennelPerson.self, KennelHouse.self, KennelRoom.self,
    ]

    let rex: KennelPet
    let tom: KennelPet
    let ann: KennelPerson
    let bob: KennelPerson

    init(on db: Database) async throws {
        ann = try await KennelPerson(name: "Ann").insert(on: db)
        bob = try await KennelPerson(name: "Bob").insert(on: db)
        let house = try await KennelHouse(name: "red").insert(on: db)
        _ = try await KennelHouse(name: "tan").insert(on: db)
        let hall = try await KennelRoom(name: "hall", houseID: house.id).insert(on: db)
        let kitchen = try await KennelRoom(name: "kitchen", houseID: house.id).insert(on: db)
        rex = try await KennelPet(name: "Rex").insert(on: db)
        tom = try await KennelPet(name: "Tom").insert(on: db)
        let fip = try await KennelFlea(name: "Fip", roomID: kitchen.id).insert(on: db)
        let gyp = try await KennelFlea(name: "Gyp", roomID: hall.id).insert(on: db)
        try await rex.people.add(ann, bob, on: db)
        try await tom.people.add(bob, on: db)
        try await ann.houses.add(house, on: db)
        try await fip.pets.add(rex, tom, on: db)
        try await gyp.pets.add(tom, on: db)
        try await fip.people.add(ann, on: db)
        try await gyp.people.add(ann, bob, on: db)
    }

    static func run(_ database: TestDatabase, _ body: (Kennel, Database, StatementRecorder) async throws -> Void) async throws {
        try await database.run(models) { db, recorder in
            let kennel = try await Kennel(on: db)
            _ = recorder.take()
            try await body(kennel, db, recorder)
        }
    }
}
