import Foundation
import Junction
import JunctionTesting
import Testing

/// What listens to relations hears what really changed, in the transaction and after it, and changes no statement.
@Suite struct EventTests {
    /// What was heard, in the order in which it was.
    final class Log: Sendable {
        private let lines = Guarded<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        func take() -> [String] {
            lines.withLock { lines in
                defer { lines = [] }
                return lines
            }
        }

        /// Hooks that write down everything about one relation.
        func hooks<Owner: Model, R: ManyVerbs>(_ relation: KeyPath<Owner, R>) -> [RelationHook] {
            [
                .before(relation) { change, _ in self.add("before \(Log.text(change))") },
                .after(relation) { change, _ in self.add("after \(Log.text(change))") },
                .committed(relation) { change in self.add("committed \(Log.text(change))") },
            ]
        }

        private static func text<A: Model, B: Model>(_ change: RelationChange<A, B>) -> String {
            func list(_ name: String, _ pairs: [RelationChange<A, B>.Pair]) -> String {
                pairs.isEmpty ? "" : " \(name) " + pairs.map { "\($0.owner)-\($0.target)" }.sorted().joined(separator: ",")
            }
            return "\(change.cause)\(change.isReverse ? " reverse" : "")" + list("asked", change.asked) + list("added", change.added)
                + list("restored", change.restored) + list("removed", change.removed) + list("moved", change.moved)
        }
    }

    private func run(
        _ database: TestDatabase, _ models: [any Model.Type], _ hooks: [RelationHook],
        _ body: (Database, StatementRecorder) async throws -> Void
    ) async throws {
        let recorder = StatementRecorder()
        let db = try await database.open(DatabaseConfiguration(observers: [recorder], hooks: hooks))
        try await db.create(models)
        _ = recorder.take()
        try await body(db, recorder)
        await db.close()
    }

    @Test(arguments: TestDatabase.all)
    func everyVerb(_ database: TestDatabase) async throws {
        let log = Log()
        try await run(database, Studio.models, log.hooks(\Playlist.tracks)) { db, _ in
            let playlist = try await Playlist(name: "P").insert(on: db)
            let tracks = try await Studio.tracks("a", "b", "c", on: db), keys = tracks.map(\.id)
            func expect(_ lines: String..., at location: SourceLocation = #_sourceLocation) {
                #expect(log.take() == lines, sourceLocation: location)
            }
            try await playlist.tracks.add(keys: [keys[0], keys[1]], on: db)
            expect("before add asked 1-1,1-2", "after add added 1-1,1-2", "committed add added 1-1,1-2")
            try await playlist.tracks.add(keys: [keys[1], keys[2]], on: db)
            expect("before add asked 1-2,1-3", "after add added 1-3", "committed add added 1-3")
            try await playlist.tracks.add(keys: [keys[2]], on: db)
            expect("before add asked 1-3")
            try await playlist.tracks.remove(keys: [keys[2], Key(99)], on: db)
            expect("before remove asked 1-3,1-99", "after remove removed 1-3", "committed remove removed 1-3")
            try await playlist.tracks.restore(keys: [keys[2]], on: db)
            expect("before restore asked 1-3", "after restore restored 1-3", "committed restore restored 1-3")
            try await playlist.tracks.move(keys[0], to: 2, on: db)
            expect("before move asked 1-1", "after move moved 1-1,1-2,1-3", "committed move moved 1-1,1-2,1-3")
            try await playlist.tracks.set(keys: [keys[1]], on: db)
            expect("before set asked 1-2", "after set removed 1-1,1-3", "committed set removed 1-1,1-3")
            try await playlist.tracks.create(Track(title: "d"), on: db)
            expect("before create", "after create added 1-4", "committed create added 1-4")
            try await playlist.tracks.clear(on: db)
            expect("before clear", "after clear removed 1-2,1-4", "committed clear removed 1-2,1-4")
            let other = try await Playlist(name: "Q").insert(on: db)
            try await Playlist.set(\.tracks, to: [other.id: [keys[0]], playlist.id: [keys[0]]], on: db)
            expect(
                "before set asked 1-1,2-1", "after set added 2-1 restored 1-1", "committed set added 2-1 restored 1-1")
            // Another relation is another relation.
            try await playlist.covers.create(Cover(label: "any"), on: db)
            expect()
        }
    }

