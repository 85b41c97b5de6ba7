import Junction
import JunctionTesting
import Testing

/// Mistakes in relations are found when the tables are made, before a statement is sent.
@Suite struct RelativeFieldTests {
    /// What is wrong with these models.
    private func mistakes(_ database: TestDatabase, _ models: [any Model.Type]) async throws -> [String] {
        var mistakes: [String] = []
        try await database.run { db, recorder in
            let error = try await refusal(of: SchemaError.self) { try await db.create(models) }
            let made = recorder.takeSQL().filter { $0.hasPrefix("CREATE") }
            #expect(made.isEmpty)
            mistakes = error.mistakes
        }
        return mistakes
    }

    /// A model that does not exist does not compile; one that was left out is named.
    @Test("invalid_models_tests.test_many_to_many_to_missing_model", arguments: TestDatabase.all)
    func missingTarget(_ database: TestDatabase) async throws {
        let found = try await mistakes(database, [DraftGroup.self])
        #expect(found == ["DraftGroup.members refers to DraftPerson, which is neither in the list nor in the database"])
    }

    @Test("invalid_models_tests.test_missing_relationship_model", arguments: TestDatabase.all)
    func missingJunctionModel(_ database: TestDatabase) async throws {
        let found = try await mistakes(database, [DraftPerson.self, DraftClub.self])
        #expect(found == ["DraftClub.members refers to DraftEntry, which is neither in the list nor in the database"])
    }

    @Test("invalid_models_tests.test_ambiguous_relationship_model_from", arguments: TestDatabase.all)
    func twoKeysToTheSource(_ database: TestDatabase) async throws {
        let found = try await mistakes(database, [DraftPerson.self, DraftTeam.self, DraftTransfer.self])
        let keys = "DraftTransfer has several foreign keys to DraftTeam: oldTeamID, newTeamID"
        #expect(found == ["DraftTeam.members: \(keys); say which with @ManyToMany(from: \\.oldTeamID)"])
    }

    @Test("invalid_models_tests.test_relationship_model_with_foreign_key_to_wrong_model", arguments: TestDatabase.all)
    func keysOfAnotherModel(_ database: TestDatabase) async throws {
        let found = try await mistakes(database, [DraftPerson.self, DraftClub.self, DraftEntry.self, DraftBand.self])
        let advice = "add a property of the type Key<DraftBand>"
        #expect(found == ["DraftBand.members: DraftEntry has no foreign key to DraftBand; \(advice)"])
    }

    @Test("invalid_models_tests.test_relationship_model_missing_foreign_key", arguments: TestDatabase.all)
    func oneKeyIsMissing(_ database: TestDatabase) async throws {
        let found = try await mistakes(database, [DraftPerson.self, DraftChoir.self, DraftRehearsal.self])
        let advice = "add a property of the type Key<DraftPerson>"
        #expect(found == ["DraftChoir.members: DraftRehearsal has no foreign key to DraftPerson; \(advice)"])
    }

    @Test("invalid_models_tests.test_too_many_foreign_keys_in_self_referential_model", arguments: TestDatabase.all)
    func threeKeysToItself(_ database: TestDatabase) async throws {
        let found = try await mistakes(database, [DraftFriend.self, DraftFriendship.self])
        let keys = "DraftFriendship has several foreign keys to DraftFriend: firstID, secondID, witnessID"
        #expect(found == ["DraftFriend.friends: \(keys); say which with @ManyToMany(from: \\.firstID)"])
    }

    @Test("invalid_models_tests.test_invalid_order", arguments: TestDatabase.all)
    func wrongOrder(_ database: TestDatabase) async throws {
        let models: [any Model.Type] = [DraftPerson.self, DraftParty.self]
        let found = try await mistakes(database, models)
        #expect(found == ["DraftParty.guests: 'from: \\.guestID' leads to DraftPerson, not to DraftParty"])
    }

    @Test("invalid_models_tests.test_invalid_field", arguments: TestDatabase.all)
    func noSuchKey(_ database: TestDatabase) async throws {
        let found = try await mistakes(database, [DraftPerson.self, DraftFeast.self])
        #expect(
            found == [
                "DraftFeast.guests: 'from: \\.menu' is no foreign key of DraftInvitation; to DraftFeast lead: feastID",
                "DraftFeast.hosts: 'to: \\.nobodyID' is no foreign key of DraftInvitation; to DraftPerson lead: guestID",
            ])
    }
}

