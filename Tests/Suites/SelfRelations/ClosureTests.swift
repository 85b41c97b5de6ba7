import Foundation
import Junction
import JunctionTesting
import Testing

/// A tree by its foreign key.
@Model
struct Folder {
    var id: Key<Folder>
    var name: String
    @ForeignKey(onDelete: .cascade) var parentID: Key<Folder>?
    @DeletedAt var deleted: Date?
    @HasMany(\Folder.parentID) var children: HasMany<Folder>
}

/// What is reached step by step.
@Suite struct ClosureTests {
    @Test(arguments: TestDatabase.all)
    func trees(_ database: TestDatabase) async throws {
        try await database.run([Folder.self]) { db, recorder in
            let root = try await Folder(name: "root").insert(on: db)
            let a = try await Folder(name: "a", parentID: root.id).insert(on: db),
                b = try await Folder(name: "b", parentID: root.id).insert(on: db)
            let c = try await Folder(name: "c", parentID: a.id).insert(on: db),
                d = try await Folder(name: "d", parentID: c.id).insert(on: db)
            func names(_ query: Query<Folder, Folder>) async throws -> [String] {
                try await query.order { $0.name }.all(on: db).map(\.name)
            }
            _ = recorder.take()
            #expect(try await names(root.closure(of: \.children)) == ["a", "b", "c", "d"])
            #expect(recorder.takeSQL().count == 1)
            #expect(try await names(a.closure(of: \.children)) == ["c", "d"])
            #expect(try await names(d.closure(of: \.children)) == [])
            #expect(try await names(d.closure(of: \.parent)) == ["a", "c", "root"])
            #expect(try await names(Folder.filter { $0.name.in(["b", "c"]) }.closure(of: \.parent)) == ["a", "root"])
            let below = try await root.closure(of: \.children, maxDepth: 2).all(on: db)
            #expect(below.map(\.0.name) == ["a", "b", "c"] && below.map(\.1) == [1, 1, 2])
            let above = try await d.closure(of: \.parent, maxDepth: 10).all(on: db)
            #expect(above.map(\.0.name) == ["c", "a", "root"] && above.map(\.1) == [1, 2, 3])
            #expect(try await root.closure(of: \.children, maxDepth: 0).all(on: db).isEmpty)
            // A query like any other.
            #expect(try await root.closure(of: \.children).filter { $0.name > "a" }.count(on: db) == 3)
            #expect(
                try await root.closure(of: \.children).with { $0.parent }.order { $0.name }.all(on: db).map(\.1?.name) == [
                    "root", "root", "a", "c",
                ])
            #expect(try await Folder.filter { $0.id.in(a.closure(of: \.children)) }.count(on: db) == 2)
            // What is deleted leads nowhere.
            try await c.delete(on: db)
            #expect(try await names(root.closure(of: \.children)) == ["a", "b"])
            #expect(try await names(d.closure(of: \.parent)) == [])
            _ = try await c.restore(on: db)
            #expect(try await root.closure(of: \.children).delete(on: db) == 4)
            #expect(try await Folder.count(on: db) == 1)
            _ = b
        }
    }

    @Test(arguments: TestDatabase.all)
    func circles(_ database: TestDatabase) async throws {
        try await database.run(People.models) { db, _ in
            let people = try await People.insert("a", "b", "c", "d", "e", on: db)
            let (a, b, c, d) = (people[0], people[1], people[2], people[3])
            try await a.follows.add(b, on: db)
            try await b.follows.add(c, on: db)
            try await c.follows.add(a, d, on: db)
            try await d.follows.add(d, on: db)
            let error = try await refusal(of: QueryError.self) { _ = try await a.closure(of: \.follows, maxDepth: .max).all(on: db) }
            #expect(error.description.contains("depth"))
            let near = try await a.closure(of: \.follows, maxDepth: 50).all(on: db)
            #expect(near.map(\.0.name) == ["b", "c", "d"] && near.map(\.1) == [1, 2, 3])
            #expect(try await a.closure(of: \.follows).all(on: db).map(\.name) == ["b", "c", "d"])
            #expect(try await a.closure(of: \.followers).all(on: db).map(\.name) == ["b", "c"])
            #expect(try await d.closure(of: \.follows).all(on: db).isEmpty)
            try await a.friends.add(c, on: db)
            #expect(try await a.closure(of: \.friends).all(on: db).map(\.name) == ["c"])
            try await a.children.add(b, on: db)
            try await b.children.add(c, on: db)
            #expect(try await a.closure(of: \.children).all(on: db).map(\.name) == ["b", "c"])
            try await b.delete(on: db)
            #expect(try await a.closure(of: \.children).all(on: db).isEmpty)
        }
    }

    /// Every row once, with the least number of steps, however the links lie: compared with a search in memory.
    @Test(arguments: TestDatabase.all)
    func randomGraphs(_ database: TestDatabase) async throws {
        var random = SeededRandom("closure of random graphs")
        try await database.run(People.models) { db, _ in
            let keys = try await (0..<30).map { Person(name: "\($0)") }.insert(on: db)
            var next: [Key<Person>: Set<Key<Person>>] = [:]
            for _ in 0..<60 {
                let from = keys.randomElement(using: &random) ?? keys[0], to = keys.randomElement(using: &random) ?? keys[0]
                next[from, default: []].insert(to)
            }
            for (from, targets) in next { try await Person(id: from, name: "").follows.add(keys: Array(targets), on: db) }
            for start in keys.prefix(8) {
                var depths = [start: 0], open = [start]
                while let key = open.first {
                    open.removeFirst()
                    for target in next[key] ?? [] where depths[target] == nil {
                        depths[target] = (depths[key] ?? 0) + 1
                        open.append(target)
                    }
                }
                depths[start] = nil
                let found = try await Person(id: start, name: "").closure(of: \.follows, maxDepth: 30).all(on: db)
                #expect(Dictionary(uniqueKeysWithValues: found.map { ($0.id, $1) }) == depths)
                let near = try await Person(id: start, name: "").closure(of: \.follows, maxDepth: 2).all(on: db)
                #expect(Dictionary(uniqueKeysWithValues: near.map { ($0.id, $1) }) == depths.filter { $0.value <= 2 })
                let all = try await Person(id: start, name: "").closure(of: \.follows).all(on: db)
                #expect(Set(all.map(\.id)) == Set(depths.keys) && all.count == depths.count)
            }
        }
    }
}
