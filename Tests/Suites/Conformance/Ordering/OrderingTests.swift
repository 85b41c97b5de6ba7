import Junction
import JunctionTesting
import Testing

/// The order of rows: the model's own, the one that is asked for, and where absent values stand.
@Suite struct OrderingTests {
    @Test("ordering.test_default_ordering", arguments: TestDatabase.all)
    func ownOrder(_ database: TestDatabase) async throws {
        try await SortScene.run(database) { scene, db, _ in
            let all = try await SortStory.query.word(on: db)
            #expect(all == "DBCA")
            #expect(try await SortStory.query.first(on: db)?.headline == "D")
            #expect(try await SortStory.query.offset(1).limit(2).word(on: db) == "BC")
            #expect(try await SortAuthor.all(on: db).map(\.name) == ["Zed", "Moe", "Ann"])
            // What is brought beside a row has an order of its own, too.
            let authors = try await SortTopic.with { $0.stories }.all(on: db)
            #expect(authors.map { $0.1.map(\.headline).joined() } == ["BA", "DB", ""])
            // An order that is asked for takes the place of the model's own.
            #expect(try await SortStory.order { $0.headline.descending }.word(on: db) == "DCBA")
        }
    }

    @Test("ordering.test_order_by_nulls_first", arguments: TestDatabase.all)
    func absentFirst(_ database: TestDatabase) async throws {
        try await SortScene.run(database) { _, db, _ in
            let first = try await SortStory.order { $0.author.name.ascending.absentFirst }.word(on: db)
            #expect(first == "CBAD")
            #expect(try await SortStory.order { $0.author.name.descending.absentFirst }.word(on: db) == "CDAB")
            #expect(try await SortStory.order { $0.author.name }.word(on: db) == "BADC")
            #expect(try await SortStory.order { $0.author.name.descending }.word(on: db) == "DABC")
            #expect(try await SortStory.order { [$0.authorID.ascending.absentFirst, $0.headline] }.first(on: db)?.headline == "C")
        }
    }

    /// A key sorts by itself, a path by the column that it ends in; the order of the model behind it does not matter.
    @Test("ordering.test_order_by_self_referential_fk", arguments: TestDatabase.all)
    func keyOfItself(_ database: TestDatabase) async throws {
        try await SortScene.run(database) { _, db, _ in
            // Zed was inserted before Moe.
            let byKey = try await SortStory.order { [$0.author.editorID, $0.headline] }.word(on: db)
            #expect(byKey == "ABCD")
            let descending = try await SortStory.order { [$0.author.editorID.descending, $0.headline.descending] }.word(on: db)
            #expect(descending == "BADC")
            let byName = try await SortStory.order { [$0.author.editor.name, $0.headline] }.word(on: db)
            #expect(byName == "BACD")
            let authors = try await SortAuthor.order { [$0.editorID, $0.name] }.all(on: db).map(\.name)
            #expect(authors == ["Moe", "Ann", "Zed"])
            let editors = try await SortAuthor.order { [$0.editor.name.ascending.absentFirst, $0.name] }.all(on: db).map(\.name)
            #expect(editors == ["Zed", "Ann", "Moe"])
        }
    }

    /// The first of the same terms decides.
    @Test("ordering.test_order_by_f_expression_duplicates", arguments: TestDatabase.all)
    func repeatedTerms(_ database: TestDatabase) async throws {
        try await SortScene.run(database) { _, db, _ in
            let up = try await SortStory.order { [$0.headline, $0.headline.descending] }.word(on: db)
            #expect(up == "ABCD")
            let down = try await SortStory.order { [$0.headline.descending, $0.headline, $0.day] }.word(on: db)
            #expect(down == "DCBA")
            let apart = try await SortStory.order { $0.day }.order { $0.headline.descending }.order { $0.day.descending }.word(on: db)
            #expect(apart == "ACBD")
            let page = try await SortStory.order { [$0.day, $0.day, $0.id] }.limit(2).word(on: db)
            #expect(page == "AB")
        }
    }

