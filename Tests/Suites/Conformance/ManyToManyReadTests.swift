import Junction
import JunctionTesting
import Testing

/// What is asked of links, and what was read beside its owner: a value, which no later change touches.
@Suite struct ManyToManyReadTests {
    /// Each article once, so that `count` agrees and nothing is left to make distinct.
    @Test("many_to_many.test_selects", arguments: TestDatabase.all)
    func selects(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let daily = news.daily
            let first = try await NewsArticle.filter { $0.papers.any { $0.id == daily.id } }.all(on: db).map(\.headline)
            #expect(first == ["Comet", "Drought"])
            #expect(try await NewsArticle.filter { $0.papers.contains(daily.id) }.all(on: db).map(\.headline) == ["Comet", "Drought"])
            #expect(try await NewsArticle.filter { $0.papers.contains(daily) }.all(on: db).map(\.headline) == ["Comet", "Drought"])
            let inH = NewsArticle.filter { $0.papers.any { $0.title.hasPrefix("H") } }
            #expect(try await inH.all(on: db).map(\.headline) == ["Drought", "Election", "Flood"])
            let several = NewsArticle.filter { $0.papers.any { $0.title >= "Herald" } }
            #expect(try await several.all(on: db).map(\.headline) == ["Drought", "Election", "Flood"])
            #expect(try await several.count(on: db) == 3)
            let herald = news.herald
            let either = NewsArticle.filter { $0.papers.contains(anyOf: [daily.id, herald.id]) }
            #expect(try await either.all(on: db).map(\.headline) == ["Comet", "Drought", "Election", "Flood"])
            #expect(try await either.count(on: db) == 4)
            let star = news.star
            #expect(try await NewsArticle.filter { $0.papers.contains(anyOf: [daily, star]) }.count(on: db) == 2)
            let without = NewsArticle.filter { !$0.papers.contains(herald) }
            let found = try await without.all(on: db).map(\.headline)
            #expect(found == ["Comet"])
            #expect(try await NewsArticle.filter { $0.papers.contains(Key(99)) }.all(on: db).isEmpty)
        }
    }

    @Test("many_to_many.test_reverse_selects", arguments: TestDatabase.all)
    func reverseSelects(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let comet = news.comet
            let first = try await NewsPaper.filter { $0.articles.any { $0.id == comet.id } }.all(on: db).map(\.title)
            #expect(first == ["Daily"])
            #expect(try await NewsPaper.filter { $0.articles.contains(comet.id) }.all(on: db).map(\.title) == ["Daily"])
            #expect(try await NewsPaper.filter { $0.articles.contains(comet) }.all(on: db).map(\.title) == ["Daily"])
            let several = NewsPaper.filter { $0.articles.any { $0.headline.hasPrefix("D") || $0.headline.hasPrefix("E") } }
            #expect(try await several.all(on: db).map(\.title) == ["Daily", "Herald", "Mirror", "Star"])
            #expect(try await several.count(on: db) == 4)
            let flood = news.flood
            let either = NewsPaper.filter { $0.articles.contains(anyOf: [comet.id, flood.id]) }
            #expect(try await either.all(on: db).map(\.title) == ["Daily", "Herald"])
            let drought = news.drought
            #expect(try await NewsPaper.filter { $0.articles.contains(anyOf: [comet, drought]) }.count(on: db) == 4)
            let election = news.election
            let without = NewsPaper.filter { !$0.articles.contains(election) }
            #expect(try await without.all(on: db).map(\.title) == ["Daily", "Mirror", "Star"])
        }
    }

    // MARK: What was read stays as it was read, and the next read sees the change

    @Test("many_to_many.test_clear_after_prefetch", arguments: TestDatabase.all)
    func clearAfterPrefetch(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let key = news.drought.id
            let (drought, papers) = try await NewsArticle.filter { $0.id == key }.with { $0.papers }.one(on: db)
            #expect(papers.count == 4)
            try await drought.papers.clear(on: db)
            #expect(try await drought.papers.all(on: db).isEmpty)
            let again = try await [drought].with({ $0.papers }, on: db)
            #expect(again[0].1.isEmpty && papers.count == 4)
        }
    }

    @Test("many_to_many.test_remove_after_prefetch", arguments: TestDatabase.all)
    func removeAfterPrefetch(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let key = news.comet.id
            let (comet, papers) = try await NewsArticle.filter { $0.id == key }.with { $0.papers }.one(on: db)
            #expect(papers.map(\.title) == ["Daily"])
            try await comet.papers.remove(papers, on: db)
            #expect(try await comet.papers.all(on: db).isEmpty)
            let again = try await [comet].with({ $0.papers }, on: db)
            #expect(again[0].1.isEmpty && papers.count == 1)
        }
    }

    @Test("many_to_many.test_add_after_prefetch", arguments: TestDatabase.all)
    func addAfterPrefetch(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let key = news.comet.id
            let (comet, papers) = try await NewsArticle.filter { $0.id == key }.with { $0.papers }.one(on: db)
            #expect(papers.count == 1)
            try await comet.papers.add(news.herald, on: db)
            #expect(try await comet.papers.count(on: db) == 2)
            let again = try await [comet].with({ $0.papers }, on: db)
            #expect(again[0].1.map(\.title) == ["Daily", "Herald"] && papers.count == 1)
        }
    }

    @Test("many_to_many.test_create_after_prefetch", arguments: TestDatabase.all)
    func createAfterPrefetch(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let key = news.comet.id
            let (comet, papers) = try await NewsArticle.filter { $0.id == key }.with { $0.papers }.one(on: db)
            try await comet.papers.create(NewsPaper(title: "Gazette"), on: db)
            #expect(try await comet.papers.all(on: db).map(\.title) == ["Daily", "Gazette"])
            let again = try await [comet].with({ $0.papers }, on: db)
            #expect(again[0].1.map(\.title) == ["Daily", "Gazette"] && papers.map(\.title) == ["Daily"])
        }
    }

    @Test("many_to_many.test_prefetch_related_no_queries_optimization_disabled", arguments: TestDatabase.all)
    func prefetchedRowsCostNothing(_ database: TestDatabase) async throws {
        try await News.run(database) { _, db, recorder in
            let rows = try await NewsArticle.with { $0.papers }.all(on: db)
            #expect(recorder.take().count == 2)
            #expect(rows.map { $0.1.count } == [1, 4, 1, 1])
            #expect(rows.allSatisfy { !$0.1.isEmpty })
            #expect(recorder.take().isEmpty)
        }
    }

    // MARK: Links that lead nowhere

    /// Where no foreign key is enforced, what is counted are the rows that `all` returns.
    @Test("many_to_many.test_count_join_optimization_disabled", arguments: TestDatabase.all)
    func countWithoutForeignKeys(_ database: TestDatabase) async throws {
        try await database.run { db, recorder in
            let articles = try await News.withoutForeignKeys(on: db)
            _ = recorder.take()
            #expect(try await articles[0].papers.count(on: db) == 1)
            #expect(try await articles[1].papers.count(on: db) == 0)
            #expect(recorder.take().count == 2)
            #expect(try await articles[0].papers.all(on: db).map(\.title) == ["Daily"])
        }
    }

    @Test("many_to_many.test_exists_join_optimization_disabled", arguments: TestDatabase.all)
    func existsWithoutForeignKeys(_ database: TestDatabase) async throws {
        try await database.run { db, recorder in
            let articles = try await News.withoutForeignKeys(on: db)
            _ = recorder.take()
            #expect(try await !articles[0].papers.isEmpty(on: db))
            #expect(try await articles[1].papers.isEmpty(on: db))
            #expect(recorder.take().count == 2)
            #expect(try await articles[1].papers.query.exists(on: db) == false)
        }
    }

    @Test("many_to_many.test_exists_join_optimization", arguments: TestDatabase.all)
    func existsWithLinksToNobody(_ database: TestDatabase) async throws {
        try await database.run([NewsDesk.self, NewsReader.self, NewsLetter.self]) { db, recorder in
            let desk = try await NewsDesk(name: "Sport").insert(on: db), ann = try await NewsReader(name: "Ann").insert(on: db)
            _ = try await NewsLetter(deskID: desk.id, readerID: nil).insert(on: db)
            _ = recorder.take()
            #expect(try await desk.readers.isEmpty(on: db))
            #expect(recorder.take().count == 1)
            try await desk.readers.add(ann, on: db)
            _ = recorder.take()
            #expect(try await !desk.readers.isEmpty(on: db))
            #expect(recorder.take().count == 1)
            #expect(try await desk.readers.all(on: db).map(\.name) == ["Ann"])
        }
    }
}
