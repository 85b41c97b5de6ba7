import Foundation
import Junction
import JunctionTesting
import Testing

// aggregation/test_filter_argument and aggregation_regress.

/// Figures over some of the rows.
@Suite struct FilteredAggregateTests {
    @Test("aggregation.test_related_aggregates_m2m_and_fk", arguments: TestDatabase.all)
    func overARelationAndAKey(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let own = try await BookAuthor.query.values { $0.volumes.filter { $0.press.name == "Atlas" }.sum { $0.pages } }.all(on: db)
            #expect(own == [100, 300, nil, nil])
            let ofFriends = try await BookAuthor.query.values { author in
                author.friends.sum { friend in friend.volumes.filter { $0.press.name == "Atlas" }.sum { $0.pages } }
            }.all(on: db)
            #expect(ofFriends == [300, 100, 100, nil])
            let all = try await BookVolume.query.aggregate(on: db) { ($0.pages.sum(where: $0.press.name == "Atlas"), $0.pages.sum()) }
            #expect(all == (300, 700))
        }
    }

    /// A query that speaks of itself is made twice: one occurrence cannot be inside itself, which is said.
    @Test("aggregation.test_filtered_reused_subquery", arguments: TestDatabase.all)
    func insideItself(_ database: TestDatabase) async throws {
        func busy() -> Query<BookAuthor, BookAuthor> { BookAuthor.filter { $0.volumes.count { $0.pages >= 200 } > 0 } }
        try await BookScene.run(database) { db, recorder in
            let names = try await busy().filter { $0.id.in(busy()) }.all(on: db).map(\.name)
            #expect(names == ["Ann", "Bob", "Cid"])
            let old = try await BookAuthor.filter { $0.id.in(busy()) && $0.age > 30 }.all(on: db).map(\.name)
            #expect(old == ["Bob", "Cid"])
            _ = recorder.take()
            let same = busy()
            let error = try await refusal(of: QueryError.self) { _ = try await same.filter { $0.id.in(same) }.all(on: db) }
            #expect(error.kind == .scopeUsedTwice)
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test("aggregation.test_filtered_aggregate_ref_multiple_subquery_annotation", arguments: TestDatabase.all)
    func twoQuestions(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let (largest, count) = try await BookVolume.query.aggregate(on: db) {
                (
                    $0.pages.max(where: $0.authors.any { $0.name == "Ann" } && $0.stores.any { $0.name == "Side" }),
                    $0.id.count(where: $0.authors.any { $0.name == "Ann" } && !$0.authors.any { $0.name == "Bob" })
                )
            }
            #expect(largest == 100 && count == 1)
            #expect(recorder.take().count == 1)
        }
    }

    @Test("aggregation.test_filtered_aggregate_on_exists", arguments: TestDatabase.all)
    func onExists(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let figures = try await BookVolume.query.aggregate(on: db) {
                ($0.pages.max(where: $0.authors.exists), $0.pages.sum(where: $0.authors.exists), $0.pages.sum(where: $0.authors.isEmpty))
            }
            #expect(figures == (300, 600, 100))
        }
    }

    @Test("aggregation.test_filtered_aggregate_full_condition", arguments: TestDatabase.all)
    func ofAllAndNone(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let (all, none) = try await BookVolume.query.aggregate(on: db) {
                ($0.id.count(where: $0.id.notIn([])), $0.id.count(where: $0.id.in([])))
            }
            #expect(all == 4 && none == 0)
            let (written, unwritten) = try await BookVolume.query.aggregate(on: db) {
                ($0.id.count(where: $0.authors.exists), $0.id.count(where: !$0.authors.exists))
            }
            #expect(written == 3 && unwritten == 1)
        }
    }
}

@Suite struct AggregationRegressTests {
    @Test("aggregation_regress.test_f_expression_annotation", arguments: TestDatabase.all)
    func columnAgainstACount(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let first = try await BookPress.filter { $0.awards < $0.volumes.count.optional }.names(on: db)
            #expect(first == ["Birch"])
            #expect(try await BookPress.filter { $0.awards > $0.volumes.count.optional }.names(on: db) == ["Atlas"])
            let none = BookPress.filter { ($0.awards ?? 0) == $0.volumes.count }
            #expect(try await none.names(on: db) == ["Cedar"])
        }
    }

    @Test("aggregation_regress.test_having_group_by", arguments: TestDatabase.all)
    func conditionsOnGroups(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let groups = BookVolume.group { ($0.pages, $0.press.name) }
            let some = try await groups.having { $0.pages == 100 && $0.id.count() == 1 }.values { $0.price.sum() }
                .order { $0.press.name }.all(on: db)
            #expect(some.map(\.0) == [100, 100] && some.map(\.1) == ["Atlas", "Birch"] && some.map(\.2) == [10, 5])
            _ = recorder.take()
            let error = try await refusal(of: QueryError.self) {
                _ = try await groups.having { $0.rating > 1 }.values { $0.id.count() }.all(on: db)
            }
            #expect(error.kind == .notGrouped(column: "rating"))
            #expect(recorder.takeSQL().isEmpty)
        }
    }

    @Test("aggregation_regress.test_negated_aggregation", arguments: TestDatabase.all)
    func negated(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let first = try await BookVolume.filter { !($0.authors.count == 2) }.titles(on: db)
            #expect(first == ["Botany", "Dance"])
            let neither = BookVolume.filter { !($0.authors.count == 2 || $0.authors.count == 0) }
            #expect(try await neither.titles(on: db) == ["Botany"])
            // The average of nothing is absent, and neither above nor not above.
            #expect(try await BookVolume.filter { !($0.authors.avg { $0.age } > 36) }.titles(on: db) == ["Algebra"])
            let zero = BookVolume.filter { !(($0.authors.avg { $0.age } ?? 0) > 36) }
            #expect(try await zero.titles(on: db) == ["Algebra", "Dance"])
        }
    }

    @Test("aggregation_regress.test_filter_aggregates_xor_connector", arguments: TestDatabase.all)
    func eitherOr(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let one = BookVolume.filter { ($0.authors.count == 2) != ($0.pages == 100) }
            let first = try await one.titles(on: db)
            #expect(first == ["Chess", "Dance"])
            let same = BookVolume.filter { !(($0.authors.count == 2) != ($0.pages == 100)) }
            #expect(try await same.titles(on: db) == ["Algebra", "Botany"])
        }
    }

    @Test("aggregation_regress.test_empty_filter_count", arguments: TestDatabase.all)
    func countOfNothing(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let none = BookAuthor.filter { $0.id.in([]) }.annotate { $0.friends.count }
            #expect(try await none.count(on: db) == 0)
            let count = try await none.aggregate(on: db) { $0.id.count() }
            #expect(count == 0)
            #expect(try await none.all(on: db).isEmpty)
            #expect(try await BookAuthor.query.annotate { $0.friends.count }.count(on: db) == 4)
        }
    }
}
