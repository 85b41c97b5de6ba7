import Foundation
import Junction
import JunctionSQLite

/// The files that Django made.
enum OracleFiles {
    static func url(_ name: String) -> URL {
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

/// A copy of the oracle's database for one test.
struct OracleCopy: Sendable {
    let file: URL

    /// Runs `body` with a fresh copy, which is gone afterwards.
    static func use<R>(_ body: (OracleCopy) async throws -> R) async throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "contacts.sqlite3")
        try FileManager.default.copyItem(at: OracleFiles.url("contacts.sqlite3"), to: file)
        return try await body(OracleCopy(file: file))
    }

    /// Opens it with Junction, and closes it after `body`.
    func open<R>(
        observers: [any StatementObserver] = [], clock: @escaping @Sendable () -> Date = { Date() }, _ body: (Database) async throws -> R
    ) async throws -> R {
        let configuration = DatabaseConfiguration(observers: observers, clock: clock)
        let db = try await Database.sqlite(path: file.path, SQLiteConfiguration(configuration))
        do {
            let result = try await body(db)
            await db.close()
            return result
        } catch {
            await db.close()
            throw error
        }
    }
}
