import Foundation
import Junction
import JunctionTesting

/// What became of an operation.
struct OperationOutcome: Sendable {
    let copy: any OracleCopy
    let reports: [JSONValue]
    let error: (any Error)?
    let statements: [String]
    let before: Snapshot
    let after: Snapshot
}

extension OperationCase {
    /// Does the operation on a fresh copy and hands over what came of it, with the closed database.
    func perform<R>(on database: any OracleDatabase.Type, _ body: (OperationOutcome) async throws -> R) async throws -> R {
        try await database.use { copy in
            let before = try await copy.snapshot(watching: expect.tables)
            let recorder = StatementRecorder(), reports = Reports(), now = now
            let error = try await copy.open(observers: [recorder], clock: { now }) { db in await failure(on: db, reports) }
            return try await body(
                OperationOutcome(
                    copy: copy, reports: reports.all, error: error, statements: recorder.takeSQL().filter(Self.isCounted),
                    before: before, after: try await copy.snapshot(watching: expect.tables)))
        }
    }

    /// The error that left the operation.
    private func failure(on db: Database, _ reports: Reports) async -> (any Error)? {
        do {
            if let body = OperationsInSwift.cases[id] {
                try await body(db, reports)
            } else {
                try await StepRunner(reports: reports).run(steps, on: db)
            }
            return nil
        } catch {
            return error
        }
    }

    /// Whether the file counts the statement.
    private static func isCounted(_ sql: String) -> Bool {
        let start = sql.drop(while: \.isWhitespace).prefix(6).uppercased()
        return ["SELECT", "INSERT", "UPDATE", "DELETE"].contains(start) || start.hasPrefix("WITH")
    }

    /// What differs from the outcome expected, one sentence each.
    func problems(_ outcome: OperationOutcome) -> [String] {
        var problems = errorProblems(outcome)
        if let reports = expect.reports, !Self.isSame(outcome.reports, reports) {
            problems.append("it reported \(outcome.reports), expected \(reports)")
        }
        // On PostgreSQL what `set` removes goes along with what it adds: where that is refused it is taken back, and counted here.
        let isSentAlong = outcome.error != nil && outcome.statements.contains { $0.contains("FOR NO KEY UPDATE") }
        if let limit = expect.statementsMax.map({ $0 + (isSentAlong ? 1 : 0) }), outcome.statements.count > limit {
            let statements = outcome.statements.joined(separator: "\n")
            problems.append("\(outcome.statements.count) statements, at most \(limit) expected:\n\(statements)")
        }
        if expect.nothingWritten == true {
            problems += outcome.after.differences(from: outcome.before).map { "rows of \($0) changed; nothing was to be written" }
        }
        let now = now.neutral
        for (number, table) in expect.tables.enumerated() {
            problems += table.problems(before: outcome.before.watched[number], after: outcome.after.watched[number], now: now)
        }
        return problems
    }

    private func errorProblems(_ outcome: OperationOutcome) -> [String] {
        switch (outcome.error, expect.error) {
        case (nil, nil): []
        case (let error?, nil): ["it threw \(error)"]
        case (nil, let expected?): ["it threw nothing, expected \(expected.kindAnyOf)"]
        case (let error?, let expected?): expected.problems(error)
        }
    }

    /// Reports in which `*new` stands for the key of a row that the operation made; which one it is shows in the tables.
    private static func isSame(_ found: [JSONValue], _ expected: [JSONValue]) -> Bool {
        found.count == expected.count && zip(found, expected).allSatisfy { isSame($0, $1) }
    }

    private static func isSame(_ found: JSONValue, _ expected: JSONValue) -> Bool {
        switch (found, expected) {
        case (.int, .text("*new")): true
        case (.list(let a), .list(let b)): isSame(a, b)
        case (.object(let a), .object(let b)): a.keys == b.keys && a.allSatisfy { isSame($0.value, b[$0.key] ?? .null) }
        default: found == expected
        }
    }
}
