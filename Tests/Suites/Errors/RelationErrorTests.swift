import Foundation
import Junction
import JunctionTesting
import Testing

/// Every reason for which a change of a relation is refused. Nothing is written then.
@Suite struct RelationErrorTests {
    @Test(arguments: TestDatabase.all)
    func missingTargets(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            let hr = try await ErrorGroup(name: "HR").insert(on: db)
            let one = try await refusal(of: RelationError.self) { try await ann.groups.add(keys: [hr.id, Key(99)], on: db) }
            #expect(one.kind == .missingTargets)
            #expect(one.relation == "ErrorPerson.groups")
            #expect(one.model == "ErrorGroup")
            #expect(one.keys == [.integer(99)])
            #expect(
                one.description == "ErrorPerson.groups: there is no ErrorGroup with the key 99; insert it first. Nothing was written.")
            #expect(try await ErrorModels.links(db) == 0)
            // All of them are named, and set refuses in the same way.
            try await ann.groups.add(hr, on: db)
            let three = try await refusal(of: RelationError.self) { try await ann.groups.set(keys: [Key(97), Key(98), Key(99)], on: db) }
            #expect(three.kind == .missingTargets)
            #expect(Set(three.keys) == [.integer(97), .integer(98), .integer(99)])
            #expect(try await ann.groups.all(on: db) == [hr])
            // A text key stands in quotes, also from the other end and over a table without a model.
            let tag = try await refusal(of: RelationError.self) { try await ann.tags.add(keys: [Key("vip")], on: db) }
            #expect(
                tag.description
                    == #"ErrorPerson.tags: there is no ErrorTag with the key "vip"; insert it first. Nothing was written."#)
            let person = try await refusal(of: RelationError.self) { try await hr.people.add(keys: [Key(55)], on: db) }
            #expect(person.relation == "ErrorGroup.people")
            #expect(person.model == "ErrorPerson")
        }
    }

    @Test(arguments: TestDatabase.all)
    func aLongListOfMissingTargetsIsCutShort(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            let strangers = (1...500).map { Key<ErrorGroup>(Int64($0)) }
            let error = try await refusal(of: RelationError.self) { try await ann.groups.add(keys: strangers, on: db) }
            #expect(error.keys.count == 500)
            #expect(error.description.contains("… (500 in all)"))
            #expect(error.description.count < 400)
        }
    }

    @Test(arguments: TestDatabase.all)
    func deletedTargets(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            let hr = try await ErrorGroup(name: "HR").insert(on: db), it = try await ErrorGroup(name: "IT").insert(on: db)
            try await it.delete(on: db)
            let error = try await refusal(of: RelationError.self) { try await ann.groups.add(hr, it, on: db) }
            #expect(error.kind == .deletedTargets)
            #expect(error.relation == "ErrorPerson.groups")
            #expect(error.model == "ErrorGroup")
            #expect(error.keys == [it.id.columnValue])
            #expect(
                error.description
                    == "ErrorPerson.groups: the ErrorGroup with the key \(it.id) is soft-deleted; restore it first. Nothing was written.")
            let set = try await refusal(of: RelationError.self) { try await ann.groups.set([hr, it], on: db) }
            #expect(set.kind == .deletedTargets)
            #expect(try await ErrorModels.links(db) == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func missingOwner(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let hr = try await ErrorGroup(name: "HR").insert(on: db)
            let nobody = ErrorPerson(id: Key(77), name: "nobody")
            let add = try await refusal(of: RelationError.self) { try await nobody.groups.add(hr, on: db) }
            #expect(add.kind == .missingOwner)
            #expect(add.relation == "ErrorPerson.groups")
            #expect(add.model == "ErrorPerson")
            #expect(add.keys == [.integer(77)])
            #expect(add.description == "ErrorPerson.groups: there is no ErrorPerson with the key 77 to link from. Nothing was written.")
            let set = try await refusal(of: RelationError.self) { try await nobody.groups.set([hr], on: db) }
            #expect(set.kind == .missingOwner)
            // The target that was to be created is not there either.
            let create = try await refusal(of: RelationError.self) { try await nobody.groups.create(ErrorGroup(name: "IT"), on: db) }
            #expect(create.kind == .missingOwner)
            #expect(try await ErrorGroup.count(on: db) == 1)
            #expect(try await ErrorModels.links(db) == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func deletedOwner(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            let hr = try await ErrorGroup(name: "HR").insert(on: db), it = try await ErrorGroup(name: "IT").insert(on: db)
            try await ann.groups.add(hr, on: db)
            try await ann.delete(on: db)
            let add = try await refusal(of: RelationError.self) { try await ann.groups.add(it, on: db) }
            #expect(add.kind == .deletedOwner)
            #expect(add.relation == "ErrorPerson.groups")
            #expect(add.model == "ErrorPerson")
            #expect(add.keys == [ann.id.columnValue])
            #expect(
                add.description
                    == "ErrorPerson.groups: the ErrorPerson with the key \(ann.id) is soft-deleted; restore it first. Nothing was written.")
            let set = try await refusal(of: RelationError.self) { try await ann.groups.set([it], on: db) }
            #expect(set.kind == .deletedOwner)
            let create = try await refusal(of: RelationError.self) { try await ann.groups.create(ErrorGroup(name: "new"), on: db) }
            #expect(create.kind == .deletedOwner)
            #expect(try await ErrorGroup.count(on: db) == 2)
            #expect(try await ErrorModels.links(db) == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func unsavedTarget(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            let hr = try await ErrorGroup(name: "HR").insert(on: db), new = ErrorGroup(name: "new")
            _ = recorder.take()
            let error = try await refusal(of: RelationError.self) { try await ann.groups.add(hr, new, on: db) }
            #expect(error.kind == .unsavedTarget)
            #expect(error.relation == "ErrorPerson.groups")
            #expect(error.model == "ErrorGroup")
            #expect(error.keys.isEmpty)
            #expect(
                error.description
                    == "ErrorPerson.groups: a ErrorGroup was never inserted and has no key yet; insert it and use what insert returns.")
            let remove = try await refusal(of: RelationError.self) { try await ann.groups.remove(new, on: db) }
            #expect(remove.kind == .unsavedTarget)
            let set = try await refusal(of: RelationError.self) { try await ann.groups.set([new], on: db) }
            #expect(set.kind == .unsavedTarget)
            // Known before a statement is sent.
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func unsavedOwner(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, recorder in
            let hr = try await ErrorGroup(name: "HR").insert(on: db), new = ErrorPerson(name: "new")
            _ = recorder.take()
            let error = try await refusal(of: RelationError.self) { try await new.groups.add(hr, on: db) }
            #expect(error.kind == .unsavedOwner)
            #expect(error.relation == "ErrorPerson.groups")
            #expect(error.model == "ErrorPerson")
            #expect(error.keys.isEmpty)
            #expect(
                error.description
                    == "ErrorPerson.groups: the ErrorPerson was never inserted and has no key yet; insert it and use what insert returns.")
            let clear = try await refusal(of: RelationError.self) { try await new.groups.clear(on: db) }
            #expect(clear.kind == .unsavedOwner)
            let set = try await refusal(of: RelationError.self) { try await new.groups.set([], on: db) }
            #expect(set.kind == .unsavedOwner)
            let create = try await refusal(of: RelationError.self) { try await new.groups.create(ErrorGroup(name: "x"), on: db) }
            #expect(create.kind == .unsavedOwner)
            let note = ErrorNote(personID: .unassigned, text: "x")
            let child = try await refusal(of: RelationError.self) { try await new.notes.create(note, on: db) }
            #expect(child.kind == .unsavedOwner)
            #expect(child.relation == "ErrorPerson.notes")
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    /// A refusal inside a transaction leaves it usable.
    @Test(arguments: TestDatabase.all)
    func theTransactionGoesOn(_ database: TestDatabase) async throws {
        try await database.run(ErrorModels.all) { db, _ in
            let ann = try await ErrorPerson(name: "ann").insert(on: db)
            let hr = try await ErrorGroup(name: "HR").insert(on: db)
            try await db.transaction { tx in
                try await refusal(of: RelationError.self) { try await ann.groups.add(keys: [hr.id, Key(99)], on: tx) }
                try await refusal(of: RelationError.self) { try await ann.groups.set(keys: [Key(98)], on: tx) }
                try await ann.groups.add(hr, on: tx)
            }
            #expect(try await ann.groups.all(on: db) == [hr])
        }
    }
}
