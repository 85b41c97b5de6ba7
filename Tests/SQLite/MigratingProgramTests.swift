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

    @Test func killed() async throws {
        var places: [MigratingPrograms] = []
        defer { places.forEach(Self.remove) }
        try await MigratingPrograms.killed(times: 20) {
            places.append(Self.place())
            return places[places.count - 1]
        }
    }
}
