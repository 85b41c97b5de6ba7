import Foundation
import Junction
import JunctionTesting
import Testing

@Suite struct WriteTests {
    @Test(arguments: TestDatabase.all)
    func insertAndUpdate(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            var article = try await Article(name: "pear", stock: 1).insert(on: db)
            #expect(article.id.isAssigned)
            _ = recorder.take()
            article = try await article.update(on: db) { $0.stock = 5 }
            #expect(article.stock == 5)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        UPDATE "article" AS t0 SET "stock" = ?2 WHERE t0."id" = ?1 \
                        RETURNING "id", "name", "note", "stock", "price", "weight", "is_sold", "day", "shelf_id"
                        """
                    ]))
            // Only the assigned column is written: what another writer did to the row stays.
            let stale = article
            _ = try await article.update(on: db) { $0.name = "PEAR" }
            #expect(try await stale.update(on: db) { $0.stock = 6 }.name == "PEAR")
            await #expect(throws: QueryError.self) { try await Article(id: Key(99), name: "x", stock: 0).update(on: db) { $0.stock = 1 } }
            await #expect(throws: ValidationError.self) { try await stale.update(on: db) { $0.name = String(repeating: "x", count: 51) } }
        }
    }

    @Test(arguments: TestDatabase.all)
    func updateByQuery(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            try await Shop.fill(db)
            _ = recorder.take()
            #expect(try await Article.filter { $0.stock > 0 }.update(on: db) { new, old in new.stock = old.stock + 10 } == 3)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        "UPDATE \"article\" AS t0 SET \"stock\" = junction_add_integer(t0.\"stock\", ?2) WHERE t0.\"stock\" > ?1"
                    ]))
            #expect(try await Article.filter { $0.shelf.name == "r1" }.update(on: db) { new, _ in new.note = "moved" } == 2)
            #expect(recorder.take().count == 1)
            #expect(try await Article.order { $0.stock }.limit(1).update(on: db) { new, _ in new.stock = -1 } == 1)
            let stocks = try await Article.query.values { ($0.name, $0.stock, $0.note) }.all(on: db)
            #expect(stocks.map(\.1) == [-1, 13, 17, 11])
            #expect(stocks.map(\.2) == ["moved", "moved", "", nil])
        }
    }

    /// An overflow is an error, and nothing was written.
    @Test(arguments: TestDatabase.all)
    func overflow(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            let article = try await Article(name: "many", stock: Int.max).insert(on: db)
            await #expect(throws: DatabaseError.self) { try await Article.query.update(on: db) { new, old in new.stock = old.stock + 1 } }
            #expect(try await Article.find(article.id, on: db).stock == Int.max)
        }
    }

    /// Sums of decimals are exact where real numbers would not be.
    @Test(arguments: TestDatabase.all)
    func exactDecimals(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            let hall = try await Hall(name: "h").insert(on: db), rack = try await Rack(name: "r", hallID: hall.id).insert(on: db)
            for _ in 0..<10 { _ = try await Article(name: "x", stock: 1, price: Decimal(string: "0.1"), shelfID: rack.id).insert(on: db) }
            let sums = try await Rack.query.values {
                ($0.articles.sum { $0.price }, $0.articles.sum { $0.stock }, $0.articles.avg { $0.stock })
            }.one(on: db)
            #expect(sums.0 == 1)
            #expect(sums.1 == 10)
            #expect(sums.2 == 1.0)
            let more = try await Article.query.limit(1).values { $0.price + Decimal(string: "0.2").orThrowZero() }.one(on: db)
            #expect(more == Decimal(string: "0.3"))
        }
    }

    @Test(arguments: TestDatabase.all)
    func saveAndGetOrCreate(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            var mark = Mark(name: "new")
            mark = try await mark.save(on: db)
            mark.name = "newer"
            #expect(try await mark.save(on: db).id == mark.id)
            #expect(try await Mark.all(on: db).map(\.name) == ["newer"])
            let (same, isNew) = try await Mark.filter { $0.name == "newer" }.getOrCreate(on: db) { Mark(name: "newer") }
            #expect(same.id == mark.id && !isNew)
            let (other, made) = try await Mark.filter { $0.name == "x" }.getOrCreate(on: db) { Mark(name: "x") }
            #expect(other.id != mark.id && made)
            await #expect(throws: QueryError.self) { try await Mark(id: Key(99), name: "gone").save(on: db) }
        }
    }

    @Test(arguments: TestDatabase.all)
    func deleteWithDependents(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let rack = try await Rack.query.one(on: db), hall = try await Hall.query.one(on: db)
            let error = await #expect(throws: DatabaseError.self) { try await hall.delete(on: db) }
            #expect(error?.kind == .foreignKey)
            #expect(error?.model == "Rack")
            #expect(error?.columns == ["hall_id"])
            try await rack.delete(on: db)
            #expect(try await Article.filter { $0.shelf.isNil }.count(on: db) == 4)
            try await Article.filter { $0.name == "melon" }.one(on: db).delete(on: db)
            #expect(try await Mark.filter { $0.articles.count == 1 }.all(on: db).map(\.name) == ["red"])
            #expect(try await Article.filter { $0.tags.isEmpty }.delete(on: db) == 2)
            await #expect(throws: QueryError.self) { try await rack.delete(on: db) }
        }
    }

    @Test(arguments: TestDatabase.all)
    func bulkInsertIsAllOrNothing(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, recorder in
            let error = await #expect(throws: DatabaseError.self) {
                try await [Mark(name: "a"), Mark(name: "b"), Mark(name: "a")].insert(on: db)
            }
            #expect(error?.kind == .unique)
            #expect(error?.columns == ["name"])
            #expect(try await Mark.count(on: db) == 0)
            _ = recorder.take()
            let keys = try await [Mark(name: "a"), Mark(name: "b")].insert(on: db)
            let one = "INSERT INTO \"mark\" (\"name\") VALUES (?1)"
            let listed = "INSERT INTO \"mark\" (\"name\") SELECT k.\"value\" FROM unnest($1::text[]) AS k(value) RETURNING \"id\""
            #expect(recorder.takeSQL() == (database.dialect.insertsLists ? [listed] : [one, one]))
            #expect(try await Mark.find(keys[1], on: db).name == "b")
        }
    }

    /// Keys that rows bring, in any order and beside rows without one: what is counted comes after them.
    @Test(arguments: TestDatabase.all)
    func bulkInsertWithKeys(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            let keys = try await [Mark(name: "a"), Mark(id: Key(7), name: "b"), Mark(id: Key(3), name: "c"), Mark(name: "d")].insert(on: db)
            #expect(keys[1] == Key(7) && keys[2] == Key(3))
            #expect(Set(keys).count == 4)
            #expect(try await [Mark(id: Key(5), name: "e")].insert(on: db) == [Key(5)])
            let next = try await Mark(name: "f").insert(on: db)
            #expect((next.id.raw ?? 0) > 7)
            for (key, name) in zip(keys, ["a", "b", "c", "d"]) { #expect(try await Mark.find(key, on: db).name == name) }
        }
    }

    /// Models that refer to each other in a circle.
    @Test(arguments: TestDatabase.all)
    func circlesOfModels(_ database: TestDatabase) async throws {
        try await database.run([CircleHen.self, CircleEgg.self]) { db, _ in
            let hen = try await CircleHen().insert(on: db), egg = try await CircleEgg(henID: hen.id).insert(on: db)
            _ = try await hen.update(on: db) { $0.eggID = egg.id }
            let error = await #expect(throws: DatabaseError.self) { _ = try await CircleHen(eggID: Key(99)).insert(on: db) }
            #expect(error?.kind == .foreignKey && error?.columns == ["egg_id"])
            try await db.create([CircleHen.self, CircleEgg.self], ifNotExists: true)
        }
    }
}

@Model
struct CircleHen {
    var id: Key<CircleHen>
    @ForeignKey(onDelete: .setNull) var eggID: Key<CircleEgg>?
}

@Model
struct CircleEgg {
    var id: Key<CircleEgg>
    @ForeignKey(onDelete: .cascade) var henID: Key<CircleHen>
}

extension Optional where Wrapped == Decimal {
    func orThrowZero() -> Decimal { self ?? 0 }
}
