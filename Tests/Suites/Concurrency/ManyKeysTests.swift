import Junction
import JunctionTesting
import Testing

/// Four hundred thousand keys in one call.
@Suite struct ManyKeysTests {
    private static let many = 400_000

    @Test(arguments: TestDatabase.all)
    func everyCall(_ database: TestDatabase) async throws {
        try await database.run(Crowd.models, connections: Crowd.tasks) { db, recorder in
            let room = try await Room(name: "r").insert(on: db)
            try await rawSQL(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.many)) \
                INSERT INTO visitor (id) SELECT i FROM n
                """, on: db)
            let keys = (1...Self.many).map { Key<Visitor>(Int64($0)) }
            _ = recorder.take()
            #expect(try await room.members.add(keys: keys, on: db).added.count == Self.many)
            #expect(try await room.members.set(keys: Array(keys.dropFirst()), on: db).removed == [keys[0]])
            // One more where others write at the same time: the owner is held.
            #expect(recorder.take().count == (database.dialect.writesTogether ? 4 : 3))
            #expect(try await Visitor.filter { $0.id.in(keys) }.count(on: db) == Self.many)
            #expect(try await Room.filter { $0.members.contains(allOf: keys.dropFirst()) }.count(on: db) == 1)
            let rooms = try await Room.with { $0.members }.all(on: db)
            #expect(rooms.map(\.1.count) == [Self.many - 1])
            let visitors = try await Visitor.with { $0.memberships.withLink.limit(1) }.all(on: db)
            #expect(visitors.count == Self.many && visitors.filter { $0.1.isEmpty }.map(\.0.id) == [keys[0]])
            _ = recorder.take()
            #expect(try await room.members.remove(keys: keys, on: db).removed.count == Self.many - 1)
            #expect(try await Room.add(\.members, [room.id: keys], on: db)[room.id]?.restored.count == Self.many)
            #expect(recorder.take().count == 2)
        }
    }
}
