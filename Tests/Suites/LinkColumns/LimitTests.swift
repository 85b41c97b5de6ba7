import Junction
import JunctionTesting
import Testing

/// What a model's options allow a relation to be linked to is kept by every call, from both ends.
@Suite struct LimitTests {
    @Test(arguments: TestDatabase.all)
    func enforced(_ database: TestDatabase) async throws {
        try await database.run(Studio.models) { db, recorder in
            let playlist = try await Playlist(name: "P").insert(on: db), other = try await Playlist(name: "Q").insert(on: db)
            let own = try await Cover(label: "P").insert(on: db), any = try await Cover(label: "any").insert(on: db)
            let taken = try await Cover(label: "P", isFree: false).insert(on: db)
            _ = recorder.take()
            #expect(try await playlist.covers.add(own, any, on: db).added == [own.id, any.id])
            #expect(recorder.take().count == 1)

            func refused(_ keys: [Key<Cover>], _ change: () async throws -> Void) async throws {
                let error = try await refusal(of: RelationError.self) { try await change() }
                #expect(error.kind == .targetsAgainstLimit && error.keys == keys.map(\.columnValue) && error.relation == "Playlist.covers")
            }
            try await refused([taken.id]) { try await playlist.covers.add(any, taken, on: db) }
            try await refused([own.id]) { try await other.covers.set([any, own], on: db) }
            try await refused([Key(4)]) { try await playlist.covers.create(Cover(label: "Z"), on: db) }
            try await refused([own.id]) { try await Playlist.set(\.covers, to: [other.id: [own.id], playlist.id: []], on: db) }
            #expect(try await Cover.count(on: db) == 3)
            #expect(try await playlist.covers.count(on: db) == 2)
            #expect(try await other.covers.isEmpty(on: db))

            // From the other end the owner is what the rule speaks of.
            let reverse = try await refusal(of: RelationError.self) { try await own.playlists.add(other, on: db) }
            #expect(reverse.kind == .targetsAgainstLimit && reverse.keys == [other.id.columnValue])
            #expect(try await any.playlists.add(other, on: db).added == [other.id])

            // What is linked already stays when it no longer fits, and can be unlinked.
            _ = try await own.update(on: db) { $0.isFree = false }
            let kept = try await playlist.covers.set([own, any], on: db)
            #expect(kept.isEmpty && Set(kept.existing) == [own.id, any.id])
            #expect(try await playlist.covers.remove(own, on: db).removed == [own.id])
            try await refused([own.id]) { try await playlist.covers.add(own, on: db) }
        }
    }
}
