import Junction
import JunctionTesting
import Testing

@Suite struct OrderedRelationTests {
    private func run(
        _ database: TestDatabase, clock: TestClock = TestClock(),
        _ body: (Database, StatementRecorder, Playlist, [Track]) async throws -> Void
    ) async throws {
        try await database.run(Studio.models, clock: { clock.now }) { db, recorder in
            let playlist = try await Playlist(name: "P").insert(on: db)
            let tracks = try await Studio.tracks("d", "c", "b", "a", on: db)
            _ = recorder.take()
            try await body(db, recorder, playlist, tracks)
        }
    }

    private func expect(_ playlist: Playlist, _ db: Database, _ titles: String, at location: SourceLocation = #_sourceLocation) async throws
    {
        let found = try await playlist.tracks.all(on: db).map(\.title).joined()
        #expect(found == titles, sourceLocation: location)
    }

    /// The order of the links is that of reads, of prefetch, of the links themselves; another order may be asked for.
    @Test(arguments: TestDatabase.all)
    func reads(_ database: TestDatabase) async throws {
        try await run(database) { db, _, playlist, tracks in
            #expect(try await playlist.tracks.add(tracks[1], tracks[0], on: db).added == [tracks[1].id, tracks[0].id])
            try await playlist.tracks.add(tracks[3], on: db)
            try await playlist.tracks.add(tracks[2], tracks[3], on: db)
            try await expect(playlist, db, "cdab")
            #expect(try await playlist.tracks.links.all(on: db).map(\.trackID) == [1, 0, 3, 2].map { tracks[$0].id })
            #expect(try await playlist.tracks.order { $0.title }.all(on: db).map(\.title) == ["a", "b", "c", "d"])
            #expect(try await playlist.tracks.query.limit(2).all(on: db).map(\.title) == ["c", "d"])
            let rows = try await Playlist.with { $0.tracks }.with { $0.tracks.limit(2) }.with { $0.tracks.order { $0.title } }.all(on: db)
            let read = rows[0]
            #expect(read.1.map(\.title) == ["c", "d", "a", "b"])
            #expect(read.2.map(\.title) == ["c", "d"])
            #expect(read.3.map(\.title) == ["a", "b", "c", "d"])
            #expect(try await [playlist].with({ $0.tracks }, on: db)[0].1.map(\.title) == ["c", "d", "a", "b"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func insertAndMove(_ database: TestDatabase) async throws {
        // One statement more where others write at the same time: the owner is held.
        let held = database.dialect.writesTogether ? 1 : 0
        let clock = TestClock()
        try await run(database, clock: clock) { db, recorder, playlist, tracks in
            let (d, c, b, a) = (tracks[0], tracks[1], tracks[2], tracks[3])
            try await playlist.tracks.add(a, b, on: db)
            _ = recorder.take()
            let inserted = try await playlist.tracks.insert(c, at: 1, on: db)
            #expect(inserted.added == [c.id] && inserted.moved == [b.id])
            #expect(recorder.take().count <= 3 + held)
            try await expect(playlist, db, "acb")

            clock.advance()
            let moved = try await playlist.tracks.move(b, to: 0, on: db)
            #expect(Set(moved.moved) == [a.id, b.id, c.id] && moved.added.isEmpty)
            #expect(recorder.take().count == 3 + held)
            try await expect(playlist, db, "bac")
            #expect(try await playlist.tracks.move(b, to: 0, on: db).isEmpty)

            clock.advance()
            let last = try await playlist.tracks.insert(d, c, at: 1, on: db)
            #expect(last.added == [d.id])
            try await expect(playlist, db, "bdca")
            let links = try await playlist.tracks.links.all(on: db)
            #expect(links.map(\.position) == [0, 1, 2, 3])
            // Only what changed its place was touched: `b` and `c` were there already.
            #expect(links.map { $0.modified == clock.now } == [false, true, false, true])
        }
    }

    /// A list is an order: `set` arranges too, and touches only what is not in its place.
    @Test(arguments: TestDatabase.all)
    func set(_ database: TestDatabase) async throws {
        let held = database.dialect.writesTogether ? 1 : 0
        try await run(database) { db, recorder, playlist, tracks in
            let (d, c, b, a) = (tracks[0], tracks[1], tracks[2], tracks[3])
            #expect(try await playlist.tracks.set([d, b, a], on: db).added == [d.id, b.id, a.id])
            _ = recorder.take()
            let changes = try await playlist.tracks.set([a, c, b], on: db)
            #expect(changes.added == [c.id] && changes.removed == [d.id])
            #expect(Set(changes.moved + changes.existing) == [a.id, b.id])
            #expect(recorder.take().count <= 4 + held)
            try await expect(playlist, db, "acb")
            #expect(try await playlist.tracks.set([a, c, b], on: db).isEmpty)
            let reordered = try await playlist.tracks.set([b, c, a], on: db)
            #expect(Set(reordered.moved) == [a.id, b.id] && reordered.existing == [c.id])
            try await expect(playlist, db, "bca")
            let other = try await Playlist(name: "Q").insert(on: db)
            try await Playlist.set(\.tracks, to: [playlist.id: [c.id, b.id], other.id: [a.id, d.id, b.id]], on: db)
            try await expect(playlist, db, "cb")
            try await expect(other, db, "adb")
        }
    }

    /// A restored link comes last; from the other end each owner gets it last.
    @Test(arguments: TestDatabase.all)
    func restoredAndReverse(_ database: TestDatabase) async throws {
        try await run(database) { db, _, playlist, tracks in
            try await playlist.tracks.set(Array(tracks.prefix(3)), on: db)
            try await playlist.tracks.remove(tracks[0], on: db)
            #expect(try await playlist.tracks.add(tracks[0], on: db).restored == [tracks[0].id])
            try await expect(playlist, db, "cbd")
            let other = try await Playlist(name: "Q").insert(on: db)
            try await tracks[3].playlists.add(other, playlist, on: db)
            try await expect(playlist, db, "cbda")
            try await expect(other, db, "a")
        }
    }

    @Test(arguments: TestDatabase.all)
    func refusals(_ database: TestDatabase) async throws {
        try await run(database) { db, _, playlist, tracks in
            try await playlist.tracks.set(Array(tracks.prefix(2)), on: db)
            for place in [-1, 3] {
                let error = try await refusal(of: QueryError.self) { try await playlist.tracks.insert(tracks[2], at: place, on: db) }
                #expect(error.kind == .placeOutOfRange(place: place, count: 2))
            }
            let far = try await refusal(of: QueryError.self) { try await playlist.tracks.move(tracks[0], to: 2, on: db) }
            #expect(far.kind == .placeOutOfRange(place: 2, count: 1))
            let unlinked = try await refusal(of: RelationError.self) { try await playlist.tracks.move(tracks[3], to: 0, on: db) }
            #expect(unlinked.kind == .notLinked && unlinked.keys == [tracks[3].id.columnValue])
            let singer = try await Singer(name: "S").insert(on: db)
            let unordered = try await refusal(of: QueryError.self) { try await playlist.singers.insert(singer, at: 0, on: db) }
            #expect("\(unordered)".contains("orderedBy"))
            try await expect(playlist, db, "dc")
        }
    }
}
