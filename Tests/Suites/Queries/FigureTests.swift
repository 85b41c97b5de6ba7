import Foundation
import Junction
import JunctionTesting
import Testing

/// Figures over the rows of a query, and over groups of them.
@Suite struct FigureTests {
    @Test(arguments: TestDatabase.all)
    func overAllRows(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            let (rows, notes, stock, price, average, first, last, sold) = try await Article.query.aggregate(on: db) {
                (
                    $0.id.count(), $0.note.count(), $0.stock.sum(), $0.price.sum(), $0.stock.avg(), $0.name.min(), $0.name.max(),
                    $0.isSold.countDistinct()
                )
            }
            #expect((rows, notes, stock, price) == (4, 2, 11, Sample.decimal("15.35")))
            #expect((average, first, last, sold) == (2.75, "Bread", "melon", 2))
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        SELECT count(t0."id"), count(t0."note"), sum(t0."stock"), \(database.name == "SQLite" ? "junction_sum_decimal" : "sum")\
                        (t0."price"), avg(t0."stock")\(database.name == "SQLite" ? "" : "::double precision"), min(t0."name"), max(t0."name"), \
                        count(DISTINCT t0."is_sold") FROM "article" AS t0
                        """
                    ]))
            let one: Int? = try await Article.query.aggregate(on: db) { $0.stock.max(where: $0.isSold == false) }
            #expect(one == 7)
            let (big, onRack) = try await Article.query.aggregate(on: db) {
                ($0.id.count(where: $0.stock > 1), $0.price.sum(where: $0.shelf.name == "r1"))
            }
            #expect((big, onRack) == (2, Sample.decimal("3.1")))
        }
    }

    @Test(arguments: TestDatabase.all)
    func overConditionsPagesAndNothing(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            // A row that fulfils a condition twice is one row.
            let marked = Article.filter { $0.tags.any { $0.name.in(["red", "big"]) } }
            let (count, stock) = try await marked.aggregate(on: db) { ($0.id.count(), $0.stock.sum()) }
            #expect((count, stock) == (2, 4))
            let page = try await Article.order { $0.stock.descending }.limit(2).aggregate(on: db) { ($0.stock.sum(), $0.name.min()) }
            #expect(page == (10, "apple"))
            let rest = try await Article.order { $0.stock }.offset(3).aggregate(on: db) { $0.id.count() }
            #expect(rest == 1)
            let none = try await Article.filter { $0.stock > 100 }.aggregate(on: db) { ($0.id.count(), $0.price.sum(), $0.name.max()) }
            #expect(none == (0, nil, nil))
            // What is brought beside the rows does not matter, but that it drops rows.
            let shelved = try await Article.with { $0.shelf.required }.with { $0.tags }.aggregate(on: db) { $0.id.count() }
            #expect(shelved == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func groups(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            let rack = try await Rack.query.one(on: db).id
            let shelves = Article.group { $0.shelfID }.values { ($0.id.count(), $0.stock.sum(), $0.price.max()) }.order { $0.shelfID }
            _ = recorder.take()
            let rows = try await shelves.all(on: db)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        SELECT t0."shelf_id", count(t0."id"), sum(t0."stock"), max(t0."price") FROM "article" AS t0 GROUP BY t0."shelf_id" \
                        ORDER BY t0."shelf_id" NULLS LAST
                        """
                    ]))
            #expect(rows.map(\.0) == [rack, nil] && rows.map(\.1) == [2, 2] && rows.map(\.2) == [3, 8])
            #expect(rows.map(\.3) == [2, Sample.decimal("12.25")])
            #expect(try await shelves.count(on: db) == 2)
            #expect(try await shelves.exists(on: db))
            #expect(try await shelves.first(on: db)?.0 == rack)

            let several = Article.group { ($0.isSold, $0.shelf.name) }
            let all = try await several.values { $0.stock.sum() }.order { [$0.isSold, $0.shelf.name] }.all(on: db)
            #expect(all.map(\.0) == [false, false, true] && all.map(\.1) == ["r1", nil, "r1"] && all.map(\.2) == [3, 8, 0])
            let large = several.having { $0.stock.sum() > 1 && $0.shelf.name.isNil() }
            #expect(try await large.keys().all(on: db).map(\.0) == [false])
            #expect(try await large.values { $0.id.count() }.count(on: db) == 1)
            #expect(try await several.having { $0.id.count() > 7 }.keys().exists(on: db) == false)
            let ordered = several.values { $0.stock.sum() }.order { [$0.stock.sum().descending, $0.isSold] }
            #expect(try await ordered.limit(2).all(on: db).map(\.2) == [8, 3])
            #expect(try await ordered.offset(1).limit(1).all(on: db).map(\.2) == [3])
            #expect(try await ordered.filter { $0.stock > 5 }.all(on: db).map(\.2) == [7])
            // Without keys there is one group, also of no rows.
            #expect(try await Article.filter { $0.stock > 99 }.group { $0.isSold }.values { $0.id.count() }.all(on: db).isEmpty)
        }
    }

    /// A key may be any expression; where it is written again, it is meant again.
    @Test(arguments: TestDatabase.all)
    func keysThatAreMade(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let odd = try await Article.group { $0.stock % 2 }.values { ($0.id.count(), ($0.stock % 2) * 10) }.order { $0.stock % 2 }.all(
                on: db)
            #expect(odd.map(\.0) == [0, 1] && odd.map(\.1) == [1, 3] && odd.map(\.2) == [0, 10])
            let marks = try await Article.group { $0.tags.count }.values { $0.id.count() }.order { $0.tags.count.descending }.all(on: db)
            #expect(marks.map(\.0) == [2, 1, 0] && marks.map(\.1) == [1, 1, 2])
            let notes = try await Article.group { $0.note ?? "none" }.having { ($0.note ?? "none") != "" }.keys().all(on: db)
            #expect(Set(notes) == ["50% off_", "none"])
            let noted = try await Article.group { $0.note.isNil() }.having { !$0.note.isNil() }.values { $0.id.count() }.all(on: db)
            #expect(noted.map(\.0) == [false] && noted.map(\.1) == [2])
            // The same expression with another value is another one.
            let error = try await refusal(of: QueryError.self) {
                _ = try await Article.group { $0.stock % 2 }.values { $0.id.count() }.order { $0.stock % 3 }.all(on: db)
            }
            #expect(error.kind == .notGrouped(column: "stock"))
            let names = try await Article.group { $0.id }.values { ($0.name.max(), $0.tags.count, $0.tags.any { $0.name == "big" }) }
                .order { $0.name.max() }.all(on: db)
            #expect(names.map(\.1) == ["Bread", "apple", "cake", "melon"] && names.map(\.2) == [0, 1, 0, 2])
            #expect(names.map(\.3) == [false, false, false, true])
        }
    }

    @Test(arguments: TestDatabase.all)
    func mistakes(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            func kind(_ call: () async throws -> Void) async throws -> QueryError.Kind {
                try await refusal(of: QueryError.self, by: call).kind
            }
            #expect(try await kind { _ = try await Article.query.aggregate(on: db) { $0.stock } } == .notGrouped(column: "stock"))
            #expect(try await kind { _ = try await Article.query.aggregate(on: db) { $0.shelf.name } } == .notGrouped(column: "name"))
            #expect(try await kind { _ = try await Article.query.aggregate(on: db) { $0.tags.count } } == .notGrouped(column: "id"))
            #expect(try await kind { _ = try await Article.filter { $0.stock.max() > 1 }.all(on: db) } == .figureOfNoGroup)
            #expect(try await kind { _ = try await Article.query.values { $0.stock.max() }.all(on: db) } == .figureOfNoGroup)
            #expect(
                try await kind { _ = try await Article.query.aggregate(on: db) { ($0.stock + $0.stock.count()).max() } } == .figureOfNoGroup
            )
            #expect(
                try await kind { _ = try await Article.query.aggregate(on: db) { Window(order: $0.stock).rowNumber().max() } }
                    == .windowInCondition)
            #expect(
                try await kind { _ = try await Article.filter { Window(order: $0.stock).rank() < 3 }.all(on: db) } == .windowInCondition)
            let groups = Article.group { $0.isSold }.values { $0.id.count() }
            try await refusal(of: QueryError.self) { _ = try await groups.aggregate(on: db) { $0.id.count() } }
            try await refusal(of: QueryError.self) { try await groups.delete(on: db) }
            try await refusal(of: QueryError.self) { try await groups.update(on: db) { new, _ in new.stock = 1 } }
            #expect(recorder.takeSQL() == [])
            #expect(try await Article.count(on: db) == 4)
        }
    }
}
