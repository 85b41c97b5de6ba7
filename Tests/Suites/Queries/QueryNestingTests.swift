import Foundation
import Junction
import JunctionTesting
import Testing

/// What may stand inside what, and what a model's own order may do there.
@Suite struct QueryNestingTests {
    @Test(arguments: TestDatabase.all)
    func mistakes(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            _ = recorder.take()
            func isRefused(_ words: String, _ ask: () async throws -> Void) async throws {
                let error = try await refusal(of: QueryError.self, by: ask)
                #expect(error.description.contains(words))
            }
            let names = Article.query.values { $0.name }, loud = names.into { $0.uppercased() }
            // What Swift made of rows, the database does not know.
            try await isRefused("into") { _ = try await loud.filter(values: { $0 == "CAKE" }).all(on: db) }
            try await isRefused("into") { _ = try await loud.order(values: { [$0] }).all(on: db) }
            try await isRefused("into") { _ = try await names.union(loud).all(on: db) }
            try await isRefused("into") { _ = try await loud.union(names).all(on: db) }
            try await isRefused("into") { _ = try await Article.filter { $0.name.in(loud) }.all(on: db) }
            try await isRefused("into") { _ = try await Rack.query.values { _ in loud.scalar() }.all(on: db) }
            try await isRefused("into") { _ = try await names.union(names).into { $0 + "" }.filter(values: { $0 == "" }).all(on: db) }
            // Each query of a set says itself what it sees.
            try await isRefused("deleted") { _ = try await names.union(names).includingDeleted.all(on: db) }
            try await isRefused("deleted") { _ = try await names.filter(values: { $0 == "" }).includingDeleted.count(on: db) }
            try await isRefused("lock") { _ = try await Article.query.lock().count(on: db) }
            try await isRefused("lock") { _ = try await Article.query.lock().exists(on: db) }
            // A common query under the name of a table would take its place.
            let racks = Rack.query.values { $0.id }.common("Article")
            try await isRefused("Article") { _ = try await Article.filter { $0.shelfID.in(racks) }.all(on: db) }
            #expect(recorder.takeSQL() == [])
        }
    }

    /// Several parts in an expression that goes on: what this shows is that it compiles.
    @Test(arguments: TestDatabase.all)
    func severalParts(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let shelves = try await Article.with { $0.shelf }.with { $0.tags }.all(on: db).map { $0.1?.name }
            #expect(shelves == ["r1", "r1", nil, nil])
            let count = try await Article.with { $0.tags }.annotate { $0.stock }.with { $0.shelf }.annotate { $0.name }.all(on: db).count
            #expect(count == 4)
            let names = try await Article.query.annotate { $0.name }.annotate { $0.stock }.annotate { $0.note }.with { $0.tags }
                .annotate { $0.weight }.annotate { $0.tags.count }.all(on: db).map { $0.6 }
            #expect(names == [0, 1, 0, 2])
        }
    }

    /// What is read of a condition is whether it holds, as a filter sees it.
    @Test(arguments: TestDatabase.all)
    func conditionsThatAreRead(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            let empty = try await Article.query.values { ($0.note == "", $0.stock > 0, $0.shelf.name.hasPrefix("r")) }.all(on: db)
            #expect(empty.map(\.0) == [false, false, true, false] && empty.map(\.1) == [false, true, true, true])
            #expect(empty.map(\.2) == [true, true, false, false])
            // Only where it may be unknown.
            let sql = recorder.takeSQL().joined()
            #expect(sql.components(separatedBy: " IS TRUE").count == 3)
            #expect(try await Article.query.annotate { $0.note == "" }.all(on: db).map(\.1) == [false, false, true, false])
            let groups = try await Article.group { $0.note == "" }.having { !($0.note == "") }.values { $0.id.count() }.all(on: db)
            #expect(groups.map(\.0) == [false] && groups.map(\.1) == [3])
        }
    }

    @Test(arguments: TestDatabase.all)
    func absentValues(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let none = Rack.query.values { ($0.name, Expr<Int?>(nil), Expr<CalendarDate?>(nil)) }
            let stocks = Article.query.values { ($0.name, Case.when($0.stock > 2, $0.stock).elseNil, $0.day) }
            let all = none.union(none).union(stocks).order(values: { name, _, _ in [name] })
            #expect(try await all.all(on: db).map(\.1) == [nil, 3, 7, nil, nil])
            #expect(try await none.filter(values: { _, number, day in number > 1 || day.isNil() }).all(on: db).map(\.0) == ["r1"])
            #expect(try await Article.filter { $0.note == Expr(nil) }.count(on: db) == 0)
        }
    }

    /// A step that drops rows, in the order of a model, drops none: neither from rows nor from pages of them.
    @Test(arguments: TestDatabase.all)
    func ownOrder(_ database: TestDatabase) async throws {
        try await database.run([Leaf.self, Branch.self]) { db, _ in
            let branch = try await Branch(name: "b").insert(on: db)
            try await Leaf.insert([Leaf(name: "x"), Leaf(name: "y", branchID: branch.id), Leaf(name: "z")], on: db)
            #expect(try await Leaf.query.all(on: db).map(\.name) == ["y", "x", "z"])
            let first = try await Leaf.query.page(2, on: db), second = try await Leaf.query.page(2, after: first.next, on: db)
            #expect(first.rows.map(\.name) == ["y", "x"] && second.rows.map(\.name) == ["z"])
            #expect(try await Leaf.query.limit(5).count(on: db) == 3)
            #expect(try await Leaf.query.labels(on: db).map(\.label) == ["b", "", ""])
            // In a query's own order it does.
            #expect(try await Leaf.order { $0.branch.required.name }.all(on: db).map(\.name) == ["y"])
        }
    }
}

@Model
private struct Branch {
    var id: Key<Branch>
    var name: String
}

@Model
private struct Leaf {
    var id: Key<Leaf>
    var name: String
    @ForeignKey(onDelete: .setNull) var branchID: Key<Branch>?

    static let options = Options<Self>(label: { $0.branch.required.name }, ordering: { [$0.branch.required.name, $0.id] })
}
