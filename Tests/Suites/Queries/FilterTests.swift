import Foundation
import Junction
import JunctionTesting
import Testing

@Suite struct FilterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let query: @Sendable () -> Query<Article, Article>
        let names: [String]

        init(_ name: String, _ names: [String], _ query: @escaping @Sendable () -> Query<Article, Article>) {
            (testDescription, self.names, self.query) = (name, names, query)
        }
    }

    static let cases = [
        Case("equal", ["cake"]) { Article.filter { $0.name == "cake" } },
        Case("unequal skips the absent", ["apple", "cake"]) { Article.filter { $0.note != "x" } },
        Case("is distinct", ["Bread", "apple", "melon"]) { Article.filter { $0.note.isDistinct(from: "") } },
        Case("nil", ["Bread", "melon"]) { Article.filter { $0.note == nil } },
        Case("isNil", ["Bread", "melon"]) { Article.filter { $0.note.isNil() } },
        Case("not nil", ["apple", "cake"]) { Article.filter { $0.note != nil } },
        Case("a nil variable", ["Bread", "melon"]) { Article.filter { [note = String?.none] in $0.note == note } },
        Case("greater", ["apple", "cake"]) { Article.filter { $0.stock > 1 } },
        Case("between", ["apple", "melon"]) { Article.filter { $0.stock >= 1 && $0.stock <= 3 } },
        Case("or, not", ["Bread", "cake"]) { Article.filter { !($0.stock == 1 || $0.stock == 3) } },
        Case("decimal", ["apple"]) { Article.filter { [price = Decimal(string: "1.10")] in $0.price == price } },
        Case("optional compared", ["cake"]) { Article.filter { $0.price > 2 } },
        Case("Boolean column", ["Bread"]) { Article.filter { $0.isSold } },
        Case("negated Boolean", ["apple", "cake", "melon"]) { Article.filter { !$0.isSold } },
        Case("two columns", ["cake"]) { Article.filter { $0.stock.optional > $0.stock.optional - 1 && $0.weight == 2 } },
        Case("in", ["Bread", "cake"]) { Article.filter { $0.name.in(["cake", "Bread", "none"]) } },
        Case("in nothing", []) { Article.filter { $0.name.in([]) } },
        Case("not in nothing", ["Bread", "apple", "cake", "melon"]) { Article.filter { $0.name.notIn([]) } },
        Case("not in", ["Bread", "melon"]) { Article.filter { $0.name.notIn(["cake", "apple"]) } },
        Case("like", ["apple"]) { Article.filter { $0.name.like("a_p%") } },
        Case("like minds the case", []) { Article.filter { $0.name.like("A%") } },
        Case("like, escaped", ["apple"]) { Article.filter { $0.note.like("50\\% off\\_") } },
        Case("hasPrefix is literal", ["apple"]) { Article.filter { $0.note.hasPrefix("50%") } },
        Case("hasPrefix with a sign that matches nothing else", []) { Article.filter { $0.name.hasPrefix("%") } },
        Case("hasSuffix", ["apple"]) { Article.filter { $0.note.hasSuffix("f_") } },
        Case("includes", ["melon"]) { Article.filter { $0.name.includes("elo") } },
        Case("includes nothing", ["Bread", "apple", "cake", "melon"]) { Article.filter { $0.name.includes("") } },
        Case("length", ["cake"]) { Article.filter { $0.name.length == 4 } },
        Case("lower case", ["Bread"]) { Article.filter { $0.name.lowercased == "bread" } },
        Case("coalesce", ["Bread", "melon"]) { Article.filter { ($0.note ?? "none") == "none" } },
        Case("optional path", ["Bread", "apple"]) { Article.filter { $0.shelf.name == "r1" } },
        Case("optional path over two steps", ["Bread", "apple"]) { Article.filter { $0.shelf.hall.name == "north" } },
        Case("absent path", ["cake", "melon"]) { Article.filter { $0.shelf.isNil } },
        Case("absent column of a path", ["cake", "melon"]) { Article.filter { $0.shelf.hall.name == nil } },
        Case("required path drops the others", ["Bread", "apple"]) { Article.filter { $0.shelf.required.name != "x" || $0.stock >= 0 } },
        Case("a path beside an or drops none", ["Bread", "apple", "cake"]) { Article.filter { $0.shelf.name == "r1" || $0.stock == 7 } },
        Case("each once", ["apple", "melon"]) { Article.filter { $0.tags.any { $0.name >= "a" } } },
        Case("two on one", []) { Article.filter { $0.tags.any { $0.name == "red" && $0.name == "big" } } },
        Case("two on two", ["melon"]) { Article.filter { $0.tags.any { $0.name == "red" } && $0.tags.any { $0.name == "big" } } },
        Case("not any is none", ["Bread", "cake"]) { Article.filter { !$0.tags.any { $0.name == "red" } } },
        Case("all, none there counts", ["Bread", "apple", "cake"]) { Article.filter { $0.tags.all { $0.name == "red" } } },
        Case("count", ["melon"]) { Article.filter { $0.tags.count == 2 } },
        Case("count of some", ["apple", "melon"]) { Article.filter { $0.tags.count { $0.name == "red" } == 1 } },
        Case("refined", ["melon"]) { Article.filter { !$0.tags.filter { $0.name == "big" }.isEmpty } },
        Case("an outer path in an inner question", ["Bread", "apple", "cake", "melon"]) {
            Article.filter { article in article.tags.none { $0.name == article.name } }
        },
        Case("a question behind an optional path", ["Bread", "apple"]) { Article.filter { $0.shelf.articles.any { $0.stock == 3 } } },
        Case("and its negation", ["cake", "melon"]) { Article.filter { !$0.shelf.articles.any { $0.stock == 3 } } },
    ]

    @Test(arguments: TestDatabase.all, cases)
    func rows(_ database: TestDatabase, _ testCase: Case) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            let query = testCase.query()
            #expect(try await Shop.names(query, db) == testCase.names)
            #expect(try await query.count(on: db) == testCase.names.count, "count agrees with all")
            #expect(try await query.exists(on: db) == !testCase.names.isEmpty)
            #expect(recorder.take().count == 3)
        }
    }

    /// A plan is made for the shape of a query; other values of the same shape must not be mixed up with the first.
    @Test(arguments: TestDatabase.all)
    func plansServeOtherValues(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            for (name, stock) in [("apple", 3), ("cake", 7), ("melon", 1), ("Bread", 0), ("apple", 4)] {
                let found = try await Shop.names(
                    Article.filter { $0.name == name && $0.stock.in([stock]) && $0.tags.count <= stock + 5 }.order { $0.stock + 1 }.limit(
                        3), db)
                #expect(found == (stock == 4 ? [] : [name]))
            }
        }
    }
}
