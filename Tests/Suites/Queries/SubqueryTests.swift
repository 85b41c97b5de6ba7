import Foundation
import Junction
import JunctionTesting
import Testing

/// Queries inside queries.
@Suite struct SubqueryTests {
    @Test(arguments: TestDatabase.all)
    func amongValues(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            func names(_ condition: (Article.Fields) -> Expr<Bool>) async throws -> [String] {
                try await Shop.names(Article.filter(condition), db)
            }
            let racks = Rack.filter { $0.name == "r1" }
            _ = recorder.take()
            #expect(try await names { $0.shelfID.in(racks) } == ["Bread", "apple"])
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        SELECT t0."id", t0."name", t0."note", t0."stock", t0."price", t0."weight", t0."is_sold", t0."day", t0."shelf_id" FROM \
                        "article" AS t0 WHERE t0."shelf_id" IN (SELECT t1."id" FROM "rack" AS t1 WHERE t1."name" = ?1) ORDER BY t0."name"
                        """
                    ]))
            #expect(try await names { $0.shelfID.notIn(racks) } == [])
            #expect(try await names { $0.shelfID.isNil() || $0.shelfID.notIn(racks) } == ["cake", "melon"])
            // An absent value of the query makes nothing unknown.
            #expect(try await names { $0.name.notIn(Article.query.values { $0.note }) } == ["Bread", "apple", "cake", "melon"])
            #expect(try await names { $0.name.in(Article.filter { $0.stock > 1 }.values { $0.name }) } == ["apple", "cake"])
            #expect(try await names { $0.note.in(Mark.query.values { $0.name }) } == [])
            // Beside an operator it is one condition.
            let many = Article.filter { $0.stock > 1 }.values { $0.name }
            #expect(try await names { row in (row.stock > 1) == row.name.in(many) } == ["Bread", "apple", "cake", "melon"])
            // Nor on both sides.
            #expect(try await names { $0.shelfID.notIn(Article.filter { $0.name == "cake" }.values { $0.shelfID }) }.count == 4)
            let some = Article.group { $0.shelfID }.keys().limit(5)
            #expect(try await Rack.filter { $0.id.notIn(some) }.count(on: db) == 0)
            let top = Article.order { $0.stock.descending }.limit(2)
            let counts = try await top.group { $0.isSold }.values { ($0.id.count(), $0.stock.sum()) }.all(on: db)
            #expect(counts.map(\.1) == [2] && counts.map(\.2) == [10])
            // A page keeps its rows: an absent value in it makes no room for another.
            let page = Article.order { $0.stock }.limit(2).values { $0.note }
            #expect(try await names { $0.note.in(page) } == [])
            #expect(try await names { $0.name.notIn(page) } == ["Bread", "apple", "cake", "melon"])
            // A page is its rows.
            #expect(try await names { $0.id.in(Article.order { $0.stock.descending }.limit(2)) } == ["apple", "cake"])
            #expect(try await names { $0.id.in(Article.order { $0.stock.descending }.offset(1).limit(1)) } == ["apple"])
            #expect(try await names { $0.stock.in(Article.group { $0.isSold }.figures { $0.stock.max() }) } == ["Bread", "cake"])
            let busy = Article.group { $0.shelfID }.having { $0.stock.sum() > 2 }.keys()
            #expect(try await Rack.filter { $0.id.in(busy) }.count(on: db) == 1)
            #expect(try await Article.filter { $0.id.in(Article.order { $0.stock.descending }.limit(2)) }.delete(on: db) == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func correlated(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            func names(_ condition: (Article.Fields) -> Expr<Bool>) async throws -> [String] {
                try await Shop.names(Article.filter(condition), db)
            }
            #expect(try await names { article in Article.filter { $0.stock > article.stock }.exists } == ["Bread", "apple", "melon"])
            #expect(try await names { article in Article.filter { $0.stock > article.stock }.isEmpty } == ["cake"])
            #expect(try await names { article in Article.query.all { $0.stock <= article.stock } } == ["cake"])
            #expect(try await names { article in Article.query.count { $0.stock < article.stock } >= 2 } == ["apple", "cake"])
            #expect(
                try await names { article in Article.filter { $0.isSold == article.isSold }.min { $0.stock } == article.stock.optional }
                    == ["Bread", "melon"])
            // One inside the other, each speaking of the outermost.
            let nested = try await names { article in
                Rack.filter { rack in Article.filter { $0.shelfID == rack.id.optional && $0.name == article.name }.exists }.exists
            }
            #expect(nested == ["Bread", "apple"])
            let rows = try await Article.order { $0.name }.values { article in
                let better = Article.filter { $0.stock > article.stock }.order { $0.stock }
                return (article.name, better.values { $0.name }.scalar(), better.values { $0.note }.scalar())
            }.all(on: db)
            #expect(rows.map(\.1) == ["melon", "cake", nil, "apple"] && rows.map(\.2) == [nil, "", nil, "50% off_"])
            // In an assignment, too.
            let changed = try await Article.filter { $0.name == "apple" }.update(on: db) { new, old in
                new.stock = Mark.query.count + old.stock
            }
            #expect(changed == 1)
            #expect(try await Article.filter { $0.name == "apple" }.one(on: db).stock == 5)
        }
    }

    @Test(arguments: TestDatabase.all)
    func mistakes(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            _ = recorder.take()
            let outer = Article.filter { $0.stock > 1 }
            let foreign = try await refusal(of: QueryError.self) {
                var kept: Article.Fields?
                _ = outer.filter {
                    kept = $0
                    return $0.stock > 2
                }
                let field = try #require(kept)
                _ = try await Rack.filter { _ in field.stock > 1 }.all(on: db)
            }
            #expect(foreign.kind == .foreignPath)
            let own = try await refusal(of: QueryError.self) {
                _ = try await Article.filter { article in outer.filter { $0.id.in(outer) }.exists }.all(on: db)
            }
            #expect(own.kind == .scopeUsedTwice)
            try await refusal(of: QueryError.self) { _ = try await Article.filter { _ in Article.query.limit(2).count > 1 }.all(on: db) }
            let top = Article.order { $0.stock }.limit(2)
            try await refusal(of: QueryError.self) { _ = try await Article.filter { top.contains($0.id) }.all(on: db) }
            let kinds = Article.query.values { $0.isSold }.distinct()
            try await refusal(of: QueryError.self) { _ = try await Rack.filter { _ in kinds.count > 1 }.all(on: db) }
            let inside = try await refusal(of: QueryError.self) {
                _ = try await Rack.query.values { _ in Article.filter { Window(order: $0.id).rowNumber() == 1 }.count }.all(on: db)
            }
            #expect(inside.kind == .windowInCondition)
            #expect(recorder.takeSQL() == [])
        }
    }
}
