import Junction
import JunctionTesting
import Testing

/// m2m_through: links through a model of their own are written by the same calls, which fill the model's own columns.
@Suite struct ThroughWriteTests {
    // MARK: add

    @Test("m2m_through.test_add_on_m2m_with_intermediate_model", arguments: TestDatabase.all)
    func add(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, recorder in
            let changes = try await scene.rock.members.add(scene.ann, scene.bob, on: db) { $0.reason = "likes it loud" }
            #expect(recorder.take().count == 1)
            #expect(Set(changes.added) == [scene.ann.id, scene.bob.id])
            #expect(try await scene.rock.members.all(on: db).map(\.name) == ["Ann", "Bob"])
            let links = try await scene.rock.members.links.all(on: db)
            #expect(links.map(\.reason) == ["likes it loud", "likes it loud"] && links.map(\.year) == [2000, 2000])
        }
    }

    @Test("m2m_through.test_add_on_m2m_with_intermediate_model_value_required", arguments: TestDatabase.all)
    func addWithARequiredValue(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let first = try await scene.rock.officers.add(scene.ann, on: db) { $0.rank = 1 }.added
            #expect(first == [scene.ann.id])
            #expect(try await scene.rock.officers.links.all(on: db).map(\.rank) == [1])
        }
    }

    @Test("m2m_through.test_add_on_m2m_with_intermediate_model_value_required_fails", arguments: TestDatabase.all)
    func addWithoutARequiredValue(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let error = try await refusal(of: DatabaseError.self) { try await scene.rock.officers.add(scene.ann, on: db) }
            #expect(error.kind == .notNull && error.model == "ClubOffice" && error.columns == ["rank"])
            #expect(try await ClubOffice.count(on: db) == 0)
            #expect(try await scene.rock.officers.isEmpty(on: db))
        }
    }

    @Test("m2m_through.test_add_on_reverse_m2m_with_intermediate_model", arguments: TestDatabase.all)
    func addFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let first = try await scene.ann.clubs.add(scene.roll, on: db) { $0.reason = "dances" }.added
            #expect(first == [scene.roll.id])
            #expect(try await scene.ann.clubs.all(on: db).map(\.name) == ["Roll"])
            #expect(try await scene.roll.members.all(on: db).map(\.name) == ["Ann"])
            #expect(try await scene.roll.members.links.all(on: db).map(\.reason) == ["dances"])
        }
    }

    // MARK: create

    @Test("m2m_through.test_create_on_m2m_with_intermediate_model", arguments: TestDatabase.all)
    func create(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let dee = try await scene.rock.members.create(ClubPerson(name: "Dee"), on: db) { $0.reason = "new in town" }
            #expect(try await scene.rock.members.all(on: db).map(\.id) == [dee.id])
            #expect(try await scene.rock.members.links.all(on: db).map(\.reason) == ["new in town"])
        }
    }

    /// What fills a link is code, which runs once a call.
    @Test("m2m_through.test_create_on_m2m_with_intermediate_model_callable_through_default", arguments: TestDatabase.all)
    func createWithComputedValues(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            var calls = 0
            try await scene.rock.members.create(ClubPerson(name: "Dee"), on: db) {
                calls += 1
                $0.reason = "call \(calls)"
            }
            #expect(calls == 1)
            #expect(try await scene.rock.members.all(on: db).map(\.name) == ["Dee"])
            #expect(try await scene.rock.members.links.all(on: db).map(\.reason) == ["call 1"])
        }
    }

    @Test("m2m_through.test_create_on_m2m_with_intermediate_model_value_required", arguments: TestDatabase.all)
    func createWithARequiredValue(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let dee = try await scene.rock.officers.create(ClubPerson(name: "Dee"), on: db) { $0.rank = 2 }
            let links = try await scene.rock.officers.links.all(on: db)
            #expect(links.map(\.personID) == [dee.id] && links.map(\.rank) == [2])
        }
    }

    @Test("m2m_through.test_create_on_reverse_m2m_with_intermediate_model", arguments: TestDatabase.all)
    func createFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let funk = try await scene.ann.clubs.create(Club(name: "Funk"), on: db)
            #expect(try await scene.ann.clubs.all(on: db).map(\.name) == ["Funk"])
            #expect(try await funk.members.all(on: db).map(\.name) == ["Ann"])
        }
    }

    // MARK: What is found or made, in one transaction

    /// Finds the person or makes one, and links them in an office; without a rank the office is not filled.
    private func appoint(_ name: String, rank: Int?, at club: Club, on db: Database) async throws -> Bool {
        try await db.transaction { tx -> Bool in
            let (person, isNew) = try await ClubPerson.filter { $0.name == name }.getOrCreate(on: tx) { ClubPerson(name: name) }
            if let rank {
                try await club.officers.add(person, on: tx) { $0.rank = rank }
            } else {
                try await club.officers.add(person, on: tx)
            }
            return isNew
        }
    }

    @Test("m2m_through.test_get_or_create_on_m2m_with_intermediate_model_value_required", arguments: TestDatabase.all)
    func getOrCreate(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let isNew = try await appoint("Dee", rank: 4, at: scene.rock, on: db)
            let isNewAgain = try await appoint("Dee", rank: 5, at: scene.rock, on: db)
            #expect(isNew && !isNewAgain)
            #expect(try await scene.rock.officers.all(on: db).map(\.name) == ["Dee"])
            #expect(try await ClubOffice.query.values { $0.rank }.all(on: db) == [4])
            #expect(try await ClubPerson.count(on: db) == 4)
        }
    }

    @Test("m2m_through.test_get_or_create_on_m2m_with_intermediate_model_value_required_fails", arguments: TestDatabase.all)
    func getOrCreateWithoutARequiredValue(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let error = try await refusal(of: DatabaseError.self) { _ = try await appoint("Dee", rank: nil, at: scene.rock, on: db) }
            #expect(error.kind == .notNull && error.columns == ["rank"])
            #expect(try await ClubPerson.all(on: db).map(\.name) == ["Ann", "Bob", "Cid"])
            #expect(try await ClubOffice.count(on: db) == 0)
        }
    }

    @Test("m2m_through.test_update_or_create_on_m2m_with_intermediate_model_value_required_fails", arguments: TestDatabase.all)
    func updateOrCreateWithoutARequiredValue(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            let error = try await refusal(of: DatabaseError.self) {
                try await db.transaction { tx in
                    let anna = try await scene.ann.update(on: tx) { $0.name = "Anna" }
                    try await scene.rock.officers.add(anna, on: tx)
                }
            }
            #expect(error.kind == .notNull && error.columns == ["rank"])
            #expect(try await ClubPerson.all(on: db).map(\.name) == ["Ann", "Bob", "Cid"])
            #expect(try await ClubOffice.count(on: db) == 0)
        }
    }

    // MARK: set

    @Test("m2m_through.test_set_on_m2m_with_intermediate_model", arguments: TestDatabase.all)
    func set(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let changes = try await scene.rock.members.set([scene.bob, scene.cid], on: db)
            #expect(changes.added == [scene.cid.id] && changes.existing == [scene.bob.id] && changes.removed == [scene.ann.id])
            #expect(try await scene.rock.members.all(on: db).map(\.name) == ["Bob", "Cid"])
            // What stays keeps its columns.
            let links = try await scene.rock.members.links.filter { $0.personID == scene.bob.id }.all(on: db)
            #expect(links.map(\.year) == [2004] && links.map(\.reason) == ["was asked to"])
            #expect(try await scene.roll.members.all(on: db).map(\.name) == ["Bob"])
        }
    }

    @Test("m2m_through.test_set_on_m2m_with_intermediate_model_callable_through_default", arguments: TestDatabase.all)
    func setWithComputedValues(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            var calls = 0
            try await scene.rock.members.set([scene.ann, scene.cid], on: db) {
                calls += 1
                $0.reason = "call \(calls)"
            }
            #expect(calls == 1)
            #expect(try await scene.rock.members.all(on: db).map(\.name) == ["Ann", "Cid"])
            #expect(try await scene.rock.members.links.all(on: db).map(\.reason) == ["call 1", "call 1"])
        }
    }

    @Test("m2m_through.test_set_on_m2m_with_intermediate_model_value_required_fails", arguments: TestDatabase.all)
    func setWithoutARequiredValue(_ database: TestDatabase) async throws {
        try await ClubScene.run(database) { scene, db, _ in
            try await scene.rock.officers.add(scene.bob, on: db) { $0.rank = 7 }
            let error = try await refusal(of: DatabaseError.self) { try await scene.rock.officers.set([scene.ann], on: db) }
            #expect(error.kind == .notNull && error.model == "ClubOffice" && error.columns == ["rank"])
            #expect(try await scene.rock.officers.all(on: db).map(\.name) == ["Bob"])
            #expect(try await ClubOffice.query.values { $0.rank }.all(on: db) == [7])
        }
    }

    // MARK: remove and clear

    @Test("m2m_through.test_remove_on_m2m_with_intermediate_model", arguments: TestDatabase.all)
    func remove(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let first = try await scene.rock.members.remove(scene.ann, on: db).removed
            #expect(first == [scene.ann.id])
            #expect(try await scene.rock.members.all(on: db).map(\.name) == ["Bob"])
            #expect(try await ClubMembership.count(on: db) == 2)
        }
    }

    @Test("m2m_through.test_remove_on_reverse_m2m_with_intermediate_model", arguments: TestDatabase.all)
    func removeFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let first = try await scene.bob.clubs.remove(scene.rock, on: db).removed
            #expect(first == [scene.rock.id])
            #expect(try await scene.bob.clubs.all(on: db).map(\.name) == ["Roll"])
            #expect(try await scene.rock.members.all(on: db).map(\.name) == ["Ann"])
        }
    }

    @Test("m2m_through.test_clear_removes_all_the_m2m_relationships", arguments: TestDatabase.all)
    func clear(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let removed = try await scene.rock.members.clear(on: db).removed
            #expect(Set(removed) == [scene.ann.id, scene.bob.id])
            #expect(try await scene.rock.members.isEmpty(on: db))
            #expect(try await scene.roll.members.all(on: db).map(\.name) == ["Bob"])
        }
    }

    @Test("m2m_through.test_clear_on_reverse_removes_all_the_m2m_relationships", arguments: TestDatabase.all)
    func clearFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await ClubScene.runLinked(database) { scene, db in
            let removed = try await scene.bob.clubs.clear(on: db).removed
            #expect(Set(removed) == [scene.rock.id, scene.roll.id])
            #expect(try await scene.bob.clubs.isEmpty(on: db))
            #expect(try await scene.rock.members.all(on: db).map(\.name) == ["Ann"])
        }
    }
}
