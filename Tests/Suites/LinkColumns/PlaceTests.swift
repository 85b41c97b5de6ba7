import Foundation
import Junction
import JunctionTesting
import Testing

// Two orders over one junction model, whose places begin with a value.

@Model
struct Mixtape {
    var id: Key<Mixtape>
    @ManyToMany(orderedBy: \.position) var songs: Many<Song>.Through<MixtapeSong>
    @ManyToMany(orderedBy: \.rating) var best: Many<Song>.Through<MixtapeSong>
}

@Model
struct Song {
    var id: Key<Song>
    var title: String
    @Inverse(\Mixtape.songs) var mixtapes: Many<Mixtape>.Through<MixtapeSong>
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(ordering: { [$0.title.descending] })
}

@Model
struct MixtapeSong {
    var id: Key<MixtapeSong>
    @ForeignKey(onDelete: .cascade) var mixtapeID: Key<Mixtape>
    @ForeignKey(onDelete: .cascade) var songID: Key<Song>
    var position: Int? = 0
    var rating: Int = 0
}

@Suite struct PlaceTests {
    private func run(_ database: TestDatabase, _ body: (Database, Mixtape, [Song]) async throws -> Void) async throws {
        try await database.run([Mixtape.self, Song.self, MixtapeSong.self]) { db, _ in
            let mixtape = try await Mixtape().insert(on: db)
            var songs: [Song] = []
            for title in ["a", "b", "c", "d"] { songs.append(try await Song(title: title).insert(on: db)) }
            try await body(db, mixtape, songs)
        }
    }

    private func titles(_ mixtape: Mixtape, _ db: Database) async throws -> String {
        try await mixtape.songs.all(on: db).map(\.title).joined()
    }

    /// What a place begins with says nothing of where a new link goes.
    @Test(arguments: TestDatabase.all)
    func aPlaceWithAnInitialValue(_ database: TestDatabase) async throws {
        try await run(database) { db, mixtape, songs in
            try await mixtape.songs.add(songs[2], songs[0], on: db)
            try await mixtape.songs.add(songs[1], on: db)
            #expect(try await titles(mixtape, db) == "cab")
            try await mixtape.songs.set([songs[1], songs[3], songs[0]], on: db)
            #expect(try await titles(mixtape, db) == "bda")
            #expect(try await mixtape.songs.links.all(on: db).map(\.position) == [0, 1, 2])
        }
    }

    /// Two relations over the same keys differ in the column that orders them.
    @Test(arguments: TestDatabase.all)
    func twoOrdersOverOneJunction(_ database: TestDatabase) async throws {
        try await run(database) { db, mixtape, songs in
            try await mixtape.songs.add(songs[0], songs[1], songs[2], on: db)
            try await mixtape.best.set([songs[2], songs[1], songs[0]], on: db)
            #expect(try await Mixtape.with { $0.songs }.all(on: db)[0].1.map(\.title) == ["a", "b", "c"])
            #expect(try await Mixtape.with { $0.best }.all(on: db)[0].1.map(\.title) == ["c", "b", "a"])
            try await mixtape.songs.move(songs[0], to: 2, on: db)
            try await mixtape.best.move(songs[1], to: 0, on: db)
            #expect(try await titles(mixtape, db) == "bca")
            #expect(try await mixtape.best.all(on: db).map(\.title) == ["b", "c", "a"])
        }
    }

    /// A link to a soft-deleted song is not seen: it takes no place, and cannot be placed.
    @Test(arguments: TestDatabase.all)
    func placesCountWhatIsSeen(_ database: TestDatabase) async throws {
        try await run(database) { db, mixtape, songs in
            try await mixtape.songs.add(songs[0], songs[1], songs[2], on: db)
            try await songs[1].delete(on: db)
            try await mixtape.songs.insert(songs[3], at: 2, on: db)
            #expect(try await titles(mixtape, db) == "acd")
            try await mixtape.songs.move(songs[0], to: 1, on: db)
            #expect(try await titles(mixtape, db) == "cad")
            let far = try await refusal(of: QueryError.self) { try await mixtape.songs.move(songs[0], to: 3, on: db) }
            #expect(far.kind == .placeOutOfRange(place: 3, count: 2))
            let moved = try await refusal(of: RelationError.self) { try await mixtape.songs.move(songs[1], to: 0, on: db) }
            let inserted = try await refusal(of: RelationError.self) { try await mixtape.songs.insert(songs[1], at: 0, on: db) }
            for error in [moved, inserted] {
                #expect(error.kind == .deletedTargets && error.keys == [songs[1].id.columnValue])
            }
            _ = try await songs[1].restore(on: db)
            #expect(try await Set(titles(mixtape, db)) == Set("abcd"))
        }
    }

    /// Rows that were written without a place, or with the same one, are put in order by a list.
    @Test(arguments: TestDatabase.all)
    func absentAndEqualPlaces(_ database: TestDatabase) async throws {
        try await run(database) { db, mixtape, songs in
            for song in songs[..<2] { _ = try await MixtapeSong(mixtapeID: mixtape.id, songID: song.id, position: nil).insert(on: db) }
            try await mixtape.songs.set(Array(songs[..<3]), on: db)
            #expect(try await titles(mixtape, db) == "abc")
            try await MixtapeSong.query.update(on: db) { link, _ in link.position = 5 }
            try await mixtape.songs.set(Array(songs[..<3]), on: db)
            #expect(try await titles(mixtape, db) == "abc")
        }
    }

    /// From the other end, a row that is linked to two songs is ranked among the links of its own mixtape.
    @Test(arguments: TestDatabase.all)
    func ranksAreThoseOfTheOrderedEnd(_ database: TestDatabase) async throws {
        try await run(database) { db, mixtape, songs in
            try await Song.add(\.mixtapes, [songs[1].id: [mixtape.id], songs[0].id: [mixtape.id], songs[2].id: [mixtape.id]], on: db)
            #expect(try await Set(mixtape.songs.links.all(on: db).map(\.position)) == [0, 1, 2])
        }
    }

    @Test(arguments: TestDatabase.all)
    func nothingToInsert(_ database: TestDatabase) async throws {
        try await run(database) { db, mixtape, songs in
            #expect(try await mixtape.songs.insert(keys: [], at: 0, on: db).isEmpty)
            #expect(try await mixtape.songs.set([], on: db).isEmpty)
            try await mixtape.songs.add(songs[0], on: db)
            #expect(try await mixtape.songs.insert(keys: [], at: 1, on: db).isEmpty)
        }
    }
}
