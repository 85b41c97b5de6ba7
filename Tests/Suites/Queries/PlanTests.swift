import Junction
import Testing

/// Requests that differ at their very end alone have plans of their own, whatever their length.
@Suite struct PlanTests {
    @Test(arguments: TestDatabase.all)
    func longQueriesAreToldApart(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            _ = try await Article(name: "a", stock: 1).insert(on: db)
            _ = try await Article(name: "b", stock: 2).insert(on: db)
            for length in [1, 7, 40, 400] {
                func long(_ last: (Article.Fields) -> Expr<Bool>) -> Query<Article, Article> {
                    Article.filter { article in
                        (0..<length).reduce(article.stock >= 0) { all, number in all && article.stock > -number - 1 } && last(article)
                    }
                }
                for _ in 0..<2 {
                    let stocks = try await long { $0.stock == 2 }.all(on: db).map(\.name)
                    let names = try await long { $0.name == "a" }.all(on: db).map(\.name)
                    let others = try await long { $0.name != "a" }.all(on: db).map(\.name)
                    #expect(stocks == ["b"] && names == ["a"] && others == ["b"])
                }
            }
        }
    }
}
