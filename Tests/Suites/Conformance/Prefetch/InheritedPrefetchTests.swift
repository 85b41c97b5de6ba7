import Junction
import JunctionTesting
import Testing

/// What a child class adds elsewhere is a row of its own here, one to one with the row that it extends: paths in both directions.
@Suite struct InheritedPrefetchTests {
    @Test("prefetch_related.test_foreignkey_to_inherited", arguments: TestDatabase.all)
    func foreignKeyToAnExtension(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryHome.with { $0.aged }.with { $0.aged.author }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.town) == ["Chawton", "Steventon", "Thornton"])
            #expect(rows.map(\.1.age) == [41, 41, 38] && rows.map(\.2.name) == ["Jane", "Jane", "Charlotte"])
            let back = try await LibraryAuthor.with { $0.aged.homes }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(back.map { $0.1.map(\.town) } == [[], ["Thornton"], [], ["Chawton", "Steventon"]])
        }
    }

    @Test("prefetch_related.test_parent_link_prefetch", arguments: TestDatabase.all)
    func fromTheExtension(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAged.with { $0.author }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.0.age) == [38, 41] && rows.map(\.1.name) == ["Charlotte", "Jane"])
            let held = try await rows.map(\.0).with({ ($0.author, $0.author.books) }, on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(held.map(\.1.name) == ["Charlotte", "Jane"])
            #expect(held.map { $0.2.map(\.title) } == [["Jane Eyre", "Poems"], ["Sense"]])
        }
    }

    /// Asked of rows that are held, it is one statement for the list of their keys.
    @Test("prefetch_related.test_child_link_prefetch", arguments: TestDatabase.all)
    func fromTheExtended(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let rows = try await LibraryAuthor.with { $0.aged }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(rows.map(\.1?.age) == [nil, 38, nil, 41])
            let held = try await [library.jane, library.anne].with({ $0.aged }, on: db)
            let sent = recorder.take()
            try #require(sent.count == 1)
            #expect(sent[0].sql.contains(" IN (") || sent[0].sql.contains("= ANY ("), "\(sent[0].sql)")
            let keys = "[\(library.jane.id), \(library.anne.id)]"
            #expect(sent[0].values.map(\.description) == [keys], "one list of two keys")
            #expect(held.map(\.0.name) == ["Jane", "Anne"] && held.map(\.1?.age) == [41, nil])
        }
    }
}
