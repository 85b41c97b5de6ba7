import Junction
import JunctionTesting
import Testing

/// Conditions over relations, joined by "and" and "or".
@Suite struct ConditionTests {
    @Test("queries.test_ticket1050", arguments: TestDatabase.all)
    func withoutLinks(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let empty = try await LabItem.filter { $0.tags.isEmpty }.names(on: db)
            #expect(empty == "three")
            #expect(try await LabItem.filter { $0.tags.count == 0 }.names(on: db) == "three")
            #expect(try await LabItem.filter { !$0.tags.any { $0.id >= lab.t1.id } }.names(on: db) == "three")
            #expect(try await LabItem.filter { !$0.tags.isEmpty }.names(on: db) == "four one two")
        }
    }

    @Test("queries.test_ticket2306", arguments: TestDatabase.all)
    func twoLinks(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, recorder in
            let (t1, t2) = (lab.t1, lab.t2)
            let linked = try await LabItem.filter { $0.tags.any { $0.name == "t2" } }.names(on: db)
            #expect(linked == "one")
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].contains(" JOIN ") && !sent[0].contains("LEFT"), "\(sent)")
            // One link cannot be two; two links can.
            #expect(try await LabItem.filter { $0.tags.any { $0.id == t1.id && $0.id == t2.id } }.names(on: db) == "")
            #expect(try await LabItem.filter { $0.tags.contains(t1) && $0.tags.contains(t2) }.names(on: db) == "one")
            let either = LabItem.filter { $0.tags.any { $0.id == t1.id || $0.id == t2.id } }
            #expect(try await either.names(on: db) == "one two")
            #expect(try await either.count(on: db) == 2)
            #expect(try await LabItem.filter { $0.tags.contains(t1) || $0.tags.contains(t2) }.names(on: db) == "one two")
            let apart = LabItem.filter { $0.tags.contains(t1) }.filter { !$0.tags.contains(t2) }
            #expect(try await apart.names(on: db) == "two")
        }
    }

    @Test("queries.test_tickets_2080_3592", arguments: TestDatabase.all)
    func relationOrColumn(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let made = LabAuthor.filter { $0.items.any { $0.name == "one" } }, named = LabAuthor.filter { $0.name == "a3" }
            let united = try await made.union(named).names(on: db)
            #expect(united == "a1 a3")
            #expect(try await named.union(made).names(on: db) == "a1 a3")
            #expect(try await LabAuthor.filter { $0.items.any { $0.name == "one" } || $0.name == "a3" }.names(on: db) == "a1 a3")
            #expect(try await LabAuthor.filter { $0.name == "a3" || $0.reports.any { $0.name == "r1" } }.names(on: db) == "a1 a3")
            let nobody = LabAuthor.filter { $0.items.any { $0.name == "none" } || $0.name == "a3" }
            #expect(try await nobody.names(on: db) == "a3")
        }
    }

    @Test("queries.test_ticket2253", arguments: TestDatabase.all)
    func sets(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let (t1, t2, n3, one) = (lab.t1, lab.t2, lab.n3, lab.one)
            func first() -> Query<LabItem, LabItem> { LabItem.filter { $0.tags.contains(t1) } }
            let second = LabItem.filter { $0.noteID == n3.id && $0.tags.contains(t2) }
            let third = LabItem.filter { $0.creator.name == "a4" }
            let whole = try await LabItem.query.union(LabItem.filter { $0.id == one.id }).names(on: db)
            #expect(whole == "four one three two")
            #expect(try await LabItem.query.intersect(LabItem.filter { $0.id == one.id }).names(on: db) == "one")
            #expect(try await first().intersect(second).names(on: db) == "one")
            #expect(try await first().union(second).names(on: db) == "one two")
            #expect(try await first().union(second).union(third).names(on: db) == "four one two")
            #expect(try await first().except(second).count(on: db) == 1)
            #expect(try await first().union(third).filter { $0.tags.count == 1 }.names(on: db) == "four")
        }
    }

    @Test("queries.test_ticket2091", arguments: TestDatabase.all)
    func amongRows(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let some = try await LabItem.filter { $0.tags.contains(anyOf: [lab.t4]) }.names(on: db)
            #expect(some == "four")
            #expect(try await LabItem.filter { $0.tags.contains(anyOf: [lab.t2, lab.t4]) }.names(on: db) == "four one")
            let below = LabTag.filter { $0.parentID == lab.t1.id }
            #expect(try await LabItem.filter { $0.tags.any { $0.id.in(below) } }.names(on: db) == "one two")
            #expect(try await LabItem.filter { $0.tags.contains(anyOf: [LabTag]()) }.names(on: db) == "")
        }
    }

    @Test("queries.test_ticket2400", arguments: TestDatabase.all)
    func withoutRows(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let idle = try await LabAuthor.filter { $0.items.isEmpty }.names(on: db)
            #expect(idle == "a3")
            #expect(try await LabTag.filter { $0.items.isEmpty }.names(on: db) == "t5")
            #expect(try await LabTag.filter { $0.children.isEmpty && !$0.items.isEmpty }.names(on: db) == "t2 t4")
        }
    }

    @Test("queries.test_tickets_2874_3002", arguments: TestDatabase.all)
    func withWhatIsBrought(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, recorder in
            let rows = try await LabItem.with { $0.note }.with { $0.creator }.order { [$0.note.text, $0.name] }.all(on: db)
            #expect(rows.map(\.0.name) == ["two", "four", "one", "three"])
            #expect(rows.map(\.1.text) == ["n2", "n3", "n3", "n3"] && rows.map(\.2.name) == ["a2", "a4", "a1", "a2"])
            #expect(recorder.take().count == 1)
            let free = try await LabItem.with { $0.note }.filter { $0.tags.isEmpty }.all(on: db)
            #expect(free.map(\.0.name) == ["three"] && free.map(\.1.text) == ["n3"])
            let idle = try await LabAuthor.with { $0.extra }.filter { $0.items.isEmpty }.all(on: db)
            #expect(idle.map(\.0.name) == ["a3"] && idle.map(\.1.info) == ["e2"])
        }
    }

    @Test("queries.test_ticket6154", arguments: TestDatabase.all)
    func orInsideAnd(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let (a1, n1, n3) = (lab.a1, lab.n1, lab.n3)
            func noted() -> Query<LabAuthor, LabAuthor> {
                LabAuthor.filter { $0.extra.noteID == n1.id || $0.items.any { $0.noteID == n3.id } }
            }
            let all = try await noted().names(on: db)
            #expect(all == "a1 a2 a4")
            #expect(try await noted().filter { $0.id == a1.id }.names(on: db) == "a1")
            let turned = LabAuthor.filter { $0.id == a1.id }.filter { $0.items.any { $0.noteID == n3.id } || $0.extra.noteID == n1.id }
            #expect(try await turned.names(on: db) == "a1")
            #expect(try await turned.count(on: db) == 1)
        }
    }

    @Test("queries.test_ticket7277", arguments: TestDatabase.all)
    func growingDepth(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let t5 = lab.t5, annotations = lab.n1.annotations.query
            let shallow = annotations.filter { $0.tagID == t5.id || $0.tag.children.contains(t5) }
            let none = try await shallow.count(on: db)
            #expect(none == 0)
            let deep = annotations.filter {
                $0.tagID == t5.id || $0.tag.children.contains(t5) || $0.tag.children.any { $0.children.contains(t5) }
            }
            #expect(try await deep.all(on: db).map(\.name) == ["x1"])
            let below = lab.t1.closure(of: \.children)
            #expect(try await below.names(on: db) == "t2 t3 t4 t5")
        }
    }

    @Test("queries.test_ticket8439", arguments: TestDatabase.all)
    func nullableRelations(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, _ in
            let e2 = lab.extras[1], t1 = lab.t1
            let first = LabAuthor.filter {
                $0.items.any { $0.note.extras.contains(e2) } || $0.reports.any { $0.name == "r1" } && $0.name == "xyz"
            }
            let made = try await first.names(on: db)
            #expect(made == "a2")
            let turned = LabAuthor.filter {
                $0.reports.any { $0.name == "r1" } && $0.name == "a1" || $0.items.any { $0.note.extras.contains(e2) }
            }
            #expect(try await turned.names(on: db) == "a1 a2")
            let annotations = LabAnnotation.filter { $0.tag.parentID == t1.id || $0.notes.any { $0.text == "n1" } && $0.name == "x1" }
            #expect(try await annotations.all(on: db).map(\.name) == ["x1"])

            let extra = try await LabExtra(info: "e3", noteID: lab.n3.id).insert(on: db), a1 = lab.a1
            let notes = LabNote.filter { $0.extras.any { $0.authors.contains(a1) } || $0.extras.contains(extra) }
            #expect(try await notes.all(on: db).map(\.text) == ["n1", "n3"])
        }
    }

    @Test("queries.test_disjunction_promotion1", arguments: TestDatabase.all)
    func andThenOr(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { _, db, _ in
            let both = LabReport.filter { $0.creator.name == "a1" }.filter { $0.creator.number == 3003 || $0.name.hasPrefix("r") }
            let kept = try await both.names(on: db)
            #expect(kept == "r1")
            let turned = LabReport.filter { $0.creator.number == 3003 || $0.name.hasPrefix("r") }.filter { $0.creator.name == "a1" }
            #expect(try await turned.names(on: db) == "r1")
            // Beside an "or" a report without a creator stays.
            #expect(try await LabReport.filter { $0.creator.name == "a1" || $0.name == "r3" }.names(on: db) == "r1 r3")
            #expect(try await LabReport.filter { $0.creator.name == "a1" || $0.creator.number == 3003 }.names(on: db) == "r1 r2")
        }
    }
}
