import Junction
import JunctionTesting
import Testing

/// A list of any length is one statement with one bound value.
@Suite struct HugeListTests {
    private static let many = 100_000

    @Test(arguments: TestDatabase.all)
    func keys(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            let people = try await ErrorPerson.insert((1...100).map { ErrorPerson(name: "\($0)") }, on: db)
            let all = people + (1...Self.many).map { Key<ErrorPerson>(Int64($0) + 1_000_000) }
            _ = recorder.take()
            #expect(try await ErrorPerson.filter { $0.id.in(all) }.count(on: db) == 100)
            #expect(try await ErrorPerson.filter { $0.id.notIn(all) }.count(on: db) == 0)
            #expect(try await ErrorPerson.find(all, on: db).count == 100)
            let events = recorder.take()
            #expect(events.count == 3)
            for event in events { #expect(event.values.count == 1) }
        }
    }

    @Test(arguments: TestDatabase.all)
    func texts(_ database: TestDatabase) async throws {
        try await database.run([ErrorText.self]) { db, recorder in
            try await ErrorText.insert((1...100).map { ErrorText(text: "text '\($0)'") }, on: db)
            let all = (1...Self.many).map { "text '\($0)'" }
            _ = recorder.take()
            #expect(try await ErrorText.filter { $0.text.in(all) }.all(on: db).count == 100)
            #expect(recorder.takeSQL().count == 1)
            #expect(try await ErrorText.filter { $0.text.in([String]()) }.count(on: db) == 0)
            #expect(try await ErrorText.filter { $0.text.notIn([String]()) }.count(on: db) == 100)
        }
    }

    @Test(arguments: TestDatabase.all)
    func targets(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            let groups = try await ErrorGroup.insert((1...100).map { ErrorGroup(name: "\($0)") }, on: db)
            try await ann.groups.add(keys: groups, on: db)
            let strangers = (1...Self.many).map { Key<ErrorGroup>(Int64($0) + 1_000_000) }
            _ = recorder.take()
            let contains = ErrorPerson.filter { $0.groups.contains(anyOf: groups + strangers) }
            #expect(try await contains.all(on: db).map(\.id) == [ann.id])
            // What is not linked is removed without a word.
            let removed = try await ann.groups.remove(keys: strangers, on: db)
            #expect(removed.isEmpty)
            #expect(recorder.takeSQL().count == 2)
            // All that is missing is named in one error.
            let error = try await refusal(of: RelationError.self) { try await ann.groups.add(keys: strangers, on: db) }
            #expect(error.keys.count == Self.many)
            #expect(try await ann.groups.count(on: db) == 100)
        }
    }
}
