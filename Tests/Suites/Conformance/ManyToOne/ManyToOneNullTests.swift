import Junction
import JunctionTesting
import Testing

/// Foreign keys that may be absent: rows are given, taken away and moved by calls, or by an update of the relation's own query.
@Suite struct ManyToOneNullTests {
    @Test("many_to_one_null.test_get_related", arguments: TestDatabase.all)
    func related(_ database: TestDatabase) async throws {
        try await Wire.run(database) { wire, db, recorder in
            let rows: [(WireArticle, WireReporter?)] = try await WireArticle.with { $0.reporter }.all(on: db)
            #expect(rows.map { $0.0.headline } == ["First", "Fourth", "Second", "Third"])
            #expect(rows.map { $0.1?.name } == ["John", "Paul", "John", nil])
            #expect(rows.first?.1?.id == wire.john.id)
            #expect(recorder.take().count == 1)
        }
    }

    @Test("many_to_one_null.test_created_via_related_set", arguments: TestDatabase.all)
    func create(_ database: TestDatabase) async throws {
        try await Wire.run(database) { wire, db, _ in
            let fifth = try await wire.john.articles.create(WireArticle(headline: "Fifth"), on: db)
            #expect(fifth.id.isAssigned && fifth.reporterID == wire.john.id)
            let stored = try await WireArticle.find(fifth.id, on: db)
            #expect(stored.reporterID == wire.john.id && stored.headline == "Fifth")
        }
    }

    @Test("many_to_one_null.test_related_set", arguments: TestDatabase.all)
    func relatedRows(_ database: TestDatabase) async throws {
        try await Wire.run(database) { wire, db, _ in
            let all = try await wire.john.articles.all(on: db).map(\.headline)
            #expect(all == ["First", "Second"])
            let some = try await wire.john.articles.filter { $0.headline.hasPrefix("Fir") }.all(on: db).map(\.headline)
            #expect(some == ["First"])
            let count = try await wire.john.articles.count(on: db), other = try await wire.paul.articles.count(on: db)
            #expect(count == 2 && other == 1)
            let first = try await wire.john.articles.contains(wire.first, on: db)
            let third = try await wire.john.articles.contains(wire.third, on: db)
            #expect(first && !third)
            let free = try await WireArticle.filter { $0.reporterID == nil }.all(on: db).map(\.headline)
            #expect(free == ["Third"])
            let nameless = try await WireArticle.filter { $0.reporter.isNil }.all(on: db).map(\.headline)
            #expect(nameless == ["Third"])
        }
    }

    /// Everything is taken away, then two are given, row by row: a statement each, and all of it or nothing.
    @Test("many_to_one_null.test_set_clear_non_bulk", arguments: TestDatabase.all)
    func setRowByRow(_ database: TestDatabase) async throws {
        try await Wire.run(database) { wire, db, recorder in
            try await db.transaction { tx in
                for article in [wire.first, wire.second] { _ = try await article.update(on: tx) { $0.reporterID = nil } }
                for article in [wire.third, wire.fourth] { _ = try await article.update(on: tx) { $0.reporterID = wire.john.id } }
            }
            let updates = recorder.takeSQL().filter { $0.hasPrefix("UPDATE") }
            #expect(updates.count == 4 && Set(updates).count <= 2)
            let ofJohn = try await Wire.headlines(wire.john, db), free = try await Wire.headlines(nil, db)
            #expect(ofJohn == ["Fourth", "Third"] && free == ["First", "Second"])
            let left = try await Wire.headlines(wire.paul, db)
            #expect(left.isEmpty)
        }
    }

    @Test("many_to_one_null.test_assign_clear_related_set", arguments: TestDatabase.all)
    func clear(_ database: TestDatabase) async throws {
        try await Wire.run(database) { wire, db, _ in
            let given = try await WireArticle.filter { $0.id.in([wire.third.id, wire.fourth.id]) }
                .update(on: db) { new, _ in new.reporterID = wire.john.id }
            #expect(given == 2)
            let all = try await Wire.headlines(wire.john, db)
            #expect(all == ["First", "Fourth", "Second", "Third"])
            let cleared = try await wire.john.articles.query.update(on: db) { new, _ in new.reporterID = nil }
            #expect(cleared == 4)
            let left = try await Wire.headlines(wire.john, db), free = try await Wire.headlines(nil, db)
            #expect(left.isEmpty && free == ["First", "Fourth", "Second", "Third"])
            let count = try await wire.john.articles.count(on: db)
            #expect(count == 0)
        }
    }

