import Junction
import JunctionTesting
import Testing

/// Negated conditions: a row of a relation that fulfils the condition keeps the row away, and nothing else does.
@Suite struct ExclusionTests {
    @Test("queries.test_ticket7096", arguments: TestDatabase.all)
    func severalConditions(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let t1 = lab.t1
            let child = try await LabTag.filter { $0.parentID == t1.id && $0.name == "t3" }.names(on: db)
            #expect(child == "t3")
            #expect(try await LabTag.filter { !($0.parentID == t1.id && $0.name == "t3") }.names(on: db) == "t1 t2 t4 t5")
            #expect(try await LabTag.filter { !($0.parent.name == "t1" && $0.name == "t3") }.names(on: db) == "t1 t2 t4 t5")
            #expect(try await LabTag.filter { !$0.children.any { $0.name == "t5" } }.names(on: db) == "t1 t2 t4 t5")
            let items = LabItem.filter { !($0.tags.contains(t1) && $0.name == "one") }
            #expect(try await items.names(on: db) == "four three two")
            let notes = LabItem.filter { !($0.tags.contains(t1) || $0.creator.name == "a4") }
            #expect(try await notes.names(on: db) == "three")
        }
    }

    @Test("queries.test_nested_exclude", arguments: TestDatabase.all)
    func notNot(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let plain = try await LabItem.filter { $0.tags.any { $0.name == "t1" } }.names(on: db)
            #expect(plain == "one two")
            #expect(try await LabItem.filter { !(!$0.tags.any { $0.name == "t1" }) }.names(on: db) == "one two")
            #expect(try await LabItem.filter { !(!(!$0.tags.any { $0.name == "t1" })) }.names(on: db) == "four three")
            #expect(try await LabAuthor.filter { !(!($0.number > 2500)) }.names(on: db) == "a3 a4")
        }
    }

    @Test("queries.test_double_exclude", arguments: TestDatabase.all)
    func twice(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let t1 = lab.t1
            let doubled = try await LabItem.filter { !(!$0.tags.contains(t1)) && $0.name != "two" }.names(on: db)
            #expect(doubled == "one")
            // A path that leads nowhere is unknown, doubly negated too.
            #expect(try await LabReport.filter { $0.creator.name == "a1" }.names(on: db) == "r1")
            #expect(try await LabReport.filter { !(!($0.creator.name == "a1")) }.names(on: db) == "r1")
            #expect(try await LabReport.filter { !($0.creator.name == "a1") }.names(on: db) == "r2")
            #expect(try await LabReport.filter { $0.creator.name.isDistinct(from: "a1") }.names(on: db) == "r2 r3")
        }
    }

    @Test("queries.test_exclude_in", arguments: TestDatabase.all)
    func lists(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let tags = [lab.t1, lab.t4]
            let others = try await LabItem.filter { !$0.tags.contains(anyOf: tags) }.names(on: db)
            #expect(others == "three")
            #expect(try await LabItem.filter { !(!$0.tags.contains(anyOf: tags)) }.names(on: db) == "four one two")
            #expect(try await LabItem.filter { !$0.tags.contains(anyOf: [LabTag]()) }.names(on: db) == "four one three two")
            #expect(try await LabItem.filter { !$0.name.in(["one", "two"]) }.names(on: db) == "four three")
        }
    }

    /// Two conditions on one path need one join.
    @Test("queries.test_ticket_11320", arguments: TestDatabase.all)
    func oneJoin(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let names = try await LabAuthor.filter { !($0.extra.info == "e9") }.filter { !($0.extra.info == "e2") }.names(on: db)
            #expect(names == "a1 a2")
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].split(separator: " ").count { $0 == "JOIN" } == 1, "\(sent)")
        }
    }

    @Test("queries.test_exclude_reverse_fk_field_ref", arguments: TestDatabase.all)
    func comparedWithTheOwnColumn(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            // "one" and "four" stand before every tag's name, "two" behind.
            let tags = try await LabTag.filter { tag in !tag.items.any { $0.name < tag.name } }.names(on: db)
            #expect(tags == "t3 t5")
            let authors = LabAuthor.filter { author in !author.reports.any { $0.creator.number == author.number.optional } }
            #expect(try await authors.names(on: db) == "a2 a4")
        }
    }

    @Test("queries.test_subquery_exclude_outerref", arguments: TestDatabase.all)
    func existsOfWhatIsExcluded(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let t1 = lab.t1
            func without(_ item: LabItem.Fields) -> Query<LabTag, LabTag> {
                LabTag.filter { tag in tag.id == t1.id && !tag.items.contains(item.id) }
            }
            let items = try await LabItem.filter { without($0).exists }.names(on: db)
            #expect(items == "four three")
            #expect(try await LabItem.filter { without($0).isEmpty }.names(on: db) == "one two")
            try await lab.one.tags.clear(on: db)
            #expect(try await LabItem.filter { without($0).exists }.names(on: db) == "four one three")
        }
    }

    @Test("queries.test_exclude_multivalued_exists", arguments: TestDatabase.all)
    func overTwoRelations(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let query = LabAuthor.filter { !$0.items.any { $0.tags.any { $0.name == "t1" } } }
            let names = try await query.names(on: db)
            #expect(names == "a3 a4")
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].contains("NOT") && !sent[0].contains("LEFT JOIN"), "\(sent)")
            #expect(try await query.count(on: db) == 2)
        }
    }

    @Test("queries.test_null_in_exclude_qs", arguments: TestDatabase.all)
    func absentValues(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let values = LabExtra.query.values { $0.value }
            let all = try await LabAuthor.filter { $0.number.notIn(values) }.names(on: db)
            #expect(all == "a1 a2 a3 a4")
            _ = try await lab.extras[1].update(on: db) { $0.value = 1001 }
            #expect(try await LabAuthor.filter { $0.number.notIn(values) }.names(on: db) == "a2 a3 a4")
            #expect(try await LabAuthor.filter { !$0.number.in(values) }.names(on: db) == "a2 a3 a4")
            let keys = LabReport.query.values { $0.creatorID }
            #expect(try await LabAuthor.filter { $0.id.notIn(keys) }.names(on: db) == "a2 a4")
        }
    }

    @Test("queries.test_inverted_q_across_relations", arguments: TestDatabase.all)
    func treesOfConditions(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let t1 = lab.t1
            let neither = LabItem.filter { !($0.tags.contains(t1) || $0.creator.reports.any { $0.name == "r1" }) }
            let names = try await neither.names(on: db)
            #expect(names == "four three")
            let notBoth = LabItem.filter { !($0.cover.title == "red" && $0.creator.name == "a1") }
            #expect(try await notBoth.names(on: db) == "four three two")
            let inner = LabItem.filter { $0.note.text == "n3" && !($0.tags.contains(t1) && $0.creator.items.count == 1) }
            #expect(try await inner.names(on: db) == "four three")
        }
    }

    @Test("queries.test_ticket_12823", arguments: TestDatabase.all)
    func alongAPath(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let others = LabReport.filter { !$0.creator.extra.note.annotations.any { $0.name == "x1" } }
            let names = try await others.names(on: db)
            #expect(names == "r2 r3")
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && !sent[0].contains("IS NOT NULL"), "\(sent)")
            #expect(try await LabReport.filter { $0.creator.extra.note.annotations.none { $0.name == "x2" } }.names(on: db) == "r1 r3")
        }
    }

    @Test("queries.test_ticket_20101", arguments: TestDatabase.all)
    func excludedOrPlain(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let t1 = lab.t1
            let without = LabItem.filter { !$0.tags.contains(t1) }, named = LabItem.filter { $0.name == "one" }
            let either = try await without.union(named).names(on: db)
            #expect(either == "four one three")
            #expect(try await named.union(without).names(on: db) == "four one three")
            #expect(try await LabItem.filter { !$0.tags.contains(t1) || $0.name == "one" }.names(on: db) == "four one three")
            #expect(try await LabItem.filter { $0.name == "one" || $0.id.notIn(without) }.names(on: db) == "one two")
        }
    }
}
