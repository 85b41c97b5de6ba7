import Foundation

@testable import Junction

/// A query that was drawn: how a database is asked, and what the evaluator expects.
struct Asked {
    let kind: String
    /// The statement, to be shown where answers differ.
    let sql: (any Dialect) throws -> String
    let ask: (Database) async throws -> [[Value]]
    /// Other ways to ask the same.
    var otherWays: [(name: String, ask: (Database) async throws -> [[Value]])] = []
    let expect: (Evaluator) throws -> Expected

    init(
        _ kind: String, sql: @escaping (any Dialect) throws -> String, ask: @escaping (Database) async throws -> [[Value]],
        expect: @escaping (Evaluator) throws -> Expected
    ) {
        self.kind = kind
        self.sql = sql
        self.ask = ask
        self.expect = expect
    }

    /// All rows of a query.
    init<M: Model, O>(_ kind: String, _ query: Query<M, O>, _ flatten: @escaping (O) -> [Value]) {
        self.init(
            kind, sql: { try query.sql(for: $0) }, ask: { try await query.all(on: $0).map(flatten) },
            expect: { try Expected($0, query) })
        otherWays = [
            ("in a pipeline", { try await $0.pipeline { [query.all(on: $0), query.all(on: $0)] }[1].map(flatten) }),
            ("in a transaction", { try await $0.transaction(.read) { try await query.all(on: $0) }.map(flatten) }),
        ]
    }
}

/// The answer of the evaluator: rows, which may change places where they are alike in what they are sorted by.
struct Expected {
    let lines: [Evaluator.Line]
    let ranks: [Rank]

    init<M: Model, O>(_ evaluator: Evaluator, _ query: Query<M, O>) throws {
        (lines, ranks) = try evaluator.answer(query._selection.value)
    }

    /// Rows in exactly this order.
    init(inOrder rows: [[Value]]) {
        lines = rows.enumerated().map { Evaluator.Line(values: $1, sorted: [.integer(Int64($0))]) }
        ranks = [Rank(isDescending: false, absentFirst: false)]
    }

    /// Rows in any order.
    init(_ rows: [[Value]]) {
        lines = rows.map { Evaluator.Line(values: $0, sorted: []) }
        ranks = []
    }

    /// Whether a database's answer is this one.
    func agrees(with rows: [[Value]]) -> Bool {
        guard rows.count == lines.count else { return false }
        var start = 0
        while start < lines.count {
            var end = start + 1
            while end < lines.count, Rank.compare(ranks, lines[start].sorted, lines[end].sorted) == 0 { end += 1 }
            // As often here as there: what is alike may stand in any place among its like.
            var open = Array(rows[start..<end])
            for line in lines[start..<end] {
                guard let found = open.firstIndex(where: { Answer.agree($0, line.values) }) else { return false }
                open.remove(at: found)
            }
            start = end
        }
        return true
    }
}

/// Values of an answer.
enum Answer {
    static func cells(_ row: some Model) -> [Value] {
        var values: [Value] = []
        row._appendValues(to: &values)
        return values
    }

    static func row(_ row: some Model) -> Value { .tuple(cells(row)) }
    static func row<M: Model>(_ row: M?) -> Value { row.map { .tuple(cells($0)) } ?? .null }
    static func rows<T>(_ rows: [T], _ flatten: (T) -> [Value]) -> Value { .list(rows.map { .tuple(flatten($0)) }, types: []) }

    static func agree(_ a: [Value], _ b: [Value]) -> Bool { a.count == b.count && zip(a, b).allSatisfy { agree($0, $1) } }

    /// Averages may differ in their last digit.
    private static func agree(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.real(let a), .real(let b)): abs(a - b) <= 1e-12 * max(abs(a), abs(b))
        case (.tuple(let a), .tuple(let b)), (.list(let a, _), .list(let b, _)): agree(a, b)
        default: Cells.same(a, b)
        }
    }

    /// Some rows in words.
    static func words(_ rows: [[Value]]) -> String {
        let shown = rows.prefix(30).map { "    " + $0.map(words).joined(separator: " | ") }
        return "\(rows.count) rows\n" + (shown + (rows.count > 30 ? ["    …"] : [])).joined(separator: "\n")
    }

    private static func words(_ value: Value) -> String {
        switch value {
        case .text(let text):
            "'" + text.unicodeScalars.map { $0.isASCII ? String($0) : "{" + String($0.value, radix: 16) + "}" }.joined() + "'"
        case .tuple(let values): "(" + values.map(words).joined(separator: " ") + ")"
        case .list(let values, _): "[" + values.map(words).joined(separator: " ") + "]"
        default: "\(value)"
        }
    }
}
