import Junction
import JunctionTesting
import Testing

// m2m_through, continued: a model with itself through a model, and links that refer to other unique columns than the primary keys.

@Model
struct Mate {
    var id: Key<Mate>
    var name: String
    @ManyToMany(from: \.firstID, to: \.secondID) var chosen: Many<Mate>.Through<MateChoice>
    @Inverse(\Mate.chosen) var choosers: Many<Mate>.Through<MateChoice>
    @ManyToMany(symmetrical: true) var partners: Many<Mate>.Through<MatePartnership>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct MateChoice {
    var id: Key<MateChoice>
    @ForeignKey(onDelete: .cascade) var firstID: Key<Mate>
    @ForeignKey(onDelete: .cascade) var secondID: Key<Mate>
    var year: Int = 2000
}

@Model
struct MatePartnership {
    var id: Key<MatePartnership>
    @ForeignKey(onDelete: .cascade) var firstID: Key<Mate>
    @ForeignKey(onDelete: .cascade) var secondID: Key<Mate>
    var year: Int
}

@Suite struct ThroughSelfTests {
    private func run(_ database: TestDatabase, _ body: (Database, StatementRecorder, Mate, Mate) async throws -> Void) async throws {
        try await database.run([Mate.self, MateChoice.self, MatePartnership.self]) { db, recorder in
            let ann = try await Mate(name: "Ann").insert(on: db), bob = try await Mate(name: "Bob").insert(on: db)
            _ = recorder.take()
            try await body(db, recorder, ann, bob)
        }
    }

    @Test("m2m_through.test_self_referential_empty_qs", arguments: TestDatabase.all)
    func empty(_ database: TestDatabase) async throws {
        try await run(database) { db, _, ann, _ in
            let first = try await ann.chosen.all(on: db).isEmpty
            #expect(first)
            #expect(try await ann.choosers.count(on: db) == 0)
            #expect(try await ann.partners.isEmpty(on: db))
        }
    }

    @Test("m2m_through.test_self_referential_non_symmetrical_first_side", arguments: TestDatabase.all)
    func firstSide(_ database: TestDatabase) async throws {
        try await run(database) { db, _, ann, bob in
            _ = try await MateChoice(firstID: ann.id, secondID: bob.id).insert(on: db)
            #expect(try await ann.chosen.all(on: db).map(\.name) == ["Bob"])
            #expect(try await bob.choosers.all(on: db).map(\.name) == ["Ann"])
        }
    }

    @Test("m2m_through.test_self_referential_non_symmetrical_second_side", arguments: TestDatabase.all)
    func secondSide(_ database: TestDatabase) async throws {
        try await run(database) { db, _, ann, bob in
            _ = try await MateChoice(firstID: ann.id, secondID: bob.id).insert(on: db)
            #expect(try await bob.chosen.all(on: db).isEmpty)
            #expect(try await ann.choosers.all(on: db).isEmpty)
        }
    }

    @Test("m2m_through.test_self_referential_non_symmetrical_both", arguments: TestDatabase.all)
    func bothSides(_ database: TestDatabase) async throws {
        try await run(database) { db, _, ann, bob in
            try await ann.chosen.add(bob, on: db) { $0.year = 2006 }
            try await bob.chosen.add(ann, on: db) { $0.year = 2008 }
            #expect(try await ann.chosen.all(on: db).map(\.name) == ["Bob"])
            #expect(try await bob.chosen.all(on: db).map(\.name) == ["Ann"])
            #expect(try await MateChoice.order { $0.year }.all(on: db).map(\.firstID) == [ann.id, bob.id])
        }
    }

    @Test("m2m_through.test_add_on_symmetrical_m2m_with_intermediate_model", arguments: TestDatabase.all)
    func symmetrical(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder, ann, bob in
            #expect(try await ann.partners.add(bob, on: db) { $0.year = 2017 }.added == [bob.id])
            #expect(recorder.take().count == 1)
            #expect(try await ann.partners.all(on: db).map(\.name) == ["Bob"])
            #expect(try await bob.partners.all(on: db).map(\.name) == ["Ann"])
            let rows = try await MatePartnership.order { $0.firstID }.all(on: db)
            #expect(rows.map(\.firstID) == [ann.id, bob.id] && rows.map(\.secondID) == [bob.id, ann.id])
            #expect(rows.map(\.year) == [2017, 2017])
        }
    }
}