    /// Which rows a query means is settled before one of them changes; asked again, it means those that are there then.
    @Test("many_to_one_null.test_assign_with_queryset", arguments: TestDatabase.all)
    func ownQuery(_ database: TestDatabase) async throws {
        try await Wire.run(database) { wire, db, recorder in
            let firsts = wire.john.articles.filter { $0.headline == "First" }
            let others = wire.john.articles.filter { $0.id.notIn(firsts.values { $0.id }) }
            let taken = try await others.update(on: db) { new, _ in new.reporterID = nil }
            #expect(taken == 1 && recorder.take().count == 1)
            let left = try await Wire.headlines(wire.john, db)
            #expect(left == ["First"])
            let moved = try await firsts.update(on: db) { new, _ in new.reporterID = wire.paul.id }
            let again = try await firsts.update(on: db) { new, _ in new.reporterID = wire.paul.id }
            #expect(moved == 1 && again == 0)
            let ofPaul = try await Wire.headlines(wire.paul, db)
            #expect(ofPaul == ["First", "Fourth"])
        }
    }

    @Test("many_to_one_null.test_add_efficiency", arguments: TestDatabase.all)
    func addInOneStatement(_ database: TestDatabase) async throws {
        try await Wire.run(database) { _, db, recorder in
            let ann = try await WireReporter(name: "Ann").insert(on: db)
            let keys = try await [WireArticle(headline: "A"), WireArticle(headline: "B"), WireArticle(headline: "C")].insert(on: db)
            _ = recorder.take()
            let count = try await WireArticle.filter { $0.id.in(keys) }.update(on: db) { new, _ in new.reporterID = ann.id }
            let sent = recorder.takeSQL()
            #expect(count == 3 && sent.count == 1 && sent.allSatisfy { $0.hasPrefix("UPDATE") }, "\(sent)")
            let headlines = try await Wire.headlines(ann, db)
            #expect(headlines == ["A", "B", "C"])
        }
    }

    @Test("many_to_one_null.test_clear_efficiency", arguments: TestDatabase.all)
    func clearInOneStatement(_ database: TestDatabase) async throws {
        try await Wire.run(database) { wire, db, recorder in
            try await wire.john.articles.create(WireArticle(headline: "Fifth"), on: db)
            _ = recorder.take()
            let count = try await wire.john.articles.query.update(on: db) { new, _ in new.reporterID = nil }
            let sent = recorder.takeSQL()
            #expect(count == 3 && sent.count == 1 && sent.allSatisfy { $0.hasPrefix("UPDATE") }, "\(sent)")
            let isEmpty = try await wire.john.articles.isEmpty(on: db)
            #expect(isEmpty)
        }
    }

    @Test("many_to_one_null.test_unsaved", arguments: TestDatabase.all)
    func unsaved(_ database: TestDatabase) async throws {
        try await Wire.run(database) { wire, db, recorder in
            let draft = WireReporter(name: "Ann")
            let count = try await refusal(of: QueryError.self) { _ = try await draft.articles.count(on: db) }
            #expect(count.kind == .unsavedKey(model: "WireReporter"))
            let removal = try await refusal(of: RelationError.self) { _ = try await draft.articles.remove(wire.first, on: db) }
            #expect(removal.kind == .unsavedOwner && removal.relation == "WireReporter.articles")
            let creation = try await refusal(of: RelationError.self) {
                _ = try await draft.articles.create(WireArticle(headline: "Fifth"), on: db)
            }
            #expect(creation.kind == .unsavedOwner && creation.keys.isEmpty)
            #expect(recorder.take().isEmpty)
        }
    }

    /// An owner without a value in the column that is referred to has no rows, and can be given none.
    @Test("many_to_one_null.test_related_null_to_field_related_managers", arguments: TestDatabase.all)
    func ownerWithoutTheValue(_ database: TestDatabase) async throws {
        try await database.run([WireCar.self, WireDriver.self]) { db, _ in
            let fiat = try await WireCar(make: "Fiat").insert(on: db), nameless = try await WireCar().insert(on: db)
            let ann = try await fiat.drivers.create(WireDriver(name: "Ann"), on: db)
            _ = try await WireDriver(name: "Bob").insert(on: db)
            #expect(ann.carMake == "Fiat")
            let creation = try await refusal(of: RelationError.self) {
                _ = try await nameless.drivers.create(WireDriver(name: "Cid"), on: db)
            }
            #expect(creation.kind == .unreferableOwner && creation.relation == "WireCar.drivers" && creation.model == "WireCar")
            let move = try await refusal(of: RelationError.self) { try await fiat.drivers.move(ann, to: nameless.drivers, on: db) }
            #expect(move.kind == .unreferableOwner && move.keys == [nameless.id.columnValue])
            let making = try await refusal(of: RelationError.self) {
                _ = try await nameless.drivers.getOrCreate(where: { $0.name == "Cid" }, on: db) { WireDriver(name: "Cid") }
            }
            #expect(making.kind == .unreferableOwner)
            let removed = try await nameless.drivers.remove(ann, on: db), count = try await nameless.drivers.count(on: db)
            #expect(removed == 0 && count == 0)
            let drivers = try await WireDriver.all(on: db).map { $0.name + ": " + ($0.carMake ?? "-") }
            #expect(drivers == ["Ann: Fiat", "Bob: -"])
        }
    }
}
