import Foundation
import Junction
import Testing

@Suite("Questions")
struct QuestionTests {
    @Test(arguments: OracleTarget.all, QuestionCase.all)
    func answer(_ target: OracleTarget, _ question: QuestionCase) async throws {
        guard let answer = Questions.answers[question.id] else {
            Issue.record("\(question.id) has no function")
            return
        }
        let rows = try await target.database.useForReading { copy in try await copy.open { db in try await answer(db) } }
        for problem in question.problems(rows) { Issue.record("\(question.id): \(problem)") }
    }
}

@Suite("Operations")
struct OperationTests {
    @Test(arguments: OracleTarget.all, OperationCase.all)
    func outcome(_ target: OracleTarget, _ operation: OperationCase) async throws {
        let problems = try await operation.perform(on: target.database) { operation.problems($0) }
        for problem in problems { Issue.record("\(operation.id): \(problem)") }
    }
}

@Suite("No case is left out")
struct CompletenessTests {
    @Test func questions() throws {
        let all = try QuestionCase.load().map(\.id)
        check(all, done: Set(Questions.answers.keys))
        #expect(QuestionCase.all.count == Questions.answers.count)
    }

    @Test func operations() throws {
        let all = try OperationCase.load()
        check(all.map(\.id), done: Set(all.filter(\.canRun).map(\.id)))
        #expect(Set(OperationsInSwift.cases.keys).isSubset(of: Set(all.map(\.id))))
    }

    /// What is done is all cases, and no other.
    private func check(_ all: [String], done: Set<String>) {
        #expect(all.count == Set(all).count)
        #expect(Set(all).subtracting(done).sorted() == [])
        #expect(done.subtracting(all).sorted() == [])
    }
}

@Suite("The models fit Django's tables")
struct ModelTests {
    @Test(arguments: OracleTarget.all)
    func verified(_ target: OracleTarget) async throws {
        await #expect(throws: Never.self) {
            try await target.database.useForReading { copy in try await copy.open { db in try await db.verify(OracleModels.all) } }
        }
    }

    @Test(arguments: OracleTarget.all, OracleModels.all.indices)
    func everyRowIsRead(_ target: OracleTarget, _ number: Int) async throws {
        let model = OracleModels.all[number]
        try await target.database.useForReading { copy in
            let stored = try await copy.snapshot(watching: []).tables[model.table.name]
            let count = try await copy.open { db in try await rows(of: model, on: db) }
            #expect(count == stored?.count, "\(model)")
        }
    }

    private func rows<M: Model>(of model: M.Type, on db: Database) async throws -> Int {
        try await M.includingDeleted.all(on: db).count
    }

    @Test(arguments: OracleTarget.all)
    func settings(_ target: OracleTarget) async throws {
        let keys = DatabaseConfig.keys(1, 3)
        let configs = try await target.database.useForReading { copy in
            try await copy.open { db in try await DatabaseConfig.filter { $0.id.in(keys) }.order { $0.id }.all(on: db) }
        }
        #expect(
            configs.map(\.settings) == [DatabaseSettings(pool: 1, tags: ["a", "ü"], nested: .init(on: false)), DatabaseSettings()])
    }
}
