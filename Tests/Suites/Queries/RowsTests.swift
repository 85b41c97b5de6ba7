import Foundation
import Junction
import JunctionTesting
import Testing

/// `all`, `count`, `exists`, `update` and `delete` speak of the same rows, whatever a query is ordered by or brings beside.
@Suite struct RowsTests {
    @Test(arguments: TestDatabase.all)
    func requiredStepsDropRowsEverywhere(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let joined = Article.with { $0.shelf.required }, ordered = Article.order { $0.shelf.required.name }
            let behind = Article.with { $0.shelf.required.articles }
            #expect(try await joined.all(on: db).count == 2)
            #expect(try await joined.count(on: db) == 2)
            #expect(try await ordered.count(on: db) == 2)
            #expect(try await behind.all(on: db).count == 2)
            #expect(try await behind.count(on: db) == 2)
            #expect(try await Article.query.values { $0.shelf.required.name }.count(on: db) == 2)
            #expect(try await ordered.update(on: db) { new, _ in new.note = "on a rack" } == 2)
            #expect(try await joined.delete(on: db) == 2)
            #expect(try await ordered.exists(on: db) == false)
            #expect(try await Article.count(on: db) == 2)
        }
    }

    /// Values in an order or in columns that are not read must not come in the way.
    @Test(arguments: TestDatabase.all)
    func valuesThatAreNotRead(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let ordered = Article.order { $0.note ?? "z" }
            #expect(try await ordered.count(on: db) == 4)
            #expect(try await ordered.exists(on: db))
            #expect(try await Article.query.values { $0.stock + 1 }.count(on: db) == 4)
            #expect(try await Article.filter { $0.tags.order { $0.name + "x" }.filter { $0.name == "red" }.count == 1 }.count(on: db) == 2)
            #expect(try await ordered.update(on: db) { new, old in new.stock = old.stock + 1 } == 4)
            #expect(try await ordered.limit(1).update(on: db) { new, _ in new.stock = 99 } == 1)
            #expect(try await ordered.delete(on: db) == 4)
        }
    }

    @Test(arguments: TestDatabase.all)
    func valuesAfterWith(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let names = try await Article.with { $0.shelf.required }.into { article, _ in article }.values { ($0.id, $0.name) }.all(on: db)
            #expect(names.map(\.1) == ["Bread", "apple"])
            let apple = try await Article.filter { $0.name == "apple" }.one(on: db)
            #expect(names[1].0 == apple.id)
            let mistake = Article.filter { $0.stock > 99 }.values { ($0.name, $0.id) }.with { $0.tags }
            let error = await #expect(throws: QueryError.self) { try await mistake.all(on: db) }
            #expect(error?.kind == .valuesWithParts, "also where there is no row")
        }
    }

    /// A value that comes once has one place in an order, or none: what is not selected cannot order it.
    @Test(arguments: TestDatabase.all)
    func distinctValues(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            let sold = Article.query.values { ($0.isSold, $0.shelfID) }.distinct()
            #expect(try await sold.order { $0.isSold }.all(on: db).map(\.0) == [false, false, true])
            #expect(try await sold.count(on: db) == 3)
            #expect(
                try await Article.query.values { $0.note }.distinct().order { $0.note.descending }.all(on: db) == ["50% off_", "", nil])
            _ = recorder.takeSQL()
            for mistake in [sold.order { $0.name }, sold.order { $0.shelf.name }, sold.order { $0.isSold }.order { $0.tags.count }] {
                let error = try await refusal(of: QueryError.self) { _ = try await mistake.all(on: db) }
                #expect(error.description == "Junction has no order of distinct rows by what is not among their values")
            }
            let written = try await refusal(of: QueryError.self) { try await sold.limit(1).delete(on: db) }
            #expect(written.description.contains("write the query without group and distinct"))
            #expect(recorder.takeSQL() == [])
            // Models are never equal, so that nothing is to be done for them.
            let named = Article.query.distinct().order { $0.shelf.name }
            #expect(try await named.all(on: db).count == 4)
            #expect(recorder.takeSQL().allSatisfy { !$0.contains("DISTINCT") })
            #expect(try await named.limit(1).delete(on: db) == 1)
        }
    }

    /// Conditions may be compared with each other.
    @Test(arguments: TestDatabase.all)
    func bothOrNeither(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let red = try await Mark.filter { $0.name == "red" }.one(on: db), big = try await Mark.filter { $0.name == "big" }.one(on: db)
            #expect(
                try await Shop.names(Article.filter { $0.tags.contains(red) == $0.tags.contains(big) }, db) == ["Bread", "cake", "melon"])
            #expect(try await Shop.names(Article.filter { $0.isSold == ($0.name == "Bread") }, db) == ["Bread", "apple", "cake", "melon"])
            #expect(try await Shop.names(Article.filter { article in (article.stock > 2).in([true]) }, db) == ["apple", "cake"])
            #expect(try await Shop.names(Article.filter { article in (article.price > 2).optional.isNil() }, db) == ["melon"])
            #expect(
                try await Shop.names(Article.filter { $0.isSold.isDistinct(from: $0.stock > 0) }, db) == [
                    "Bread", "apple", "cake", "melon",
                ])
        }
    }

    /// A chain of operators is as flat as the database wants it.
    @Test(arguments: TestDatabase.all)
    func longChains(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let names = (0..<800).map { "n\($0)" } + ["cake"]
            let any = Article.filter { article in names.dropFirst().reduce(article.name == names[0]) { $0 || article.name == $1 } }
            #expect(try await Shop.names(any, db) == ["cake"])
            let none = Article.filter { article in names.dropFirst().reduce(article.name != names[0]) { $0 && article.name != $1 } }
            #expect(try await none.count(on: db) == 3)
        }
    }

    /// A row that cannot be read back was not written.
    @Test(arguments: TestDatabase.all)
    func nothingIsHalfWritten(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let cake = try await Article.filter { $0.name == "cake" }.one(on: db)
            // A text where the model has a number: SQLite takes it, other databases have a type for it.
            if database.name != "SQLite" {
                try await rawSQL("ALTER TABLE article ALTER COLUMN weight TYPE text", on: db)
            }
            try await rawSQL("UPDATE article SET weight = 'heavy' WHERE name = 'cake'", on: db)
            await #expect(throws: RowError.self) { try await cake.update(on: db) { $0.note = "new" } }
            #expect(try await rawColumn("SELECT note FROM article WHERE name = 'cake'", on: db) == [""])
            try await db.transaction { tx in
                await #expect(throws: RowError.self) { try await cake.update(on: tx) { $0.note = "new" } }
            }
            #expect(try await rawColumn("SELECT note FROM article WHERE name = 'cake'", on: db) == [""])
        }
    }
}
