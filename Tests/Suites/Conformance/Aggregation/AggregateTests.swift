import Foundation
import Junction
import JunctionTesting
import Testing

/// Figures over relations: of each row, and of all rows.
@Suite struct AggregateTests {
    @Test("aggregation.test_related_aggregate", arguments: TestDatabase.all)
    func overRelations(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let all = try await BookAuthor.query.aggregate(on: db) { ($0.friends.sum { $0.age }.sum(), $0.friends.count.sum()) }
            #expect(all == (150, 4))
            let young = try await BookAuthor.filter { $0.age < 45 }.aggregate(on: db) {
                ($0.friends.sum { $0.age }.sum(), $0.friends.count.sum())
            }
            #expect(young == (120, 3))
            let ratings = try await BookAuthor.query.aggregate(on: db) { $0.volumes.sum { $0.rating }.sum() }
            #expect(ratings == 21)
            let awards = try await BookVolume.query.aggregate(on: db) { $0.press.awards.sum() }
            #expect(awards == 8)
            #expect(recorder.take().count == 4)

            let ages = try await BookVolume.query.values { $0.authors.avg { $0.age } }.all(on: db)
            #expect(ages == [35, 40, 40, nil])
            let friends = try await BookAuthor.query.values { $0.friends.avg { $0.age } }.all(on: db)
            #expect(friends == [45, 30, 30, nil])
            let reverse = try await BookAuthor.query.values { $0.volumes.avg { $0.rating } }.all(on: db)
            #expect(reverse == [4.5, 3.5, 5, nil])
            let inStores = try await BookStore.query.values { $0.volumes.filter { $0.pages < 250 }.avg { $0.rating } }.all(on: db)
            #expect(inStores == [nil, 3.5, 4])
        }
    }

    @Test("aggregation.test_aggregate_multi_join", arguments: TestDatabase.all)
    func overTwoSteps(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let oldest = try await BookStore.query.values { $0.volumes.max { $0.authors.max { $0.age } } }.all(on: db)
            #expect(oldest == [nil, 50, 40])
            let ages = try await BookStore.query.aggregate(on: db) { store in
                let oldest = store.volumes.max { $0.authors.max { $0.age } }, youngest = store.volumes.min { $0.authors.min { $0.age } }
                return (oldest.max(), youngest.min())
            }
            #expect(ages == (50, 30))
            let awards = try await BookStore.query.values { $0.volumes.min { $0.press.awards } }.all(on: db)
            #expect(awards == [nil, 1, 3])
            let atPresses = try await BookPress.query.values { $0.volumes.max { $0.authors.max { $0.age } } }.all(on: db)
            #expect(atPresses == [40, 50, nil])
            // A to-one step after a figure's own row.
            let contacts = try await BookVolume.query.aggregate(on: db) { ($0.contact.age.max(), $0.contact.friends.count.max()) }
            #expect(contacts == (50, 2))
        }
    }

    /// A figure has the name that it is given in Swift.
    @Test("aggregation.test_aggregate_alias", arguments: TestDatabase.all)
    func named(_ database: TestDatabase) async throws {
        struct Credits: Sendable, Equatable { let title: String, writers: Int }
        try await BookScene.run(database) { db, _ in
            let oldest: Int? = try await BookVolume.query.aggregate(on: db) { $0.authors.max { $0.age }.max() }
            #expect(oldest == 50)
            let (writers, stores) = try await BookVolume.query.aggregate(on: db) { ($0.authors.count.sum(), $0.stores.count.sum()) }
            #expect(writers == 5 && stores == 4)
            let credits = try await BookVolume.filter { $0.pages == 100 }.values { ($0.title, $0.authors.count) }.into(Credits.init)
                .all(on: db)
            #expect(credits == [Credits(title: "Algebra", writers: 2), Credits(title: "Dance", writers: 0)])
        }
    }

    /// Counting the rows, their key and the key that leads to them is the same.
    @Test("aggregation.test_fkey_aggregate", arguments: TestDatabase.all)
    func countsOfKeys(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let groups = try await BookVolume.group { $0.pressID }
                .values { ($0.id.count(), $0.pressID.count(), $0.press.id.count()) }.order { $0.pressID }.all(on: db)
            #expect(groups.map(\.1) == [2, 2] && groups.map(\.2) == [2, 2] && groups.map(\.3) == [2, 2])
            #expect(try await BookPress.query.values { $0.volumes.count }.all(on: db) == [2, 2, 0])
            let presses = try await BookVolume.query.aggregate(on: db) { ($0.pressID.countDistinct(), $0.press.id.countDistinct()) }
            #expect(presses == (2, 2))
        }
    }

    @Test("aggregation.test_aggregate_annotation", arguments: TestDatabase.all)
    func ofCounts(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let (average, most, least) = try await BookVolume.query.aggregate(on: db) {
                ($0.authors.count.avg(), $0.authors.count.max(), $0.authors.count.min())
            }
            #expect((average, most, least) == (1.25, 2, 0))
            #expect(recorder.take().count == 1)
            // What was brought beside the rows changes nothing.
            let beside = try await BookVolume.query.annotate { $0.stores.count }.aggregate(on: db) { $0.authors.count.avg() }
            #expect(beside == 1.25)
        }
    }

    @Test("aggregation.test_annotation_expressions", arguments: TestDatabase.all)
    func arithmetic(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, _ in
            let sums = try await BookPress.query.values { $0.volumes.sum { $0.pages + $0.contact.age } }.all(on: db)
            #expect(sums == [370, 500, nil])
            let doubled = try await BookPress.query.values { $0.volumes.max { $0.price + $0.price } }.all(on: db)
            #expect(doubled == [40, 61, nil])
            // A column of the row outside beside one of the rows inside.
            let bonuses = try await BookPress.query.values { press in press.volumes.sum { $0.pages.optional + press.awards } }.all(on: db)
            #expect(bonuses == [306, 402, nil])
        }
    }

    @Test("aggregation.test_aggregate_over_complex_annotation", arguments: TestDatabase.all)
    func severalOverArithmetic(_ database: TestDatabase) async throws {
        // Made anew each time, since each stands for a statement inside of its own.
        func total(_ press: BookPress.Fields) -> Expr<Int?> { press.volumes.sum { $0.pages + $0.contact.age } }
        try await BookScene.run(database) { db, recorder in
            let most = try await BookPress.query.aggregate(on: db) { total($0).max() }
            #expect(most == 500)
            let several = try await BookPress.query.aggregate(on: db) { (total($0).max(), total($0).min(), total($0).sum()) }
            #expect(several == (500, 370, 870))
            let counted = try await BookPress.query.aggregate(on: db) { (total($0).count(), (total($0) * 2).max()) }
            #expect(counted == (2, 1000))
            #expect(recorder.take().count == 3)
        }
    }

    /// A figure made of figures of the same call.
    @Test("aggregation.test_multiple_aggregate_references", arguments: TestDatabase.all)
    func madeOfFigures(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let (pages, more, range) = try await BookVolume.query.aggregate(on: db) {
                ($0.pages.sum(), $0.pages.sum() + $0.id.count().optional, $0.pages.max() - $0.pages.min())
            }
            #expect((pages, more, range) == (700, 704, 200))
            #expect(recorder.take().count == 1)
            let nothing = try await BookVolume.filter { $0.pages > 900 }.aggregate(on: db) {
                ($0.pages.sum() ?? 0, ($0.pages.sum() ?? 0) + $0.id.count())
            }
            #expect(nothing == (0, 0))
        }
    }

    /// A query that finds nothing is one statement like any other, and has the same figures.
    @Test("aggregation.test_empty_result_optimization", arguments: TestDatabase.all)
    func ofNothing(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let none = BookVolume.filter { $0.id.in([]) }
            let figures = try await none.aggregate(on: db) { ($0.id.count(), $0.pages.sum(), $0.authors.count.max()) }
            #expect(figures == (0, nil, nil))
            #expect(recorder.take().count == 1)
            #expect(try await none.count(on: db) == 0)
            let groups = try await none.group { $0.pages }.values { $0.id.count() }.all(on: db)
            #expect(groups.isEmpty)
        }
    }

    /// The links are counted without the rows that they lead to.
    @Test("aggregation.test_referenced_subquery_requires_wrapping", arguments: TestDatabase.all)
    func overLinks(_ database: TestDatabase) async throws {
        try await BookScene.run(database) { db, recorder in
            let links = try await BookAuthor.query.aggregate(on: db) { $0.volumes.count.sum() }
            #expect(links == 5)
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].contains("book_volume_authors") && !sent[0].contains("JOIN"), "\(sent)")
            let some = try await BookAuthor.query.aggregate(on: db) { $0.volumes.count { $0.pages > 100 }.sum() }
            #expect(some == 3)
        }
    }
}