    /// A change from the other end is the same change.
    @Test(arguments: TestDatabase.all)
    func reverse(_ database: TestDatabase) async throws {
        let log = Log(), other = Log()
        try await run(database, Studio.models, log.hooks(\Playlist.tracks) + other.hooks(\Track.playlists)) { db, _ in
            let playlist = try await Playlist(name: "P").insert(on: db), track = try await Track(title: "a").insert(on: db)
            _ = try await Track(title: "b").insert(on: db)
            try await track.playlists.add(playlist, on: db)
            #expect(log.take() == ["before add reverse asked 1-1", "after add reverse added 1-1", "committed add reverse added 1-1"])
            #expect(other.take() == ["before add asked 1-1", "after add added 1-1", "committed add added 1-1"])
            try await playlist.tracks.add(keys: [Key(2)], on: db)
            #expect(log.take() == ["before add asked 1-2", "after add added 1-2", "committed add added 1-2"])
            #expect(other.take() == ["before add reverse asked 2-1", "after add reverse added 2-1", "committed add reverse added 2-1"])
        }
    }

    /// A relation that both ends declare is heard of once, and of links that had ended before nothing is heard.
    @Test(arguments: TestDatabase.all)
    func cascadesOfJunctionsOwn(_ database: TestDatabase) async throws {
        let log = Log(), other = Log()
        let db = try await database.open(
            DatabaseConfiguration(hooks: log.hooks(\Pupil.lessons) + other.hooks(\Lesson.pupils)))
        try await rawSQL(
            "CREATE TABLE attendance (id {key}, pupil_id bigint NOT NULL, lesson_id bigint NOT NULL, ended {moment}, UNIQUE (pupil_id, lesson_id))",
            on: db)
        try await db.create([Pupil.self, Lesson.self, Attendance.self], ifNotExists: true)
        let pupil = try await Pupil().insert(on: db), lessons = try await [Lesson(), Lesson()].insert(on: db)
        try await pupil.lessons.add(keys: lessons, on: db)
        try await pupil.lessons.remove(keys: [lessons[0]], on: db)
        _ = (log.take(), other.take())
        try await pupil.deletePermanently(on: db)
        #expect(log.take() == ["after cascade removed 1-2", "committed cascade removed 1-2"])
        #expect(other.take() == ["after cascade reverse removed 2-1", "committed cascade reverse removed 2-1"])
        #expect(try await Attendance.query.includingDeleted.count(on: db) == 0)
        await db.close()
    }

    /// In the transaction a hook can write; when it throws, the change is taken back and nobody hears of a commit.
    @Test(arguments: TestDatabase.all)
    func inTheTransaction(_ database: TestDatabase) async throws {
        struct Refused: Error {}
        let log = Log()
        let hooks: [RelationHook] = [
            .before(\Playlist.tracks) { change, tx in
                log.add("before \(try await PlaylistTrack.count(on: tx))")
                if change.asked.contains(where: { $0.target == Key(2) }) { throw Refused() }
            },
            .after(\Playlist.tracks) { change, tx in
                log.add("after \(try await PlaylistTrack.count(on: tx))")
                _ = try await Cover(label: "\(change.added.count)").insert(on: tx)
                if change.added.contains(where: { $0.target == Key(3) }) { throw Refused() }
            },
            .committed { event in log.add("committed \(event.relation)") },
        ]
        try await run(database, Studio.models, hooks) { db, _ in
            let playlist = try await Playlist(name: "P").insert(on: db)
            let keys = try await Studio.tracks("a", "b", "c", on: db).map(\.id)
            try await playlist.tracks.add(keys: [keys[0]], on: db)
            #expect(log.take() == ["before 0", "after 1", "committed Playlist.tracks"])
            await #expect(throws: Refused.self) { try await playlist.tracks.add(keys: [keys[1]], on: db) }
            #expect(log.take() == ["before 1"])
            await #expect(throws: Refused.self) { try await playlist.tracks.set(keys: [keys[2]], on: db) }
            #expect(log.take() == ["before 1", "after 1"])
            #expect(try await playlist.tracks.all(on: db).map(\.title) == ["a"])
            #expect(try await Cover.count(on: db) == 1)

            // In a transaction of the caller's, the change alone is taken back, and the commit is the outermost one.
            try await db.transaction { tx in
                try await playlist.tracks.clear(on: tx)
                await #expect(throws: Refused.self) { try await playlist.tracks.add(keys: [keys[2]], on: tx) }
                #expect(try await playlist.tracks.isEmpty(on: tx))
                #expect(log.take() == ["before 1", "after 0", "before 0", "after 1"])
            }
            #expect(log.take() == ["committed Playlist.tracks"])
            try? await db.transaction { tx in
                try await playlist.tracks.add(keys: [keys[0]], on: tx)
                throw Refused()
            }
            #expect(log.take() == ["before 0", "after 1"])
        }
    }

