import Foundation
import Junction
import JunctionTesting
import Testing

@Suite struct ReadTests {
    @Test(arguments: TestDatabase.all)
    func terminals(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            #expect(try await Article.query.first(on: db)?.name == "Bread")
            #expect(try await Article.order { $0.stock.descending }.first(on: db)?.name == "cake")
            #expect(try await Article.filter { $0.stock > 99 }.first(on: db) == nil)
            #expect(try await Article.filter { $0.stock == 7 }.one(on: db).name == "cake")
            await #expect(throws: QueryError.self) { try await Article.filter { $0.stock > 99 }.one(on: db) }
            await #expect(throws: QueryError.self) { try await Article.query.one(on: db) }
            #expect(try await Shop.names(Article.query.offset(1).limit(2), db) == ["apple", "cake"])
            #expect(try await Shop.names(Article.query.offset(3), db) == ["melon"])
            #expect(try await Article.query.offset(1).limit(2).count(on: db) == 2)
            #expect(try await Article.query.limit(0).exists(on: db) == false)
            #expect(recorder.take().count == 10)
            let all = try await Article.all(on: db)
            #expect(try await Set(Article.find(all.map(\.id) + [Key(99)], on: db).map(\.name)) == Set(all.map(\.name)))
        }
    }

    @Test(arguments: TestDatabase.all)
    func valuesAndLabels(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let rows = try await Article.query.values { ($0.name, $0.shelf.name, $0.tags.count, $0.stock + 1, $0.note == nil) }.all(on: db)
            #expect(rows.map(\.0) == ["Bread", "apple", "cake", "melon"])
            #expect(rows.map(\.1) == ["r1", "r1", nil, nil])
            #expect(rows.map(\.2) == [0, 1, 0, 2])
            #expect(rows.map(\.3) == [1, 4, 8, 2])
            #expect(rows.map(\.4) == [true, false, false, true])
            #expect(try await Article.order { $0.shelf.name }.values { $0.shelf.name }.distinct().all(on: db) == ["r1", nil])
            #expect(try await Article.query.values { $0.shelf.name }.distinct().count(on: db) == 2)
            #expect(try await Article.filter { $0.stock > 1 }.labels(on: db).map(\.label) == ["apple", "cake"])
            let hall = try await Hall.query.one(on: db)
            #expect(try await hall.label(on: db) == "\(hall.id)", "without a label the key stands for the row")
        }
    }

    @Test(arguments: TestDatabase.all)
    func with(_ database: TestDatabase) async throws {
        struct Page: Sendable { let article: Article, rack: Rack?, marks: [Mark] }
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            let pages = try await Article.with { $0.shelf }.with { $0.tags }.into(Page.init).all(on: db)
            #expect(pages.map(\.article.name) == ["Bread", "apple", "cake", "melon"])
            #expect(pages.map(\.rack?.name) == ["r1", "r1", nil, nil])
            #expect(pages.map { $0.marks.map(\.name) } == [[], ["red"], [], ["big", "red"]])
            #expect(recorder.take().count == 2, "a join and one statement for all marks")

            let racks = try await Rack.with { $0.hall }.with {
                $0.articles.order { $0.stock.descending }.with { $0.tags.filter { $0.name == "red" } }
            }.all(on: db)
            #expect(racks.map(\.1.name) == ["north"])
            #expect(racks.map { $0.2.map { $0.0.name + $0.1.map(\.name).joined() } } == [["applered", "Bread"]])
            #expect(recorder.take().count == 3)

            let required = try await Article.with { $0.shelf.required }.all(on: db)
            #expect(required.map { $0.1.name } == ["r1", "r1"])
            _ = recorder.take()
            #expect(try await Article.filter { $0.stock > 99 }.with { $0.tags }.all(on: db).isEmpty)
            #expect(recorder.take().count == 1, "no owners, no second statement")

            let behind = try await Article.with { $0.shelf.articles }.all(on: db)
            #expect(behind.map { $0.1.map(\.name) } == [["Bread", "apple"], ["Bread", "apple"], [], []])
        }
    }

    @Test(arguments: TestDatabase.all)
    func manyOwners(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            let keys = try await (0..<3000).map { Article(name: "n\($0)", stock: $0) }.insert(on: db)
            let red = try await Mark.filter { $0.name == "red" }.one(on: db)
            try await red.articles.add(keys: keys, on: db)
            _ = recorder.take()
            let rows = try await Article.with { $0.tags }.all(on: db)
            #expect(rows.filter { $0.1.contains { $0.name == "red" } }.count == 3002)
            #expect(recorder.take().count == 2)
        }
    }

    /// Absent values come last in both directions, texts sort by code point.
    @Test(arguments: TestDatabase.all)
    func order(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            #expect(try await Shop.names(Article.order { [$0.price, $0.name] }, db) == ["apple", "Bread", "cake", "melon"])
            #expect(try await Shop.names(Article.order { [$0.price.descending, $0.name] }, db) == ["cake", "Bread", "apple", "melon"])
            #expect(
                try await Shop.names(Article.order { [$0.price.descending.absentFirst, $0.name] }, db) == [
                    "melon", "cake", "Bread", "apple",
                ])
            #expect(
                try await Shop.names(Article.order { [$0.shelf.name, $0.name.descending] }, db) == ["apple", "Bread", "melon", "cake"])
            #expect(
                try await Shop.names(Article.order { [$0.tags.count.descending, $0.name] }, db) == ["melon", "apple", "Bread", "cake"])
            #expect(try await Shop.names(Article.order { [$0.tags.min { $0.name }, $0.name] }, db) == ["melon", "apple", "Bread", "cake"])
        }
    }
}
