import Foundation
import Junction
import JunctionTesting
import Testing

/// Figures beside rows: read, filtered by, sorted by, and grouped by.
@Suite struct AnnotationTests {
    @Test("aggregation.test_annotate_values", arguments: TestDatabase.all)
    func beforeAndAfterValues(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let good = BookVolume.filter { $0.rating > 2 }.order { $0.title }
            let rows = good.values { ($0.title, $0.authors.avg { $0.age }) }
            let all = try await rows.all(on: db)
            #expect(all.map(\.0) == ["Algebra", "Botany", "Chess"] && all.map(\.1) == [35, 40, 40])
            let old = try await rows.filter(values: { _, age in age > 36 }).all(on: db)
            #expect(old.map(\.0) == ["Botany", "Chess"])
            let beside = try await good.annotate { $0.authors.avg { $0.age } }.all(on: db)
            #expect(beside.map(\.0.title) == ["Algebra", "Botany", "Chess"] && beside.map(\.1) == [35, 40, 40])
            let groups = try await BookVolume.group { $0.pages }.values { ($0.id.count(), $0.price.min()) }.order { $0.pages }.all(on: db)
            #expect(groups.map(\.0) == [100, 200, 300] && groups.map(\.1) == [2, 1, 1])
            #expect(groups.map(\.2) == [5, 20, Decimal(305) / 10])
        }
    }

    @Test("aggregation.test_annotate_values_list", arguments: TestDatabase.all)
    func flatValues(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let algebra = BookVolume.filter { $0.title == "Algebra" }
            let one = try await algebra.values { $0.authors.avg { $0.age } }.all(on: db)
            #expect(one == [35])
            let two = try await algebra.values { ($0.pages, $0.authors.avg { $0.age }) }.one(on: db)
            #expect(two == (100, 35))
            let counts = try await BookVolume.group { $0.authors.count }.values { $0.id.count() }.order { $0.authors.count }.all(on: db)
            #expect(counts.map(\.0) == [0, 1, 2] && counts.map(\.1) == [1, 1, 2])
        }
    }

    @Test("aggregation.test_annotate_ordering", arguments: TestDatabase.all)
    func orderedByAFigure(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let groups = BookVolume.group { $0.pages }.values { $0.authors.max { $0.age }.max() }
            let rows = try await groups.order { [$0.authors.max { $0.age }.max().descending, $0.pages] }.all(on: db)
            #expect(rows.map(\.0) == [300, 100, 200] && rows.map(\.1) == [50, 40, 40])
            #expect(recorder.take().count == 1)
            let reversed = try await groups.order { [$0.authors.max { $0.age }.max(), $0.pages.descending] }.all(on: db)
            #expect(reversed.map(\.0) == [200, 100, 300])
        }
    }

    @Test("aggregation.test_order_by_aggregate_default_alias", arguments: TestDatabase.all)
    func orderedByACount(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let rows = try await BookVolume.group { $0.pages }.values { $0.id.count() }
                .order { [$0.id.count().descending, $0.pages.descending] }.all(on: db)
            #expect(rows.map(\.0) == [100, 300, 200] && rows.map(\.1) == [2, 1, 1])
            let names = try await BookAuthor.order { [$0.volumes.count, $0.name] }.values { $0.name }.all(on: db)
            #expect(names == ["Dan", "Cid", "Ann", "Bob"])
        }
    }

    @Test("aggregation.test_annotation", arguments: TestDatabase.all)
    func filteredByACount(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            #expect(try await BookPress.filter { $0.volumes.count > 1 }.names(on: db) == ["Atlas", "Birch"])
            #expect(try await BookPress.filter { !($0.volumes.count > 1) }.names(on: db) == ["Cedar"])
            #expect(try await BookPress.filter { $0.volumes.count { $0.price < 8 } == 1 }.names(on: db) == ["Birch"])
            let both = BookPress.filter { $0.volumes.count > 1 && $0.volumes.any { $0.title == "Botany" } }
            #expect(try await both.names(on: db) == ["Atlas"])
            // A condition on the relation does not change what is counted.
            let rows = try await BookPress.filter { $0.volumes.any { $0.price < 8 } }.annotate { $0.volumes.count }.all(on: db)
            #expect(rows.map(\.0.name) == ["Birch"] && rows.map(\.1) == [2])
            let away = BookVolume.filter { $0.authors.count == 2 && !$0.stores.any { $0.name == "Side" } }
            #expect(try await away.titles(on: db) == ["Chess"])
        }
    }

    @Test("aggregation.test_ticket17424", arguments: TestDatabase.all)
    func excludedAfterAFigure(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let plain = BookVolume.filter { !$0.stores.any { $0.name == "Side" } }
            let counted = try await BookVolume.query.annotate { $0.authors.count }.filter { !$0.stores.any { $0.name == "Side" } }
                .all(on: db)
            #expect(counted.map(\.0.title) == ["Botany", "Chess", "Dance"] && counted.map(\.1) == [1, 2, 0])
            #expect(try await plain.titles(on: db) == counted.map(\.0.title))
            let grouped = try await plain.group { $0.press.name }.values { $0.authors.count.sum() }.order { $0.press.name }.all(on: db)
            #expect(grouped.map(\.0) == ["Atlas", "Birch"] && grouped.map(\.1) == [1, 2])
        }
    }

    /// Groups are rows of their own: a window looks at all of them, a sorted page at the first.
    @Test("aggregation.test_values_aggregation", arguments: TestDatabase.all)
    func figuresOfFigures(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let groups = BookVolume.group { $0.pages }
            let rows = try await groups.values { ($0.id.count(), Window().max($0.id.count())) }.order { $0.pages }.all(on: db)
            #expect(rows.map(\.1) == [2, 1, 1] && rows.map(\.2) == [2, 2, 2])
            let largest = try await groups.values { $0.id.count() }.order { $0.id.count().descending }.first(on: db)
            #expect(largest?.0 == 100 && largest?.1 == 2)
            _ = recorder.take()
            // Asked of the groups themselves, figures of rows have no meaning, which is said.
            let error = try await refusal(of: QueryError.self) {
                _ = try await groups.values { $0.id.count() }.aggregate(on: db) { $0.id.count() }
            }
            #expect(error.description.contains("figures over groups"))
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test("aggregation.test_aggregation_subquery_annotation_multivalued", arguments: TestDatabase.all)
    func queriesBesideCounts(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let rows = try await BookAuthor.query.values { author in
                let same = BookAuthor.filter { $0.id == author.id && $0.volumes.any { $0.pages > 100 } }
                let stores = BookStore.query.count { store in author.volumes.any { $0.stores.contains(store.id) } }
                return (author.name, same.values { $0.name }.scalar(), author.volumes.count, stores)
            }.all(on: db)
            #expect(rows.map(\.0) == ["Ann", "Bob", "Cid", "Dan"])
            #expect(rows.map(\.1) == ["Ann", "Bob", "Cid", nil])
            #expect(rows.map(\.2) == [2, 2, 1, 0] && rows.map(\.3) == [2, 2, 1, 0])
            let groups = try await BookAuthor.group { $0.volumes.count }.values { $0.id.count() }.order { $0.volumes.count }.all(on: db)
            #expect(groups.map(\.0) == [0, 1, 2] && groups.map(\.1) == [1, 1, 2])
        }
    }

    @Test("aggregation.test_aggregation_exists_multivalued_outeref", arguments: TestDatabase.all)
    func existsOverAnOuterRelation(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            func old(_ press: BookPress.Fields) -> Expr<Bool> {
                BookAuthor.filter { author in author.age > 45 && press.volumes.any { $0.authors.contains(author.id) } }.exists
            }
            let rows = try await BookPress.filter { old($0) }.annotate { $0.volumes.count }.all(on: db)
            #expect(rows.map(\.0.name) == ["Birch"] && rows.map(\.1) == [2])
            let flags = try await BookPress.query.values { (old($0), $0.volumes.count) }.all(on: db)
            #expect(flags.map(\.0) == [false, true, false] && flags.map(\.1) == [2, 2, 0])
        }
    }
}
