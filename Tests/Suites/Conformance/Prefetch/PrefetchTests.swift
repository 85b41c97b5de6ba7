import Junction
import JunctionTesting
import Testing

/// What `with` brings is what a question about each row would bring, in one more statement; rows that are held already get it by that
/// one statement alone.
@Suite struct PrefetchTests {
    @Test("prefetch_related.test_m2m_forward", arguments: TestDatabase.all)
    func manyToMany(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.authors }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rows) == LibraryScene.booksWithAuthors)
            for (book, authors) in rows {
                let asked = try await book.authors.all(on: db)
                #expect(asked == authors)
            }
            #expect(recorder.takeSQL().count == 4)
            let held = try await rows.map(\.0).with({ $0.authors }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(LibraryScene.text(held) == LibraryScene.booksWithAuthors)
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test("prefetch_related.test_m2m_reverse", arguments: TestDatabase.all)
    func manyToManyFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.books }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rows) == LibraryScene.authorsWithBooks)
            let held = try await rows.map(\.0).with({ $0.books }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(LibraryScene.text(held) == LibraryScene.authorsWithBooks)

            // So many for each author, not for all of them.
            let last = try await LibraryAuthor.with { $0.books.order { $0.title.descending }.limit(1) }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(last) == ["Anne: Poems", "Charlotte: Poems", "Emily: Wuthering", "Jane: Sense"])
            let rest = try await LibraryAuthor.with { $0.books.order { $0.title }.offset(1) }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rest) == ["Anne: ", "Charlotte: Poems", "Emily: Wuthering", "Jane: "])
        }
    }

    /// A to-one path is a join, so that it costs no statement of its own.
    @Test("prefetch_related.test_foreignkey_forward", arguments: TestDatabase.all)
    func foreignKey(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.firstBook }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.name) == ["Anne", "Charlotte", "Emily", "Jane"])
            #expect(rows.map(\.1.title) == ["Poems", "Poems", "Poems", "Sense"])
            let held = try await rows.map(\.0).with({ $0.firstBook }, on: db)
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && !sent[0].contains("ORDER BY"), "the rows have an order already: \(sent)")
            #expect(held.map(\.0.name) == ["Anne", "Charlotte", "Emily", "Jane"])
            #expect(held.map(\.1.title) == ["Poems", "Poems", "Poems", "Sense"])
        }
    }

    @Test("prefetch_related.test_foreignkey_reverse", arguments: TestDatabase.all)
    func foreignKeyFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let expected = ["Jane Eyre: ", "Poems: Anne, Charlotte, Emily", "Sense: Jane", "Wuthering: "]
            let rows = try await LibraryBook.with { $0.firstTimers }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(rows) == expected)
            let held = try await rows.map(\.0).with({ $0.firstTimers }, on: db)
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].contains("ORDER BY"), "the model's own order: \(sent)")
            #expect(LibraryScene.text(held) == expected)

            let some = try await LibraryBook.with { $0.firstTimers.order { $0.name.descending }.limit(2) }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryScene.text(some) == ["Jane Eyre: ", "Poems: Emily, Charlotte", "Sense: Jane", "Wuthering: "])
        }
    }

    @Test("prefetch_related.test_one_to_one_forward", arguments: TestDatabase.all)
    func oneToOne(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let held = try await LibraryAged.all(on: db)
            #expect(held.map(\.age) == [38, 41])
            _ = recorder.take()
            let rows = try await held.with({ $0.author }, on: db)
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && !sent[0].contains("ORDER BY"), "\(sent)")
            #expect(rows.map(\.0.age) == [38, 41] && rows.map(\.1.name) == ["Charlotte", "Jane"])
        }
    }

    @Test("prefetch_related.test_one_to_one_reverse", arguments: TestDatabase.all)
    func oneToOneFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let held = try await LibraryAuthor.all(on: db)
            _ = recorder.take()
            let rows = try await held.with({ $0.aged }, on: db)
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && !sent[0].contains("ORDER BY"), "\(sent)")
            #expect(rows.map(\.0.name) == ["Anne", "Charlotte", "Emily", "Jane"])
            #expect(rows.map(\.1?.age) == [nil, 38, nil, 41])
        }
    }

    /// The one row refers to the author's name, not to the key.
    @Test("prefetch_related.test_onetoone_reverse_with_to_field_pk", arguments: TestDatabase.all)
    func oneToOneByAnotherColumn(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.bio }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.name) == ["Anne", "Charlotte", "Emily", "Jane"])
            #expect(rows.map(\.1?.text) == [nil, "governess", nil, "satirist"])
            let held = try await rows.map(\.0).with({ $0.bio }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(held.map(\.1?.text) == [nil, "governess", nil, "satirist"])
        }
    }

    @Test("prefetch_related.test_foreignkey", arguments: TestDatabase.all)
    func foreignKeyToAnotherColumn(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.addresses }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map { $0.1.map(\.city) } == [[], ["Haworth", "Leeds"], [], ["Bath"]])
            let held = try await rows.map(\.0).with({ $0.addresses }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(held.map { $0.1.map(\.city) } == [[], ["Haworth", "Leeds"], [], ["Bath"]])

            // What refers to the author is brought beside the row that extends the author.
            let extended = try await LibraryAged.with { $0.author }.with { $0.author.addresses }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(extended.map(\.0.age) == [38, 41] && extended.map(\.1.name) == ["Charlotte", "Jane"])
            #expect(extended.map { $0.2.map(\.city) } == [["Haworth", "Leeds"], ["Bath"]])
        }
    }
}
