import Foundation
import Junction

// A model with itself: friends both ways, parents and children, mentors; and relatives through a model whose rows differ by direction.

@Model
struct Person {
    var id: Key<Person>
    var name: String
    @ManyToMany(symmetrical: true) var friends: Many<Person>
    @ManyToMany(symmetrical: true) var relatives: Many<Person>.Through<Kinship>
    @ManyToMany var follows: Many<Person>
    @Inverse(\Person.follows) var followers: Many<Person>
    @ManyToMany(from: \.parentID, to: \.childID) var children: Many<Person>.Through<Parenthood>
    @Inverse(\Person.children) var parents: Many<Person>.Through<Parenthood>
    @ManyToMany(from: \.parentID, to: \.witnessID) var witnesses: Many<Person>.Through<Parenthood>
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(label: { $0.name }, ordering: { [$0.name] })
}

@Model
struct Kinship {
    var id: Key<Kinship>
    @ForeignKey(onDelete: .cascade) var oneID: Key<Person>
    @ForeignKey(onDelete: .cascade) var otherID: Key<Person>
    var role: String = "kin"
    var note: String?
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?
}

/// Three keys to one model: which one is which is said by the relations.
@Model
struct Parenthood {
    var id: Key<Parenthood>
    @ForeignKey(onDelete: .cascade) var witnessID: Key<Person>?
    @ForeignKey(onDelete: .cascade) var childID: Key<Person>
    @ForeignKey(onDelete: .cascade) var parentID: Key<Person>

    static let options = Options<Self>(unique: { [[$0.parentID, $0.childID]] })
}

enum People {
    static let models: [any Model.Type] = [Person.self, Kinship.self, Parenthood.self]

    static func insert(_ names: String..., on db: some Session) async throws -> [Person] {
        var people: [Person] = []
        for name in names { people.append(try await Person(name: name).insert(on: db)) }
        return people
    }
}