    /// The same calls send the same statements, whether somebody listens or not.
    @Test(arguments: TestDatabase.all)
    func listeningChangesNoStatement(_ database: TestDatabase) async throws {
        func statements(_ hooks: [RelationHook]) async throws -> [String] {
            var all: [String] = []
            try await run(database, Cascades.models, hooks) { db, recorder in
                let team = try await Team(name: "T").insert(on: db)
                let players = try await [Player(name: "a"), Player(name: "b")].insert(on: db)
                _ = recorder.take()
                try await team.players.add(keys: players, on: db)
                try await team.players.set(keys: [players[0]], on: db)
                try await team.players.clear(on: db)
                try await team.players.restoreAll(on: db)
                try await team.fans.add(keys: players, on: db)
                try await team.delete(on: db)
                _ = try await team.restore(on: db)
                try await Player.query.deletePermanently(on: db)
                all = recorder.takeSQL()
            }
            return all
        }
        let silent = try await statements([])
        let heard = try await statements([.before { _, _ in }, .after { _, _ in }, .committed { _ in }])
        #expect(silent == heard && silent.count > 10)
    }

    /// Links that follow the rows at their ends, where Junction does that.
    @Test(arguments: TestDatabase.all)
    func cascades(_ database: TestDatabase) async throws {
        let log = Log()
        try await run(database, Cascades.models, log.hooks(\Team.players) + log.hooks(\Team.fans)) { db, _ in
            let team = try await Team(name: "T").insert(on: db)
            let players = try await [Player(name: "a"), Player(name: "b")].insert(on: db)
            try await team.players.add(keys: players, on: db)
            try await team.fans.add(keys: players, on: db)
            _ = log.take()
            try await team.delete(on: db)
            #expect(log.take() == ["after cascade removed 1-1,1-2", "committed cascade removed 1-1,1-2"])
            _ = try await team.restore(on: db)
            #expect(log.take() == ["after cascade restored 1-1,1-2", "committed cascade restored 1-1,1-2"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aKeyPathThatNamesNoRelation(_ database: TestDatabase) async throws {
        try await run(database, Studio.models, [.before(\Playlist.computed) { _, _ in }]) { db, _ in
            let playlist = try await Playlist(name: "P").insert(on: db)
            let error = try await refusal(of: SchemaError.self) { try await playlist.tracks.clear(on: db) }
            #expect("\(error)".contains("names no relation"))
        }
    }
}

extension Playlist {
    fileprivate var computed: Many<Track>.Through<PlaylistTrack> { tracks }
}

@Model
struct Pupil {
    var id: Key<Pupil>
    @ManyToMany var lessons: Many<Lesson>.Through<Attendance>
}

@Model
struct Lesson {
    var id: Key<Lesson>
    @ManyToMany var pupils: Many<Pupil>.Through<Attendance>
}

@Model
struct Attendance {
    var id: Key<Attendance>
    @ForeignKey(onDelete: .cascade) var pupilID: Key<Pupil>
    @ForeignKey(onDelete: .cascade) var lessonID: Key<Lesson>
    @DeletedAt var ended: Date?
}
