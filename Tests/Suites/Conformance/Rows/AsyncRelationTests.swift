import Junction
import JunctionTesting
import Testing

// async: every call of a relation is asynchronous, and may run beside others.

@Model
struct AsyncSimple {
    var id: Key<AsyncSimple>
    var field: Int
    @HasMany(\AsyncChild.simpleID) var children: HasMany<AsyncChild>

    static let options = Options<Self>(ordering: { [$0.field] })
}

@Model
struct AsyncChild {
    var id: Key<AsyncChild>
    var name: String = ""
    @ForeignKey(onDelete: .setNull) var simpleID: Key<AsyncSimple>?

    static let options = Options<Self>(ordering: { [$0.id] })
}

@Model
struct AsyncGroup {
    var id: Key<AsyncGroup>
    @ManyToMany var simples: Many<AsyncSimple>
}

@Suite struct AsyncRelationTests {
    /// A group that has "1" of the rows 1 and 2; the first has a child, another child has nobody.
    private struct Start {
        let group: AsyncGroup
        let one: AsyncSimple
        let two: AsyncSimple
        let child: AsyncChild
        let orphan: AsyncChild
    }

    private func run(_ database: TestDatabase, _ body: (Start, Database) async throws -> Void) async throws {
        try await database.run([AsyncSimple.self, AsyncChild.self, AsyncGroup.self]) { db, _ in
            let group = try await AsyncGroup().insert(on: db), one = try await AsyncSimple(field: 1).insert(on: db)
            let two = try await AsyncSimple(field: 2).insert(on: db)
            try await group.simples.add(one, on: db)
            let child = try await AsyncChild(name: "child", simpleID: one.id).insert(on: db)
            let orphan = try await AsyncChild(name: "orphan").insert(on: db)
            try await body(Start(group: group, one: one, two: two, child: child, orphan: orphan), db)
        }
    }

    private func fields(_ start: Start, _ db: Database) async throws -> [Int] {
        try await start.group.simples.all(on: db).map(\.field)
    }

    private func names(_ simple: AsyncSimple, _ db: Database) async throws -> [String] {
        try await simple.children.all(on: db).map(\.name)
    }

    @Test("async.test_acreate", arguments: TestDatabase.all)
    func create(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            async let first = start.group.simples.create(AsyncSimple(field: 3), on: db)
            async let second = start.group.simples.create(AsyncSimple(field: 4), on: db)
            let made = try await [first, second]
            #expect(made.map(\.field) == [3, 4] && made.allSatisfy { $0.id.isAssigned })
            let now = try await fields(start, db)
            #expect(now == [1, 3, 4])
        }
    }

    @Test("async.test_acreate_reverse", arguments: TestDatabase.all)
    func createChild(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            let made = try await start.one.children.create(AsyncChild(name: "new", simpleID: start.two.id), on: db)
            #expect(made.simpleID == start.one.id)
            let now = try await names(start.one, db), other = try await names(start.two, db)
            #expect(now == ["child", "new"] && other.isEmpty)
        }
    }

    @Test("async.test_aget_or_create_reverse", arguments: TestDatabase.all)
    func getOrCreateChild(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            let new = try await start.one.children.getOrCreate(where: { $0.name == "new" }, on: db) { AsyncChild(name: "new") }
            #expect(new.isNew && new.row.simpleID == start.one.id)
            let old = try await start.one.children.getOrCreate(where: { $0.name == "new" }, on: db) { AsyncChild(name: "new") }
            #expect(!old.isNew && old.row.id == new.row.id)
            let now = try await names(start.one, db)
            #expect(now == ["child", "new"])
        }
    }

    /// The same link from two tasks at once is there once, and one of them has made it.
    @Test("async.test_aadd", arguments: TestDatabase.all)
    func add(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            async let first = start.group.simples.add(start.two, on: db)
            async let second = start.group.simples.add(start.two, on: db)
            let changes = try await [first, second]
            #expect(changes.flatMap(\.added) == [start.two.id] && changes.flatMap(\.existing) == [start.two.id])
            let now = try await fields(start, db)
            #expect(now == [1, 2])
        }
    }

    @Test("async.test_aadd_reverse", arguments: TestDatabase.all)
    func addChild(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            let given = try await start.orphan.update(on: db) { $0.simpleID = start.one.id }
            #expect(given.simpleID == start.one.id)
            let both = try await names(start.one, db)
            #expect(both == ["child", "orphan"])
            try await start.one.children.move(start.child, given, to: start.two.children, on: db)
            let left = try await names(start.one, db), moved = try await names(start.two, db)
            #expect(left.isEmpty && moved == ["child", "orphan"])
        }
    }

    @Test("async.test_aremove", arguments: TestDatabase.all)
    func remove(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            let changes = try await start.group.simples.remove(start.one, start.two, on: db)
            #expect(changes.removed == [start.one.id])
            let now = try await fields(start, db), count = try await AsyncSimple.count(on: db)
            #expect(now.isEmpty && count == 2)
        }
    }

    @Test("async.test_aremove_reverse", arguments: TestDatabase.all)
    func removeChild(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            let count = try await start.one.children.remove(start.child, start.orphan, on: db)
            #expect(count == 1)
            let now = try await names(start.one, db), free = try await AsyncChild.filter { $0.simpleID == nil }.count(on: db)
            #expect(now.isEmpty && free == 2)
        }
    }

    /// What is not named any more is taken away, what is named is given, in one transaction.
    @Test("async.test_aset_reverse", arguments: TestDatabase.all)
    func setChildren(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            let wanted = [start.orphan.id]
            let counts = try await db.transaction { tx in
                let taken = try await start.one.children.filter { $0.id.notIn(wanted) }.update(on: tx) { new, _ in new.simpleID = nil }
                let given = try await AsyncChild.filter { $0.id.in(wanted) }.update(on: tx) { new, _ in new.simpleID = start.one.id }
                return [taken, given]
            }
            #expect(counts == [1, 1])
            let now = try await names(start.one, db)
            #expect(now == ["orphan"])
        }
    }

    @Test("async.test_aclear", arguments: TestDatabase.all)
    func clear(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            try await start.group.simples.add(start.two, on: db)
            let changes = try await start.group.simples.clear(on: db)
            #expect(Set(changes.removed) == [start.one.id, start.two.id])
            let now = try await fields(start, db)
            #expect(now.isEmpty)
        }
    }

    @Test("async.test_aclear_reverse", arguments: TestDatabase.all)
    func clearChildren(_ database: TestDatabase) async throws {
        try await run(database) { start, db in
            let count = try await start.one.children.query.update(on: db) { new, _ in new.simpleID = nil }
            #expect(count == 1)
            let now = try await names(start.one, db), child = try await AsyncChild.find(start.child.id, on: db)
            #expect(now.isEmpty && child.simpleID == nil && start.child.simpleID == start.one.id)
        }
    }
}
