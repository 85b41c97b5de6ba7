import Junction
import JunctionTesting
import Testing

/// Rows that are held, wherever they came from. They keep nothing: what was brought is in the result, and stays as it was read.
@Suite struct PrefetchHeldTests {
    @Test("prefetch_related.test_prefetch_object", arguments: TestDatabase.all)
    func refined(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let held = [library.poems, library.eyre]
            let rows = try await held.with({ $0.authors.order { $0.name.descending } }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(LibraryScene.text(rows) == ["Poems: Emily, Charlotte, Anne", "Jane Eyre: Charlotte"], "in the order of the rows")
        }
    }

    @Test("prefetch_related.test_prefetch_object_to_attr", arguments: TestDatabase.all)
    func severalParts(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let held = [library.poems, library.sense]
            let rows = try await held.with({ ($0.authors, $0.readers, $0.firstTimers.limit(1)) }, on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(rows.map(\.0) == held)
            #expect(rows.map { $0.1.map(\.name) } == [["Anne", "Charlotte", "Emily"], ["Jane"]])
            #expect(rows.map { $0.2.map(\.name) } == [["Amy"], ["Belinda"]])
            #expect(rows.map { $0.3.map(\.name) } == [["Anne"], ["Jane"]])
        }
    }

    /// A part of the rows may have it already; each call says for which rows it is meant.
    @Test("prefetch_related.test_prefetch_object_to_attr_twice", arguments: TestDatabase.all)
    func someOfThemTwice(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let first = try await [library.poems].with({ $0.authors }, on: db)
            #expect(recorder.takeSQL().count == 1)
            let all = try await [library.poems, library.eyre, library.poems].with({ $0.authors }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(LibraryScene.text(first) == ["Poems: Anne, Charlotte, Emily"])
            let again = ["Poems: Anne, Charlotte, Emily", "Jane Eyre: Charlotte", "Poems: Anne, Charlotte, Emily"]
            #expect(LibraryScene.text(all) == again)
            let none = try await [LibraryBook]().with({ $0.authors }, on: db)
            #expect(none.isEmpty && recorder.takeSQL().isEmpty)
        }
    }

    @Test("prefetch_related.test_prefetch_queryset", arguments: TestDatabase.all)
    func filtered(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let names = [library.charlotte.id, library.jane.id]
            let held = [library.poems, library.heights, library.sense]
            let rows = try await held.with({ $0.authors.filter { $0.id.in(names) } }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(LibraryScene.text(rows) == ["Poems: Charlotte", "Wuthering: ", "Sense: Jane"])
        }
    }

    /// Rows that no query of Junction's read: what is known of them is their key.
    @Test("prefetch_related.test_basic", arguments: TestDatabase.all)
    func writtenByHand(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            try await rawSQL("INSERT INTO library_book (id, title) VALUES (77, 'Letters')", on: db)
            let links = "INSERT INTO library_book_authors (library_book_id, library_author_id) SELECT 77, id FROM library_author"
            try await rawSQL(links, on: db)
            let letters = LibraryBook(id: Key(77), title: "Letters")
            _ = recorder.take()
            let rows = try await [letters, library.sense].with({ ($0.authors, $0.readers) }, on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.title) == ["Letters", "Sense"])
            #expect(rows.map { $0.1.map(\.name) } == [["Anne", "Charlotte", "Emily", "Jane"], ["Jane"]])
            #expect(rows.map { $0.2.map(\.name) } == [[], ["Belinda"]])
            // A row that was never inserted has no key to ask by.
            let error = try await refusal(of: QueryError.self) { _ = try await [LibraryBook(title: "Draft")].with({ $0.authors }, on: db) }
            #expect(error.kind == .unsavedKey(model: "LibraryBook") && recorder.takeSQL().isEmpty)
        }
    }

    /// What is to be brought is said beforehand as well, as a function of rows that are read later.
    @Test("prefetch_related.test_prefetch_before_raw", arguments: TestDatabase.all)
    func saidBeforehand(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let authors = { (book: LibraryBook.Fields) in book.authors.filter { $0.name != "Emily" }.with { $0.books } }
            let rows = try await [library.poems, library.heights].with(authors, on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.title) == ["Poems", "Wuthering"])
            #expect(LibraryScene.text(rows[0].1) == ["Anne: Poems", "Charlotte: Jane Eyre, Poems"] && rows[1].1.isEmpty)
            let queried = try await LibraryBook.with(authors).all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(queried.map { $0.1.map(\.0.name) } == [["Charlotte"], ["Anne", "Charlotte"], ["Jane"], []])
        }
    }

    @Test("prefetch_related.test_detect_is_fetched_with_to_attr", arguments: TestDatabase.all)
    func readAgainAndAgain(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let rows = try await [library.poems, library.eyre].with({ $0.firstTimers.with { $0.books } }, on: db)
            #expect(recorder.takeSQL().count == 2)
            for _ in 0..<2 {
                #expect(LibraryScene.text(rows[0].1) == ["Anne: Poems", "Charlotte: Jane Eyre, Poems", "Emily: Poems, Wuthering"])
                #expect(rows[1].1.isEmpty)
            }
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    /// A row keeps nothing, so that a second call reads anew, and what it finds is true.
    @Test("prefetch_related.test_prefetch_reverse_foreign_key", arguments: TestDatabase.all)
    func broughtAgain(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let rows = try await [library.poems, library.sense].with({ $0.firstTimers }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(LibraryScene.text(rows) == ["Poems: Anne, Charlotte, Emily", "Sense: Jane"])
            try await library.poems.firstTimers.move(library.anne, to: library.sense.firstTimers, on: db)
            _ = recorder.take()
            let again = try await rows.map(\.0).with({ $0.firstTimers }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(LibraryScene.text(again) == ["Poems: Charlotte, Emily", "Sense: Anne, Jane"])
            #expect(LibraryScene.text(rows) == ["Poems: Anne, Charlotte, Emily", "Sense: Jane"])
        }
    }

    @Test("prefetch_related.test_add_clears_prefetched_objects", arguments: TestDatabase.all)
    func addedLater(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let rows = try await [library.heights].with({ $0.authors }, on: db)
            #expect(LibraryScene.text(rows) == ["Wuthering: Emily"])
            try await rows[0].0.authors.add(library.anne, on: db)
            _ = recorder.take()
            let asked = try await rows[0].0.authors.all(on: db)
            #expect(asked.map(\.name) == ["Anne", "Emily"] && recorder.takeSQL().count == 1)
            let again = try await rows.map(\.0).with({ $0.authors }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(LibraryScene.text(again) == ["Wuthering: Anne, Emily"])
            #expect(LibraryScene.text(rows) == ["Wuthering: Emily"])
        }
    }

    /// A statement for each relation on the way; then everything is there.
    @Test("prefetch_related.test_retrieves_results_from_prefetched_objects_cache", arguments: TestDatabase.all)
    func everythingIsThere(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.books.with { $0.readers.with { $0.books } } }.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            let charlotte = rows[1].1
            #expect(charlotte.map(\.0.title) == ["Jane Eyre", "Poems"])
            let readers = charlotte.map { $0.1.map(\.0.name) }, books = charlotte.map { $0.1.map { $0.1.map(\.title) } }
            #expect(readers == [["Belinda"], ["Amy"]])
            #expect(books == [[["Jane Eyre", "Sense"]], [["Poems", "Wuthering"]]])
            #expect(recorder.takeSQL().isEmpty)
        }
    }
}
