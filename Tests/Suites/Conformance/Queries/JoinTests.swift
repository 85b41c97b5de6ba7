import Junction
import JunctionTesting
import Testing

/// What is joined, and what stays although a path leads nowhere.
@Suite struct JoinTests {
    /// An author without items, and one with an item without tags.
    @Test("queries.test_ticket_10790_4", arguments: TestDatabase.all)
    func absentOverTwoRelations(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let without = try await LabAuthor.filter { $0.items.isEmpty || $0.items.any { $0.tags.isEmpty } }.names(on: db)
            #expect(without == "a2 a3")
            #expect(try await LabAuthor.filter { $0.items.all { $0.tags.isEmpty } }.names(on: db) == "a3")
            #expect(try await LabAuthor.filter { $0.items.any { $0.tags.isEmpty } }.names(on: db) == "a2")
        }
    }

    /// Each row comes once, however many links lead to it.
    @Test("queries.test_ticket_10790_5", arguments: TestDatabase.all)
    func presentOverTwoRelations(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let query = LabAuthor.filter { $0.items.any { !$0.tags.isEmpty } }
            let names = try await query.names(on: db)
            #expect(names == "a1 a2 a4")
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && !sent[0].contains("LEFT JOIN") && !sent[0].contains("DISTINCT"), "\(sent)")
            #expect(try await query.count(on: db) == 3)
        }
    }

    @Test("queries.test_ticket_10790_7", arguments: TestDatabase.all)
    func absentRows(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let idle = try await LabAuthor.filter { $0.items.isEmpty }.names(on: db)
            #expect(idle == "a3")
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].contains("EXISTS (SELECT 1 FROM \"lab_item\""), "\(sent)")
            #expect(try await LabAuthor.filter { !$0.items.isEmpty }.names(on: db) == "a1 a2 a4")
            #expect(try await LabAuthor.filter { $0.items.isEmpty && $0.extra.info == "e1" }.names(on: db) == "")
        }
    }

    @Test("queries.test_ticket_20250", arguments: TestDatabase.all)
    func negatedBesideACount(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let rows = try await LabAuthor.query.annotate { $0.reports.count }.filter { !($0.extra.info == "e1") }.all(on: db)
            #expect(rows.map(\.0.name) == ["a3", "a4"] && rows.map(\.1) == [1, 0])
            let some = try await LabAuthor.query.annotate { $0.reports.count }.filter { !($0.reports.count == 1 && $0.name == "a1") }
                .all(on: db)
            #expect(some.map(\.0.name) == ["a2", "a3", "a4"] && some.map(\.1) == [0, 1, 0])
        }
    }

    @Test("queries.test_ticket_21748", arguments: TestDatabase.all)
    func withoutOneOfTwo(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let names = try await LabAuthor.filter { $0.items.isEmpty || $0.reports.isEmpty }.names(on: db)
            #expect(names == "a2 a3 a4")
            #expect(try await LabAuthor.filter { !($0.items.isEmpty || $0.reports.isEmpty) }.names(on: db) == "a1")
            #expect(try await LabAuthor.filter { $0.items.isEmpty && $0.reports.isEmpty }.names(on: db) == "")
        }
    }

    @Test("queries.test_ticket_21748_double_negated_and", arguments: TestDatabase.all)
    func doubleNegatedAnd(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let plain = try await LabAuthor.filter { !$0.items.isEmpty && $0.reports.isEmpty }.names(on: db)
            #expect(plain == "a2 a4")
            let doubled = LabAuthor.filter { !(!(!$0.items.isEmpty && $0.reports.isEmpty)) }
            #expect(try await doubled.names(on: db) == "a2 a4")
        }
    }

    @Test("queries.test_ticket_21748_double_negated_or", arguments: TestDatabase.all)
    func doubleNegatedOr(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let plain = try await LabAuthor.filter { !$0.items.isEmpty || $0.reports.isEmpty }.names(on: db)
            #expect(plain == "a1 a2 a4")
            let doubled = LabAuthor.filter { !(!(!$0.items.isEmpty || $0.reports.isEmpty)) }
            #expect(try await doubled.names(on: db) == "a1 a2 a4")
            #expect(try await LabAuthor.filter { !(!$0.items.isEmpty || $0.reports.isEmpty) }.names(on: db) == "a3")
        }
    }

    @Test("queries.test_revo2o_reuse", arguments: TestDatabase.all)
    func oneRowBehind(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let red = try await LabItem.filter { $0.cover.title == "red" }.filter { $0.cover.pages == 10 }.names(on: db)
            #expect(red == "one")
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].split(separator: " ").count { $0 == "JOIN" } == 1, "\(sent)")
            #expect(try await LabItem.filter { $0.cover.title == "red" && $0.cover.pages == 20 }.names(on: db) == "")
            #expect(try await LabItem.filter { $0.cover.isNil }.names(on: db) == "four three")
        }
    }

    @Test("queries.test_ticket_14056", arguments: TestDatabase.all)
    func orderOverTheOtherEnd(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let items = try await LabItem.order { [$0.cover.pages.descending, $0.name] }.names(on: db)
            #expect(items == "two one four three")
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].contains("LEFT JOIN \"lab_cover\""), "\(sent)")
            let authors = try await LabAuthor.order { [$0.reports.min { $0.id }, $0.name] }.names(on: db)
            #expect(authors == "a1 a3 a2 a4")
        }
    }

    /// An author with two items stands once, at the place of the one that is asked for.
    @Test("queries.test_order_by_reverse_fk", arguments: TestDatabase.all)
    func orderOverManyRows(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let last = try await LabAuthor.order { [$0.items.max { $0.name }, $0.name] }.names(on: db)
            #expect(last == "a4 a1 a2 a3")
            let firstDescending = try await LabAuthor.order { [$0.items.min { $0.name }.descending, $0.name] }.names(on: db)
            #expect(firstDescending == "a2 a1 a4 a3")
        }
    }

    @Test("queries.test_values_no_promotion_for_existing", arguments: TestDatabase.all)
    func joinsOfValues(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let filtered = try await LabReport.filter { $0.creator.required.number > 2000 }.values { $0.creator.extra.info }.all(on: db)
            #expect(filtered == ["e2"])
            let inner = recorder.takeSQL()
            #expect(inner.count == 1 && inner[0].contains(" JOIN \"lab_author\"") && !inner[0].contains("LEFT JOIN"), "\(inner)")
            let all = try await LabReport.query.values { $0.creator.extra.info }.all(on: db)
            #expect(all == ["e1", "e2", nil])
            let outer = recorder.takeSQL()
            #expect(outer.count == 1 && outer[0].contains("LEFT JOIN \"lab_author\""), "\(outer)")
            // A condition keeps the rows away that it is not true of, whatever is read.
            let some = try await LabReport.filter { $0.creator.name == "a1" }.values { $0.creator.extra.info }.all(on: db)
            #expect(some == ["e1"])
        }
    }
}
