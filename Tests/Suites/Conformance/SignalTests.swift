import Junction
import JunctionTesting
import Testing

// m2m_signals: what is heard of the changes of cars, their parts, and of people who admire each other.

@Model
struct SignalCar {
    var id: Key<SignalCar>
    var name: String
    @ManyToMany var defaultParts: Many<SignalPart>
    @ManyToMany var optionalParts: Many<SignalPart>
}

@Model
struct SignalPart {
    var id: Key<SignalPart>
    var name: String
    @Inverse(\SignalCar.defaultParts) var cars: Many<SignalCar>
    @Inverse(\SignalCar.optionalParts) var carsWithOption: Many<SignalCar>
}

@Model
struct SignalPerson {
    var id: Key<SignalPerson>
    var name: String
    @ManyToMany var idols: Many<SignalPerson>
    @Inverse(\SignalPerson.idols) var fans: Many<SignalPerson>
}

/// A line for each hook that was called, in order.
final class SignalLog: Sendable {
    private let lines = Guarded<[String]>([])

    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }

    func hooks<Owner: Model, R: ManyVerbs>(_ relation: KeyPath<Owner, R>, _ name: String) -> [RelationHook] {
        [
            .before(relation) { change, _ in self.note("before", name, change, change.asked) },
            .after(relation) { change, _ in self.note("after", name, change, change.added + change.removed) },
        ]
    }

    private func note<A: Model, B: Model>(
        _ when: String, _ name: String, _ change: RelationChange<A, B>, _ pairs: [RelationChange<A, B>.Pair]
    ) {
        let keys = pairs.map { "\($0.owner)-\($0.target)" }.sorted().joined(separator: " ")
        lines.withLock { $0.append("\(when) \(change.cause) \(name)\(change.isReverse ? " reverse" : ""): \(keys)") }
    }
}

@Suite struct SignalTests {
    private func run(
        _ database: TestDatabase, _ body: (SignalLog, Database, [SignalCar], [SignalPart]) async throws -> Void
    ) async throws {
        let log = SignalLog()
        let hooks = log.hooks(\SignalCar.defaultParts, "default") + log.hooks(\SignalCar.optionalParts, "optional")
        let db = try await database.open(DatabaseConfiguration(hooks: hooks + log.hooks(\SignalPerson.idols, "idols")))
        try await db.create([SignalCar.self, SignalPart.self, SignalPerson.self])
        var cars: [SignalCar] = [], parts: [SignalPart] = []
        for name in ["VW", "BMW"] { cars.append(try await SignalCar(name: name).insert(on: db)) }
        for name in ["Wheel", "Door", "Engine"] { parts.append(try await SignalPart(name: name).insert(on: db)) }
        try await body(log, db, cars, parts)
        await db.close()
    }

    /// From both ends, with the keys; another relation to the same model has listeners of its own.
    @Test("m2m_signals.test_m2m_relations_add_remove_clear", arguments: TestDatabase.all)
    func addRemoveClear(_ database: TestDatabase) async throws {
        try await run(database) { log, db, cars, parts in
            try await cars[0].defaultParts.add(parts[0], parts[1], parts[2], on: db)
            #expect(log.take() == ["before add default: 1-1 1-2 1-3", "after add default: 1-1 1-2 1-3"])
            try await parts[1].cars.add(cars[0], cars[1], on: db)
            #expect(log.take() == ["before add default reverse: 1-2 2-2", "after add default reverse: 2-2"])
            try await cars[0].optionalParts.add(parts[2], on: db)
            #expect(log.take() == ["before add optional: 1-3", "after add optional: 1-3"])
        }
    }

