import Junction
import JunctionTesting
import Testing

/// What was prefetched is a value: a later change touches the rows of the database, and what is read then.
@Suite struct ManyToOnePrefetchTests {
    /// A city with "East" and "West", and "North" without one; the city's districts as they were before.
    private func run(
        _ database: TestDatabase, _ body: (Database, PressCity, [PressDistrict], PressDistrict) async throws -> Void
    ) async throws {
        try await database.run([PressCity.self, PressDistrict.self]) { db, _ in
            let bonn = try await PressCity(name: "Bonn").insert(on: db)
            try await [PressDistrict(name: "East", cityID: bonn.id), PressDistrict(name: "West", cityID: bonn.id)].insert(on: db)
            let north = try await PressDistrict(name: "North").insert(on: db)
            let (city, districts) = try await PressCity.with { $0.districts }.one(on: db)
            try await body(db, city, districts, north)
            #expect(districts.map(\.name) == ["East", "West"])
        }
    }

    /// The names of the districts as they are now.
    private func names(_ db: Database) async throws -> [String] {
        try await PressCity.with { $0.districts }.one(on: db).1.map(\.name)
    }

    @Test("many_to_one.test_create_after_prefetch", arguments: TestDatabase.all)
    func create(_ database: TestDatabase) async throws {
        try await run(database) { db, city, _, _ in
            let south = try await city.districts.create(PressDistrict(name: "South"), on: db)
            #expect(south.cityID == city.id)
            let now = try await names(db)
            #expect(now == ["East", "South", "West"])
        }
    }

    @Test("many_to_one.test_clear_after_prefetch", arguments: TestDatabase.all)
    func clear(_ database: TestDatabase) async throws {
        try await run(database) { db, city, _, _ in
            let count = try await city.districts.query.update(on: db) { new, _ in new.cityID = nil }
            #expect(count == 2)
            let now = try await names(db)
            #expect(now.isEmpty)
            let free = try await PressDistrict.filter { $0.cityID == nil }.count(on: db)
            #expect(free == 3)
        }
    }

    @Test("many_to_one.test_remove_after_prefetch", arguments: TestDatabase.all)
    func remove(_ database: TestDatabase) async throws {
        try await run(database) { db, city, districts, north in
            let count = try await city.districts.remove([districts[0], north], on: db)
            #expect(count == 1)
            let now = try await names(db)
            #expect(now == ["West"])
        }
    }

    @Test("many_to_one.test_add_after_prefetch", arguments: TestDatabase.all)
    func add(_ database: TestDatabase) async throws {
        try await run(database) { db, city, _, north in
            let added = try await north.update(on: db) { $0.cityID = city.id }
            #expect(added.cityID == city.id && north.cityID == nil)
            let now = try await names(db)
            #expect(now == ["East", "North", "West"])
        }
    }

    /// Exactly these: the others are taken away, in one transaction.
    @Test("many_to_one.test_set_after_prefetch", arguments: TestDatabase.all)
    func set(_ database: TestDatabase) async throws {
        try await run(database) { db, city, districts, north in
            let wanted = [districts[1].id, north.id]
            try await db.transaction { tx in
                try await city.districts.filter { $0.id.notIn(wanted) }.update(on: tx) { new, _ in new.cityID = nil }
                try await PressDistrict.filter { $0.id.in(wanted) }.update(on: tx) { new, _ in new.cityID = city.id }
            }
            let now = try await names(db)
            #expect(now == ["North", "West"])
        }
    }

    @Test("many_to_one.test_add_then_remove_after_prefetch", arguments: TestDatabase.all)
    func addAndRemove(_ database: TestDatabase) async throws {
        try await run(database) { db, city, _, north in
            let added = try await north.update(on: db) { $0.cityID = city.id }
            let between = try await names(db)
            #expect(between == ["East", "North", "West"])
            let count = try await city.districts.remove(added, on: db)
            #expect(count == 1)
            let now = try await names(db)
            #expect(now == ["East", "West"])
        }
    }
}
