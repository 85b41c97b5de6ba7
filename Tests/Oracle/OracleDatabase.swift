public import Foundation
public import Junction
import Testing

/// The files that Django made.
public enum OracleFiles {
    /// A file beside the questions.
    public static func url(_ name: String) -> URL {
        (Bundle.module.resourceURL ?? Bundle.module.bundleURL).appending(path: "Data").appending(path: name)
    }

    private struct CaseFile<Case: Decodable>: Decodable {
        let cases: [Case]
    }

    /// The cases of `questions.json` or `operations.json`.
    static func cases<Case: Decodable>(_ type: Case.Type, in name: String) throws -> [Case] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(CaseFile<Case>.self, from: Data(contentsOf: url(name))).cases
    }
}

/// A database that the oracle is loaded into. The test target of each database has one, which is found by its name.
public protocol OracleDatabase: AnyObject, SendableMetatype {
    static var name: String { get }
    /// Runs `body` with a fresh copy, which is gone afterwards.
    static func use<R>(_ body: (any OracleCopy) async throws -> R) async throws -> R
    /// Runs `body` with a copy that others may read, too, and that nobody changes.
    static func useForReading<R>(_ body: (any OracleCopy) async throws -> R) async throws -> R
}

extension OracleDatabase {
    public static func useForReading<R>(_ body: (any OracleCopy) async throws -> R) async throws -> R { try await use(body) }
}

/// A copy of the oracle's database for one test.
public protocol OracleCopy: Sendable {
    /// Opens it with Junction, and closes it after `body`.
    func open<R>(
        observers: [any StatementObserver], clock: @escaping @Sendable () -> Date, _ body: (Database) async throws -> R
    ) async throws -> R
    /// Its tables, read without Junction.
    func snapshot(watching expectations: [TableExpectation]) async throws -> Snapshot
}

extension OracleCopy {
    func open<R>(_ body: (Database) async throws -> R) async throws -> R { try await open(observers: [], clock: { Date() }, body) }
}

/// A kind of database, as the argument of a test.
struct OracleTarget: Sendable, CustomTestStringConvertible {
    let database: any OracleDatabase.Type

    static let all: [OracleTarget] = ["SQLiteTests.OracleFile", "PostgresTests.OracleServer"].compactMap {
        (NSClassFromString($0) as? any OracleDatabase.Type).map { OracleTarget(database: $0) }
    }

    var testDescription: String { database.name }
}
