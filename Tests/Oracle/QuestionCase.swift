import Foundation
import Testing

/// A question of `questions.json`.
struct QuestionCase: Decodable, Sendable, CustomTestStringConvertible {
    enum CellType: String, Decodable, Sendable {
        case int, text, bool, real, decimal, date, datetime, uuid, list, json
    }

    let id: String
    let group: String
    let question: String
    let types: [CellType]
    let ordered: Bool
    let expected: [[JSONValue]]

    var testDescription: String { id + ": " + question }

    static func load() throws -> [QuestionCase] { try OracleFiles.cases(QuestionCase.self, in: "questions.json") }

    /// That none is missing, and that the file can be read, is a test of its own.
    static let all = (try? load()) ?? []

    /// What differs from the rows expected, one sentence each.
    func problems(_ answer: [[JSONValue]]) -> [String] {
        var found = answer, wanted = expected
        if !ordered {
            found.sort { $0.description < $1.description }
            wanted.sort { $0.description < $1.description }
        }
        var problems: [String] = []
        if found.count != wanted.count { problems.append("\(found.count) rows, expected \(wanted.count)") }
        for (number, (a, b)) in zip(found, wanted).enumerated() where !isSame(a, b) {
            problems.append("row \(number + 1) is \(a), expected \(b)")
        }
        return Array(problems.prefix(5))
    }

    private func isSame(_ found: [JSONValue], _ wanted: [JSONValue]) -> Bool {
        guard found.count == types.count, wanted.count == types.count else { return false }
        return types.indices.allSatisfy { isSame(found[$0], wanted[$0], types[$0]) }
    }

    private func isSame(_ found: JSONValue, _ wanted: JSONValue, _ type: CellType) -> Bool {
        // Real numbers are compared with the tolerance that the oracle names, all else exactly.
        guard type == .real, let a = found.number, let b = wanted.number else { return found == wanted }
        return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
    }
}

extension JSONValue {
    fileprivate var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }
}
