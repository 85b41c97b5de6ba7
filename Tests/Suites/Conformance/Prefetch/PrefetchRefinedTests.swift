import Junction
import JunctionTesting
import Testing

/// What is brought may be filtered, ordered, limited and nested; the same relation may be brought several times in different forms.
@Suite struct PrefetchRefinedTests {
    @Test("prefetch_related.test_m2m", arguments: TestDatabase.all)
    func forward(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let plain = try await LibraryBook.with { $0.authors }.all(on: db)
            let refined = try await LibraryBook.with { $0.authors.order { $0.name } }.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            #expect(LibraryScene.text(plain) == LibraryScene.booksWithAuthors)
            #expect(LibraryScene.text(refined) == LibraryScene.booksWithAuthors)
            let some = try await LibraryBook.with { $0.authors.filter { $0.name.hasPrefix("C") } }.with { $0.authors }.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(some.map { $0.1.map(\.name) } == [["Charlotte"], ["Charlotte"], [], []])
            #expect(some.map { $0.2.count } == [1, 3, 1, 1])
        }
    }

    @Test("prefetch_related.test_reverse_m2m", arguments: TestDatabase.all)
    func reverse(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let plain = try await LibraryAuthor.with { $0.books }.all(on: db)
            let refined = try await LibraryAuthor.with { $0.books.order { $0.title } }.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            #expect(LibraryScene.text(plain) == LibraryScene.authorsWithBooks)
            #expect(LibraryScene.text(refined) == LibraryScene.authorsWithBooks)
            let some = try await LibraryAuthor.with { $0.books.filter { $0.title == "Poems" } }.with { $0.books }.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(some.map { $0.1.map(\.title) } == [["Poems"], ["Poems"], ["Poems"], []])
            #expect(some.map { $0.2.count } == [1, 2, 2, 1])
        }
    }

    @Test("prefetch_related.test_nested_prefetch_related_with_duplicate_prefetcher", arguments: TestDatabase.all)
    func twiceInsideAnother(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let query = LibraryReader.with {
                $0.books.with { $0.authors }.with { $0.authors.filter { $0.name == "Emily" } }
            }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            #expect(rows.map(\.0.name) == ["Amy", "Belinda"])
            #expect(rows.map { $0.1.map(\.0.title) } == [["Poems", "Wuthering"], ["Jane Eyre", "Sense"]])
            let all = rows.map { $0.1.map { $0.1.map(\.name) } }, some = rows.map { $0.1.map { $0.2.map(\.name) } }
            #expect(all == [[["Anne", "Charlotte", "Emily"], ["Emily"]], [["Charlotte"], ["Jane"]]])
            #expect(some == [[["Emily"], ["Emily"]], [[], []]])
        }
    }

    @Test("prefetch_related.test_nested_prefetch_related_with_duplicate_prefetch_and_depth", arguments: TestDatabase.all)
    func deepAndPlain(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let deepFirst = try await LibraryReader.with { $0.books.with { $0.authors } }.with { $0.books }.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            let plainFirst = try await LibraryReader.with { $0.books }.with { $0.books.with { $0.authors } }.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            let titles = [["Poems", "Wuthering"], ["Jane Eyre", "Sense"]], numbers = [[3, 1], [1, 1]]
            #expect(deepFirst.map { $0.2.map(\.title) } == titles && plainFirst.map { $0.1.map(\.title) } == titles)
            #expect(deepFirst.map { $0.1.map(\.0.title) } == titles && plainFirst.map { $0.2.map(\.0.title) } == titles)
            #expect(deepFirst.map { $0.1.map(\.1.count) } == numbers && plainFirst.map { $0.2.map(\.1.count) } == numbers)
        }
    }

    /// A relation has no verb that makes values of its rows; beside values nothing can be brought.
    @Test("prefetch_related.test_values_queryset", arguments: TestDatabase.all)
    func values(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let mistake = LibraryBook.query.values { ($0.title, $0.id) }.with { $0.authors }
            let error = try await refusal(of: QueryError.self) { _ = try await mistake.all(on: db) }
            #expect(error.kind == .valuesWithParts)
            #expect(recorder.takeSQL().isEmpty)
            // What is wanted instead: values that are worked out beside the rows.
            let rows = try await LibraryBook.with { $0.authors.annotate { $0.books.count } }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map { $0.1.map(\.1) } == [[2], [1, 2, 2], [1], [2]])
        }
    }

    /// A type of one's own takes what is brought, and may work more out of it.
    @Test("prefetch_related.test_to_attr_cached_property", arguments: TestDatabase.all)
    func typeOfOnesOwn(_ database: TestDatabase) async throws {
        struct Page: Sendable {
            let author: LibraryAuthor
            let titles: [String]
            init(_ author: LibraryAuthor, _ books: [LibraryBook]) {
                self.author = author
                titles = books.map { $0.title.lowercased() }
            }
        }
        try await LibraryScene.run(database) { _, db, recorder in
            let pages = try await LibraryAuthor.with { $0.books }.into { Page($0, $1) }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(pages.map(\.author.name) == ["Anne", "Charlotte", "Emily", "Jane"])
            #expect(pages.map(\.titles) == [["poems"], ["jane eyre", "poems"], ["poems", "wuthering"], ["sense"]])
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    /// Every database can limit what is brought for each row; where a limit would mean nothing it is refused, and nothing is sent.
    @Test("prefetch_related.test_window_not_supported", arguments: TestDatabase.all)
    func limitInAQuestion(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let mistake = LibraryBook.filter { $0.authors.limit(1).any { $0.name == "Anne" } }
            let error = try await refusal(of: QueryError.self) { _ = try await mistake.all(on: db) }
            #expect(error.description.contains("limit in a question"))
            #expect(recorder.takeSQL().isEmpty)
            let rows = try await LibraryBook.with { $0.authors.limit(1) }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rows) == ["Jane Eyre: Charlotte", "Poems: Anne", "Sense: Jane", "Wuthering: Emily"])
        }
    }

    /// Tags in no order, of a model without one: the key decides, so that it is always the same row.
    @Test("prefetch_related.test_empty_order", arguments: TestDatabase.all)
    func limitWithoutOrder(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.tags.limit(1) }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryTags.text(rows) == ["Jane Eyre: ", "Poems: great", "Sense: witty", "Wuthering: "])
            let none = try await LibraryBook.with { $0.tags.limit(0) }.all(on: db)
            #expect(none.map(\.1.count) == [0, 0, 0, 0])
        }
    }
}