/// What Django refuses or warns of, and is none of it here.
@Suite struct AllowedRelationTests {
    @Test("invalid_models_tests.test_many_to_many_to_model_with_composite_primary_key", arguments: TestDatabase.all)
    func compositeKey(_ database: TestDatabase) async throws {
        try await database.run([DraftSquare.self, DraftPiece.self]) { db, _ in
            let a1 = try await DraftSquare(file: "a", rank: 1).insert(on: db), a2 = try await DraftSquare(file: "a", rank: 2).insert(on: db)
            let rook = try await DraftPiece(name: "rook").insert(on: db), pawn = try await DraftPiece(name: "pawn").insert(on: db)
            let changes = try await rook.squares.add(a1, a2, on: db)
            #expect(Set(changes.added) == [a1.id, a2.id])
            try await pawn.squares.add(a2, on: db)
            let removed = try await rook.squares.remove(a1, on: db).removed
            #expect(removed == [a1.id])
            let ranks = try await rook.squares.all(on: db).map(\.rank)
            #expect(ranks == [2])
            let pieces = try await a2.pieces.order { $0.name }.all(on: db).map(\.name)
            #expect(pieces == ["pawn", "rook"])
            let missing = try await refusal(of: RelationError.self) {
                try await pawn.squares.add(DraftSquare(file: "h", rank: 9), on: db)
            }
            #expect(missing.kind == .missingTargets && missing.relation == "DraftPiece.squares")
            let onA1 = try await DraftPiece.filter { $0.squares.contains(a1) }.count(on: db)
            #expect(onA1 == 0)
        }
    }

    /// What has no name cannot clash, and is asked all the same.
    @Test("invalid_models_tests.test_no_clash_for_hidden_related_name", arguments: TestDatabase.all)
    func namelessEnds(_ database: TestDatabase) async throws {
        try await database.run([DraftPerson.self, DraftPlay.self]) { db, _ in
            let ann = try await DraftPerson(name: "Ann").insert(on: db), bob = try await DraftPerson(name: "Bob").insert(on: db)
            let play = try await DraftPlay(title: "Faust").insert(on: db)
            try await play.actors.add(ann, on: db)
            try await play.critics.add(bob, on: db)
            let actors = try await DraftPerson.filter { !$0.inverse(\DraftPlay.actors).isEmpty }.all(on: db).map(\.name)
            let faust = DraftPerson.filter { $0.inverse(\DraftPlay.critics).any { $0.title == "Faust" } }
            let critics = try await faust.all(on: db).map(\.name)
            #expect(actors == ["Ann"] && critics == ["Bob"])
            let cast = try await play.actors.all(on: db).map(\.name), readers = try await play.critics.all(on: db).map(\.name)
            #expect(cast == ["Ann"] && readers == ["Bob"])
        }
    }

    /// No name is made up for an other end, so that two relations of a model with itself keep apart.
    @Test("invalid_models_tests.test_clash_between_accessors", arguments: TestDatabase.all)
    func twoRelationsWithItself(_ database: TestDatabase) async throws {
        try await database.run([DraftNode.self]) { db, _ in
            let a = try await DraftNode(name: "a").insert(on: db), b = try await DraftNode(name: "b").insert(on: db)
            let c = try await DraftNode(name: "c").insert(on: db)
            try await a.first.add(b, on: db)
            try await a.second.add(c, on: db)
            let first = try await a.first.all(on: db).map(\.name), second = try await a.second.all(on: db).map(\.name)
            #expect(first == ["b"] && second == ["c"])
            let back = try await b.first.count(on: db)
            #expect(back == 0)
            let named = try await DraftNode.filter { $0.inverse(\DraftNode.first).any { $0.name == "a" } }.all(on: db).map(\.name)
            #expect(named == ["b"])
            let others = try await DraftNode.filter { $0.inverse(\DraftNode.second).contains(a) }.all(on: db).map(\.name)
            #expect(others == ["c"])
        }
    }

    /// The other end of a relation that goes both ways is the relation itself.
    @Test("invalid_models_tests.test_many_to_many_with_useless_related_name", arguments: TestDatabase.all)
    func otherEndOfBothWays(_ database: TestDatabase) async throws {
        try await database.run([DraftNode.self]) { db, _ in
            let a = try await DraftNode(name: "a").insert(on: db), b = try await DraftNode(name: "b").insert(on: db)
            let c = try await DraftNode(name: "c").insert(on: db)
            try await a.near.add(b, on: db)
            try await a.nearTo.add(c, on: db)
            let near = try await a.near.all(on: db).map(\.name), nearTo = try await a.nearTo.all(on: db).map(\.name)
            #expect(near == ["b", "c"] && nearTo == ["b", "c"])
            let ofC = try await c.near.all(on: db).map(\.name)
            #expect(ofC == ["a"])
            let removed = try await b.nearTo.remove(a, on: db).removed
            #expect(removed == [a.id])
            let left = try await a.near.all(on: db).map(\.name)
            #expect(left == ["c"])
        }
    }
}
