import Foundation
import Junction
import JunctionSQLite
import Suites

/// SQLite for the suites that all databases share: a file for each test.
final class Databases: TestDatabaseProvider {
    static var database: TestDatabase? {
        TestDatabase(name: "SQLite", dialect: .sqlite) { configuration in
            let path = folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
            return try await Database.sqlite(path: path, SQLiteConfiguration(configuration))
        }
    }

    /// Where the files of this run are; it goes with the run.
    private static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: Databases.folder) }
        return folder
    }()
}
