import Junction
import JunctionSQLite
import Testing

@testable import Suites

/// The statements that queries make.
@Suite struct SQLTests {
    static let columns =
        "t0.\"id\", t0.\"name\", t0.\"note\", t0.\"stock\", t0.\"price\", t0.\"weight\", t0.\"is_sold\", t0.\"day\", t0.\"shelf_id\""

    @Test func joinsAndOrder() throws {
        let query = Article.filter { $0.shelf.name == "r1" }.order {
            [$0.shelf.hall.name.descending, $0.stock, $0.note.ascending.absentFirst]
        }.limit(5)
        #expect(
            try query.sql(for: .sqlite) == """
                SELECT \(Self.columns) FROM "article" AS t0 LEFT JOIN "rack" AS t1 ON t1."id" = t0."shelf_id" \
                LEFT JOIN "hall" AS t2 ON t2."id" = t1."hall_id" WHERE t1."name" = ?1 \
                ORDER BY t2."name" DESC NULLS LAST, t0."stock", t0."note" NULLS FIRST, t0."id" LIMIT ?2
                """)
    }

    @Test func requiredStepIsAnInnerJoin() throws {
        let query = Article.filter { $0.shelf.name == "r1" && $0.shelf.required.name == "r1" }
        #expect(try query.sql(for: .sqlite).contains(" JOIN \"rack\" AS t1 ON"))
        #expect(try !query.sql(for: .sqlite).contains("LEFT JOIN"))
    }

    @Test func questions() throws {
        func condition(_ query: Query<Article, Article>) throws -> String {
            let sql = try query.sql(for: .sqlite)
            return String(sql.split(separator: " WHERE ", maxSplits: 1)[1].replacing(" ORDER BY t0.\"name\"", with: ""))
        }
        #expect(
            try condition(Article.filter { $0.tags.contains(anyOf: [Key(1), Key(2)]) }) == """
                t0."id" IN (SELECT t1."article_id" FROM "article_tags" AS t1 WHERE t1."mark_id" IN (SELECT value FROM json_each(?1)))
                """)
        #expect(
            try condition(Article.filter { $0.tags.isEmpty }) == """
                NOT (EXISTS (SELECT 1 FROM "article_tags" AS t1 WHERE t1."article_id" = t0."id"))
                """)
        #expect(
            try condition(Article.filter { $0.tags.any { $0.name == "red" } }) == """
                t0."id" IN (SELECT t1."article_id" FROM "article_tags" AS t1 JOIN "mark" AS t2 ON t2."id" = t1."mark_id" WHERE t2."name" = ?1)
                """)
        #expect(
            try condition(Article.filter { $0.tags.count > 1 }) == """
                (SELECT count(*) FROM "article_tags" AS t1 WHERE t1."article_id" = t0."id") > ?1
                """)
    }

    @Test func namesAreQuoted() throws {
        #expect(
            try Article.filter { $0.name == "'; DROP TABLE article; --" }.sql(for: .sqlite).hasSuffix(
                "WHERE t0.\"name\" = ?1 ORDER BY t0.\"name\""))
    }

    @Test func mistakesAreErrors() throws {
        var leaked: Article.Fields?
        _ = Article.filter { article in
            leaked = article
            return article.stock > 0
        }
        let fields = try leaked.orThrow()
        #expect(throws: QueryError.self) { try Article.filter { _ in fields.stock > 0 }.sql(for: .sqlite) }
        #expect(throws: QueryError.self) { try Article.filter { $0.tags.contains(Key<Mark>.unassigned) }.sql(for: .sqlite) }
        #expect(throws: QueryError.self) {
            try Article.filter { article in
                let tags = article.tags
                return tags.any { outer in tags.any { $0.name != outer.name } }
            }.sql(for: .sqlite)
        }
    }
}
