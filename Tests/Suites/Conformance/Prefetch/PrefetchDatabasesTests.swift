import Junction
import JunctionTesting
import Testing

/// Everything that a query brings comes from the database that its verb names; another one is asked nothing.
@Suite struct PrefetchDatabasesTests {
    /// The library, and another one with a single book, whose key means another book there.
    private static func run(
        _ database: TestDatabase,
        _ body: (Database, Database, () -> (Int, Int)) async throws -> Void
    ) async throws {
        try await database.run(LibraryScene.models) { other, otherRecorder in
            let stranger = try await LibraryBook(title: "Stranger").insert(on: other)
            _ = try await LibraryAuthor(name: "Zoe", firstBookID: stranger.id).insert(on: other)
            try await LibraryScene.run(database) { _, db, recorder in
                _ = otherRecorder.take()
                try await body(db, other) { (recorder.take().count, otherRecorder.take().count) }
            }
        }
    }

    @Test("prefetch_related.test_using_is_honored_m2m", arguments: TestDatabase.all)
    func manyToMany(_ database: TestDatabase) async throws {
        try await Self.run(database) { db, other, sent in
            let books = try await LibraryBook.with { $0.authors }.all(on: db)
            #expect(sent() == (2, 0))
            #expect(LibraryScene.text(books) == LibraryScene.booksWithAuthors)
            let authors = try await LibraryAuthor.with { $0.books }.all(on: db)
            #expect(sent() == (2, 0))
            #expect(LibraryScene.text(authors) == LibraryScene.authorsWithBooks)
            let strangers = try await LibraryBook.with { $0.authors }.all(on: other)
            #expect(sent() == (0, 2))
            #expect(LibraryScene.text(strangers) == ["Stranger: "])
        }
    }

    @Test("prefetch_related.test_using_is_honored_fkey", arguments: TestDatabase.all)
    func foreignKeys(_ database: TestDatabase) async throws {
        try await Self.run(database) { db, other, sent in
            let authors = try await LibraryAuthor.with { $0.firstBook }.all(on: db)
            #expect(sent() == (1, 0))
            #expect(authors.map(\.1.title) == ["Poems", "Poems", "Poems", "Sense"])
            let books = try await LibraryBook.with { $0.firstTimers }.all(on: db)
            #expect(sent() == (2, 0))
            #expect(LibraryScene.text(books) == ["Jane Eyre: ", "Poems: Anne, Charlotte, Emily", "Sense: Jane", "Wuthering: "])
            let strangers = try await LibraryBook.with { $0.firstTimers }.all(on: other)
            #expect(sent() == (0, 2))
            #expect(LibraryScene.text(strangers) == ["Stranger: Zoe"])
        }
    }

    @Test("prefetch_related.test_using_is_honored_inheritance", arguments: TestDatabase.all)
    func extensions(_ database: TestDatabase) async throws {
        try await Self.run(database) { db, other, sent in
            let rows = try await LibraryAged.with { $0.author }.with { $0.author.books }.all(on: db)
            #expect(sent() == (2, 0))
            #expect(rows.map(\.1.name) == ["Charlotte", "Jane"])
            #expect(rows.map { $0.2.map(\.title) } == [["Jane Eyre", "Poems"], ["Sense"]])
            let strangers = try await LibraryAuthor.with { $0.aged }.all(on: other)
            #expect(sent() == (0, 1))
            #expect(strangers.map(\.0.name) == ["Zoe"] && strangers[0].1 == nil)
        }
    }

    /// A refined relation belongs to no database: the same query asks the one that is named. Rows that are held do not know where they
    /// came from either.
    @Test("prefetch_related.test_using_is_honored_custom_qs", arguments: TestDatabase.all)
    func refined(_ database: TestDatabase) async throws {
        try await Self.run(database) { db, other, sent in
            let query = LibraryBook.with { $0.firstTimers.filter { $0.name != "Anne" }.with { $0.books } }
            let books = try await query.all(on: db)
            #expect(sent() == (3, 0))
            #expect(books.map { $0.1.map(\.0.name) } == [[], ["Charlotte", "Emily"], ["Jane"], []])
            let strangers = try await query.all(on: other)
            #expect(sent() == (0, 3))
            #expect(strangers.map { $0.1.map(\.0.name) } == [["Zoe"]])
            let held = try await strangers.map(\.0).with({ $0.firstTimers }, on: other)
            #expect(sent() == (0, 1))
            #expect(LibraryScene.text(held) == ["Stranger: Zoe"])
        }
    }
}
