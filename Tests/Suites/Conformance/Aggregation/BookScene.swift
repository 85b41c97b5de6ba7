import Foundation
import Junction
import JunctionTesting

// aggregation: volumes with authors, a contact and a press, in stores; authors are friends of each other.

@Model
struct BookAuthor {
    var id: Key<BookAuthor>
    var name: String
    var age: Int
    @ManyToMany(symmetrical: true) var friends: Many<BookAuthor>
    @Inverse(\BookVolume.authors) var volumes: Many<BookVolume>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct BookPress {
    var id: Key<BookPress>
    var name: String
    var awards: Int?
    @HasMany(\BookVolume.pressID) var volumes: HasMany<BookVolume>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct BookVolume {
    var id: Key<BookVolume>
    var title: String
    var pages: Int
    var rating: Double
    @Digits(8, 2) var price: Decimal
    @ForeignKey(onDelete: .cascade) var pressID: Key<BookPress>
    @ForeignKey(onDelete: .cascade) var contactID: Key<BookAuthor>
    @ManyToMany var authors: Many<BookAuthor>
    @Inverse(\BookStore.volumes) var stores: Many<BookStore>

    static let options = Options<Self>(ordering: { [$0.title] })
}

@Model
struct BookStore {
    var id: Key<BookStore>
    var name: String
    @ManyToMany var volumes: Many<BookVolume>

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// Four volumes of two presses, a third press without one.
///
///     title    pages  rating  price  press  contact  authors   stores
///     Algebra    100     4.0     10  Atlas  Ann      Ann, Bob  Main, Side
///     Botany     200     3.0     20  Atlas  Bob      Bob       Main
///     Chess      300     5.0   30.5  Birch  Cid      Ann, Cid  Main
///     Dance      100     1.0      5  Birch  Cid
///
/// Ann is 30 and the friend of Bob (40) and Cid (50); Dan (20) has neither friends nor volumes, the store "Idle" has none either.
enum BookScene {
    static let models: [any Model.Type] = [BookAuthor.self, BookPress.self, BookVolume.self, BookStore.self]

    static func run(_ database: TestDatabase, _ body: (Database, StatementRecorder) async throws -> Void) async throws {
        try await database.run(models) { db, recorder in
            try await fill(db)
            _ = recorder.take()
            try await body(db, recorder)
        }
    }

    private static func fill(_ db: Database) async throws {
        let ann = try await BookAuthor(name: "Ann", age: 30).insert(on: db)
        let bob = try await BookAuthor(name: "Bob", age: 40).insert(on: db)
        let cid = try await BookAuthor(name: "Cid", age: 50).insert(on: db)
        _ = try await BookAuthor(name: "Dan", age: 20).insert(on: db)
        try await ann.friends.add(bob, cid, on: db)

        let atlas = try await BookPress(name: "Atlas", awards: 3).insert(on: db)
        let birch = try await BookPress(name: "Birch", awards: 1).insert(on: db)
        _ = try await BookPress(name: "Cedar").insert(on: db)

        let half = Decimal(305) / 10
        let algebra = try await BookVolume(title: "Algebra", pages: 100, rating: 4, price: 10, pressID: atlas.id, contactID: ann.id)
            .insert(on: db)
        let botany = try await BookVolume(title: "Botany", pages: 200, rating: 3, price: 20, pressID: atlas.id, contactID: bob.id)
            .insert(on: db)
        let chess = try await BookVolume(title: "Chess", pages: 300, rating: 5, price: half, pressID: birch.id, contactID: cid.id)
            .insert(on: db)
        _ = try await BookVolume(title: "Dance", pages: 100, rating: 1, price: 5, pressID: birch.id, contactID: cid.id).insert(on: db)
        try await algebra.authors.add(ann, bob, on: db)
        try await botany.authors.add(bob, on: db)
        try await chess.authors.add(ann, cid, on: db)

        let main = try await BookStore(name: "Main").insert(on: db), side = try await BookStore(name: "Side").insert(on: db)
        _ = try await BookStore(name: "Idle").insert(on: db)
        try await main.volumes.add(algebra, botany, chess, on: db)
        try await side.volumes.add(algebra, on: db)
    }
}

extension Query where Root == BookVolume, Output == BookVolume {
    func titles(on db: Database) async throws -> [String] { try await all(on: db).map(\.title) }
}

extension Query where Root == BookPress, Output == BookPress {
    func names(on db: Database) async throws -> [String] { try await all(on: db).map(\.name) }
}
