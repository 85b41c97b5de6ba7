import Foundation
import Junction
import JunctionSQLite

// More snippets of docs/many-to-many.md: a model with itself, an order, tables that are there already, and who listens.

enum Shapes {
    // snippet: many-self
    @Model
    struct Person {
        var id: Key<Person>
        var name: String
        @ManyToMany(symmetrical: true) var friends: Many<Person>            // each link goes both ways
        @ManyToMany var follows: Many<Person>                               // each link goes one way …
        @Inverse(\Person.follows) var followers: Many<Person>               // … and has its other end
        @ManyToMany(from: \.mentorID, to: \.pupilID) var pupils: Many<Person>.Through<Mentoring>
        @Inverse(\Person.pupils) var mentors: Many<Person>.Through<Mentoring>
    }

    @Model
    struct Mentoring {
        @PrimaryKey @ForeignKey(onDelete: .cascade) var mentorID: Key<Person>
        @PrimaryKey @ForeignKey(onDelete: .cascade) var pupilID: Key<Person>
        var subject: String?
    }
    // end snippet

    @Model
    struct Playlist {
        var id: Key<Playlist>
        var name: String
        @ManyToMany(orderedBy: \.position) var tracks: Many<Track>.Through<PlaylistTrack>
    }

    @Model
    struct PlaylistTrack {
        var id: Key<PlaylistTrack>
        @ForeignKey(onDelete: .cascade) var playlistID: Key<Playlist>
        @ForeignKey(onDelete: .cascade) var trackID: Key<Track>
        var position: Int?
    }

    @Model
    struct Track {
        var id: Key<Track>
        var title: String
    }

    @Model
    struct Recipe {
        var id: Key<Recipe>
        var name: String
        @ManyToMany(table: "recipe_spice", from: "recipe", to: "spice") var spices: Many<Spice>
    }

    @Model
    struct Spice {
        var id: Key<Spice>
        var name: String
    }

    @Model
    struct Audit {
        var id: Key<Audit>
        var text: String
    }

    static func selves(_ db: Database, _ ann: Person, _ bob: Person, _ cid: Person) async throws -> [[String]] {
        // snippet: many-self-use
        try await ann.friends.add(bob, on: db)                              // Bob's friends are Ann
        try await bob.friends.remove(ann, on: db)                           // and Ann's are none
        try await ann.pupils.add(cid, on: db) { $0.subject = "chess" }
        let mentors = try await cid.mentors.all(on: db)                     // Ann
        // end snippet
        return [try await ann.friends.all(on: db), mentors].map { $0.map(\.name) }
    }

    static func order(_ db: Database, _ playlist: Playlist, _ intro: Track, _ song: Track, _ outro: Track) async throws -> [String] {
        // snippet: many-ordered-use
        try await playlist.tracks.add(song, outro, on: db)                  // at the end
        try await playlist.tracks.insert(intro, at: 0, on: db)
        try await playlist.tracks.move(outro, to: 1, on: db)
        let tracks = try await playlist.tracks.all(on: db)                  // intro, outro, song
        try await playlist.tracks.set([song, intro], on: db)                // a list is an order, too
        // end snippet
        return tracks.map(\.title) + (try await playlist.tracks.all(on: db).map(\.title))
    }

    struct TooMany: Error {}

    static func listen(_ path: String) async throws -> Database {
        // snippet: many-hooks
        let hooks: [RelationHook] = [
            .before(\Person.pupils) { change, tx in                         // what the call asks for; throwing refuses it
                if change.asked.count > 2 { throw TooMany() }
            },
            .after(\Person.pupils) { change, tx in                          // what really changed, in the same transaction
                for pair in change.added { _ = try await Audit(text: "\(pair.owner) teaches \(pair.target)").insert(on: tx) }
            },
            .committed { event in print(event.relation, event.cause) },     // of any relation, once it is certain
        ]
        let db = try await Database.sqlite(path: path, SQLiteConfiguration(DatabaseConfiguration(hooks: hooks)))
        // end snippet
        return db
    }
}

/// Runs all of them.
func allOfManyToManyShapes() async throws -> [String] {
    typealias S = Shapes
    let notes = try await GuideNotes([S.Person.self, S.Mentoring.self, S.Playlist.self, S.PlaylistTrack.self, S.Track.self]), db = notes.db
    let ann = try await S.Person(name: "Ann").insert(on: db), bob = try await S.Person(name: "Bob").insert(on: db)
    let cid = try await S.Person(name: "Cid").insert(on: db)
    try await ann.follows.add(bob, on: db)
    try await bob.follows.add(cid, on: db)
    notes.say("selves", try await S.selves(db, ann, bob, cid))
    notes.begin()
    try await ann.friends.add(bob, on: db)
    notes.note("friends", try await db.query("SELECT count(*) FROM person_friends", as: Int.self))
    let playlist = try await S.Playlist(name: "P").insert(on: db)
    let intro = try await S.Track(title: "intro").insert(on: db), song = try await S.Track(title: "song").insert(on: db)
    let outro = try await S.Track(title: "outro").insert(on: db)
    notes.say("order", try await S.order(db, playlist, intro, song, outro))
    notes.begin()
    notes.note("insert", try await playlist.tracks.insert(outro, at: 0, on: db).added == [outro.id])
    notes.note("move", try await playlist.tracks.move(outro, to: 2, on: db).moved.count)
    notes.note("set", try await playlist.tracks.set([outro, song], on: db).removed == [intro.id])
    notes.say("no place", await refusal { try await playlist.tracks.insert(intro, at: 5, on: db) })
    notes.say("not linked", await refusal { try await playlist.tracks.move(intro, to: 0, on: db) })
    notes.say("exists", await refusal { _ = try await S.PlaylistTrack(playlistID: playlist.id, trackID: song.id).insert(on: db) })
    await db.close()

    let existing = try await GuideNotes([])
    for sql: SQL in [
        "CREATE TABLE recipe (id integer PRIMARY KEY, name text NOT NULL)", "CREATE TABLE spice (id integer PRIMARY KEY, name text NOT NULL)",
        "CREATE TABLE recipe_spice (id integer PRIMARY KEY, recipe bigint NOT NULL, spice bigint NOT NULL, UNIQUE (recipe, spice))",
    ] { try await existing.db.execute(sql) }
    try await existing.db.verify([S.Recipe.self, S.Spice.self])
    let soup = try await S.Recipe(name: "soup").insert(on: existing.db), salt = try await S.Spice(name: "salt").insert(on: existing.db)
    existing.begin()
    existing.note("existing table", try await soup.spices.add(salt, on: existing.db).added.count)
    existing.note("missing target", await refusal { try await soup.spices.add(keys: [Key(9)], on: existing.db) })
    await existing.db.close()

    let heard = try await S.listen(":memory:")
    try await heard.create([S.Person.self, S.Mentoring.self, S.Audit.self])
    let people = try await (1...4).map { S.Person(name: "\($0)") }.insert(on: heard), first = try await S.Person.find(people[0], on: heard)
    try await first.pupils.add(keys: [people[1]], on: heard)
    let refused = await refusal { try await first.pupils.add(keys: Array(people[1...]), on: heard) }
    let audits = try await S.Audit.all(on: heard).map(\.text)
    await heard.close()
    return notes.lines + existing.lines + ["hooks: \(audits), \(refused)"]
}
