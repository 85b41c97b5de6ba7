import Foundation
import Junction
import JunctionSQLite
import Oracle

/// The file that Django made.
final class OracleFile: OracleDatabase {
    static let name = "SQLite"

    static func use<R>(_ body: (any OracleCopy) async throws -> R) async throws -> R {
        try await Self.useFile { try await body($0) }
    }

    static func useFile<R>(_ body: (OracleFileCopy) async throws -> R) async throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "contacts.sqlite3")
        try FileManager.default.copyItem(at: OracleFiles.url("contacts.sqlite3"), to: file)
        return try await body(OracleFileCopy(file: file))
    }
}

struct OracleFileCopy: OracleCopy {
    let file: URL

    func open<R>(
        observers: [any StatementObserver], clock: @escaping @Sendable () -> Date, _ body: (Database) async throws -> R
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

    func snapshot(watching expectations: [TableExpectation]) throws -> Snapshot {
        let raw = try RawFile(file)
        var tables: [String: [[JSONValue]]] = [:]
        for name in try raw.storedRows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#'") {
            guard case .text(let table) = name[0] else { continue }
            tables[table] = try raw.storedRows("SELECT * FROM \"\(table)\" ORDER BY 1")
        }
        return Snapshot(tables: tables, watched: try expectations.map { try raw.neutralRows($0.sql) })
    }
}
