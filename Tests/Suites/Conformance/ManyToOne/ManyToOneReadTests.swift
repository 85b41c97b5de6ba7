import Foundation
import Junction
import JunctionTesting
import Testing

/// What is read over a foreign key, in both directions.
@Suite struct ManyToOneReadTests {
    @Test("many_to_one.test_get", arguments: TestDatabase.all)
    func beside(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, recorder in
            let (article, reporter) = try await PressArticle.with { $0.reporter }.filter { $0.id == press.rain.id }.one(on: db)
            #expect(article.headline == "Rain" && article.reporterID == press.john.id)
            #expect(reporter.id == press.john.id && reporter.firstName == "John" && reporter.lastName == "Smith")
            #expect(recorder.take().count == 1)
            let found = try await PressReporter.find(press.sun.reporterID, on: db)
            #expect(found.firstName == "Paul")
        }
    }

    /// The paths of one query are one join, and two conditions on one article go in one question.
    @Test("many_to_one.test_selects", arguments: TestDatabase.all)
    func filters(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, _ in
            func headlines(_ query: Query<PressArticle, PressArticle>) async throws -> [String] {
                try await query.all(on: db).map(\.headline)
            }
            let byKey = try await headlines(PressArticle.filter { $0.reporterID == press.john.id })
            #expect(byKey == ["Rain", "Storm"])
            let byPath = try await headlines(PressArticle.filter { $0.reporter.id == press.john.id })
            #expect(byPath == ["Rain", "Storm"])
            let byName = PressArticle.filter { $0.reporter.firstName == "John" && $0.reporter.lastName == "Smith" }
            let named = try await headlines(byName)
            #expect(named == ["Rain", "Storm"])
            #expect(try byName.sql(for: database.dialect).components(separatedBy: "JOIN").count == 2)
            let strange = try await headlines(PressArticle.filter { $0.reporter.firstName == "John" && $0.reporter.lastName == "Jones" })
            #expect(strange.isEmpty)
            let byKeys = try await headlines(PressArticle.filter { $0.reporterID.in([press.john.id, press.paul.id]) })
            #expect(byKeys == ["Rain", "Storm", "Sun"])
            let byQuery = try await headlines(PressArticle.filter { $0.reporterID.in(PressReporter.filter { $0.firstName == "Paul" }) })
            #expect(byQuery == ["Sun"])
            let byOther = try await headlines(PressArticle.filter { $0.reporterID.notIn(PressReporter.filter { $0.firstName == "Paul" }) })
            #expect(byOther == ["Rain", "Storm"])
            let ofJohn = try await headlines(press.john.articles.filter { $0.headline.hasPrefix("R") })
            #expect(ofJohn == ["Rain"])
        }
    }

    /// A reporter with two such articles comes once, and is counted once.
    @Test("many_to_one.test_reverse_selects", arguments: TestDatabase.all)
    func filtersFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, _ in
            let any = PressReporter.filter { $0.articles.any { $0.headline.hasPrefix("R") || $0.headline.hasPrefix("S") } }
            let all = try await any.all(on: db).map(\.firstName), count = try await any.count(on: db)
            #expect(all == ["John", "Paul"] && count == 2)
            let one = PressReporter.filter { $0.articles.any { $0.headline == "Rain" && $0.printed < Press.day(10) } }
            let early = try await one.all(on: db).map(\.firstName)
            #expect(early == ["John"])
            let late = PressReporter.filter { $0.articles.any { $0.headline == "Rain" && $0.printed > Press.day(10) } }
            let none = try await late.count(on: db)
            #expect(none == 0)
            let writers = PressReporter.filter { $0.articles.contains(anyOf: [press.rain, press.storm]) }
            let names = try await writers.all(on: db).map(\.firstName)
            #expect(names == ["John"])
            let inner = PressArticle.filter { $0.reporter.articles.contains(press.storm) }
            let besides = try await inner.all(on: db).map(\.headline)
            #expect(besides == ["Rain", "Storm"])
        }
    }

    /// Reporters beside their articles, and months, each once.
    @Test("many_to_one.test_select_related", arguments: TestDatabase.all)
    func dates(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, recorder in
            let both = PressArticle.with { $0.reporter }
            let rows = try await both.all(on: db)
            #expect(rows.map { $0.1.lastName } == ["Smith", "Smith", "Jones"])
            #expect(recorder.take().count == 1)
            let months = try await PressArticle.query.values { $0.printed.startOfMonth }.distinct().all(on: db)
            #expect(months.count == 2 && Set(months) == [Press.day(0), Press.day(31)])
            let ofPaul = try await press.paul.articles.query.values { $0.printed.startOfMonth }.distinct().all(on: db)
            #expect(ofPaul == [Press.day(0)])
        }
    }

    @Test("many_to_one.test_relation_unsaved", arguments: TestDatabase.all)
    func unsaved(_ database: TestDatabase) async throws {
        try await Press.run(database) { _, db, recorder in
            let draft = PressReporter(firstName: "Ann", lastName: "Ash")
            let all = try await refusal(of: QueryError.self) { _ = try await draft.articles.all(on: db) }
            #expect(all.kind == .unsavedKey(model: "PressReporter"))
            let count = try await refusal(of: QueryError.self) { _ = try await draft.articles.count(on: db) }
            #expect(count.kind == .unsavedKey(model: "PressReporter"))
            #expect(recorder.take().isEmpty)
            let ann = try await draft.insert(on: db)
            _ = recorder.take()
            let isEmpty = try await ann.articles.all(on: db).isEmpty
            #expect(isEmpty)
            #expect(recorder.take().count == 1)
        }
    }

    /// A required row that is soft-deleted is absent, and its type says that it may be.
    @Test("many_to_one.test_hasattr_related_object", arguments: TestDatabase.all)
    func absent(_ database: TestDatabase) async throws {
        try await database.run([PressEditor.self, PressDesk.self]) { db, _ in
            #expect(PressDesk(name: "draft", editorID: .unassigned).editorID.isAssigned == false)
            let ann = try await PressEditor(name: "Ann").insert(on: db), bob = try await PressEditor(name: "Bob").insert(on: db)
            try await [PressDesk(name: "A", editorID: ann.id), PressDesk(name: "B", editorID: bob.id)].insert(on: db)
            try await bob.delete(on: db)
            let rows: [(PressDesk, PressEditor?)] = try await PressDesk.with { $0.editor }.all(on: db)
            #expect(rows.map { $0.0.name } == ["A", "B"])
            #expect(rows.map { $0.1?.name } == ["Ann", nil])
            let orphans = try await PressDesk.filter { $0.editor.isNil }.all(on: db).map(\.name)
            #expect(orphans == ["B"])
        }
    }

    /// Children and their parent come in one statement, over a column that is no key, too.
    @Test("many_to_one.test_reverse_foreign_key_instance_to_field_caching", arguments: TestDatabase.all)
    func parentsOfChildren(_ database: TestDatabase) async throws {
        try await database.run([PressSection.self, PressColumn.self]) { db, recorder in
            let sport = try await PressSection(name: "sport").insert(on: db), art = try await PressSection(name: "art").insert(on: db)
            try await [
                PressColumn(title: "Chess", sectionName: "sport"), PressColumn(title: "Golf", sectionName: "sport"),
                PressColumn(title: "Opera", sectionName: "art"),
            ].insert(on: db)
            _ = recorder.take()
            let rows = try await sport.columns.query.with { $0.section }.all(on: db)
            #expect(rows.map { $0.0.title } == ["Chess", "Golf"])
            #expect(rows.map { $0.1.id } == [sport.id, sport.id])
            #expect(recorder.take().count == 1)
            let sections = try await PressSection.with { $0.columns }.filter { $0.id == art.id }.one(on: db)
            #expect(sections.1.map(\.title) == ["Opera"] && sections.1.map(\.sectionName) == ["art"])
        }
    }

    /// A relation is asked for as often as it is named, each time with its own conditions.
    @Test("many_to_one.test_get_prefetch_querysets_reverse_invalid_querysets_length", arguments: TestDatabase.all)
    func severalTimes(_ database: TestDatabase) async throws {
        try await Press.run(database) { _, db, recorder in
            let early = PressReporter.with { $0.articles.filter { $0.printed < Press.day(10) } }
            let rows = try await early.with { $0.articles.filter { $0.printed > Press.day(10) } }.all(on: db)
            #expect(rows.map { $0.1.map(\.headline) } == [["Rain"], ["Sun"]])
            #expect(rows.map { $0.2.map(\.headline) } == [["Storm"], []])
            #expect(recorder.take().count == 3)
        }
    }

    @Test("many_to_one.test_get_prefetch_querysets_invalid_querysets_length", arguments: TestDatabase.all)
    func severalTimesForward(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, recorder in
            let rows = try await press.paul.articles.query.with { $0.reporter }.with { $0.reporter.articles }.all(on: db)
            #expect(rows.map { $0.0.headline } == ["Sun"] && rows.map { $0.1.firstName } == ["Paul"])
            #expect(rows.map { $0.2.map(\.headline) } == [["Sun"]])
            #expect(recorder.take().count == 2)
        }
    }
}
