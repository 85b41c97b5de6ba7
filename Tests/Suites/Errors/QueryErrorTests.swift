import Foundation
import Junction
import JunctionTesting
import Testing

/// Every reason for which a query or a write is refused, with its sentence. The misuse of sessions has a suite of its own.
@Suite struct QueryErrorTests {
    @Test(arguments: TestDatabase.all)
    func notFoundByKey(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            try await ann.delete(on: db)
            let ghost = ErrorPerson(id: Key(99), name: "ghost"), tag = ErrorTag(id: Key("x"), title: "x")
            let live = try await ErrorPerson(name: "ben").insert(on: db)
            let calls: [(Value, @Sendable () async throws -> Void)] = [
                (.integer(99), { _ = try await ErrorPerson.find(Key(99), on: db) }),
                (ann.id.columnValue, { _ = try await ErrorPerson.find(ann.id, on: db) }),
                (.integer(99), { _ = try await ghost.update(on: db) { $0.name = "x" } }),
                (ann.id.columnValue, { _ = try await ann.update(on: db) { $0.name = "x" } }),
                (.integer(99), { _ = try await ghost.save(on: db) }),
                (.integer(99), { try await ghost.delete(on: db) }),
                (ann.id.columnValue, { try await ann.delete(on: db) }),
                (.integer(99), { try await ghost.deletePermanently(on: db) }),
                (.integer(99), { _ = try await ghost.restore(on: db) }),
                (.integer(99), { _ = try await ghost.label(on: db) }),
            ]
            for (number, (key, call)) in calls.enumerated() {
                let error = try await refusal(of: QueryError.self, by: call)
                #expect(error.kind == .notFound(model: "ErrorPerson", keys: [key]), "call \(number)")
                #expect(error.description == "there is no ErrorPerson with the key \(key), or it is soft-deleted")
            }
            let alive = try await refusal(of: QueryError.self) { _ = try await live.restore(on: db) }
            #expect(alive.kind == .notDeleted(model: "ErrorPerson", keys: [live.id.columnValue]))
            #expect(alive.description == "the ErrorPerson with the key \(live.id) is not soft-deleted")
            let error = try await refusal(of: QueryError.self) { _ = try await tag.update(on: db) { $0.title = "y" } }
            #expect(error.description == #"there is no ErrorTag with the key "x", or it is soft-deleted"#)
        }
    }

    @Test(arguments: TestDatabase.all)
    func notFoundByCondition(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let error = try await refusal(of: QueryError.self) { _ = try await ErrorPerson.filter { $0.name == "secret" }.one(on: db) }
            #expect(error.kind == .notFound(model: "ErrorPerson", keys: []))
            // The contents of columns never enter a sentence.
            #expect(error.description == "no ErrorPerson fulfils the condition")
        }
    }

    @Test(arguments: TestDatabase.all)
    func moreThanOne(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            for _ in 1...2 { _ = try await ErrorPerson(name: "ann").insert(on: db) }
            let query = ErrorPerson.filter { $0.name == "ann" }
            let one = try await refusal(of: QueryError.self) { _ = try await query.one(on: db) }
            #expect(one.kind == .moreThanOne(model: "ErrorPerson"))
            #expect(
                one.description
                    == "more than one ErrorPerson fulfils a condition that was meant for one; use first, or a narrower condition")
            let get = try await refusal(of: QueryError.self) { try await query.getOrCreate(on: db) { ErrorPerson(name: "ann") } }
            #expect(get.kind == .moreThanOne(model: "ErrorPerson"))
            #expect(try await ErrorPerson.count(on: db) == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func unsavedKeys(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            let new = ErrorPerson(name: "new"), group = ErrorGroup(name: "new")
            let calls: [(String, () async throws -> Void)] = [
                ("ErrorPerson", { _ = try await ErrorPerson.find(new.id, on: db) }),
                ("ErrorPerson", { _ = try await ErrorPerson.find([new.id], on: db) }),
                ("ErrorPerson", { _ = try await ErrorPerson.filter { $0.id == new.id }.all(on: db) }),
                ("ErrorPerson", { _ = try await ErrorNote.filter { $0.personID == new.id }.count(on: db) }),
                ("ErrorPerson", { _ = try await ErrorNote.filter { $0.personID.in([Key(1), new.id]) }.exists(on: db) }),
                ("ErrorGroup", { _ = try await ErrorPerson.filter { $0.groups.contains(group) }.first(on: db) }),
                ("ErrorGroup", { _ = try await ErrorPerson.filter { $0.groups.contains(allOf: [group]) }.one(on: db) }),
                ("ErrorPerson", { _ = try await new.groups.all(on: db) }),
                ("ErrorPerson", { _ = try await new.notes.count(on: db) }),
                ("ErrorPerson", { _ = try await new.update(on: db) { $0.name = "x" } }),
                ("ErrorPerson", { try await new.delete(on: db) }),
                ("ErrorPerson", { try await ErrorNote.filter { $0.personID == new.id }.delete(on: db) }),
            ]
            for (number, (model, call)) in calls.enumerated() {
                let error = try await refusal(of: QueryError.self, by: call)
                #expect(error.kind == .unsavedKey(model: model), "call \(number)")
                #expect(
                    error.description == "the key of a \(model) that was never inserted was used; insert it and use what insert returns")
            }
            // In a row that is written it is a property that is not valid.
            let insert = try await refusal(of: ValidationError.self) { _ = try await ErrorNote(personID: new.id, text: "x").insert(on: db) }
            #expect(insert.failures.map(\.reason) == ["is the key of a ErrorPerson that was never inserted"])
            let tag = try await refusal(of: ValidationError.self) { _ = try await ErrorTag(title: "x").insert(on: db) }
            #expect(tag.failures.map(\.reason) == ["has no value"])
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func unusableValues(_ database: TestDatabase) async throws {
        try await database.run([ErrorProduct.self]) { db, _ in
            let digits = try #require(Decimal(string: "1.2345678901234567")), far = Date(timeIntervalSince1970: 1e12)
            let nul = "a text with a NUL character, which no database keeps"
            let infinite = "a number that is not finite (NaN or infinity)"
            let long = "a decimal with more than 15 significant digits, which would lose some of them"
            let calls: [(String, () async throws -> Void)] = [
                (nul, { _ = try await ErrorProduct.filter { $0.note == "a\0b" }.all(on: db) }),
                (nul, { _ = try await ErrorProduct.filter { $0.note.in(["a", "a\0b"]) }.all(on: db) }),
                (nul, { _ = try await ErrorProduct.filter { $0.note.hasPrefix("\0") }.all(on: db) }),
                (nul, { _ = try await ErrorProduct.filter { $0.note.includes("\0") }.count(on: db) }),
                (nul, { _ = try await ErrorProduct.filter { $0.note.like("%\0") }.exists(on: db) }),
                (infinite, { _ = try await ErrorProduct.filter { $0.share < .infinity }.all(on: db) }),
                (infinite, { _ = try await ErrorProduct.filter { $0.share == .nan }.all(on: db) }),
                ("a date outside the years 1 to 9999", { _ = try await ErrorProduct.filter { $0.made < far }.all(on: db) }),
                (long, { _ = try await ErrorProduct.filter { $0.price == digits }.all(on: db) }),
                (long, { _ = try await ErrorProduct.filter { $0.price.in([1, digits]) }.all(on: db) }),
            ]
            for (number, (reason, call)) in calls.enumerated() {
                // Other databases keep such a number as it is.
                if reason == long, database.name != "SQLite" {
                    try await call()
                    continue
                }
                let error = try await refusal(of: QueryError.self, by: call)
                #expect(error.kind == .unusableValue(reason: reason), "call \(number)")
                #expect(error.description == "a query or write holds \(reason)")
            }
        }
    }
}
