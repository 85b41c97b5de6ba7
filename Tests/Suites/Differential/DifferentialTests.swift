import Testing

@testable import Junction

/// Random queries mean the same on every database, and what the evaluator says.
///
/// `JUNCTION_SEED=… script/test --filter Differential` repeats a run.
@Suite struct DifferentialTests {
    @Test("Databases and the evaluator agree", arguments: TestDatabase.all)
    func agree(_ database: TestDatabase) async throws {
        try await database.run(Fleet.models) { db, _ in
            let report = try await Differential.run(on: db, name: database.name, seed: Differential.seed)
            // Every database is asked the same.
            if database.name == TestDatabase.all.first?.name { print(report.table) }
            for failure in report.failures { Issue.record(Comment(rawValue: failure)) }
            let rare = report.drawn.filter { $0.value < 50 }
            #expect(report.queries >= 2_000 && report.tooDeep * 100 < report.queries && report.empty * 2 < report.queries)
            #expect(report.failures.count >= 3 || rare.isEmpty, "drawn too rarely, JUNCTION_SEED=\(report.seed): \(rare)")
        }
    }

    /// The other run asks each shape twice, the second time by a plan that was kept; in pipelines and in transactions, too.
    @Test("They agree where no plan is kept", arguments: TestDatabase.all)
    func agreeWithoutPlans(_ database: TestDatabase) async throws {
        try await database.run(Fleet.models, keepsPlans: false) { db, _ in
            let report = try await Differential.run(on: db, name: database.name, seed: Differential.seed, worlds: 3)
            for failure in report.failures { Issue.record(Comment(rawValue: failure)) }
            #expect(report.queries >= 500 && db.context.plans.isEmpty)
        }
    }

    @Test("A row that the evaluator does not see is noticed", arguments: TestDatabase.all)
    func oneRowLess(_ database: TestDatabase) async throws {
        try await database.run(Fleet.models) { db, _ in
            let report = try await Differential.run(on: db, name: database.name, seed: 1, worlds: 1, shapes: 40, failures: 1) { data in
                var less = data
                less.vessels.removeLast()
                return less
            }
            #expect(!report.failures.isEmpty)
        }
    }

    @Test(
        "A scope that is left out is noticed", arguments: TestDatabase.all,
        [ScopeRule.Place.base, .joined, .target, .link, .children])
    func scopes(_ database: TestDatabase, _ place: ScopeRule.Place) async throws {
        try await database.run(Fleet.models) { db, _ in
            let report = try await ScopeRule.$omitted.withValue(place) {
                try await Differential.run(on: db, name: database.name, seed: 2, worlds: 1, shapes: 60, failures: 1)
            }
            #expect(!report.failures.isEmpty, "\(place)")
        }
    }
}
