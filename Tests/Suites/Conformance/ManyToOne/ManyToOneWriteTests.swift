import Foundation
import Junction
import JunctionTesting
import Testing

/// What changes a foreign key. A row of the wrong model is no argument that compiles.
@Suite struct ManyToOneWriteTests {
    @Test("many_to_one.test_create", arguments: TestDatabase.all)
    func create(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, _ in
            let number = try #require(press.john.id.raw)
            let fog = try await PressArticle(headline: "Fog", printed: Press.day(7), reporterID: Key(number)).insert(on: db)
            #expect(fog.id.isAssigned && fog.reporterID == press.john.id && fog.printed == Press.day(7))
            let headlines = try await press.john.articles.all(on: db).map(\.headline)
            #expect(headlines == ["Fog", "Rain", "Storm"])
            let error = try await refusal(of: DatabaseError.self) {
                _ = try await PressArticle(headline: "Hail", printed: Press.day(8), reporterID: Key(99)).insert(on: db)
            }
            #expect(error.kind == .foreignKey && error.model == "PressArticle" && error.columns == ["reporter_id"])
            let count = try await PressArticle.count(on: db)
            #expect(count == 4)
        }
    }

    /// `create` inserts a row for its owner, whatever its key says; `move` gives rows away that are there.
    @Test("many_to_one.test_add", arguments: TestDatabase.all)
    func add(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, recorder in
            let draft = PressArticle(headline: "Fog", printed: Press.day(7), reporterID: press.paul.id)
            let unsaved = try await refusal(of: RelationError.self) {
                try await press.paul.articles.move(draft, to: press.john.articles, on: db)
            }
            #expect(unsaved.kind == .unsavedTarget && unsaved.relation == "PressReporter.articles" && unsaved.model == "PressArticle")
            #expect(recorder.take().isEmpty)
            let fog = try await press.john.articles.create(draft, on: db)
            #expect(fog.reporterID == press.john.id)
            #expect(recorder.take().count == 2)
            let before = try await press.john.articles.all(on: db).map(\.headline)
            #expect(before == ["Fog", "Rain", "Storm"])

            _ = recorder.take()
            try await press.john.articles.move(fog, press.rain, to: press.paul.articles, on: db)
            #expect(recorder.take().count == 2)
            let left = try await press.john.articles.all(on: db).map(\.headline)
            #expect(left == ["Storm"])
            let moved = try await press.paul.articles.all(on: db).map(\.headline)
            #expect(moved == ["Fog", "Rain", "Sun"])
            let ghost = PressReporter(id: Key(99), firstName: "Ghost", lastName: "Gone")
            let missing = try await refusal(of: RelationError.self) { try await ghost.articles.create(draft, on: db) }
            #expect(missing.kind == .missingOwner && missing.keys == [Key<PressReporter>(99).columnValue])
            let count = try await PressArticle.count(on: db)
            #expect(count == 4)
        }
    }

    /// A required key is never taken away; all of the rows move, or none.
    @Test("many_to_one.test_assign", arguments: TestDatabase.all)
    func assign(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, recorder in
            let rain = try await press.rain.update(on: db) { $0.reporterID = press.paul.id }
            #expect(rain.reporterID == press.paul.id && press.rain.reporterID == press.john.id)
            let ofPaul = try await press.paul.articles.all(on: db).map(\.headline)
            #expect(ofPaul == ["Rain", "Sun"])

            let mixed = try await refusal(of: QueryError.self) {
                try await press.paul.articles.move([press.sun, press.storm], to: press.john.articles, on: db)
            }
            #expect(mixed.kind == .notFound(model: "PressArticle", keys: [press.sun.id.columnValue, press.storm.id.columnValue]))
            _ = recorder.take()
            let required = try await refusal(of: QueryError.self) { _ = try await press.paul.articles.remove(press.sun, on: db) }
            #expect(required.kind == .keyIsRequired(column: "PressArticle.reporterID"))
            #expect(recorder.take().isEmpty)
            let still = try await press.paul.articles.all(on: db).map(\.headline)
            #expect(still == ["Rain", "Sun"])
            let all = try await press.paul.articles.query.update(on: db) { new, _ in new.reporterID = press.john.id }
            #expect(all == 2)
            let counts = try await PressReporter.query.values { $0.articles.count }.all(on: db)
            #expect(counts == [3, 0])
        }
    }

    @Test("many_to_one.test_explicit_fk", arguments: TestDatabase.all)
    func byKey(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, _ in
            let wanted = PressArticle.filter { $0.headline == "Fog" && $0.reporterID == press.john.id }
            let first = try await wanted.getOrCreate(on: db) {
                PressArticle(headline: "Fog", printed: Press.day(7), reporterID: press.john.id)
            }
            #expect(first.isNew && first.row.reporterID == press.john.id)
            let second = try await wanted.getOrCreate(on: db) {
                PressArticle(headline: "Fog", printed: Press.day(9), reporterID: press.john.id)
            }
            #expect(!second.isNew && second.row.id == first.row.id && second.row.printed == Press.day(7))
            let several = try await refusal(of: QueryError.self) {
                _ = try await PressArticle.filter { $0.reporterID == press.john.id }.one(on: db)
            }
            #expect(several.kind == .moreThanOne(model: "PressArticle"))
            let count = try await PressArticle.filter { $0.reporterID == press.john.id }.count(on: db)
            #expect(count == 3)
        }
    }

    /// What was read keeps its key; what is stored has none any more.
    @Test("many_to_one.test_assign_fk_id_none", arguments: TestDatabase.all)
    func noKey(_ database: TestDatabase) async throws {
        try await database.run([PressCity.self, PressDistrict.self]) { db, _ in
            let city = try await PressCity(name: "Bonn").insert(on: db)
            let south = try await PressDistrict(name: "South", cityID: city.id).insert(on: db)
            let before = try await PressDistrict.with { $0.city }.one(on: db)
            #expect(before.1?.name == "Bonn")
            let after = try await south.update(on: db) { $0.cityID = nil }
            #expect(after.cityID == nil && south.cityID == city.id)
            let again = try await PressDistrict.with { $0.city }.one(on: db)
            #expect(again.1 == nil && again.0.name == "South")
            #expect(before.1?.name == "Bonn")
        }
    }

    /// A parent without a key is refused before a statement is sent; what `insert` returns has one.
    @Test("many_to_one.test_save_parent_after_assign", arguments: TestDatabase.all)
    func unsavedParent(_ database: TestDatabase) async throws {
        try await Press.run(database) { _, db, recorder in
            let ann = PressReporter(firstName: "Ann", lastName: "Ash")
            var fog = PressArticle(headline: "Fog", printed: Press.day(7), reporterID: ann.id)
            let error = try await refusal(of: ValidationError.self) { _ = try await fog.insert(on: db) }
            #expect(
                error.failures.map(\.property) == ["reporterID"] && error.description.contains("a PressReporter that was never inserted"))
            #expect(recorder.take().isEmpty)
            let saved = try await ann.insert(on: db)
            fog.reporterID = saved.id
            let stored = try await fog.insert(on: db)
            #expect(stored.reporterID == saved.id && !ann.id.isAssigned)
            let headlines = try await saved.articles.all(on: db).map(\.headline)
            #expect(headlines == ["Fog"])
        }
    }

    /// An unassigned key is not the same as none.
    @Test("many_to_one.test_save_nullable_fk_after_parent", arguments: TestDatabase.all)
    func unsavedOptionalParent(_ database: TestDatabase) async throws {
        try await database.run([PressCity.self, PressDistrict.self]) { db, recorder in
            let bonn = PressCity(name: "Bonn")
            var south = PressDistrict(name: "South", cityID: bonn.id)
            let error = try await refusal(of: ValidationError.self) { _ = try await south.insert(on: db) }
            #expect(error.failures.map(\.property) == ["cityID"] && error.description.contains("a PressCity that was never inserted"))
            #expect(recorder.take().isEmpty)
            let saved = try await bonn.insert(on: db)
            south.cityID = saved.id
            let stored = try await south.insert(on: db)
            #expect(stored.cityID == saved.id)
            let names = try await saved.districts.all(on: db).map(\.name)
            #expect(names == ["South"])
        }
    }

    @Test("many_to_one.test_save_fk_after_parent_with_non_numeric_pk_set_on_child", arguments: TestDatabase.all)
    func textKey(_ database: TestDatabase) async throws {
        try await database.run([PressAgency.self, PressBureau.self]) { db, _ in
            let agency = PressAgency(id: Key("jp"), town: "Jaipur"), bureau = PressBureau(name: "North", agencyID: agency.id)
            let early = try await refusal(of: DatabaseError.self) { _ = try await bureau.insert(on: db) }
            #expect(early.kind == .foreignKey && early.model == "PressBureau" && early.columns == ["agency_id"])
            let saved = try await agency.insert(on: db), stored = try await bureau.insert(on: db)
            #expect(saved.id == Key("jp") && stored.agencyID == Key("jp"))
            let towns = try await PressBureau.query.values { ($0.name, $0.agency.town) }.all(on: db)
            #expect(towns.map { $0.0 } == ["North"] && towns.map { $0.1 } == ["Jaipur"])
        }
    }

    @Test("many_to_one.test_fk_to_bigautofield", arguments: TestDatabase.all)
    func greatKeys(_ database: TestDatabase) async throws {
        try await Press.run(database) { _, db, _ in
            let great: [Int64] = [2_147_483_648, 9_007_199_254_740_993, .max - 1]
            for number in great {
                let ann = try await PressReporter(id: Key(number), firstName: "Ann \(number)", lastName: "Ash").insert(on: db)
                try await ann.articles.create(PressArticle(headline: "Of \(number)", printed: Press.day(1), reporterID: ann.id), on: db)
            }
            let rows = try await PressArticle.filter { $0.reporter.lastName == "Ash" }.order { $0.reporterID }.all(on: db)
            #expect(rows.map { $0.reporterID.raw } == great)
            let one = try await PressArticle.with { $0.reporter }.filter { $0.reporterID == Key(9_007_199_254_740_993) }.one(on: db)
            #expect(one.1.firstName == "Ann 9007199254740993")
        }
    }

    /// Tables that keep keys in 16 bits.
    @Test("many_to_one.test_fk_to_smallautofield", arguments: TestDatabase.all)
    func smallKeys(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            try await rawSQL("CREATE TABLE press_city (id smallint PRIMARY KEY, name text NOT NULL)", on: db)
            try await rawSQL(
                "CREATE TABLE press_district (id {key}, name text NOT NULL, city_id smallint REFERENCES press_city (id))", on: db)
            let bonn = try await PressCity(id: Key(32_767), name: "Bonn").insert(on: db)
            #expect(bonn.id == Key(32_767))
            try await bonn.districts.create(PressDistrict(name: "South"), on: db)
            let rows = try await PressDistrict.with { $0.city }.filter { $0.cityID == bonn.id }.all(on: db)
            #expect(rows.map { $0.0.cityID } == [Key(32_767)] && rows.map { $0.1?.name } == ["Bonn"])
        }
    }

    /// A change of other columns leaves the reference alone, and the parent that was read beside the row.
    @Test("many_to_one.test_cached_foreign_key_with_to_field_not_cleared_by_save", arguments: TestDatabase.all)
    func otherColumns(_ database: TestDatabase) async throws {
        try await database.run([PressSection.self, PressColumn.self]) { db, recorder in
            let art = try await PressSection(name: "art").insert(on: db)
            _ = try await PressColumn(title: "Opera", sectionName: "art").insert(on: db)
            var (column, section) = try await PressColumn.with { $0.section }.one(on: db)
            _ = recorder.take()
            column.title = "Ballet"
            column = try await column.save(on: db)
            #expect(recorder.take().count == 1)
            #expect(column.title == "Ballet" && column.sectionName == "art" && section.id == art.id)
            section = try await section.update(on: db) { $0.pages = 2 }
            let again = try await PressColumn.with { $0.section }.one(on: db)
            #expect(again.0.sectionName == "art" && again.1.id == art.id && again.1.pages == 2)
        }
    }

    /// Two models that lead to each other hold keys only, so that a copy is a row of its own, and is encoded without end.
    @Test("many_to_one.test_deepcopy_and_circular_references", arguments: TestDatabase.all)
    func copies(_ database: TestDatabase) async throws {
        try await Press.run(database) { press, db, recorder in
            var (copy, reporter) = try await PressArticle.with { $0.reporter }.filter { $0.id == press.rain.id }.one(on: db)
            let original = copy
            _ = recorder.take()
            copy.headline = "Hail"
            reporter.firstName = "Jack"
            #expect(original.headline == "Rain" && press.john.firstName == "John" && reporter.id == copy.reporterID)
            let decoded = try JSONDecoder().decode(PressArticle.self, from: JSONEncoder().encode(copy))
            #expect(decoded.headline == "Hail" && decoded.id == press.rain.id && decoded.reporterID == press.john.id)
            #expect(recorder.take().isEmpty)
            let stored = try await PressArticle.find(press.rain.id, on: db)
            #expect(stored.headline == "Rain")
        }
    }
}
