import Foundation
import Testing

/// A change of `operations.json` with the outcome that it must have.
struct OperationCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Given: Decodable, Sendable {
        let prepareSql: [String]
    }

    struct Expectation: Decodable, Sendable {
        let statementsMax: Int?
        let reports: [JSONValue]?
        let error: ExpectedError?
        let nothingWritten: Bool?
        let tables: [TableExpectation]
    }

    let id: String
    let group: String
    let given: Given
    let `do`: String
    let steps: [Step]
    let expect: Expectation

    var testDescription: String { id + ": " + `do` }

    static func load() throws -> [OperationCase] { try OracleFiles.cases(OperationCase.self, in: "operations.json") }

    /// That none is missing, and that the file can be read, is a test of its own.
    static let all = (try? load()) ?? []

    /// Whether the runner knows every step, or the case is written in Swift.
    var canRun: Bool { OperationsInSwift.cases[id] != nil || steps.allSatisfy(StepRunner.knows) }

    /// The time that it is during the operation. Every other case has no fraction of a second, which is stored in another form.
    var now: Date {
        let number = Int64(id.dropFirst(2)) ?? 0
        return Date(timeIntervalSince1970: 1_906_545_600 + (number.isMultiple(of: 2) ? 0 : 0.123_456))
    }
}

/// One step of an operation, as the file has it for a machine.
struct Step: Decodable, Sendable {
    enum Operation: String, Decodable, Sendable {
        case add, remove, clear, set, create, transaction, savepoint, read, sql, refused
    }

    let op: Operation
    let relation: String?
    /// A key; nil: a model that was never inserted.
    let owner: Int64?
    /// Keys, and nil for a model that was never inserted.
    let keys: [Int64?]?
    /// Columns of the junction row.
    let fill: Fill?
    /// Columns of the target that is created.
    let values: [String: String]?
    /// The body of a transaction or savepoint.
    let steps: [Step]?
    /// Whether its error is caught outside of it.
    let `catch`: Bool?
    /// Whether its body throws at the end.
    let fails: Bool?

    struct Fill: Decodable, Sendable {
        let role: String?
        let position: Int?
    }
}
