import Junction
import JunctionTesting
import Testing

// m2m_recursive: people and their friends (both ways), colleagues (both ways, through a model), idols and fans (one way).

@Model
struct CirclePerson {
    var id: Key<CirclePerson>
    var name: String
    @ManyToMany(symmetrical: true) var friends: Many<CirclePerson>
    @ManyToMany(symmetrical: true) var colleagues: Many<CirclePerson>.Through<CircleColleague>
    @ManyToMany var idols: Many<CirclePerson>
    @Inverse(\CirclePerson.idols) var fans: Many<CirclePerson>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct CircleColleague {
    var id: Key<CircleColleague>
    @ForeignKey(onDelete: .cascade) var personID: Key<CirclePerson>
    @ForeignKey(onDelete: .cascade) var otherID: Key<CirclePerson>
    var sinceYear: Int
}

/// Four people who do not know each other yet.
struct Circle: Sendable {
    let ann: CirclePerson
    let bob: CirclePerson
    let cid: CirclePerson
    let dee: CirclePerson

    static func run(
        _ database: TestDatabase, _ body: (Circle, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run([CirclePerson.self, CircleColleague.self]) { db, recorder in
            let circle = try await Circle(
                ann: CirclePerson(name: "Ann").insert(on: db), bob: CirclePerson(name: "Bob").insert(on: db),
                cid: CirclePerson(name: "Cid").insert(on: db), dee: CirclePerson(name: "Dee").insert(on: db))
            _ = recorder.take()
            try await body(circle, db, recorder)
        }
    }
}

@Suite struct RecursiveTests {
    /// Ann knows Bob, Cid and Dee; Cid and Dee know each other.
    private func run(_ database: TestDatabase, _ body: (Circle, Database) async throws -> Void) async throws {
        try await Circle.run(database) { circle, db, _ in
            try await circle.ann.friends.add(circle.bob, circle.cid, on: db)
            try await circle.dee.friends.add(circle.ann, circle.cid, on: db)
            try await body(circle, db)
        }
    }

    @Test("m2m_recursive.RecursiveM2MTests.test_recursive_m2m_all", arguments: TestDatabase.all)
    func fromBothEnds(_ database: TestDatabase) async throws {
        try await run(database) { circle, db in
            let first = try await circle.ann.friends.all(on: db).map(\.name)
            #expect(first == ["Bob", "Cid", "Dee"])
            #expect(try await circle.bob.friends.all(on: db).map(\.name) == ["Ann"])
            #expect(try await circle.cid.friends.all(on: db).map(\.name) == ["Ann", "Dee"])
            #expect(try await circle.dee.friends.all(on: db).map(\.name) == ["Ann", "Cid"])
        }
    }

    @Test("m2m_recursive.RecursiveM2MTests.test_recursive_m2m_reverse_add", arguments: TestDatabase.all)
    func addedFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await run(database) { circle, db in
            let changes = try await circle.bob.friends.add(circle.ann, on: db)
            #expect(changes.isEmpty && changes.existing == [circle.ann.id])
            #expect(try await circle.ann.friends.all(on: db).map(\.name) == ["Bob", "Cid", "Dee"])
            #expect(try await circle.bob.friends.all(on: db).map(\.name) == ["Ann"])
            #expect(try await CirclePerson.query.values { $0.friends.count }.all(on: db) == [3, 1, 2, 2])
        }
    }

    @Test("m2m_recursive.test_recursive_m2m_remove", arguments: TestDatabase.all)
    func remove(_ database: TestDatabase) async throws {
        try await run(database) { circle, db in
            let first = try await circle.bob.friends.remove(circle.ann, on: db).removed
            #expect(first == [circle.ann.id])
            #expect(try await circle.ann.friends.all(on: db).map(\.name) == ["Cid", "Dee"])
            #expect(try await circle.bob.friends.isEmpty(on: db))
            #expect(try await CirclePerson.query.values { $0.friends.count }.all(on: db) == [2, 0, 2, 2])
        }
    }

