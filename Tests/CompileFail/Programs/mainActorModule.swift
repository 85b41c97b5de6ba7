// flags: -default-isolation MainActor
// expect-count: 0
import Junction

// In a module where everything is isolated to the main actor a model is not, also where it does not say 'nonisolated'.

@Model
struct Person {
    var id: Key<Person>
    var name: String
    @HasMany(\Pet.ownerID) var pets: HasMany<Pet>

    static let options = Options<Self>(label: { $0.name }, ordering: { [$0.name] })
}

@Model
struct Pet {
    var id: Key<Pet>
    var ownerID: Key<Person>
}

nonisolated func namesakes(of person: Person, on db: Database) async throws -> [String] {
    try await Person.filter { $0.name == person.name }.all(on: db).map(\.name)
}

@concurrent func pets(of person: Person, on db: Database) async throws -> [Pet] {
    try await person.pets.all(on: db)
}