@Model
struct Dinner {
    var id: Key<Dinner>
    @Unique var name: String
    @ManyToMany var ingredients: Many<Ingredient>.Through<DinnerUse>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct Ingredient {
    var id: Key<Ingredient>
    @Unique var name: String
    @Inverse(\Dinner.ingredients) var dinners: Many<Dinner>.Through<DinnerUse>

    static let options = Options<Self>(label: { $0.name }, ordering: { [$0.name] })
}

@Model
struct DinnerUse {
    var id: Key<DinnerUse>
    @ForeignKey(to: \Dinner.name, onDelete: .cascade) var dinnerName: String
    @ForeignKey(to: \Ingredient.name, onDelete: .cascade) var ingredientName: String
}

@Suite struct ThroughUniqueColumnTests {
    /// Curry takes peas and tomatoes.
    private func run(
        _ database: TestDatabase, _ body: (Database, StatementRecorder, Dinner, [Ingredient]) async throws -> Void
    ) async throws {
        try await database.run([Dinner.self, Ingredient.self, DinnerUse.self]) { db, recorder in
            let curry = try await Dinner(name: "curry").insert(on: db), pea = try await Ingredient(name: "pea").insert(on: db)
            let tomato = try await Ingredient(name: "tomato").insert(on: db), salt = try await Ingredient(name: "salt").insert(on: db)
            try await curry.ingredients.add(tomato, pea, on: db)
            _ = recorder.take()
            try await body(db, recorder, curry, [pea, tomato, salt])
        }
    }

    /// What can be chosen is listed by what links refer to, with its label.
    @Test("m2m_through.test_choices", arguments: TestDatabase.all)
    func choices(_ database: TestDatabase) async throws {
        try await run(database) { db, _, curry, _ in
            let all = try await Ingredient.query.values { ($0.name, $0.name.uppercased) }.all(on: db)
            #expect(all.map(\.0) == ["pea", "salt", "tomato"] && all.map(\.1) == ["PEA", "SALT", "TOMATO"])
            #expect(try await Ingredient.query.labels(on: db).map(\.label) == ["pea", "salt", "tomato"])
            let used = try await DinnerUse.order { $0.ingredientName }.values { ($0.ingredientName, $0.ingredient.name) }.all(on: db)
            #expect(used.map(\.0) == ["pea", "tomato"] && used.map(\.1) == ["pea", "tomato"])
            #expect(try await curry.ingredients.all(on: db).map(\.name) == ["pea", "tomato"])
        }
    }

    @Test("m2m_through.test_count", arguments: TestDatabase.all)
    func count(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder, curry, ingredients in
            let first = try await curry.ingredients.count(on: db)
            #expect(first == 2)
            #expect(try await ingredients[1].dinners.count(on: db) == 1)
            #expect(try await ingredients[2].dinners.count(on: db) == 0)
            #expect(recorder.take().count == 3)
            #expect(try await Ingredient.query.values { $0.dinners.count }.all(on: db) == [1, 0, 1])
        }
    }

    @Test("m2m_through.test_exists", arguments: TestDatabase.all)
    func exists(_ database: TestDatabase) async throws {
        try await run(database) { db, recorder, curry, ingredients in
            let first = try await curry.ingredients.query.exists(on: db)
            #expect(first)
            #expect(try await ingredients[0].dinners.query.exists(on: db))
            #expect(try await ingredients[2].dinners.isEmpty(on: db))
            #expect(recorder.take().count == 3)
            #expect(try await Ingredient.filter { $0.dinners.isEmpty }.all(on: db).map(\.name) == ["salt"])
        }
    }
}
