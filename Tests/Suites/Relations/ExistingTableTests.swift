import Foundation
import Junction
import JunctionTesting
import Testing

// Junction tables that were there before: with an id of their own, without, and without foreign keys.

@Model
struct Recipe {
    var id: Key<Recipe>
    var name: String
    @ManyToMany(table: "with_id", from: "recipe", to: "spice") var withID: Many<Spice>
    @ManyToMany(table: "without_id", from: "r", to: "s") var withoutID: Many<Spice>
    @ManyToMany(table: "loose", from: "recipe_ref", to: "spice_ref") var loose: Many<Spice>
}

@Model
struct Spice {
    var id: Key<Spice>
    var name: String
    @Inverse(\Recipe.loose) var looseRecipes: Many<Recipe>
}

@Model
struct Cook {
    var id: Key<Cook>
    var name: String
    @HasMany(\Dish.cookID) var dishes: HasMany<Dish>
}

@Model(table: "recipe")
struct Dish {
    var id: Key<Dish>
    var name: String
    @ForeignKey(onDelete: .cascade) var cookID: Key<Cook>?
    @ManyToMany(table: "loose", from: "recipe_ref", to: "spice_ref") var spices: Many<Spice>
}

@Model
struct Diner {
    var id: Key<Diner>
    var name: String
    @ManyToMany var banquets: Many<Banquet>.Through<Invitation>
}

@Model
struct Banquet {
    var id: Key<Banquet>
    var name: String
}

@Model
struct Invitation {
    @PrimaryKey @ForeignKey var dinerID: Key<Diner>
    @PrimaryKey @ForeignKey var banquetID: Key<Banquet>
    @DeletedAt var deleted: Date?
}

@Suite struct ExistingTableTests {
    private static let tables = [
        "CREATE TABLE recipe (id {key}, name text NOT NULL)",
        "CREATE TABLE spice (id {key}, name text NOT NULL)",
        "CREATE TABLE with_id (id {key}, recipe bigint NOT NULL REFERENCES recipe (id), spice bigint NOT NULL REFERENCES spice (id), UNIQUE (recipe, spice))",
        "CREATE TABLE without_id (r bigint NOT NULL REFERENCES recipe (id), s bigint NOT NULL REFERENCES spice (id), PRIMARY KEY (r, s))",
        "CREATE TABLE loose (recipe_ref INTEGER NOT NULL, spice_ref INTEGER NOT NULL, UNIQUE (spice_ref, recipe_ref))",
    ]

    @Test(arguments: TestDatabase.allWithPoolers)
    func theyAreUsedAsTheyAre(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            for sql in Self.tables { try await rawSQL(sql, on: db) }
            try await db.verify([Recipe.self, Spice.self])
            try await db.create([Recipe.self, Spice.self], ifNotExists: true)
            let soup = try await Recipe(name: "soup").insert(on: db)
            let keys = try await ["salt", "pepper", "chili"].map { Spice(name: $0) }.insert(on: db)
            for relation in [soup.withID, soup.withoutID, soup.loose] {
                #expect(try await relation.add(keys: [keys[0], keys[1]], on: db).added == [keys[0], keys[1]])
                #expect(try await relation.add(keys: keys, on: db).existing == [keys[0], keys[1]])
                #expect(try await relation.set(keys: [keys[2]], on: db).removed.count == 2)
                // Also where the table carries no foreign key.
                let error = await #expect(throws: RelationError.self) { try await relation.add(keys: [Key(77)], on: db) }
                #expect(error?.kind == .missingTargets && error?.keys == [.integer(77)])
                #expect(try await relation.all(on: db).map(\.name) == ["chili"])
            }
            #expect(try await Recipe.filter { $0.withID.any { $0.name == "chili" } && $0.loose.count == 1 }.count(on: db) == 1)
            #expect(try await Spice.with { $0.looseRecipes }.order { $0.id }.all(on: db).map { $0.1.count } == [0, 0, 1])
            // The database does not cascade here: the write plan does.
            try await soup.delete(on: db)
            for table in ["with_id", "without_id", "loose"] {
                #expect(try await rawColumn("SELECT count(*) FROM \(table)", on: db) == ["0"])
            }
        }
    }

    /// SQLite does not say of such a table which rows are new, so a soft-deletable link is refused: a report would be a guess.
    @Test(arguments: TestDatabase.all.filter { $0.name == "SQLite" })
    func aJunctionTableWithoutRowNumbers(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await rawSQL(
                "CREATE TABLE invitation (diner_id bigint NOT NULL, banquet_id bigint NOT NULL, deleted text, PRIMARY KEY (diner_id, banquet_id)) WITHOUT ROWID",
                on: db)
            try await db.create([Diner.self, Banquet.self, Invitation.self], ifNotExists: true)
            let diner = try await Diner(name: "ann").insert(on: db), banquet = try await Banquet(name: "sunday").insert(on: db)
            let error = try await refusal(of: DatabaseError.self) { try await diner.banquets.add(banquet, on: db) }
            #expect(error.kind == .schemaChanged)
            #expect(try await Invitation.count(on: db) == 0)
        }
    }

    /// The database cascades from cook to recipe, and knows nothing of the links that hang on the recipe.
    @Test(arguments: TestDatabase.allWithPoolers)
    func whatHangsOnACascadeGoesToo(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await rawSQL("CREATE TABLE cook (id {key}, name text NOT NULL)", on: db)
            try await rawSQL(
                "CREATE TABLE recipe (id {key}, name text NOT NULL, cook_id bigint REFERENCES cook (id) ON DELETE CASCADE)",
                on: db)
            for sql in Self.tables where !sql.hasPrefix("CREATE TABLE recipe") { try await rawSQL(sql, on: db) }
            let cook = try await Cook(name: "ann").insert(on: db), salt = try await Spice(name: "salt").insert(on: db)
            try await cook.dishes.create(Dish(name: "soup"), on: db).spices.add(salt, on: db)
            try await cook.delete(on: db)
            #expect(try await Dish.count(on: db) == 0)
            #expect(try await rawColumn("SELECT count(*) FROM loose", on: db) == ["0"])
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func verifyListsWhatIsMissing(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await rawSQL("CREATE TABLE recipe (id {key}, name INTEGER)", on: db)
            try await rawSQL("CREATE TABLE with_id (recipe INTEGER NOT NULL, spice INTEGER NOT NULL)", on: db)
            let error = await #expect(throws: SchemaError.self) { try await db.verify([Recipe.self, Spice.self]) }
            #expect(
                Set(error?.mistakes ?? []) == [
                    "Recipe.name: the column 'name' has the type '\(database.name == "SQLite" ? "INTEGER" : "integer")', text is expected",
                    "Recipe.name: the column 'name' may be NULL, the property is not optional",
                    "Spice: there is no table 'spice'",
                    "with_id: 'recipe', 'spice' are not unique together, which links need",
                    "without_id: there is no table 'without_id'",
                    "loose: there is no table 'loose'",
                ])
        }
    }
}
