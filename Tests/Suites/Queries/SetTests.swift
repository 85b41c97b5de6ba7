import Foundation
import Junction
import JunctionTesting
import Testing

/// Queries put together: as sets of rows, as sets of values, and filtered by what was read.
@Suite struct SetTests {
    @Test(arguments: TestDatabase.all)
    func ofRows(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            let red = Article.filter { $0.tags.any { $0.name == "red" } }, shelved = Article.filter { !$0.shelfID.isNil() }
            _ = recorder.take()
            #expect(try await Shop.names(red.union(shelved), db) == ["Bread", "apple", "melon"])
            #expect(
                database.words(recorder.takeSQL())
                    == database.words(
                        [
                            """
                            SELECT t0."id", t0."name", t0."note", t0."stock", t0."price", t0."weight", t0."is_sold", t0."day", t0."shelf_id" FROM \
                            "article" AS t0 WHERE t0."id" IN (SELECT t5."c0" FROM (SELECT * FROM (SELECT t1."id" AS c0 FROM "article" AS t1 WHERE \
                            t1."id" IN (SELECT t2."article_id" FROM "article_tags" AS t2 JOIN "mark" AS t3 ON t3."id" = t2."mark_id" WHERE \
                            t3."name" = ?1)) AS s0 UNION SELECT * FROM (SELECT t4."id" FROM "article" AS t4 WHERE t4."shelf_id" IS NOT NULL) AS s1) \
                            AS t5) ORDER BY t0."name"
                            """
                        ].map { $0.replacing("t5.\"c0\"", with: "t5.c0") }))
            #expect(try await Shop.names(red.intersect(shelved), db) == ["apple"])
            #expect(try await Shop.names(red.except(shelved), db) == ["melon"])
            #expect(try await Shop.names(red.union(shelved).except(red.intersect(shelved)), db) == ["Bread", "melon"])
            // Pages keep their rows; further conditions, order and limits hold for all.
            let pages = Article.order { $0.stock }.limit(1).union(Article.order { $0.stock.descending }.limit(1))
            #expect(try await Shop.names(pages, db) == ["Bread", "cake"])
            #expect(try await Shop.names(pages.filter { $0.stock > 0 }, db) == ["cake"])
            #expect(try await Shop.names(pages.order { $0.stock.descending }.limit(1), db) == ["cake"])
            #expect(try await pages.count(on: db) == 2)
            #expect(try await pages.with { $0.tags }.all(on: db).map(\.1.count) == [0, 0])
            #expect(try await pages.delete(on: db) == 2)
            #expect(try await Article.count(on: db) == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func ofValues(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let articles = Article.query.values { ($0.name, $0.stock) }, marks = Mark.query.values { ($0.name, $0.articles.count) }
            let all = articles.union(marks).order(values: { name, _ in [name] })
            #expect(try await all.all(on: db).map(\.0) == ["Bread", "apple", "big", "cake", "melon", "red"])
            #expect(try await all.limit(2).offset(1).all(on: db).map(\.0) == ["apple", "big"])
            #expect(
                try await all.filter(values: { name, number in number > 1 || name == "big" }).all(on: db).map(\.0) == [
                    "apple", "big", "cake", "red",
                ])
            #expect(try await all.count(on: db) == 6)
            #expect(try await all.filter(values: { _, number in number > 100 }).exists(on: db) == false)
            let sold = Article.query.values { $0.isSold }
            #expect(try await sold.union(sold).count(on: db) == 2)
            #expect(try await sold.unionAll(sold).count(on: db) == 8)
            #expect(try await sold.intersect(Article.filter { $0.isSold }.values { $0.isSold }).all(on: db) == [true])
            #expect(try await sold.except(Article.filter { $0.isSold }.values { $0.isSold }).all(on: db) == [false])
            // One after the other, from left to right.
            let names = Article.query.values { $0.name }
            let some = names.except(names).union(Mark.query.values { $0.name }).intersect(
                Mark.filter { $0.name == "red" }.values { $0.name })
            #expect(try await some.all(on: db) == ["red"])
            let both = names.union(Mark.query.values { $0.name })
            let named = Article.filter { $0.name.in(both) }
            #expect(try await named.count(on: db) == 4)
        }
    }

    @Test(arguments: TestDatabase.all)
    func filteredByValues(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            let ranked = Article.query.values { article in
                (article.isSold, Window(by: article.isSold, order: article.stock.descending).rowNumber(), article.name)
            }
            let first = ranked.filter(values: { _, number, _ in number == 1 })
            #expect(Set(try await first.all(on: db).map(\.2)) == ["Bread", "cake"])
            // The order that was asked for before holds; the key is a value of its own.
            let all = Article.order { [$0.stock.descending, $0.id] }.values { ($0.id, $0.name) }
            let ordered = all.filter(values: { _, name in name != "cake" })
            #expect(try await ordered.all(on: db).map(\.1) == ["apple", "melon", "Bread"])
            let page = ordered.limit(2).filter(values: { _, name in name != "apple" })
            #expect(try await page.all(on: db).map(\.1) == ["melon"])
            let last = try await ordered.first(on: db)
            #expect(last?.1 == "apple")
            let sums = Article.group { $0.shelfID }.values { $0.stock.sum() }
            let large = sums.filter(values: { shelf, sum in sum > 3 && shelf.isNil() })
            #expect(try await large.all(on: db).map(\.1) == [8])
            let some = Article.filter { $0.stock > 1 }
            let keyed = all.filter(values: { id, _ in id.in(some) })
            #expect(try await keyed.count(on: db) == 2)
            _ = recorder.take()
            let distinct = ranked.distinct().order { $0.isSold }.filter(values: { sold, _, _ in sold })
            for mistake in [first.filter { $0.stock > 1 }, distinct] {
                try await refusal(of: QueryError.self) { _ = try await mistake.all(on: db) }
            }
            let models = Article.with { $0.shelf }.union(Article.with { $0.shelf })
            let refused = try await refusal(of: QueryError.self) { _ = try await models.all(on: db) }
            #expect(refused.description.contains("values"))
            #expect(recorder.takeSQL() == [])
        }
    }

    @Test(arguments: TestDatabase.all)
    func common(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            func query(_ large: Query<Article, Key<Rack>?>) -> Query<Article, Article> {
                let there = large.filter(values: { !$0.isNil() })
                return Article.filter { article in
                    article.shelfID.in(there) || article.name == "cake" && Rack.filter { $0.id.in(large) }.exists
                }
            }
            let large = Article.group { $0.shelfID }.having { $0.stock.sum() > 2 }.keys().common("large")
            _ = recorder.take()
            #expect(try await Shop.names(query(large), db) == ["Bread", "apple", "cake"])
            let sql = try #require(recorder.takeSQL().first)
            #expect(sql.hasPrefix("WITH \"large\" AS (SELECT") && sql.components(separatedBy: "GROUP BY").count == 2)
            // With other values it is the same statement.
            let more = Article.group { $0.shelfID }.having { $0.stock.sum() > 7 }.keys().common("large")
            #expect(try await Shop.names(query(more), db) == [])
            #expect(recorder.takeSQL() == [sql])
            let twice = try await refusal(of: QueryError.self) {
                _ = try await Article.filter { $0.shelfID.in(large) || $0.shelfID.in(more) }.all(on: db)
            }
            #expect(twice.kind == .commonNameUsedTwice(name: "large"))
            // Narrowed further, it is another query under the same name.
            let narrowed = large.filter { $0.stock > 1 }
            let changed = try await refusal(of: QueryError.self) {
                _ = try await Article.filter { $0.shelfID.in(large) || $0.shelfID.in(narrowed) }.all(on: db)
            }
            #expect(changed.kind == .commonNameUsedTwice(name: "large"))
            // Written again, it is the same one.
            let again = Article.group { $0.shelfID }.having { $0.stock.sum() > 2 }.keys().common("large")
            #expect(try await Article.filter { $0.shelfID.in(large) && $0.shelfID.in(again) }.count(on: db) == 2)
            let correlated = try await refusal(of: QueryError.self) {
                _ = try await Article.filter { article in
                    article.id.in(Article.filter { $0.stock > article.stock }.values { $0.id }.common("better"))
                }.all(on: db)
            }
            #expect(correlated.kind == .foreignPath)
            #expect(try await query(large).count(on: db) == 3)
            #expect(try await query(large).delete(on: db) == 3)
        }
    }

    @Test(arguments: TestDatabase.all)
    func annotated(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            let rows: [(Article, Int, Rack?, [Mark], String)] = try await Article.query.annotate { $0.tags.count }.with { $0.shelf }
                .with { $0.tags }.annotate { Case.when($0.stock > 1, "some").else("few") }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.name) == ["Bread", "apple", "cake", "melon"] && rows.map(\.1) == [0, 1, 0, 2])
            #expect(rows.map(\.3.count) == [0, 1, 0, 2] && rows.map(\.4) == ["few", "some", "some", "few"])
            let marks = try await Mark.order { $0.name }.with { $0.articles.annotate { $0.tags.count }.order { $0.name } }.all(on: db)
            #expect(marks[1].1.map(\.1) == [1, 2])
            let busiest = try await Article.query.annotate { $0.tags.count }.order { $0.tags.count.descending }.filter { $0.tags.count > 0 }
                .first(on: db)
            #expect(busiest?.0.name == "melon" && busiest?.1 == 2)
        }
    }
}
