import Junction
import JunctionTesting
import Testing

/// Who made nothing with the note "n2": nobody who made anything else comes twice, so that there is nothing for `distinct` to do.
@Suite struct DistinctExclusionTests {
    /// A condition that is kept is a function: each use is an occurrence of its own.
    private func made(_ author: LabAuthor.Fields, _ note: String) -> Expr<Bool> { author.items.any { $0.note.text == note } }

    @Test("queries.test_exclude_plain_distinct", arguments: TestDatabase.all)
    func plainDistinct(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let names = try await LabAuthor.filter { !$0.items.any { $0.note.text == "n2" } }.distinct().names(on: db)
            #expect(names == "a1 a3 a4")
            // Of values it leaves out what is equal.
            let infos = LabAuthor.filter { !$0.items.any { $0.note.text == "n2" } }.values { $0.extra.info }
            #expect(try await infos.distinct().order { $0.extra.info }.all(on: db) == ["e1", "e2"])
            #expect(try await infos.count(on: db) == 3)
        }
    }

    @Test("queries.test_exclude_with_q_object_distinct", arguments: TestDatabase.all)
    func keptConditionDistinct(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let query = LabAuthor.filter { !made($0, "n2") }.distinct()
            let names = try await query.names(on: db)
            #expect(names == "a1 a3 a4")
            #expect(try await query.count(on: db) == 3)
        }
    }

    @Test("queries.test_exclude_with_q_object_no_distinct", arguments: TestDatabase.all)
    func keptCondition(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let names = try await LabAuthor.filter { !made($0, "n2") }.names(on: db)
            #expect(names == "a1 a3 a4")
            #expect(try await LabAuthor.filter { made($0, "n3") }.names(on: db) == "a1 a2 a4")
            #expect(try await LabAuthor.filter { !made($0, "n3") }.names(on: db) == "a3")
        }
    }

    @Test("queries.test_exclude_with_q_is_equal_to_plain_exclude", arguments: TestDatabase.all)
    func sameStatement(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let plain = try await LabAuthor.filter { !$0.items.any { $0.note.text == "n2" } }.names(on: db)
            let kept = try await LabAuthor.filter { !made($0, "n2") }.names(on: db)
            #expect(plain == "a1 a3 a4" && kept == "a1 a3 a4")
            let sent = recorder.takeSQL()
            #expect(sent.count == 2 && sent[0] == sent[1], "\(sent)")
        }
    }

    @Test("queries.test_exclude_with_q_is_equal_to_plain_exclude_variation", arguments: TestDatabase.all)
    func sameRows(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let kept = try await LabAuthor.filter { !(made($0, "n2") && made($0, "n3")) }.names(on: db)
            #expect(kept == "a1 a3 a4")
            #expect(try await LabAuthor.filter { !made($0, "n2") || !made($0, "n3") }.names(on: db) == "a1 a3 a4")
            #expect(try await LabAuthor.filter { !(made($0, "n2") || made($0, "n3")) }.names(on: db) == "a3")
            let both = LabAuthor.filter { author in !author.items.any { $0.note.text == "n2" && $0.note.text == "n3" } }
            #expect(try await both.names(on: db) == "a1 a2 a3 a4")
        }
    }
}
