import Junction
import JunctionTesting
import Testing

/// A query is a value: what it brings beside its rows stays, whatever it is refined by, and asking what was brought costs nothing.
@Suite struct PrefetchVerbsTests {
    @Test("prefetch_related.test_survives_clone", arguments: TestDatabase.all)
    func refined(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let query = LibraryAuthor.with { $0.books }.filter { $0.name > "B" }.order { $0.name.descending }.limit(2)
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rows) == ["Jane: Sense", "Emily: Poems, Wuthering"])
            let rest = try await query.offset(2).all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rest) == ["Charlotte: Jane Eyre, Poems"])
        }
    }

    @Test("prefetch_related.test_len", arguments: TestDatabase.all)
    func number(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.books }.all(on: db)
            #expect(rows.count == 4)
            #expect(LibraryScene.text(rows) == LibraryScene.authorsWithBooks)
            #expect(recorder.takeSQL().count == 2)
            // The number alone needs nothing that is brought beside.
            #expect(try await LibraryAuthor.with { $0.books }.count(on: db) == 4)
            #expect(recorder.takeSQL().count == 1)
        }
    }

    @Test("prefetch_related.test_bool", arguments: TestDatabase.all)
    func whetherThereIsOne(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let query = LibraryAuthor.with { $0.books }
            #expect(try await query.exists(on: db))
            #expect(try await query.filter { $0.name == "Zoe" }.exists(on: db) == false)
            #expect(recorder.takeSQL().count == 2)
            let rows = try await query.all(on: db)
            #expect(!rows.isEmpty && LibraryScene.text(rows) == LibraryScene.authorsWithBooks)
            #expect(recorder.takeSQL().count == 2)
        }
    }

    @Test("prefetch_related.test_count", arguments: TestDatabase.all)
    func numbersOfWhatWasBrought(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.firstTimers }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.1.count) == [0, 3, 1, 0])
            #expect(recorder.takeSQL().isEmpty)
            // The same number by a question to the database.
            let asked = try await rows[1].0.firstTimers.count(on: db)
            #expect(asked == 3 && recorder.takeSQL().count == 1)
        }
    }

    @Test("prefetch_related.test_exists", arguments: TestDatabase.all)
    func emptyOrNot(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.firstTimers }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.1.isEmpty) == [true, false, false, true])
            #expect(recorder.takeSQL().isEmpty)
            let asked = try await rows[0].0.firstTimers.isEmpty(on: db)
            #expect(asked && recorder.takeSQL().count == 1)
        }
    }

    @Test("prefetch_related.test_in_and_prefetch_related", arguments: TestDatabase.all)
    func among(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let rows = try await LibraryBook.with { $0.firstTimers }.all(on: db)
            #expect(rows.contains { $0.0 == library.poems })
            #expect(rows[1].1.contains(library.anne) && !rows[1].1.contains(library.jane))
            #expect(recorder.takeSQL().count == 2)
        }
    }

    /// What is brought is never taken back: the query that brings nothing is still there.
    @Test("prefetch_related.test_clear", arguments: TestDatabase.all)
    func without(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let plain = LibraryAuthor.filter { $0.name < "D" }
            let query = plain.with { $0.books }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rows) == ["Anne: Poems", "Charlotte: Jane Eyre, Poems"])
            let authors = try await plain.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(authors.map(\.name) == ["Anne", "Charlotte"])
            let other = try await plain.with { $0.addresses }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(other.map { $0.1.map(\.city) } == [[], ["Haworth", "Leeds"]])
        }
    }

    @Test("prefetch_related.test_in_bulk", arguments: TestDatabase.all)
    func byKeys(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let keys = [library.jane.id, library.emily.id]
            let rows = try await LibraryAuthor.filter { $0.id.in(keys) }.with { $0.books }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rows) == ["Emily: Poems, Wuthering", "Jane: Sense"])
            let found = try await LibraryAuthor.find(keys, on: db).with({ $0.books }, on: db)
            #expect(recorder.takeSQL().count == 2)
            let byKey = Dictionary(uniqueKeysWithValues: found.map { ($0.0.id, $0.1.map(\.title)) })
            #expect(byKey == [library.jane.id: ["Sense"], library.emily.id: ["Poems", "Wuthering"]])
        }
    }

    /// Parts with names are a type of one's own; columns of a query that brings more are read without it.
    @Test("prefetch_related.test_named_values_list", arguments: TestDatabase.all)
    func namedValues(_ database: TestDatabase) async throws {
        struct Line: Sendable, Equatable { let name: String, books: Int }
        try await LibraryScene.run(database) { _, db, recorder in
            let query = LibraryAuthor.with { $0.books }.into { author, _ in author }
            let lines = try await query.values { ($0.name, $0.books.count) }.into(Line.init).all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(lines.map(\.name) == ["Anne", "Charlotte", "Emily", "Jane"] && lines.map(\.books) == [1, 2, 2, 1])
            let pairs: [(name: String, books: Int)] = try await query.values { ($0.name, $0.books.count) }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(pairs[1].name == "Charlotte" && pairs[1].books == 2)
        }
    }

    /// The condition on what is brought is made once, and sent in one statement, whatever the number of rows.
    @Test("prefetch_related.test_filter_deferred", arguments: TestDatabase.all)
    func oneCondition(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            var made = 0
            let query = LibraryAuthor.with {
                $0.books.filter { book in
                    made += 1
                    return book.title != "Poems"
                }
            }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 2 && made == 1)
            #expect(LibraryScene.text(rows) == ["Anne: ", "Charlotte: Jane Eyre", "Emily: Wuthering", "Jane: Sense"])
            let again = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 2 && made == 1)
            #expect(LibraryScene.text(again) == LibraryScene.text(rows))
        }
    }
}
