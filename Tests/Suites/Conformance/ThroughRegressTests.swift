import Foundation
import Junction
import JunctionTesting
import Testing

@Suite struct ThroughRegressTests {
    @Test("m2m_through_regress.test_retrieve_forward_m2m_items", arguments: TestDatabase.all)
    func forward(_ database: TestDatabase) async throws {
        try await Roster.run(database) { roster, db, _ in
            let first = try await roster.rock.members.all(on: db).map(\.name)
            #expect(first == ["Ann", "Bob"])
            #expect(try await roster.roll.members.all(on: db).map(\.name) == ["Bob"])
        }
    }

    @Test("m2m_through_regress.test_retrieve_reverse_m2m_items", arguments: TestDatabase.all)
    func reverse(_ database: TestDatabase) async throws {
        try await Roster.run(database) { roster, db, _ in
            let first = try await roster.bob.groups.all(on: db).map(\.name)
            #expect(first == ["Rock", "Roll"])
            #expect(try await roster.cid.groups.isEmpty(on: db))
        }
    }

    @Test("m2m_through_regress.test_retrieve_forward_m2m_items_via_custom_id_intermediary", arguments: TestDatabase.all)
    func forwardOverANamedKey(_ database: TestDatabase) async throws {
        try await Roster.run(database) { roster, db, _ in
            let first = try await roster.rock.users.all(on: db).map(\.username)
            #expect(first == ["zoe"])
            #expect(try await roster.roll.users.add(roster.zoe, on: db).added == [roster.zoe.id])
            #expect(try await roster.roll.users.links.all(on: db).map(\.userID) == [roster.zoe.id])
        }
    }

    @Test("m2m_through_regress.test_retrieve_reverse_m2m_items_via_custom_id_intermediary", arguments: TestDatabase.all)
    func reverseOverANamedKey(_ database: TestDatabase) async throws {
        try await Roster.run(database) { roster, db, _ in
            let first = try await roster.zoe.groups.all(on: db).map(\.name)
            #expect(first == ["Rock"])
            #expect(try await roster.zoe.groups.set([roster.roll], on: db).removed == [roster.rock.id])
            #expect(try await roster.zoe.groups.all(on: db).map(\.name) == ["Roll"])
        }
    }

    /// A condition on the link alone reads the link's table, and not what it leads to.
    @Test("m2m_through_regress.test_join_trimming_reverse", arguments: TestDatabase.all)
    func joins(_ database: TestDatabase) async throws {
        try await Roster.run(database) { roster, db, recorder in
            let cheap = RosterPerson.filter { $0.groups.any(linked: { _, link in link.price == 50 }) }
            #expect(try await cheap.all(on: db).map(\.name) == ["Ann"])
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].contains("\"roster_membership\"") && !sent[0].contains("\"roster_group\""), "\(sent)")
            let rows = try await roster.bob.groups.links.filter { $0.price == 100 }.all(on: db)
            #expect(Set(rows.map(\.groupID)) == [roster.rock.id, roster.roll.id])
            #expect(!recorder.takeSQL()[0].contains("JOIN"))
        }
    }

    /// A group is written without its links; the links are rows that are written by themselves.
    @Test("m2m_through_regress.test_serialization", arguments: TestDatabase.all)
    func coding(_ database: TestDatabase) async throws {
        try await Roster.run(database) { roster, db, _ in
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let group = try encoder.encode(roster.rock)
            #expect(String(decoding: group, as: UTF8.self) == #"{"id":1,"name":"Rock"}"#)
            let link = try await RosterMembership.filter { $0.price == 50 }.one(on: db), row = try encoder.encode(link)
            #expect(String(decoding: row, as: UTF8.self) == #"{"groupID":1,"id":1,"personID":1,"price":50}"#)
            #expect(try JSONDecoder().decode(RosterMembership.self, from: row) == link)
            #expect(try JSONDecoder().decode(RosterGroup.self, from: group) == roster.rock)
        }
    }

    /// Links that bring their keys, as a file of data does, and new ones after them.
    @Test("m2m_through_regress.test_sequence_creation", arguments: TestDatabase.all)
    func keysThatAreGiven(_ database: TestDatabase) async throws {
        try await Roster.run(database) { roster, db, _ in
            let key = Key<RosterMembership>(70)
            let given = try await RosterMembership(id: key, personID: roster.cid.id, groupID: roster.rock.id, price: 7).insert(on: db)
            #expect(given.id == key)
            try await roster.roll.members.add(roster.cid, on: db)
            let links = try await roster.cid.groups.links.order { $0.id }.all(on: db)
            #expect(links.map(\.groupID) == [roster.rock.id, roster.roll.id])
            #expect(links[0].id == key && (links[1].id.raw ?? 0) > 70)
        }
    }
}

