import Junction
import JunctionTesting
import Testing

/// Paths of several steps: a statement for each to-many relation on the way, none for a to-one step.
@Suite struct PrefetchPathTests {
    private static func text(_ rows: [(LibraryAuthor, [(LibraryBook, [LibraryReader])])]) -> [String] {
        rows.map { $0.0.name + ": " + LibraryScene.text($0.1).joined(separator: "; ") }
    }

    private static let expected = [
        "Anne: Poems: Amy", "Charlotte: Jane Eyre: Belinda; Poems: Amy", "Emily: Poems: Amy; Wuthering: Amy", "Jane: Sense: Belinda",
    ]

    @Test("prefetch_related.test_m2m_then_m2m", arguments: TestDatabase.all)
    func twoRelations(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.books.with { $0.readers } }.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(Self.text(rows) == Self.expected)
            let held = try await rows.map(\.0).with({ $0.books.with { $0.readers } }, on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(Self.text(held) == Self.expected)
        }
    }

    @Test("prefetch_related.test_get", arguments: TestDatabase.all)
    func oneRow(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let query = LibraryAuthor.filter { $0.name == "Charlotte" }.with { $0.books.with { $0.readers } }
            let row = try await query.one(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(Self.text([row]) == ["Charlotte: Jane Eyre: Belinda; Poems: Amy"])
            let first = try await LibraryAuthor.with { $0.books }.first(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(first?.0.name == "Anne" && first?.1.map(\.title) == ["Poems"])
        }
    }

    @Test("prefetch_related.test_foreign_key_then_m2m", arguments: TestDatabase.all)
    func foreignKeyAndRelation(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.firstBook }.with { $0.firstBook.readers }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.name) == ["Anne", "Charlotte", "Emily", "Jane"])
            #expect(rows.map(\.1.title) == ["Poems", "Poems", "Poems", "Sense"])
            #expect(rows.map { $0.2.map(\.name) } == [["Amy"], ["Amy"], ["Amy"], ["Belinda"]])
        }
    }

    /// The second step asks for what the rows of the first one are referred to by, each once.
    @Test("prefetch_related.test_m2m_then_reverse_fk_object_ids", arguments: TestDatabase.all)
    func eachOwnerOnce(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.authors.with { $0.addresses } }.all(on: db)
            let sent = recorder.take()
            try #require(sent.count == 3)
            let asked = sent[2].values.map(\.description).joined()
            for name in ["Anne", "Charlotte", "Emily", "Jane"] {
                #expect(asked.ranges(of: "\"\(name)\"").count == 1, "\(asked)")
            }
            #expect(rows.map(\.0.title) == ["Jane Eyre", "Poems", "Sense", "Wuthering"])
            let cities = rows.map { $0.1.map { $0.1.map(\.city) } }
            #expect(cities == [[["Haworth", "Leeds"]], [[], ["Haworth", "Leeds"], []], [["Bath"]], [[]]])
        }
    }

    /// The one row is joined, so that there is no second step.
    @Test("prefetch_related.test_m2m_then_reverse_one_to_one_object_ids", arguments: TestDatabase.all)
    func oneToOneBehindARelation(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { scene, db, recorder in
            let rows = try await LibraryBook.with { $0.authors.with { $0.bio } }.all(on: db)
            let sent = recorder.take()
            try #require(sent.count == 2)
            let asked = sent[1].values.map(\.description).joined()
            #expect(asked.split(whereSeparator: { !$0.isNumber }).count == 4, "four books, each once: \(asked)")
            #expect(rows.map(\.0.title) == ["Jane Eyre", "Poems", "Sense", "Wuthering"])
            let bios = rows.map { $0.1.map { $0.1?.text } }
            #expect(bios == [["governess"], [nil, "governess", nil], ["satirist"], [nil]])
        }
    }

    /// A path with a name of its own is an extension of the fields.
    @Test("prefetch_related.test_traverse_single_item_property", arguments: TestDatabase.all)
    func namedPath(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryAuthor.with { $0.debut }.with { $0.debut.readers }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.1.title) == ["Poems", "Poems", "Poems", "Sense"])
            #expect(rows.map { $0.2.map(\.name) } == [["Amy"], ["Amy"], ["Amy"], ["Belinda"]])
        }
    }

    @Test("prefetch_related.test_traverse_multiple_items_property", arguments: TestDatabase.all)
    func namedRelation(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.sisters.with { $0.addresses } }.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            let names = rows.map { $0.1.map(\.0.name) }
            #expect(names == [["Charlotte"], ["Charlotte", "Emily"], ["Jane"], ["Emily"]])
            let cities = rows.map { $0.1.map { $0.1.count } }
            #expect(cities == [[2], [2, 0], [1], [0]])
        }
    }

    /// What is brought stands, and is asked for, in the order of the calls.
    @Test("prefetch_related.test_order", arguments: TestDatabase.all)
    func orderOfCalls(_ database: TestDatabase) async throws {
        try await LibraryScene.run(database) { _, db, recorder in
            let rows = try await LibraryBook.with { $0.readers }.with { $0.authors.with { $0.addresses } }.all(on: db)
            let sent = recorder.takeSQL()
            try #require(sent.count == 4)
            #expect(sent[1].contains("\"library_reader\"") && sent[2].contains("\"library_author\""), "\(sent)")
            #expect(sent[3].contains("\"library_address\""), "\(sent)")
            #expect(rows.map { $0.1.map(\.name) } == [["Belinda"], ["Amy"], ["Belinda"], ["Amy"]])
            #expect(rows.map { $0.2.map(\.0.name).count } == [1, 3, 1, 1])
            let other = try await LibraryBook.with { $0.authors.with { $0.addresses } }.with { $0.readers }.all(on: db)
            let others = recorder.takeSQL()
            #expect(others.count == 4 && others[1] == sent[2] && others[2] == sent[3] && others[3] == sent[1], "\(others)")
            #expect(other.map { $0.2.map(\.name) } == [["Belinda"], ["Amy"], ["Belinda"], ["Amy"]])
        }
    }
}
