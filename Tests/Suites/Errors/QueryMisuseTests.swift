import Foundation
import Junction
import JunctionTesting
import Testing

/// Queries that are put together wrongly, and things that cannot be done: errors with a sentence, before anything is written.
@Suite struct QueryMisuseTests {
    @Test(arguments: TestDatabase.all)
    func foreignPath(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            var escaped: ErrorPerson.Fields?
            _ = ErrorPerson.filter {
                escaped = $0
                return $0.name == "ann"
            }
            let fields = try #require(escaped)
            let query = ErrorPerson.filter { _ in fields.name == "ben" }
            let error = try await refusal(of: QueryError.self) { _ = try await query.all(on: db) }
            #expect(error.kind == .foreignPath)
            #expect(error.description == "a field of another query was used; use the closure's own argument")
            let order = ErrorPerson.order { _ in fields.name }
            let ordered = try await refusal(of: QueryError.self) { _ = try await order.all(on: db) }
            #expect(ordered.kind == .foreignPath)
            let changed = try await refusal(of: QueryError.self) {
                try await ErrorPerson.query.update(on: db) { new, _ in new.name = fields.name }
            }
            #expect(changed.kind == .foreignPath)
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    /// A field that a program adds to a model is no column: what it leads to is not written, and no column of the same name either.
    @Test(arguments: TestDatabase.all)
    func assignedToNoColumn(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all + [ErrorAccount.self]) { db, recorder in
            let parent = try await ErrorAccount(email: "a@x", parentID: nil).insert(on: db)
            let account = try await ErrorAccount(email: "b@x", parentID: parent.id).insert(on: db)
            let ann = try await ErrorPerson(name: "ann").insert(on: db), group = try await ErrorGroup(name: "g").insert(on: db)
            _ = recorder.take()
            func expectRefusal(_ property: String, _ work: () async throws -> Void) async throws {
                let error = try await refusal(of: ValidationError.self, by: work)
                #expect(error.failures.map(\.property) == [property])
                #expect(error.failures.map(\.reason) == ["is no column of the row itself and cannot be assigned"])
            }
            try await expectRefusal("email of another row") {
                _ = try await ErrorAccount.query.update(on: db) { new, _ in new.parentEmail = "c@x" }
            }
            try await expectRefusal("an expression") { _ = try await account.update(on: db) { $0.lowerEmail = "c@x" } }
            try await expectRefusal("name of another row") { try await ann.groups.add(group, on: db) { $0.personName = "ben" } }
            try await expectRefusal("an expression") { try await ann.groups.set([group], on: db) { $0.lowerRole = "head" } }
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func scopeUsedTwice(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            let query = ErrorPerson.filter { person in
                let notes = person.notes
                return notes.any { _ in notes.any { $0.text == "x" } }
            }
            let error = try await refusal(of: QueryError.self) { _ = try await query.all(on: db) }
            #expect(error.kind == .scopeUsedTwice)
            #expect(
                error.description
                    == "a relation was used again inside its own closure; write its path again instead of keeping it in a constant")
            #expect(recorder.takeSQL().isEmpty)
            // Beside each other there is nothing wrong with it.
            let twice = ErrorPerson.filter { person in
                let notes = person.notes
                return notes.any { $0.text == "x" } && notes.any { $0.text == "y" }
            }
            #expect(try await twice.all(on: db).isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func unsupported(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            _ = try await ErrorNote(personID: ann.id, text: "kept").insert(on: db)
            let what = "lock where rows are counted or asked for"
            let error = try await refusal(of: QueryError.self) { _ = try await ErrorNote.query.lock().count(on: db) }
            #expect(error.kind == .unsupported(what: what, database: "Junction"))
            #expect(error.description == "Junction has no \(what)")
            #expect(try await ErrorNote.query.all(on: db).map(\.text) == ["kept"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func keyIsRequired(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            let note = try await ann.notes.create(ErrorNote(personID: .unassigned, text: "x"), on: db)
            _ = recorder.take()
            let error = try await refusal(of: QueryError.self) { try await ann.notes.remove(note, on: db) }
            #expect(error.kind == .keyIsRequired(column: "ErrorNote.personID"))
            #expect(
                error.description
                    == "ErrorNote.personID is not optional, so a row cannot be without an owner: move it to another one, or delete it")
            #expect(recorder.takeSQL().isEmpty)
            #expect(try await ann.notes.all(on: db) == [note])
        }
    }

    /// Moving what does not belong to the owner moves nothing.
    @Test(arguments: TestDatabase.all)
    func aMoveOfStrangersIsRefused(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let ann = try await ErrorPerson(name: "ann").insert(on: db), ben = try await ErrorPerson(name: "ben").insert(on: db)
            let mine = try await ann.notes.create(ErrorNote(personID: .unassigned, text: "mine"), on: db)
            let his = try await ben.notes.create(ErrorNote(personID: .unassigned, text: "his"), on: db)
            let error = try await refusal(of: QueryError.self) { try await ann.notes.move(mine, his, to: ben.notes, on: db) }
            #expect(error.kind == .notFound(model: "ErrorNote", keys: [mine.id.columnValue, his.id.columnValue]))
            #expect(try await ann.notes.all(on: db) == [mine])
            #expect(try await ben.notes.all(on: db) == [his])
        }
    }

    @Test(arguments: TestDatabase.all)
    func valuesWithParts(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            _ = try await ErrorPerson(name: "ann").insert(on: db)
            let query = ErrorPerson.query.values { ($0.id, $0.name) }.with { $0.notes }
            let error = try await refusal(of: QueryError.self) { _ = try await query.all(on: db) }
            #expect(error.kind == .valuesWithParts)
            #expect(error.description == "values cannot be combined with 'with'; name the columns in values")
        }
    }

    /// The sentences of what `SessionMisuseTests` and `SessionNestingTests` provoke in every way.
    @Test(arguments: TestDatabase.all)
    func sessions(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let tx = try await db.transaction { tx in
                let pool = try await refusal(of: QueryError.self) { _ = try await ErrorPerson.count(on: db) }
                #expect(
                    pool.description
                        == "the database was used inside its own transaction; use the transaction that the closure gets, "
                        + "or db.outside { } for a connection of its own")
                try await tx.transaction { _ in
                    let outer = try await refusal(of: QueryError.self) { _ = try await ErrorPerson.count(on: tx) }
                    #expect(outer.description == "a nested transaction is open; use the innermost one, which its closure gets")
                }
                return tx
            }
            let over = try await refusal(of: QueryError.self) { _ = try await ErrorPerson.count(on: tx) }
            #expect(over.description == "the transaction is over; use the database, or begin another transaction")
        }
    }

    @Test(arguments: TestDatabase.all)
    func pools(_ database: TestDatabase) async throws {
        let db = try await database.open(DatabaseConfiguration(connections: database.oneWriter, waitLimit: .milliseconds(100)))
        let error = try await refusal(of: PoolError.self) {
            try await db.transaction { _ in try await db.outside { try await db.transaction { _ in } } }
        }
        #expect(
            error.description
                == "no connection became free within \(Duration.milliseconds(100)); "
                + "raise the pool size or the wait limit, or keep transactions shorter")
        await db.close()
        let closed = try await refusal(of: PoolError.self) { try await db.transaction { _ in } }
        #expect(closed.description == "the database is closed")
    }
}
