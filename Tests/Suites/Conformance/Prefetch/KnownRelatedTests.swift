import Junction
import JunctionTesting
import Testing

/// A row does not remember whose relation it was read over; the way back is a path that is brought beside it, in the same statement.
@Suite struct KnownRelatedTests {
    @Test("known_related_objects.test_queryset_or", arguments: TestDatabase.all)
    func rowsOfTwoOwners(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let (poems, sense) = (library.poems, library.sense)
            let either = poems.firstTimers.query.union(sense.firstTimers.query)
            let rows = try await either.with { $0.firstBook }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.name) == ["Anne", "Charlotte", "Emily", "Jane"])
            #expect(rows.map(\.1) == [poems, poems, poems, sense])
            // The same as a condition on the key.
            let keyed = LibraryAuthor.filter { $0.firstBookID == poems.id || $0.firstBookID == sense.id }.with { $0.firstBook }
            let same = try await keyed.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(same.map(\.0) == rows.map(\.0) && same.map(\.1) == rows.map(\.1))
        }
    }

    /// Equal values, wherever they stand in the result.
    @Test("known_related_objects.test_foreign_key_multiple_prefetch", arguments: TestDatabase.all)
    func thereAndBack(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.firstTimers.with { $0.firstBook } }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map { $0.1.map(\.0.name) } == [[], ["Anne", "Charlotte", "Emily"], ["Jane"], []])
            for (book, authors) in rows {
                #expect(authors.allSatisfy { $0.1 == book })
            }
            #expect(recorder.takeSQL().isEmpty)
        }
    }
}

/// What a conditional join is for: a condition on the relation itself, where it is asked or brought, which leaves every row where it is.
@Suite struct FilteredRelationTests {
    @Test("filtered_relation.test_with_m2m_deep", arguments: TestDatabase.all)
    func deeperColumn(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            // Readers of a book by somebody whose first book was "Sense".
            let readers = LibraryReader.filter { $0.books.any { $0.authors.any { $0.firstBook.title == "Sense" } } }
            let found = try await readers.all(on: db)
            #expect(found.map(\.name) == ["Belinda"] && recorder.takeSQL().count == 1)
            let rows = try await LibraryReader.with { $0.books.filter { $0.authors.any { $0.firstBook.title == "Sense" } } }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.name) == ["Amy", "Belinda"])
            #expect(rows.map { $0.1.map(\.title) } == [[], ["Sense"]])
        }
    }

    @Test("filtered_relation.test_nested_m2m_filtered", arguments: TestDatabase.all)
    func followedFurther(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            // One book has to fulfil both conditions, and it does not come twice for its three authors.
            let readers = LibraryReader.filter { reader in
                let books = reader.books.filter { $0.title == "Poems" }
                return books.any { $0.authors.filter { $0.name != "Jane" }.any { $0.firstBook.title == "Poems" } }
            }
            let found = try await readers.all(on: db)
            #expect(found.map(\.name) == ["Amy"] && recorder.takeSQL().count == 1)
            let query = LibraryReader.with { reader in
                reader.books.filter { $0.title != "Wuthering" }.with { $0.authors.filter { $0.name < "Emily" } }
            }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(rows.map { $0.1.map(\.0.title) } == [["Poems"], ["Jane Eyre", "Sense"]])
            let names = rows.map { $0.1.map { $0.1.map(\.name) } }
            #expect(names == [[["Anne", "Charlotte"]], [["Charlotte"], []]])
        }
    }

    /// Only what fulfils the condition is counted, and every row is there; two figures do not multiply.
    @Test("filtered_relation.test_aggregate", arguments: TestDatabase.all)
    func figures(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let query = LibraryBook.query.annotate { $0.authors.count { $0.name.hasPrefix("E") || $0.name.hasPrefix("A") } }
                .annotate { $0.authors.count }.annotate { $0.readers.count }
            let rows = try await query.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.title) == ["Jane Eyre", "Poems", "Sense", "Wuthering"])
            #expect(rows.map(\.1) == [0, 2, 0, 1] && rows.map(\.2) == [1, 3, 1, 1] && rows.map(\.3) == [1, 1, 1, 1])
            let several = LibraryBook.filter { $0.authors.count { $0.name != "Charlotte" } > 1 }
            #expect(try await several.count(on: db) == 1)
            let first = try await LibraryBook.query.values { $0.authors.filter { $0.name != "Anne" }.min { $0.name } }.all(on: db)
            #expect(first == ["Charlotte", "Charlotte", "Jane", "Emily"])
            #expect(recorder.takeSQL().count == 2)
        }
    }
}
