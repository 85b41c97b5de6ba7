import Foundation
import Junction
import JunctionTesting
import Testing

/// Pages by keyset, batches and streams.
@Suite struct PageTests {
    @Test(arguments: TestDatabase.all)
    func statements(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            let first = try await Rack.order { $0.name.descending }.page(1, on: db)
            #expect(first.rows.map(\.name) == ["r1"] && first.next == nil && first.previous == nil)
            let cursor = try await Hall.order { $0.name }.page(1, on: db).rows.map(\.name)
            #expect(cursor == ["north"])
            _ = recorder.take()
            let one = try await Mark.order { $0.name.descending }.page(1, on: db)
            let two = try await Mark.order { $0.name.descending }.page(1, after: one.next, on: db)
            #expect(one.rows.map(\.name) == ["red"] && two.rows.map(\.name) == ["big"] && two.next == nil)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        SELECT t0."id", t0."name", t0."name", t0."id" FROM "mark" AS t0 ORDER BY t0."name" DESC, t0."id" LIMIT ?1
                        """,
                        """
                        SELECT t0."id", t0."name", t0."name", t0."id" FROM "mark" AS t0 WHERE t0."name" <= ?1 AND (t0."name" < ?2 OR \
                        (t0."name" = ?3 AND t0."id" > ?4)) ORDER BY t0."name" DESC, t0."id" LIMIT ?5
                        """,
                    ]))
            let back = try await Mark.order { $0.name.descending }.page(1, before: two.previous, on: db)
            #expect(back.rows.map(\.id) == one.rows.map(\.id) && back.next != nil && back.previous == nil)
        }
    }

    /// Each row once, in the order of the query, whatever the size of the pages, in both directions.
    @Test(arguments: TestDatabase.all)
    func everyRowOnce(_ database: TestDatabase) async throws {
        try await database.run([SampleSet.self, Sample.self]) { db, _ in
            try await Sample.fill(db)
            let orders: [Query<Sample, Sample>] = [
                Sample.query, Sample.order { $0.note }, Sample.order { $0.note.descending }, Sample.order { $0.note.ascending.absentFirst },
                Sample.order { $0.note.descending.absentFirst }, Sample.order { [$0.flag, $0.limit.descending] }, Sample.order { $0.price },
                Sample.order { $0.moment.descending }, Sample.order { [$0.day, $0.text] }, Sample.order { $0.ratio },
                Sample.order { $0.text.length }, Sample.order { $0.limit ?? $0.count }, Sample.order { [$0.setID, $0.id.descending] },
            ]
            for query in orders {
                let all = try await query.order { $0.id }.all(on: db).map(\.id)
                for size in [1, 3, 10, 100] {
                    var found: [Key<Sample>] = [], cursor: PageCursor?, pages = 0
                    repeat {
                        let page = try await query.page(size, after: cursor, on: db)
                        found += page.rows.map(\.id)
                        // A cursor may travel.
                        cursor = try page.next.map { try #require(PageCursor($0.description)) }
                        pages += 1
                    } while cursor != nil && pages < 20
                    #expect(found == all, "pages of \(size)")
                    var back: [Key<Sample>] = [], last: PageCursor?
                    repeat {
                        let page = try await query.page(size, before: last, on: db)
                        back = page.rows.map(\.id) + back
                        last = page.previous
                        pages += 1
                    } while last != nil && pages < 50
                    #expect(back == all, "pages of \(size) backwards")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func rowsThatComeAndGo(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            let keys = try await (0..<10).map { Article(name: "a\($0)", stock: $0) }.insert(on: db)
            let query = Article.order { $0.stock }.with { $0.tags }.annotate { $0.stock * 2 }
            let first = try await query.page(4, on: db)
            #expect(first.rows.map(\.2) == [0, 2, 4, 6])
            // Before the place, at it, and behind it.
            _ = try await Article(name: "new", stock: -1).insert(on: db)
            try await Article.find(keys[3], on: db).delete(on: db)
            _ = try await Article(name: "behind", stock: 4).insert(on: db)
            let second = try await query.page(4, after: first.next, on: db)
            #expect(second.rows.map(\.0.name) == ["a4", "behind", "a5", "a6"])
            let names = try await Article.order { $0.stock }.values { $0.name }.page(2, on: db)
            #expect(names.rows == ["new", "a0"])
            let page = try await Article.order { $0.stock }.values { $0.name }.page(2, after: names.next, on: db)
            #expect(page.rows == ["a1", "a2"] && page.map(\.count).rows == [2, 2])
        }
    }

    @Test(arguments: TestDatabase.all)
    func batchesAndStreams(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            _ = try await (0..<25).map { Article(name: "a\($0 % 7)", stock: $0) }.insert(on: db)
            let red = try await Mark(name: "red").insert(on: db)
            _ = recorder.take()
            var sizes: [Int] = []
            // A batch may change what it has read.
            try await Article.filter { $0.stock >= 0 }.inBatches(of: 10, on: db) { articles in
                sizes.append(articles.count)
                try await red.articles.add(articles, on: db)
            }
            #expect(sizes == [10, 10, 5])
            #expect(recorder.takeSQL().filter { $0.hasPrefix("SELECT t0") }.count == 3)
            var stocks: [Int] = [], marks = 0
            let tagged = Article.order { $0.stock.descending }.with { $0.tags }
            for try await (article, tags) in tagged.stream(batch: 10, on: db) {
                stocks.append(article.stock)
                marks += tags.count
            }
            #expect(stocks == Array((0..<25).reversed()) && marks == 25)
            // A statement and a prefetch for each batch.
            #expect(recorder.takeSQL().count == 6)
            var some = 0
            for try await _ in Article.query.stream(batch: 5, on: db) {
                some += 1
                if some == 7 { break }
            }
            #expect(recorder.takeSQL().count == 2)
            for try await _ in Article.filter({ $0.stock > 100 }).stream(on: db) { some += 100 }
            #expect(some == 7)
            let count = try await db.transaction { tx in
                var count = 0
                for try await article in Article.query.values({ $0.stock }).stream(batch: 4, on: tx) { count += article }
                return count
            }
            #expect(count == 300)
        }
    }

    /// A cursor belongs to its order, also where that is made of expressions.
    @Test(arguments: TestDatabase.all)
    func ordersOfExpressions(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let first = try await Article.order { $0.name.length }.page(2, on: db)
            #expect(try await Article.order { $0.name.length }.page(2, after: first.next, on: db).rows.count == 2)
            for other in [Article.order { $0.name.position(of: "e") }, Article.order { $0.name.length.descending }] {
                let error = try await refusal(of: QueryError.self) { _ = try await other.page(2, after: first.next, on: db) }
                #expect(error.description.contains("another order"))
            }
            let (red, big) = (Article.order { $0.tags.count { $0.name == "red" } }, Article.order { $0.tags.count { $0.name == "big" } })
            let page = try await red.page(1, on: db)
            try await refusal(of: QueryError.self) { _ = try await big.page(1, after: page.next, on: db) }
            #expect(try await red.page(9, after: page.next, on: db).rows.count == 3)
        }
    }

    @Test(arguments: TestDatabase.all)
    func mistakes(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            let cursor = try await Article.order { $0.stock }.page(1, on: db).next
            _ = recorder.take()
            let other = try await refusal(of: QueryError.self) { _ = try await Article.order { $0.name }.page(1, after: cursor, on: db) }
            #expect(other.description == "a query or write holds a page cursor of another order")
            for query in [Article.query.limit(3), Article.query.offset(1)] {
                try await refusal(of: QueryError.self) { _ = try await query.page(1, on: db) }
            }
            try await refusal(of: QueryError.self) { _ = try await Article.query.values { $0.name }.distinct().page(1, on: db) }
            try await refusal(of: QueryError.self) { _ = try await Article.group { $0.isSold }.keys().page(1, on: db) }
            #expect(recorder.takeSQL() == [])
            #expect(PageCursor("") == nil && PageCursor("no cursor") == nil && PageCursor("e30") == nil)
            // What travelled through other hands.
            for mark in [#"{"t":"m","v":"-9223372036854775808"}"#, #"{"t":"r","v":"9221120237041090560"}"#, #"{"t":"d","v":"NaN"}"#] {
                let forged = Data(#"{"order":"","values":[\#(mark)]}"#.utf8).base64EncodedString().replacing("=", with: "")
                #expect(PageCursor(forged) == nil)
            }
            let all = try await Article.query.page(.max, on: db)
            #expect(all.rows.count == 4 && all.next == nil)
            try await refusal(of: QueryError.self) { _ = try await Article.query.lock().page(1, on: db) }
            let none = try await Article.query.page(0, on: db)
            #expect(none.rows.isEmpty && none.next == nil)
            let coded = try JSONDecoder().decode([PageCursor].self, from: JSONEncoder().encode([try #require(cursor)]))
            #expect(coded == [try #require(cursor)])
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([PageCursor].self, from: Data(#"["?"]"#.utf8)) }
        }
    }
}