    @Test("m2m_recursive.test_recursive_m2m_add_via_related_name", arguments: TestDatabase.all)
    func oneWayFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await run(database) { circle, db in
            let first = try await circle.dee.fans.add(circle.ann, on: db).added
            #expect(first == [circle.ann.id])
            #expect(try await circle.ann.idols.all(on: db).map(\.name) == ["Dee"])
            #expect(try await circle.dee.fans.all(on: db).map(\.name) == ["Ann"])
            #expect(try await circle.ann.fans.isEmpty(on: db))
            #expect(try await circle.dee.idols.isEmpty(on: db))
        }
    }

    @Test("m2m_recursive.test_recursive_m2m_add_in_both_directions", arguments: TestDatabase.all)
    func theSameLinkFromBothEnds(_ database: TestDatabase) async throws {
        try await run(database) { circle, db in
            let first = try await circle.ann.idols.add(circle.dee, on: db).added
            #expect(first == [circle.dee.id])
            #expect(try await circle.dee.fans.add(circle.ann, on: db).existing == [circle.ann.id])
            #expect(try await circle.ann.idols.all(on: db).map(\.name) == ["Dee"])
            #expect(try await CirclePerson.query.values { $0.idols.count }.all(on: db) == [1, 0, 0, 0])
            // The other way round it is another link.
            #expect(try await circle.dee.idols.add(circle.ann, on: db).added == [circle.ann.id])
            #expect(try await CirclePerson.query.values { $0.idols.count }.all(on: db) == [1, 0, 0, 1])
        }
    }
}

@Suite struct RecursiveThroughTests {
    /// Ann has worked with Bob and Cid for some years.
    private func run(_ database: TestDatabase, _ body: (Circle, Database) async throws -> Void) async throws {
        try await Circle.run(database) { circle, db, recorder in
            try await circle.ann.colleagues.add(circle.bob, circle.cid, on: db) { $0.sinceYear = 2013 }
            #expect(recorder.take().count == 1)
            try await body(circle, db)
        }
    }

    @Test("m2m_recursive.RecursiveSymmetricalM2MThroughTests.test_recursive_m2m_all", arguments: TestDatabase.all)
    func fromBothEnds(_ database: TestDatabase) async throws {
        try await run(database) { circle, db in
            let first = try await circle.ann.colleagues.all(on: db).map(\.name)
            #expect(first == ["Bob", "Cid"])
            #expect(try await circle.bob.colleagues.all(on: db).map(\.name) == ["Ann"])
            #expect(try await circle.cid.colleagues.all(on: db).map(\.name) == ["Ann"])
            #expect(try await circle.dee.colleagues.isEmpty(on: db))
            #expect(try await CircleColleague.filter { $0.sinceYear == 2013 }.count(on: db) == 4)
        }
    }

    @Test("m2m_recursive.RecursiveSymmetricalM2MThroughTests.test_recursive_m2m_reverse_add", arguments: TestDatabase.all)
    func addedFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await run(database) { circle, db in
            let changes = try await circle.bob.colleagues.add(circle.ann, on: db) { $0.sinceYear = 2020 }
            #expect(changes.isEmpty && changes.existing == [circle.ann.id])
            #expect(try await circle.ann.colleagues.all(on: db).map(\.name) == ["Bob", "Cid"])
            #expect(try await circle.bob.colleagues.all(on: db).map(\.name) == ["Ann"])
            #expect(try await CircleColleague.query.values { $0.sinceYear }.all(on: db) == [2013, 2013, 2013, 2013])
        }
    }

    @Test("m2m_recursive.test_recursive_m2m_clear", arguments: TestDatabase.all)
    func clear(_ database: TestDatabase) async throws {
        try await run(database) { circle, db in
            try await circle.dee.colleagues.add(circle.cid, on: db) { $0.sinceYear = 2016 }
            #expect(Set(try await circle.ann.colleagues.clear(on: db).removed) == [circle.bob.id, circle.cid.id])
            #expect(try await circle.ann.colleagues.isEmpty(on: db))
            #expect(try await circle.bob.colleagues.isEmpty(on: db))
            #expect(try await circle.cid.colleagues.all(on: db).map(\.name) == ["Dee"])
            #expect(try await CircleColleague.query.values { $0.sinceYear }.all(on: db) == [2016, 2016])
        }
    }
}
