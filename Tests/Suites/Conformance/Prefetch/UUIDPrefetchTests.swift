import Junction
import JunctionTesting
import Testing

/// Keys that the client makes and counted ones on one path: a statement for each relation, whatever the keys are.
@Suite struct UUIDPrefetchTests {
    @Test("prefetch_related.test_prefetch_related_from_uuid_model", arguments: TestDatabase.all)
    func fromUUIDs(_ database: TestDatabase) async throws {
        try await Kennel.run(database) { kennel, db, recorder in
            let rows = try await KennelPet.with { $0.people }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.id) == [kennel.rex.id, kennel.tom.id])
            #expect(rows.map { $0.1.map(\.name) } == [["Ann", "Bob"], ["Bob"]])
            let held = try await [kennel.tom, kennel.rex].with({ $0.people }, on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(held.map { $0.1.map(\.name) } == [["Bob"], ["Ann", "Bob"]])
        }
    }

    @Test("prefetch_related.test_prefetch_related_to_uuid_model", arguments: TestDatabase.all)
    func toUUIDs(_ database: TestDatabase) async throws {
        try await Kennel.run(database) { kennel, db, recorder in
            let rows = try await KennelPerson.with { $0.pets }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map(\.0.name) == ["Ann", "Bob"])
            #expect(rows.map { $0.1.map(\.id) } == [[kennel.rex.id], [kennel.rex.id, kennel.tom.id]])
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    /// The keys alone are there without a further statement, and are values of a query as well.
    @Test("prefetch_related.test_prefetch_related_from_uuid_model_to_uuid_model_with_values_flat", arguments: TestDatabase.all)
    func keysOnly(_ database: TestDatabase) async throws {
        try await Kennel.run(database) { kennel, db, recorder in
            let rows = try await KennelPet.with { $0.fleas.order { $0.name.descending } }.all(on: db)
            #expect(recorder.takeSQL().count == 2)
            #expect(rows.map { $0.1.map(\.name) } == [["Fip"], ["Gyp", "Fip"]])
            let keys = try await kennel.tom.fleas.query.values { $0.id }.all(on: db)
            #expect(recorder.takeSQL().count == 1)
            #expect(keys == rows[1].1.map(\.id).reversed())
        }
    }

    @Test("prefetch_related.test_from_uuid_pk_lookup_uuid_pk_integer_pk", arguments: TestDatabase.all)
    func uuidUUIDInteger(_ database: TestDatabase) async throws {
        try await Kennel.run(database) { _, db, recorder in
            let rows = try await KennelPet.with { $0.fleas.with { $0.people } }.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(rows.map(\.0.name) == ["Rex", "Tom"])
            #expect(rows.map { $0.1.map(\.0.name) } == [["Fip"], ["Fip", "Gyp"]])
            let people = rows.map { $0.1.map { $0.1.map(\.name) } }
            #expect(people == [[["Ann"]], [["Ann"], ["Ann", "Bob"]]])
        }
    }

    @Test("prefetch_related.test_from_integer_pk_lookup_uuid_pk_integer_pk", arguments: TestDatabase.all)
    func integerUUIDInteger(_ database: TestDatabase) async throws {
        try await Kennel.run(database) { _, db, recorder in
            // The last step is to one row: a join.
            let rows = try await KennelPerson.with { $0.fleas.with { $0.room } }.with { $0.pets.with { $0.people } }.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            #expect(rows.map { $0.1.map(\.1.name) } == [["kitchen", "hall"], ["hall"]])
            #expect(rows.map { $0.2.map(\.0.name) } == [["Rex"], ["Rex", "Tom"]])
            let owners = rows.map { $0.2.map { $0.1.map(\.name) } }
            #expect(owners == [[["Ann", "Bob"]], [["Ann", "Bob"], ["Bob"]]])
        }
    }

    @Test("prefetch_related.test_from_integer_pk_lookup_integer_pk_uuid_pk", arguments: TestDatabase.all)
    func integerIntegerUUID(_ database: TestDatabase) async throws {
        try await Kennel.run(database) { _, db, recorder in
            let rows = try await KennelHouse.with { $0.rooms.with { $0.fleas } }.all(on: db)
            #expect(recorder.takeSQL().count == 3)
            #expect(rows.map(\.0.name) == ["red", "tan"])
            #expect(rows.map { $0.1.map(\.0.name) } == [["hall", "kitchen"], []])
            let fleas = rows.map { $0.1.map { $0.1.map(\.name) } }
            #expect(fleas == [[["Gyp"], ["Fip"]], []])
        }
    }

    @Test("prefetch_related.test_from_integer_pk_lookup_integer_pk_uuid_pk_uuid_pk", arguments: TestDatabase.all)
    func fourLevels(_ database: TestDatabase) async throws {
        try await Kennel.run(database) { _, db, recorder in
            let rows = try await KennelHouse.with { $0.rooms.with { $0.fleas.with { $0.pets } } }.all(on: db)
            #expect(recorder.takeSQL().count == 4)
            let lines = rows.flatMap { house, rooms in
                rooms.flatMap { room, fleas in
                    fleas.map { flea, pets in "\(house.name) \(room.name) \(flea.name): " + pets.map(\.name).joined(separator: ", ") }
                }
            }
            #expect(lines == ["red hall Gyp: Tom", "red kitchen Fip: Rex, Tom"])
        }
    }
}