    /// Before, what is asked; after, only what was really unlinked.
    @Test("m2m_signals.test_m2m_relations_signals_remove_relation", arguments: TestDatabase.all)
    func remove(_ database: TestDatabase) async throws {
        try await run(database) { log, db, cars, parts in
            try await cars[0].defaultParts.add(parts[0], on: db)
            _ = log.take()
            try await cars[0].defaultParts.remove(parts[0], parts[1], on: db)
            #expect(log.take() == ["before remove default: 1-1 1-2", "after remove default: 1-1"])
            #expect(try await cars[0].defaultParts.isEmpty(on: db))
        }
    }

    @Test("m2m_signals.test_m2m_relations_signals_reverse_relation_with_custom_related_name", arguments: TestDatabase.all)
    func removeFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await run(database) { log, db, cars, parts in
            try await cars[0].optionalParts.add(parts[0], on: db)
            _ = log.take()
            try await parts[0].carsWithOption.remove(cars[0], on: db)
            #expect(log.take() == ["before remove optional reverse: 1-1", "after remove optional reverse: 1-1"])
            #expect(try await parts[0].carsWithOption.count(on: db) == 0)
        }
    }

    /// `clear` names nothing before; what it really cleared is told after.
    @Test("m2m_signals.test_m2m_relations_signals_clear_all_parts_of_the_self_vw", arguments: TestDatabase.all)
    func clear(_ database: TestDatabase) async throws {
        try await run(database) { log, db, cars, parts in
            try await cars[0].defaultParts.add(parts, on: db)
            _ = log.take()
            try await cars[0].defaultParts.clear(on: db)
            #expect(log.take() == ["before clear default: ", "after clear default: 1-1 1-2 1-3"])
            #expect(try await cars[0].defaultParts.isEmpty(on: db))
        }
    }

    @Test("m2m_signals.test_m2m_relations_signals_all_the_doors_off_of_cars", arguments: TestDatabase.all)
    func clearFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await run(database) { log, db, cars, parts in
            try await parts[1].cars.add(cars, on: db)
            _ = log.take()
            try await parts[1].cars.clear(on: db)
            #expect(log.take() == ["before clear default reverse: ", "after clear default reverse: 1-2 2-2"])
            #expect(try await parts[1].cars.isEmpty(on: db))
        }
    }

    @Test("m2m_signals.test_m2m_relations_signals_reverse_relation", arguments: TestDatabase.all)
    func clearFromANamedOtherEnd(_ database: TestDatabase) async throws {
        try await run(database) { log, db, cars, parts in
            try await cars[1].optionalParts.add(parts[2], on: db)
            _ = log.take()
            try await parts[2].carsWithOption.clear(on: db)
            #expect(log.take() == ["before clear optional reverse: ", "after clear optional reverse: 2-3"])
            #expect(try await cars[1].optionalParts.isEmpty(on: db))
        }
    }

    /// One pair of calls for a `set`, with what it really did.
    @Test("m2m_signals.test_m2m_relations_with_self_add_fan", arguments: TestDatabase.all)
    func setOneWay(_ database: TestDatabase) async throws {
        try await run(database) { log, db, _, _ in
            let ann = try await SignalPerson(name: "Ann").insert(on: db), bob = try await SignalPerson(name: "Bob").insert(on: db)
            try await ann.idols.set([bob], on: db)
            #expect(log.take() == ["before set idols: 1-2", "after set idols: 1-2"])
            #expect(try await bob.fans.all(on: db).map(\.name) == ["Ann"])
        }
    }

    @Test("m2m_signals.test_m2m_relations_with_self_add_idols", arguments: TestDatabase.all)
    func setTheOtherWay(_ database: TestDatabase) async throws {
        try await run(database) { log, db, _, _ in
            let ann = try await SignalPerson(name: "Ann").insert(on: db), bob = try await SignalPerson(name: "Bob").insert(on: db)
            try await ann.fans.set([bob], on: db)
            #expect(log.take() == ["before set idols reverse: 2-1", "after set idols reverse: 2-1"])
            #expect(try await bob.idols.all(on: db).map(\.name) == ["Ann"])
        }
    }
}