@Suite struct ThroughOtherColumnsTests {
    /// A car with a driver, another one of each, and one of each without a name.
    private func run(
        _ database: TestDatabase, _ body: (Database, [MotorCar], [MotorDriver]) async throws -> Void
    ) async throws {
        try await database.run([MotorCar.self, MotorDriver.self, MotorTrip.self]) { db, _ in
            var cars: [MotorCar] = [], drivers: [MotorDriver] = []
            for make in ["Audi", "Fiat", nil] { cars.append(try await MotorCar(make: make).insert(on: db)) }
            for name in ["Ann", "Bob", nil] { drivers.append(try await MotorDriver(name: name).insert(on: db)) }
            try await cars[0].drivers.add(drivers[0], on: db)
            try await body(db, cars, drivers)
        }
    }

    @Test("m2m_through_regress.test_to_field", arguments: TestDatabase.all)
    func forward(_ database: TestDatabase) async throws {
        try await run(database) { db, cars, _ in
            let first = try await cars[0].drivers.all(on: db).map(\.name)
            #expect(first == ["Ann"])
            #expect(try await cars[1].drivers.isEmpty(on: db))
        }
    }

    @Test("m2m_through_regress.test_to_field_reverse", arguments: TestDatabase.all)
    func reverse(_ database: TestDatabase) async throws {
        try await run(database) { db, _, drivers in
            let first = try await drivers[0].cars.all(on: db).map(\.make)
            #expect(first == ["Audi"])
            #expect(try await drivers[1].cars.isEmpty(on: db))
        }
    }

    @Test("m2m_through_regress.test_to_field_clear", arguments: TestDatabase.all)
    func clear(_ database: TestDatabase) async throws {
        try await run(database) { db, cars, drivers in
            try await cars[1].drivers.add(drivers[0], on: db)
            #expect(try await cars[0].drivers.clear(on: db).removed == [drivers[0].id])
            #expect(try await cars[0].drivers.isEmpty(on: db))
            #expect(try await MotorTrip.all(on: db).map(\.carMake) == ["Fiat"])
        }
    }

    @Test("m2m_through_regress.test_add", arguments: TestDatabase.all)
    func add(_ database: TestDatabase) async throws {
        try await run(database) { db, cars, drivers in
            let first = try await cars[0].drivers.add(drivers[1], on: db).added
            #expect(first == [drivers[1].id])
            #expect(try await cars[0].drivers.all(on: db).map(\.name) == ["Ann", "Bob"])
            #expect(try await MotorTrip.order { $0.driverName }.all(on: db).map(\.driverName) == ["Ann", "Bob"])
        }
    }

    @Test("m2m_through_regress.test_add_reverse", arguments: TestDatabase.all)
    func addFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await run(database) { db, cars, drivers in
            let first = try await drivers[1].cars.add(cars[0], cars[1], on: db).added.count
            #expect(first == 2)
            #expect(try await drivers[1].cars.all(on: db).map(\.make) == ["Audi", "Fiat"])
            #expect(try await cars[1].drivers.all(on: db).map(\.name) == ["Bob"])
        }
    }

    @Test("m2m_through_regress.test_remove", arguments: TestDatabase.all)
    func remove(_ database: TestDatabase) async throws {
        try await run(database) { db, cars, drivers in
            let first = try await cars[0].drivers.remove(drivers[0], drivers[1], on: db).removed
            #expect(first == [drivers[0].id])
            #expect(try await cars[0].drivers.isEmpty(on: db))
            #expect(try await MotorTrip.count(on: db) == 0)
        }
    }

    // MARK: A row without the value that links refer to

    @Test("m2m_through_regress.test_m2m_relations_unusable_on_null_to_field", arguments: TestDatabase.all)
    func ownerWithoutTheValue(_ database: TestDatabase) async throws {
        try await run(database) { db, cars, drivers in
            let error = try await refusal(of: RelationError.self) { try await cars[2].drivers.add(drivers[0], on: db) }
            #expect(error.kind == .unreferableOwner && error.model == "MotorCar" && error.keys == [cars[2].id.columnValue])
            #expect(try await cars[2].drivers.all(on: db).isEmpty)
            #expect(try await MotorTrip.count(on: db) == 1)
        }
    }

    @Test("m2m_through_regress.test_m2m_relations_unusable_on_null_pk_obj", arguments: TestDatabase.all)
    func ownerThatWasNeverInserted(_ database: TestDatabase) async throws {
        try await run(database) { db, _, drivers in
            let draft = MotorCar(make: "Opel")
            let added = try await refusal(of: RelationError.self) { try await draft.drivers.add(drivers[0], on: db) }
            #expect(added.kind == .unsavedOwner && added.relation == "MotorCar.drivers")
            let read = try await refusal(of: QueryError.self) { _ = try await draft.drivers.all(on: db) }
            #expect(read.kind == .unsavedKey(model: "MotorCar"))
            #expect(try await MotorTrip.count(on: db) == 1)
        }
    }

    @Test("m2m_through_regress.test_add_null_reverse", arguments: TestDatabase.all)
    func targetWithoutTheValue(_ database: TestDatabase) async throws {
        try await run(database) { db, cars, drivers in
            let error = try await refusal(of: RelationError.self) { try await drivers[0].cars.add(cars[1], cars[2], on: db) }
            #expect(error.kind == .unreferableTargets && error.relation == "MotorDriver.cars" && error.keys == [cars[2].id.columnValue])
            #expect(try await drivers[0].cars.all(on: db).map(\.make) == ["Audi"])
        }
    }

    @Test("m2m_through_regress.test_add_null_reverse_related", arguments: TestDatabase.all)
    func otherOwnerWithoutTheValue(_ database: TestDatabase) async throws {
        try await run(database) { db, cars, drivers in
            let error = try await refusal(of: RelationError.self) { try await drivers[2].cars.add(cars[0], on: db) }
            #expect(error.kind == .unreferableOwner && error.model == "MotorDriver" && error.keys == [drivers[2].id.columnValue])
            #expect(try await drivers[2].cars.isEmpty(on: db))
            #expect(try await cars[0].drivers.all(on: db).map(\.name) == ["Ann"])
        }
    }
}

