import Foundation
import Junction
import JunctionSQLite
import Suites
import Testing

@Suite struct MigratingProgramTests {
    private static func place() -> MigratingPrograms {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("junction-migrating-\(UUID().uuidString).sqlite").path
        return MigratingPrograms([path]) { try await Database.sqlite(path: path) }
    }

    private static func remove(_ place: MigratingPrograms) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.arguments[0] + suffix) }
    }

    @Test func severalAtOnce() async throws {
        let place = Self.place()
        defer { Self.remove(place) }
        try await MigratingPrograms.severalAtOnce(place)
    }

    /// Longer than the limit of a statement: a program that starts meanwhile is no error.
    @Test func whoeverWritesIsWaitedFor() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { writer in
                try await withDatabase(.file(path), SQLiteConfiguration(busyLimit: .milliseconds(10))) { db in
                    let migrations = [
                        Migration("0001", [.createTable(TableDefinition("note", columns: [.column("id", .integer)], key: .counted("id")))])
                    ]
                    async let report = db.migrate(migrations)
                    try await writer.transaction { tx in
                        try await add("a", on: tx)
                        let busy = await #expect(throws: DatabaseError.self) { try await add("b", on: db) }
                        #expect(busy?.kind == .busy)
                        try await Task.sleep(for: .milliseconds(300))
                    }
                    let applied = try await report.applied
                    #expect(applied == ["0001"])
                }
            }
        }
    }

    @Test func killed() async throws {
        var places: [MigratingPrograms] = []
        defer { places.forEach(Self.remove) }
        try await MigratingPrograms.killed(times: 20) {
            places.append(Self.place())
            return places[places.count - 1]
        }
    }
}