    @Test("ordering.test_default_ordering_does_not_affect_group_by", arguments: TestDatabase.all)
    func groups(_ database: TestDatabase) async throws {
        try await SortScene.run(database) { _, db, recorder in
            let groups = SortStory.group { $0.day }.values { $0.id.count() }
            let unordered = try await groups.all(on: db)
            #expect(Set(unordered.map { "\($0.0):\($0.1)" }) == ["1:1", "2:2", "3:1"] && unordered.count == 3)
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].hasSuffix("GROUP BY t0.\"day\""), "\(sent)")
            let ordered = try await groups.order { $0.day.descending }.all(on: db)
            #expect(ordered.map(\.0) == [3, 2, 1] && ordered.map(\.1) == [1, 2, 1])
            // Nor does it add to what makes values different.
            let days = try await SortStory.query.values { $0.day }.distinct().all(on: db)
            #expect(days.sorted() == [1, 2, 3])
        }
    }

    /// A query is a value: what is made of it leaves it as it was.
    @Test("ordering.test_reverse_ordering_pure", arguments: TestDatabase.all)
    func queriesAreValues(_ database: TestDatabase) async throws {
        try await SortScene.run(database) { _, db, _ in
            let base = SortStory.filter { $0.day < 3 }, up = base.order { $0.headline }
            let down = base.order { $0.headline.descending }, later = up.order { $0.day.descending }.limit(1)
            let before = try await up.word(on: db)
            #expect(before == "ABC")
            #expect(try await down.word(on: db) == "CBA")
            #expect(try await later.word(on: db) == "A")
            #expect(try await up.word(on: db) == "ABC")
            #expect(try await base.word(on: db) == "BCA")
        }
    }

    /// The clauses of a query have no order among themselves; the rows of a page are sorted anew as a query around it.
    @Test("ordering.test_no_reordering_after_slicing", arguments: TestDatabase.all)
    func orderOfAPage(_ database: TestDatabase) async throws {
        try await SortScene.run(database) { _, db, recorder in
            let before = try await SortStory.order { $0.headline }.limit(2).word(on: db)
            let after = try await SortStory.query.limit(2).order { $0.headline }.word(on: db)
            #expect(before == "AB" && after == "AB")
            let sent = recorder.takeSQL()
            #expect(sent.count == 2 && sent[0] == sent[1], "\(sent)")
            let page = SortStory.order { $0.headline }.limit(2)
            let resorted = try await SortStory.filter { $0.id.in(page) }.order { $0.headline.descending }.word(on: db)
            #expect(resorted == "BA")
        }
    }
}

@Suite struct DistinctOnTests {
    /// The first row of each group: by its place among its neighbours, or, over a relation, beside each row at its other end.
    @Test("distinct_on_fields.test_basic_distinct_on", arguments: TestDatabase.all)
    func firstOfEach(_ database: TestDatabase) async throws {
        try await SortScene.run(database) { _, db, recorder in
            let placed = SortStory.query.values { story in
                (story.day, story.headline, Window(by: story.day, order: story.headline).rowNumber())
            }
            let first = try await placed.filter(values: { _, _, place in place == 1 }).order(values: { day, _, _ in [day] }).all(on: db)
            #expect(first.map(\.0) == [1, 2, 3] && first.map(\.1) == ["A", "B", "D"])
            let byAuthor = SortStory.query.values { story in
                (story.headline, Window(by: story.author.editor.name, order: story.headline.descending).rowNumber())
            }
            let last = try await byAuthor.filter(values: { _, place in place == 1 }).order(values: { name, _ in [name] }).all(on: db)
            #expect(last.map(\.0) == ["A", "B", "D"])
            _ = recorder.take()
            let topics = try await SortTopic.with { $0.stories.order { $0.headline }.limit(1) }.all(on: db)
            #expect(topics.map(\.0.name) == ["art", "law", "oil"])
            #expect(topics.map { $0.1.map(\.headline) } == [["A"], ["B"], []])
            #expect(recorder.take().count == 2)
            let names = try await SortStory.query.values { $0.author.name }.distinct().order { $0.author.name }.all(on: db)
            #expect(names == ["Ann", "Moe", "Zed", nil])
        }
    }
}
