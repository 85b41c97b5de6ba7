import Foundation
import Junction
import JunctionTesting
import Testing

/// Statements that ask about other rows of their own table, and questions that speak of the rows around.
@Suite struct OuterRowTests {
    private func run(_ database: TestDatabase, _ body: (Database, StatementRecorder) async throws -> Void) async throws {
        try await database.run(Shop.models) { db, recorder in
            for (name, stock) in [("a", 1), ("b", 1), ("c", 2), ("d", 7)] { _ = try await Article(name: name, stock: stock).insert(on: db) }
            _ = recorder.take()
            try await body(db, recorder)
        }
    }

    private func stocks(_ db: Database) async throws -> [Int] { try await Article.order { $0.id }.all(on: db).map(\.stock) }

    /// No row is met changed already: what is asked about is as it was before the statement.
    @Test(arguments: TestDatabase.all)
    func changesSeeWhatWasThere(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder in
            let twins = Article.filter { article in Article.filter { $0.id != article.id && $0.stock == article.stock }.exists }
            #expect(try await twins.update(on: db) { new, old in new.stock = old.stock + 10 } == 2)
            #expect(try await stocks(db) == [11, 11, 2, 7])
            #expect(recorder.take().count == 2)
            let count = try await Article.query.update(on: db) { new, old in
                new.stock = Article.filter { $0.id < old.id }.max { $0.stock } ?? 100
                new.note = "x"
            }
            #expect(count == 4)
            #expect(try await stocks(db) == [100, 11, 11, 11])
            #expect(try await Article.filter { $0.note == "x" }.count(on: db) == 4)
            #expect(try await twins.delete(on: db) == 3)
        }
    }

    /// Values may come over a path, on every database.
    @Test(arguments: TestDatabase.all)
    func valuesOverPaths(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder in
            let hall = try await Hall(name: "north").insert(on: db)
            let rack = try await Rack(name: "r1", hallID: hall.id).insert(on: db)
            #expect(try await Article.filter { $0.name == "a" }.update(on: db) { new, _ in new.shelfID = rack.id } == 1)
            _ = recorder.take()
            let changed = try await Article.filter { $0.stock < 2 }.updateReturning(on: db) { new, old in
                new.note = old.shelf.hall.name
                new.stock = 5
            }
            #expect(recorder.take().count == 1)
            #expect(Set(changed.map(\.note)) == ["north", nil] && changed.map(\.stock) == [5, 5])
            #expect(try await Article.order { $0.id }.limit(1).update(on: db) { new, old in new.note = old.shelf.name } == 1)
            #expect(try await Article.find(Key(1), on: db).note == "r1")
        }
    }

    /// A figure over rows stays one, also where its value is one of the row around.
    @Test(arguments: TestDatabase.all)
    func figuresOfOuterValues(_ database: TestDatabase) async throws {
        try await run(database) { db, _ in
            let red = try await Mark(name: "red").insert(on: db), big = try await Mark(name: "big").insert(on: db)
            try await Article.find(Key(4), on: db).tags.add(red, big, on: db)
            let sums = try await Article.order { $0.id }.values { article in article.tags.sum { _ in article.stock } }.all(on: db)
            #expect(sums == [nil, nil, nil, 14])
            // SQLite knows that a name is never absent, and sees no column of the mark any more.
            let mixed = Article.order { $0.id }.values { article in
                article.tags.sum { mark in Case.when(mark.name.optional == nil, 1).else(article.stock) }
            }
            let mixedSums = try await mixed.all(on: db)
            #expect(mixedSums == [nil, nil, nil, 14])
            let most = Article.filter { article in Mark.filter { $0.name == "red" }.max { _ in article.stock } == 7 }
            #expect(try await most.all(on: db).map(\.name) == ["d"])
            // Where a query inside the figure reads it, too.
            let further = Article.filter { article in
                Mark.query.max { _ in Article.filter { $0.name == "a" }.limit(1).values { _ in article.stock }.scalar() ?? 0 } == 7
            }
            #expect(try await further.all(on: db).map(\.name) == ["d"])
            let united = Article.filter { article in
                let a = Article.filter { $0.name == "a" }, b = Article.filter { $0.name == "b" }
                return Mark.query.max { _ in a.values { _ in article.stock }.union(b.values { _ in article.stock }).scalar() ?? 0 } == 7
            }
            #expect(try await united.all(on: db).map(\.name) == ["d"])
            #expect(try await Article.query.values { $0.tags.sum { _ in Expr(1) } }.all(on: db).compactMap { $0 } == [2])
        }
    }

    /// SQLite sorts rows of a query inside by their own columns only.
    @Test(arguments: TestDatabase.all)
    func ordersOfOuterValues(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder in
            let nearest = Article.order { $0.id }.values { article in
                Article.filter { $0.id != article.id }.order { [($0.stock - article.stock).magnitude, $0.id] }.values { $0.name }.scalar()
            }
            if database.name == "SQLite" {
                let error = try await refusal(of: QueryError.self) { _ = try await nearest.all(on: db) }
                #expect(error.description.contains("rows around"))
                #expect(recorder.take().isEmpty)
            } else {
                #expect(try await nearest.all(on: db) == ["b", "a", "a", "c"])
            }
        }
    }

    /// A required step inside a question of the order drops nothing outside of it.
    @Test(arguments: TestDatabase.all)
    func ordersWithQuestions(_ database: TestDatabase) async throws {
        try await run(database) { db, _ in
            let query = Hall.order { hall in Rack.filter { $0.hallID == hall.id }.max { $0.hall.name } }
            _ = try await Hall(name: "north").insert(on: db)
            #expect(try await query.count(on: db) == 1)
            let articles = Mark.order { $0.articles.count { $0.shelf.required.name == "x" } }
            _ = try await Mark(name: "red").insert(on: db)
            #expect(try await articles.count(on: db) == 1)
            #expect(try await articles.all(on: db).count == 1)
            #expect(try await articles.limit(1).delete(on: db) == 1)
        }
    }

    /// A list with nil in it makes the answer unknown; unknown answers stand where they are asked to.
    @Test(arguments: TestDatabase.all)
    func listsWithNil(_ database: TestDatabase) async throws {
        try await run(database) { db, _ in
            let listed = Article.order { [$0.name.optional.in(["b", nil]), $0.id] }
            let whole = Article.order { [$0.name.optional.in(["b", "c"]), $0.id] }
            let back = Article.order { [$0.name.optional.in(["b", nil]).descending.absentFirst, $0.id] }
            func expect(_ query: Query<Article, Article>, _ expected: [String]) async throws {
                let names = try await query.all(on: db).map(\.name)
                #expect(names == expected)
            }
            try await expect(listed, ["b", "a", "c", "d"])
            // Without nil it is another statement.
            try await expect(whole, ["a", "d", "b", "c"])
            try await expect(back, ["a", "c", "d", "b"])
        }
    }
}
