import Junction
import JunctionTesting
import Testing

/// m2m_through: reading over links that have a model, and reading the links themselves.
@Suite struct ThroughReadTests {
    @Test("m2m_through.test_retrieve_intermediate_items", arguments: TestDatabase.all)
    func linksAsRows(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            _ = try await ClubMembership(personID: scene.bob.id, clubID: scene.rock.id).insert(on: db)
            _ = try await ClubMembership(personID: scene.ann.id, clubID: scene.rock.id, year: 2010).insert(on: db)
            #expect(try await scene.rock.members.all(on: db).map(\.name) == ["Ann", "Bob"])
            #expect(try await scene.roll.members.isEmpty(on: db))
        }
    }

    @Test("m2m_through.test_retrieve_reverse_intermediate_items", arguments: TestDatabase.all)
    func reverse(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let first = try await scene.bob.clubs.all(on: db).map(\.name)
            #expect(first == ["Rock", "Roll"])
            #expect(try await scene.ann.clubs.all(on: db).map(\.name) == ["Rock"])
            #expect(try await scene.cid.clubs.isEmpty(on: db))
        }
    }

    @Test("m2m_through.test_get_on_intermediate_model", arguments: TestDatabase.all)
    func oneLink(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let link = try await ClubMembership.filter { $0.personID == scene.bob.id && $0.clubID == scene.rock.id }.one(on: db)
            #expect(link.year == 2004 && link.reason == "was asked to")
            let same = try await ClubMembership.filter { $0.person.name == "Bob" && $0.club.name == "Rock" }.one(on: db)
            #expect(same.id == link.id)
        }
    }

    @Test("m2m_through.test_filter_on_intermediate_model", arguments: TestDatabase.all)
    func linksInTheirOwnOrder(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let links = try await ClubMembership.filter { $0.clubID == scene.rock.id }.all(on: db)
            #expect(links.map(\.personID) == [scene.bob.id, scene.ann.id] && links.map(\.year) == [2004, 2006])
            #expect(try await scene.rock.members.links.all(on: db).map(\.id) == links.map(\.id))
        }
    }

    // MARK: Questions

    @Test("m2m_through.test_query_model_by_attribute_name_of_related_model", arguments: TestDatabase.all)
    func byTheTarget(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { _, db in
            let first = try await Club.filter { $0.members.any { $0.name == "Bob" } }.all(on: db).map(\.name)
            #expect(first == ["Rock", "Roll"])
            #expect(try await Club.filter { $0.members.any { $0.name == "Ann" } }.all(on: db).map(\.name) == ["Rock"])
            #expect(try await Club.filter { $0.members.any { $0.name == "Cid" } }.all(on: db).isEmpty)
        }
    }

    @Test("m2m_through.test_query_first_model_by_intermediate_model_attribute", arguments: TestDatabase.all)
    func ownersByTheLink(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { _, db in
            let asked = Club.filter { $0.members.any(linked: { _, link in link.reason == "was asked to" }) }
            let first = try await asked.all(on: db).map(\.name)
            #expect(first == ["Rock"])
            let late = Club.filter { $0.members.any(linked: { _, link in link.year > 2004 }) }
            #expect(try await late.all(on: db).map(\.name) == ["Rock", "Roll"])
            #expect(try await late.count(on: db) == 2)
        }
    }

    @Test("m2m_through.test_query_second_model_by_intermediate_model_attribute", arguments: TestDatabase.all)
    func targetsByTheLink(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { _, db in
            let late = ClubPerson.filter { $0.clubs.any(linked: { _, link in link.year > 2004 }) }
            let first = try await late.all(on: db).map(\.name)
            #expect(first == ["Ann", "Bob"])
            #expect(try await late.count(on: db) == 2)
            let early = ClubPerson.filter { $0.clubs.any(linked: { _, link in link.year < 2006 }) }
            #expect(try await early.all(on: db).map(\.name) == ["Bob"])
        }
    }

    /// The other end of a relation needs no declaration of its own.
    @Test("m2m_through.test_query_model_by_related_model_name", arguments: TestDatabase.all)
    func byAnUndeclaredOtherEnd(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            try await scene.rock.officers.add(scene.cid, on: db) { $0.rank = 1 }
            try await scene.roll.officers.add(scene.ann, on: db) { $0.rank = 2 }
            let ofRock = ClubPerson.filter { $0.inverse(\Club.officers).any { $0.name == "Rock" } }
            #expect(try await ofRock.all(on: db).map(\.name) == ["Cid"])
            let second = ClubPerson.filter { $0.inverse(\Club.officers).any(linked: { _, link in link.rank == 2 }) }
            #expect(try await second.all(on: db).map(\.name) == ["Ann"])
        }
    }

    @Test("m2m_through.test_query_model_by_custom_related_name", arguments: TestDatabase.all)
    func byADeclaredOtherEnd(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            try await scene.rock.guests.add(scene.bob, scene.cid, on: db)
            try await scene.roll.guests.add(scene.ann, on: db)
            #expect(try await ClubPerson.filter { $0.visited.any { $0.name == "Rock" } }.all(on: db).map(\.name) == ["Bob", "Cid"])
            #expect(try await ClubPerson.filter { $0.visited.contains(scene.roll) }.all(on: db).map(\.name) == ["Ann"])
        }
    }

    // MARK: A relation with a column and another end of its own names

    @Test("m2m_through.test_custom_related_name_forward_empty_qs", arguments: TestDatabase.all)
    func forwardEmpty(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let first = try await scene.rock.guests.all(on: db).isEmpty
            #expect(first)
            #expect(try await scene.rock.guests.count(on: db) == 0)
        }
    }

    @Test("m2m_through.test_custom_related_name_reverse_empty_qs", arguments: TestDatabase.all)
    func reverseEmpty(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let first = try await scene.bob.visited.all(on: db).isEmpty
            #expect(first)
            #expect(try await scene.bob.visited.count(on: db) == 0)
        }
    }

    @Test("m2m_through.test_custom_related_name_forward_non_empty_qs", arguments: TestDatabase.all)
    func forward(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            _ = try await ClubVisit(personID: scene.bob.id, clubID: scene.rock.id, reason: "curious").insert(on: db)
            try await scene.rock.guests.add(scene.ann, on: db)
            #expect(try await scene.rock.guests.all(on: db).map(\.name) == ["Ann", "Bob"])
            let rows = try await Club.with { $0.guests.withLink }.all(on: db)
            #expect(rows.map { $0.1.map(\.1.reason) } == [[nil, "curious"], []])
        }
    }

    @Test("m2m_through.test_custom_related_name_reverse_non_empty_qs", arguments: TestDatabase.all)
    func reverseNamed(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            try await scene.bob.visited.add(scene.roll, scene.rock, on: db)
            #expect(try await scene.bob.visited.all(on: db).map(\.name) == ["Rock", "Roll"])
            #expect(try await scene.rock.guests.all(on: db).map(\.name) == ["Bob"])
            let rows = try await ClubPerson.with { $0.visited }.all(on: db)
            #expect(rows.map { $0.1.map(\.name) } == [[], ["Rock", "Roll"], []])
        }
    }
}
