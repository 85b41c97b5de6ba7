import Foundation
import Junction
import JunctionSQLite
import JunctionTesting
import Testing

/// A kind of database that every suite runs on. A suite is written once and takes it as its argument.
struct TestDatabase: Sendable, CustomTestStringConvertible {
    let name: String
    let open: @Sendable (DatabaseConfiguration) async throws -> Database

    /// Every database that this run tests.
    static let all = [
        TestDatabase(name: "SQLite") { configuration in
            let path = folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
            return try await Database.sqlite(path: path, SQLiteConfiguration(configuration))
        }
    ]

    /// Where the files of this run are; it goes with the run.
    private static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: TestDatabase.folder) }
        return folder
    }()

    var testDescription: String { name }

    /// An empty database with the tables of these models, and a recorder of what is sent from then on.
    func run(
        _ models: [any Model.Type] = [], clock: @escaping @Sendable () -> Date = { Date() },
        _ body: (Database, StatementRecorder) async throws -> Void
    ) async throws {
        let recorder = StatementRecorder()
        let db = try await open(DatabaseConfiguration(observers: [recorder], clock: clock))
        if !models.isEmpty { try await db.create(models) }
        _ = recorder.take()
        do { try await body(db, recorder) } catch {
            await db.close()
            throw error
        }
        await db.close()
    }
}
