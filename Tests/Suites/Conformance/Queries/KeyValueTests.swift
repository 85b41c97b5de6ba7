import Junction
import JunctionTesting
import Testing

/// Codes and shapes with a text for a key, in a column of a name of its own.
@Model(key: String.self)
struct LabCode {
    @Column("code") var id: Key<LabCode>
    @Inverse(\LabShape.codes) var shapes: Many<LabShape>
}

@Model(key: String.self)
struct LabShape {
    @Column("shape") var id: Key<LabShape>
    var sides: Int
    @ManyToMany var codes: Many<LabCode>
}

/// Keys as values of conditions.
@Suite struct KeyValueTests {
    @Test("queries.test_ticket_21879", arguments: TestDatabase.all)
    func textKeys(_ database: TestDatabase) async throws {
        try await database.run([LabCode.self, LabShape.self]) { db, _ in
            let x = try await LabCode(id: Key("x")).insert(on: db), y = try await LabCode(id: Key("y")).insert(on: db)
            let square = try await LabShape(id: Key("square"), sides: 4).insert(on: db)
            let circle = try await LabShape(id: Key("circle"), sides: 0).insert(on: db)
            try await square.codes.add(x, y, on: db)
            try await circle.codes.add(y, on: db)
            let forward = try await LabShape.filter { $0.codes.contains(x) }.all(on: db).map(\.id.raw)
            #expect(forward == ["square"])
            #expect(try await LabShape.filter { $0.codes.any { $0.id == y.id } }.order { $0.id }.all(on: db).map(\.sides) == [0, 4])
            #expect(try await LabCode.filter { $0.shapes.contains(circle) }.all(on: db).map(\.id.raw) == ["y"])
            #expect(try await LabCode.filter { $0.shapes.any { $0.sides == 4 } }.order { $0.id }.all(on: db).map(\.id.raw) == ["x", "y"])
            #expect(try await LabCode.filter { !$0.shapes.contains(circle) }.all(on: db).map(\.id.raw) == ["x"])
            #expect(try await LabShape.filter { $0.codes.contains(allOf: [x, y]) }.all(on: db).map(\.id.raw) == ["square"])
        }
    }

    /// A row that was never inserted is no value, in a condition as in a write; nothing is sent.
    @Test("queries.test_ticket11811", arguments: TestDatabase.all)
    func unsavedValues(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, recorder in
            let note = LabNote(text: "new"), tag = LabTag(name: "new")
            let filtered = try await refusal(of: QueryError.self) { _ = try await LabItem.filter { $0.noteID == note.id }.all(on: db) }
            #expect(filtered.kind == .unsavedKey(model: "LabNote"))
            let asked = try await refusal(of: QueryError.self) { _ = try await LabItem.filter { $0.tags.contains(tag) }.count(on: db) }
            #expect(asked.kind == .unsavedKey(model: "LabTag"))
            let listed = try await refusal(of: QueryError.self) {
                _ = try await LabItem.filter { $0.tags.contains(anyOf: [lab.t1, tag]) }.all(on: db)
            }
            #expect(listed.kind == .unsavedKey(model: "LabTag"))
            let written = try await refusal(of: ValidationError.self) {
                try await LabItem.query.update(on: db) { new, _ in new.noteID = note.id }
            }
            #expect(written.failures.map(\.reason) == ["is the key of a LabNote that was never inserted"])
            #expect(recorder.takeSQL().isEmpty)
            let (n2, n3) = (lab.n2, lab.n3)
            #expect(try await LabItem.filter { $0.noteID == n2.id }.update(on: db) { new, _ in new.noteID = n3.id } == 1)
            #expect(try await LabItem.filter { $0.noteID == n3.id }.count(on: db) == 4)
        }
    }

    @Test("null_queries.test_unsaved", arguments: TestDatabase.all)
    func unsavedOwner(_ database: TestDatabase) async throws {
        try await LabScene.run(database) { lab, db, recorder in
            let author = LabAuthor(name: "new", number: 1, extraID: lab.extras[0].id), tag = LabTag(name: "new")
            let items = try await refusal(of: QueryError.self) { _ = try await author.items.query.all(on: db) }
            #expect(items.kind == .unsavedKey(model: "LabAuthor"))
            let counted = try await refusal(of: QueryError.self) { _ = try await author.reports.query.count(on: db) }
            #expect(counted.kind == .unsavedKey(model: "LabAuthor"))
            let linked = try await refusal(of: QueryError.self) { _ = try await tag.items.all(on: db) }
            #expect(linked.kind == .unsavedKey(model: "LabTag"))
            let children = try await refusal(of: QueryError.self) { _ = try await tag.children.query.exists(on: db) }
            #expect(children.kind == .unsavedKey(model: "LabTag"))
            #expect(recorder.takeSQL().isEmpty)
            let saved = try await author.insert(on: db)
            #expect(try await saved.items.query.all(on: db).isEmpty)
        }
    }
}