/// What a parent table and a proxy are elsewhere: an abstract model, and another model of the same table.
@Suite struct InheritedLinkTests {
    /// Run and Swim have Ann, Swim has Bob, too.
    private func run(
        _ database: TestDatabase, _ body: (Database, StatementRecorder, [SportEvent], [Competitor]) async throws -> Void
    ) async throws {
        try await database.run([SportEvent.self, Competitor.self, EventEntry.self]) { db, recorder in
            let events = try await [SportEvent(name: "Run").insert(on: db), SportEvent(name: "Swim").insert(on: db)]
            let people = try await [Competitor(name: "Ann").insert(on: db), Competitor(name: "Bob").insert(on: db)]
            try await events[0].competitors.add(people[0], on: db) { $0.heat = 2 }
            try await events[1].competitors.add(people, on: db)
            _ = recorder.take()
            try await body(db, recorder, events, people)
        }
    }

    @Test("m2m_through_regress.test_m2m_query", arguments: TestDatabase.all)
    func forward(_ database: TestDatabase) async throws {
        try await run(database) { db, _, events, _ in
            let first = try await events[1].competitors.all(on: db).map(\.name)
            #expect(first == ["Ann", "Bob"])
            #expect(try await events[0].competitors.links.all(on: db).map(\.heat) == [2])
        }
    }

    @Test("m2m_through_regress.test_m2m_reverse_query", arguments: TestDatabase.all)
    func reverse(_ database: TestDatabase) async throws {
        try await run(database) { db, _, _, people in
            let first = try await people[0].events.all(on: db).map(\.name)
            #expect(first == ["Run", "Swim"])
            #expect(try await people[1].events.all(on: db).map(\.name) == ["Swim"])
        }
    }

    @Test("m2m_through_regress.test_m2m_query_proxied", arguments: TestDatabase.all)
    func overAnotherModelOfTheTable(_ database: TestDatabase) async throws {
        try await run(database) { db, _, _, people in
            let swim = try await EventView.filter { $0.name == "Swim" }.one(on: db)
            #expect(try await swim.entrants.all(on: db).map(\.name) == ["Ann", "Bob"])
            #expect(try await swim.entrants.remove(people[1], on: db).removed == [people[1].id])
            #expect(try await EventEntry.count(on: db) == 2)
        }
    }

    @Test("m2m_through_regress.test_m2m_prefetch_reverse_proxied", arguments: TestDatabase.all)
    func reversePrefetchOverAnotherModel(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder, _, _ in
            let rows = try await Competitor.with { $0.inverse(\EventView.entrants) }.all(on: db)
            #expect(recorder.take().count == 2)
            #expect(rows.map(\.0.name) == ["Ann", "Bob"])
            #expect(rows.map { $0.1.map(\.name) } == [["Run", "Swim"], ["Swim"]])
        }
    }
}
