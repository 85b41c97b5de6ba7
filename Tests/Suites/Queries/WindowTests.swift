import Foundation
import Junction
import JunctionTesting
import Testing

/// Rows beside their neighbours.
@Suite struct WindowTests {
    @Test(arguments: TestDatabase.all)
    func numbersAndRanks(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            let ranked = Article.order { $0.name }.values { article in
                let all = Window(order: article.isSold), own = Window(by: article.isSold, order: article.stock.descending, article.id)
                return (article.name, own.rowNumber(), all.rank(), all.denseRank(), all.percentRank(), own.tile(2))
            }
            _ = recorder.take()
            let rows = try await ranked.all(on: db)
            if database.name == "SQLite" {
                #expect(
                    recorder.takeSQL() == [
                        """
                        SELECT t0."name", row_number() OVER (PARTITION BY t0."is_sold" ORDER BY t0."stock" DESC, t0."id"), rank() OVER (ORDER \
                        BY t0."is_sold"), dense_rank() OVER (ORDER BY t0."is_sold"), percent_rank() OVER (ORDER BY t0."is_sold"), \
                        ntile(2) OVER (PARTITION BY t0."is_sold" ORDER BY t0."stock" DESC, t0."id") FROM "article" AS t0 ORDER BY t0."name"
                        """
                    ])
            }
            #expect(rows.map(\.0) == ["Bread", "apple", "cake", "melon"])
            #expect(rows.map(\.1) == [1, 2, 1, 3] && rows.map(\.2) == [4, 1, 1, 1] && rows.map(\.3) == [2, 1, 1, 1])
            #expect(rows.map(\.4) == [1, 0, 0, 0] && rows.map(\.5) == [1, 1, 1, 2])
            let last = try await Article.order { Window(order: $0.stock).rowNumber().descending }.first(on: db)
            #expect(last?.name == "cake")
        }
    }

    @Test(arguments: TestDatabase.all)
    func neighbours(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            // By stock: Bread 0, melon 1, apple 3, cake 7.
            let rows = try await Article.order { $0.stock }.values { article in
                let window = Window(order: article.stock)
                return (
                    window.lag(article.stock), window.lead(article.note), window.lag(article.name, by: 2), window.first(article.name),
                    window.last(article.name)
                )
            }.all(on: db)
            #expect(rows.map(\.0) == [nil, 0, 1, 3] && rows.map(\.1) == [nil, "50% off_", "", nil])
            #expect(rows.map(\.2) == [nil, nil, "Bread", "melon"] && Set(rows.map(\.3)) == ["Bread"])
            #expect(rows.map(\.4) == ["Bread", "melon", "apple", "cake"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func figures(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let rows = try await Article.order { $0.stock }.values { article in
                let running = Window(order: article.stock), all = Window(by: article.isSold),
                    two = Window(order: article.stock, frame: .last(2))
                return (running.sum(article.stock), running.sum(article.price), all.count(), two.sum(article.price), two.max(article.name))
            }.all(on: db)
            #expect(rows.map(\.0) == [0, 1, 4, 11] && rows.map(\.2) == [1, 3, 3, 3])
            #expect(rows.map(\.1) == [2, 2, Sample.decimal("3.1"), Sample.decimal("15.35")])
            #expect(rows.map(\.3) == [2, 2, Sample.decimal("1.1"), Sample.decimal("13.35")])
            #expect(rows.map(\.4) == ["Bread", "melon", "melon", "cake"])
            let whole = try await Article.query.values { Window(order: $0.stock, frame: .all).avg($0.stock) }.all(on: db)
            #expect(whole == [2.75, 2.75, 2.75, 2.75])
            // Groups have neighbours too.
            let groups = try await Article.group { $0.isSold }.values { (Window(order: $0.id.count().descending).rank(), $0.id.count()) }
                .order { $0.isSold }.all(on: db)
            #expect(groups.map(\.1) == [1, 2] && groups.map(\.2) == [3, 1])
            let error = try await refusal(of: QueryError.self) {
                _ = try await Article.query.values { Window(order: $0.id).tile(0) }.all(on: db)
            }
            #expect(error.description.contains("below 1"))
        }
    }
}
