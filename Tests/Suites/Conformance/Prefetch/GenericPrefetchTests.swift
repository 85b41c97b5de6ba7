import Foundation
import Junction
import JunctionTesting
import Testing

/// Rows that may be on rows of several models have an optional key for each of them: to-one paths, so that one statement brings them all.
@Suite struct GenericPrefetchTests {
    @Test("prefetch_related.test_prefetch_GFK", arguments: TestDatabase.all)
    func severalModels(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            let rows = try await LibraryTag.order { $0.text }.with { $0.book }.with { $0.reader }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.text) == ["eager", "great", "loose", "sad", "witty"])
            #expect(rows.map(\.1?.title) == [nil, "Poems", nil, "Poems", "Sense"])
            #expect(rows.map(\.2?.name) == ["Amy", nil, nil, nil, nil])
            let held = try await rows.map(\.0).with({ ($0.book, $0.reader) }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(held.map(\.1?.title) == [nil, "Poems", nil, "Poems", "Sense"] && held[0].2?.name == "Amy")
        }
    }

    @Test("prefetch_related.test_prefetch_GFK_nonint_pk", arguments: TestDatabase.all)
    func textKeys(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { tags, db, recorder in
            let code = try await LibraryCode(id: Key("PR"), subject: "English").insert(on: db)
            _ = try await LibraryTag(text: "classic", codeID: code.id).insert(on: db)
            _ = recorder.take()
            let rows = try await LibraryTag.filter { $0.text >= "classic" && $0.text < "great" }.order { $0.text }
                .with { $0.code }.with { $0.reader }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.text) == ["classic", "eager"])
            #expect(rows.map(\.1?.subject) == ["English", nil] && rows.map(\.2?.name) == [nil, "Amy"])
            let back = try await LibraryCode.with { $0.tags }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(back.map(\.0.id) == [Key("PR")] && back.map { $0.1.map(\.text) } == [["classic"]])
        }
    }

    @Test("prefetch_related.test_prefetch_GFK_uuid_pk", arguments: TestDatabase.all)
    func uuidKeys(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            let copy = try await LibraryCopy(shelf: "B2").insert(on: db)
            _ = try await LibraryTag(text: "torn", copyID: copy.id).insert(on: db)
            _ = recorder.take()
            let rows = try await LibraryTag.filter { $0.text > "sad" }.order { $0.text }.with { $0.copy }.with { $0.book }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.text) == ["torn", "witty"])
            #expect(rows.map(\.1?.shelf) == ["B2", nil] && rows.map(\.2?.title) == [nil, "Sense"])
            #expect(rows[0].1?.id == copy.id)
        }
    }

    /// A key that is a foreign key itself, here with a number beside it: the path goes on behind it.
    @Test("prefetch_related.test_prefetch_GFK_fk_pk", arguments: TestDatabase.all)
    func keysOfForeignKeys(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { tags, db, recorder in
            let place = try await LibraryPlace(bookID: tags.library.eyre.id, row: 3, note: "by the window").insert(on: db)
            _ = try await LibraryTag(text: "bright", placeID: place.id).insert(on: db)
            _ = recorder.take()
            let rows = try await LibraryTag.filter { $0.text < "great" }.order { $0.text }
                .with { $0.place }.with { $0.place.book }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.text) == ["bright", "eager"])
            #expect(rows.map(\.1?.note) == ["by the window", nil] && rows.map(\.2?.title) == ["Jane Eyre", nil])
        }
    }

    @Test("prefetch_related.test_traverse_GFK", arguments: TestDatabase.all)
    func relationsBehind(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            let query = LibraryTag.order { $0.text }.with { $0.book.authors }.with { $0.reader.books }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(rows.map(\.0.text) == ["eager", "great", "loose", "sad", "witty"])
            let three = ["Anne", "Charlotte", "Emily"]
            #expect(rows.map { $0.1.map(\.name) } == [[], three, [], three, ["Jane"]])
            #expect(rows.map { $0.2.map(\.title) } == [["Poems", "Wuthering"], [], [], [], []])
        }
    }

    @Test("prefetch_related.test_nullable_GFK", arguments: TestDatabase.all)
    func keysThatAreAbsent(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { tags, db, recorder in
            let rows = try await [tags.loose].with({ ($0.book, $0.reader, $0.book.authors) }, on: db)
            #expect(rows.map(\.0.text) == ["loose"] && rows[0].1 == nil && rows[0].2 == nil && rows[0].3.isEmpty)
            #expect(recorder.takeSQL().count == 1, "no row, no statement for what is behind it")
            // Who wants only those that are on a book says so.
            let required = try await LibraryTag.order { $0.text }.with { $0.book.required }.all(on: db)
            #expect(required.map(\.0.text) == ["great", "sad", "witty"] && required.map(\.1.title) == ["Poems", "Poems", "Sense"])
            #expect(recorder.takeSQL().count == 1)
        }
    }

    @Test("prefetch_related.test_generic_relation", arguments: TestDatabase.all)
    func fromTheOtherEnd(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.tags.order { $0.text } }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryTags.text(rows) == ["Jane Eyre: ", "Poems: great, sad", "Sense: witty", "Wuthering: "])
        }
    }

    @Test("prefetch_related.test_charfield_GFK", arguments: TestDatabase.all)
    func textThatRefers(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            _ = try await LibraryTag(text: "bold", authorName: "Emily").insert(on: db)
            _ = recorder.take()
            let rows = try await LibraryTag.filter { $0.text < "great" }.order { $0.text }.with { $0.author }.with { $0.author.books }
                .all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.text) == ["bold", "eager"] && rows.map(\.1?.name) == ["Emily", nil])
            #expect(rows.map { $0.2.map(\.title) } == [["Poems", "Wuthering"], []])
        }
    }

    /// What was asked for stays asked for, in every query that is made of this one.
    @Test("prefetch_related.test_custom_queryset", arguments: TestDatabase.all)
    func filtered(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            let query = LibraryBook.with { $0.tags.filter { $0.text == "great" } }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryTags.text(rows) == ["Jane Eyre: ", "Poems: great", "Sense: ", "Wuthering: "])
            let derived = try await query.filter { $0.title > "L" }.order { $0.title.descending }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(LibraryTags.text(derived) == ["Wuthering: ", "Sense: ", "Poems: great"])
            #expect(LibraryTags.text(rows)[1] == "Poems: great" && recorder.takeSQL().isEmpty)
        }
    }

    /// A path to a row that was deleted leads nowhere, whether for good or softly.
    @Test("prefetch_related.test_deleted_GFK", arguments: TestDatabase.all)
    func deletedRows(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { tags, db, recorder in
            let copy = try await LibraryCopy(shelf: "B2").insert(on: db)
            _ = try await LibraryTag(text: "torn", copyID: copy.id).insert(on: db)
            try await tags.library.amy.books.clear(on: db)
            try await tags.library.amy.delete(on: db)
            try await copy.delete(on: db)
            _ = recorder.take()
            let query = LibraryTag.filter { $0.text.in(["eager", "torn", "witty"]) }.order { $0.text }
            let rows = try await query.with { $0.book }.with { $0.reader }.with { $0.copy }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.text) == ["eager", "torn", "witty"] && rows.map(\.1?.title) == [nil, nil, "Sense"])
            #expect(rows.map(\.2?.name) == [nil, nil, nil] && rows.map(\.3?.shelf) == [nil, nil, nil])
            #expect(rows.map { $0.0.readerID == nil } == [true, true, true] && rows[1].0.copyID == copy.id)
            let seen = try await query.with { $0.copy.includingDeleted }.all(on: db)
            #expect(seen.map(\.1?.shelf) == [nil, "B2", nil])
        }
    }

    /// Keys of two models may be the same number: each tag is on the row of its own model.
    @Test("prefetch_related.test_reverse_generic_relation", arguments: TestDatabase.all)
    func equalNumbers(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { tags, db, recorder in
            let (amy, eyre) = (tags.library.amy, tags.library.eyre)
            #expect(amy.id.raw == eyre.id.raw)
            let books = try await LibraryBook.with { $0.tags }.all(on: db)
            let readers = try await LibraryReader.with { $0.tags }.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            #expect(books.map(\.1.count) == [0, 2, 1, 0])
            #expect(readers.map(\.0.name) == ["Amy", "Belinda"] && readers.map { $0.1.map(\.text) } == [["eager"], []])
        }
    }

    @Test("prefetch_related.test_m2m_through_gfk", arguments: TestDatabase.all)
    func pathsBehind(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            let query = LibraryTag.filter { !$0.bookID.isNil() }.order { $0.text }
            let rows = try await query.with { $0.book.firstTimers.with { $0.bio } }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.text) == ["great", "sad", "witty"])
            let names = rows.map { $0.1.map(\.0.name) }, bios = rows.map { $0.1.map { $0.1?.text } }
            #expect(names == [["Anne", "Charlotte", "Emily"], ["Anne", "Charlotte", "Emily"], ["Jane"]])
            #expect(bios == [[nil, "governess", nil], [nil, "governess", nil], ["satirist"]])
        }
    }

    @Test("prefetch_related.test_generic_rel", arguments: TestDatabase.all)
    func inTwoForms(_ database: TestDatabase) async throws {
        try await LibraryTags.run(database) { _, db, recorder in
            let query = LibraryBook.with { $0.tags.order { $0.text.descending } }.with { $0.tags.filter { $0.text.hasPrefix("w") } }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(rows.map(\.0.title) == ["Jane Eyre", "Poems", "Sense", "Wuthering"])
            #expect(rows.map { $0.1.map(\.text) } == [[], ["sad", "great"], ["witty"], []])
            #expect(rows.map { $0.2.map(\.text) } == [[], [], ["witty"], []])
        }
    }
}
