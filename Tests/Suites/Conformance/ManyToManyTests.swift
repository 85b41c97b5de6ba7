import Junction
import JunctionTesting
import Testing

/// What changes the links between two models without a model of their own, from both ends. A row of the wrong model is no argument
/// that compiles.
@Suite struct ManyToManyTests {
    @Test("many_to_many.test_add", arguments: TestDatabase.all)
    func add(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, recorder in
            let draft = NewsArticle(headline: "Gale")
            let unsaved = try await refusal(of: RelationError.self) { try await draft.papers.add(news.daily, on: db) }
            #expect(unsaved.kind == .unsavedOwner && unsaved.relation == "NewsArticle.papers" && unsaved.model == "NewsArticle")
            let unread = try await refusal(of: QueryError.self) { _ = try await draft.papers.all(on: db) }
            #expect(unread.kind == .unsavedKey(model: "NewsArticle"))
            #expect(recorder.take().isEmpty)

            let gale = try await draft.insert(on: db)
            #expect(try await gale.papers.add(news.star, on: db).added == [news.star.id])
            #expect(Set(try await gale.papers.add(news.herald, news.daily, on: db).added) == [news.herald.id, news.daily.id])
            #expect(try await gale.papers.add(news.star, on: db).existing == [news.star.id])
            #expect(try await gale.papers.all(on: db).map(\.title) == ["Daily", "Herald", "Star"])
            let gazette = try await gale.papers.create(NewsPaper(title: "Gazette"), on: db)
            #expect(try await gale.papers.all(on: db).map(\.title) == ["Daily", "Gazette", "Herald", "Star"])
            #expect(try await gazette.articles.all(on: db).map(\.headline) == ["Gale"])
        }
    }

    @Test("many_to_many.test_add_remove_set_by_pk", arguments: TestDatabase.all)
    func byKey(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let papers = news.comet.papers
            #expect(try await papers.add(keys: [news.herald.id], on: db).added == [news.herald.id])
            #expect(try await papers.all(on: db).map(\.title) == ["Daily", "Herald"])
            let changes = try await papers.set(keys: [news.mirror.id, news.herald.id], on: db)
            #expect(changes.added == [news.mirror.id] && changes.existing == [news.herald.id] && changes.removed == [news.daily.id])
            #expect(try await papers.all(on: db).map(\.title) == ["Herald", "Mirror"])
            #expect(try await papers.remove(keys: [news.herald.id], on: db).removed == [news.herald.id])
            #expect(try await papers.all(on: db).map(\.title) == ["Mirror"])
        }
    }

    @Test("many_to_many.test_reverse_add", arguments: TestDatabase.all)
    func reverseAdd(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            #expect(try await news.star.articles.add(news.comet, on: db).added == [news.comet.id])
            #expect(try await news.star.articles.all(on: db).map(\.headline) == ["Comet", "Drought"])
            #expect(try await news.comet.papers.all(on: db).map(\.title) == ["Daily", "Star"])
            let gale = try await news.star.articles.create(NewsArticle(headline: "Gale"), on: db)
            #expect(try await news.star.articles.all(on: db).map(\.headline) == ["Comet", "Drought", "Gale"])
            #expect(try await gale.papers.all(on: db).map(\.title) == ["Star"])
        }
    }

    /// One statement that writes; that some were linked already is said, which takes one read where the statement cannot say it.
    @Test("many_to_many.test_fast_add_ignore_conflicts", arguments: TestDatabase.all)
    func statements(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, recorder in
            #expect(try await news.election.papers.add(news.mirror, news.star, on: db).added.count == 2)
            #expect(recorder.take().count == 1)
            let changes = try await news.election.papers.add(news.daily, news.herald, news.mirror, on: db)
            #expect(changes.added == [news.daily.id] && Set(changes.existing) == [news.herald.id, news.mirror.id])
            let sent = recorder.takeSQL()
            let isAnswered = database.name != "SQLite"
            #expect(sent[0].contains("INSERT INTO") && sent.dropFirst().allSatisfy { $0.hasPrefix("SELECT") }, "\(sent)")
            #expect(sent.count == (isAnswered ? 1 : 2), "\(sent)")
            #expect(try await news.election.papers.count(on: db) == 4)
        }
    }

    @Test("many_to_many.test_remove", arguments: TestDatabase.all)
    func remove(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let first = try await news.herald.articles.remove(news.flood, on: db).removed
            #expect(first == [news.flood.id])
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Drought", "Election"])
            #expect(try await news.flood.papers.isEmpty(on: db))
            #expect(try await news.drought.papers.remove(news.herald, on: db).removed == [news.herald.id])
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Election"])
            #expect(try await news.drought.papers.all(on: db).map(\.title) == ["Daily", "Mirror", "Star"])
        }
    }

    /// What is cleared and set again in one transaction ends alike.
    @Test("many_to_many.test_set", arguments: TestDatabase.all)
    func set(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            #expect(try await news.herald.articles.set([news.election, news.drought], on: db).removed == [news.flood.id])
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Drought", "Election"])
            #expect(try await news.election.papers.set([news.star, news.herald], on: db).added == [news.star.id])
            #expect(try await news.election.papers.all(on: db).map(\.title) == ["Herald", "Star"])
            #expect(Set(try await news.election.papers.set([], on: db).removed) == [news.herald.id, news.star.id])
            #expect(try await news.election.papers.isEmpty(on: db))
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Drought"])

            try await db.transaction { tx in
                try await news.drought.papers.clear(on: tx)
                try await news.drought.papers.set([news.star, news.daily], on: tx)
            }
            #expect(try await news.drought.papers.all(on: db).map(\.title) == ["Daily", "Star"])
            try await db.transaction { tx in
                try await news.daily.articles.clear(on: tx)
                try await news.daily.articles.set(keys: [news.flood.id], on: tx)
            }
            #expect(try await news.daily.articles.all(on: db).map(\.headline) == ["Flood"])
            #expect(try await news.drought.papers.all(on: db).map(\.title) == ["Star"])
        }
    }

    @Test("many_to_many.test_assign", arguments: TestDatabase.all)
    func rowsAndKeys(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            try await news.herald.articles.set([news.drought, news.flood], on: db)
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Drought", "Flood"])
            #expect(try await news.election.papers.isEmpty(on: db))
            try await news.election.papers.set(keys: [news.herald.id], on: db)
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Drought", "Election", "Flood"])
            // An empty set is what `clear` is.
            let emptied = try await news.herald.articles.set([], on: db), cleared = try await news.drought.papers.clear(on: db)
            #expect(Set(emptied.removed) == [news.drought.id, news.election.id, news.flood.id])
            #expect(Set(cleared.removed) == [news.daily.id, news.mirror.id, news.star.id])
            #expect(try await news.herald.articles.isEmpty(on: db))
            #expect(try await news.drought.papers.isEmpty(on: db))
        }
    }

    @Test("many_to_many.test_assign_ids", arguments: TestDatabase.all)
    func keysFromBothEnds(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            try await news.herald.articles.set(keys: [news.drought.id, news.election.id], on: db)
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Drought", "Election"])
            #expect(try await news.flood.papers.isEmpty(on: db))
            try await news.election.papers.set(keys: [news.star.id], on: db)
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Drought"])
            #expect(try await news.election.papers.all(on: db).map(\.title) == ["Star"])
            try await news.herald.articles.set(keys: [], on: db)
            #expect(try await news.herald.articles.isEmpty(on: db))
            #expect(try await news.drought.papers.count(on: db) == 3)
        }
    }

    @Test("many_to_many.test_clear", arguments: TestDatabase.all)
    func clear(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let first = try await news.herald.articles.clear(on: db).removed.count
            #expect(first == 3)
            #expect(try await news.herald.articles.isEmpty(on: db))
            #expect(try await news.election.papers.isEmpty(on: db))
            #expect(try await news.daily.articles.all(on: db).map(\.headline) == ["Comet", "Drought"])
            #expect(try await news.drought.papers.clear(on: db).removed.count == 3)
            #expect(try await news.drought.papers.isEmpty(on: db))
            #expect(try await news.daily.articles.all(on: db).map(\.headline) == ["Comet"])
        }
    }

    @Test("many_to_many.test_delete", arguments: TestDatabase.all)
    func delete(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            try await news.daily.delete(on: db)
            #expect(try await NewsPaper.all(on: db).map(\.title) == ["Herald", "Mirror", "Star"])
            #expect(try await news.comet.papers.isEmpty(on: db))
            #expect(try await news.drought.papers.all(on: db).map(\.title) == ["Herald", "Mirror", "Star"])
            try await news.drought.delete(on: db)
            #expect(try await NewsArticle.all(on: db).map(\.headline) == ["Comet", "Election", "Flood"])
            #expect(try await news.herald.articles.all(on: db).map(\.headline) == ["Election", "Flood"])
            #expect(try await NewsPaper.query.values { $0.articles.count }.all(on: db) == [2, 0, 0])
        }
    }

    @Test("many_to_many.test_bulk_delete", arguments: TestDatabase.all)
    func deleteByQuery(_ database: TestDatabase) async throws {
        try await News.run(database) { news, db, _ in
            let papers = NewsPaper.filter { $0.title.in(["Herald", "Mirror"]) }
            let first = try await papers.delete(on: db)
            #expect(first == 2)
            #expect(try await papers.all(on: db).isEmpty)
            #expect(try await NewsPaper.all(on: db).map(\.title) == ["Daily", "Star"])
            #expect(try await news.drought.papers.all(on: db).map(\.title) == ["Daily", "Star"])
            #expect(try await news.flood.papers.isEmpty(on: db))
            let articles = NewsArticle.filter { $0.papers.any { $0.title == "Daily" } }
            #expect(try await articles.delete(on: db) == 2)
            #expect(try await articles.exists(on: db) == false)
            #expect(try await news.daily.articles.isEmpty(on: db))
            #expect(try await news.star.articles.isEmpty(on: db))
            #expect(try await NewsArticle.all(on: db).map(\.headline) == ["Election", "Flood"])
        }
    }
}
