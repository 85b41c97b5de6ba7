import Foundation

@testable import Junction

/// Random queries over random rows, each answered by a database and by the evaluator.
enum Differential {
    /// What a run came to.
    struct Report {
        var seed: UInt64
        var queries = 0
        /// Of these, the ones that have no answer.
        var refused = 0
        /// Statements that a build of SQLite cannot parse, since they nest too deeply; they are no queries of this run.
        var tooDeep = 0
        /// Queries whose answer has no rows, which says little.
        var empty = 0
        var drawn: [String: Int] = [:]
        var failures: [String] = []

        /// How often each operator was drawn.
        var table: String {
            let rows = drawn.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { "\($0.value) \($0.key)" }
            return "differential: \(queries) queries (\(empty) empty, \(refused) without an answer), \(drawn.count) operators\n"
                + stride(from: 0, to: rows.count, by: 4).map { rows[$0..<min($0 + 4, rows.count)].joined(separator: ", ") }
                .joined(separator: "\n")
        }
    }

    /// The seed of this run: a new one, or that of `JUNCTION_SEED`.
    static let seed = ProcessInfo.processInfo.environment["JUNCTION_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: .min ... .max)

    /// Asks one database. The tables of ``Fleet`` are there and are emptied.
    ///
    /// - Parameters:
    ///   - worlds: how many sets of rows.
    ///   - shapes: how many shapes of queries for each of them; each is asked twice, with different values.
    ///   - failures: after how many it ends.
    ///   - seeing: the rows that the evaluator sees: all of them, unless a test is to fail.
    static func run(
        on db: Database, name: String, seed: UInt64, worlds: Int = 12, shapes: Int = 150, failures: Int = 3,
        seeing: (FleetData) -> FleetData = { $0 }
    ) async throws -> Report {
        var report = Report(seed: seed)
        var random = SeededRandom("differential, \(name), JUNCTION_SEED", seed: seed)
        let grammar = Grammar(random, rows: 9)
        for world in 0..<worlds * 2 {
            // Some more, where an operator was drawn too rarely.
            if world >= worlds, grammar.drawn.values.allSatisfy({ $0 >= 50 }) { break }
            let data = FleetData(&random, rows: 9)
            try await data.write(to: db)
            let evaluator = Evaluator(world: seeing(data).world)
            for _ in 0..<shapes {
                grammar.begin()
                try await compare(grammar.question(), on: db, evaluator, &report)
                grammar.beginAgain()
                try await compare(grammar.question(), on: db, evaluator, &report)
                if report.failures.count >= failures { break }
            }
            if report.failures.count >= failures { break }
        }
        report.drawn = grammar.drawn
        return report
    }

    /// Also of the other ways to ask, each of which goes a way of its own through the library.
    private static func disagreement(_ asked: Asked, _ expected: Expected, _ answer: [[Value]], on db: Database) async throws -> String? {
        func words(_ answer: [[Value]]) -> String? {
            if expected.agrees(with: answer) { return nil }
            return "expected \(Answer.words(expected.lines.map(\.values)))\nanswered \(Answer.words(answer))"
        }
        if let difference = words(answer) { return difference }
        for way in asked.otherWays {
            if let difference = try await words(way.ask(db)) { return way.name + "\n" + difference }
        }
        return nil
    }

    private static func compare(_ asked: Asked, on db: Database, _ evaluator: Evaluator, _ report: inout Report) async throws {
        report.queries += 1
        let expected: Expected?
        do { expected = try asked.expect(evaluator) } catch is NoAnswer { expected = nil }
        if expected == nil { report.refused += 1 }
        if expected?.lines.isEmpty == true { report.empty += 1 }
        let difference: String?
        do {
            let answer = try await asked.ask(db)
            if let expected {
                difference = try await disagreement(asked, expected, answer, on: db)
            } else {
                difference = "expected an error\nanswered \(Answer.words(answer))"
            }
        } catch let error as DatabaseError where error.message == "parser stack overflow" {
            report.queries -= 1
            report.tooDeep += 1
            return
        } catch let error as DatabaseError {
            let isMeant = expected == nil && (error.kind == .arithmetic || error.kind == .other)
            difference =
                isMeant ? nil : "expected \(expected.map { Answer.words($0.lines.map(\.values)) } ?? "another error")\nfailed with \(error)"
        } catch {
            difference = "failed with \(error)"
        }
        guard let difference else { return }
        let sql = (try? asked.sql(db.dialect)) ?? "no statement"
        report.failures.append(
            "query \(report.queries) (\(asked.kind)) of JUNCTION_SEED=\(report.seed) on \(db.dialect.name)\n\(sql)\n\(difference)")
    }
}
