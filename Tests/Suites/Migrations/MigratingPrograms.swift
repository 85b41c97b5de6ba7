import Foundation
import Junction
import MigratedSchema
import Testing

/// Programs of their own that migrate one database: several at the same time, and one that is killed meanwhile.
package struct MigratingPrograms: Sendable {
    /// What the program is to be told, and the database that it migrates then.
    package let arguments: [String]
    package let open: @Sendable () async throws -> Database

    package init(_ arguments: [String], open: @escaping @Sendable () async throws -> Database) {
        self.arguments = arguments
        self.open = open
    }

    private static let tables = ["artist", "track", "track_tags"], migrated = ["band", "track", "track_tags"]
    private static var program: URL {
        get throws {
            let products = [Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
            let found = products.map { $0.appending(path: "Migrating") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
            return try #require(found, "the program 'Migrating' was not built")
        }
    }

    private func start() throws -> Program { try Program(Self.program.path, arguments, keepsErrorsApart: true) }

    private func prepare() async throws {
        try await with { db in
            try await db.migrate(MigratedSchema.migrations, to: "0001_tracks")
            try await RowKeeper(db: db).fill(
                SchemaState(after: [MigratedSchema.migrations[0]]).tables, rows: MigrationPairTests.rows)
        }
    }

    private func with<R>(_ body: (Database) async throws -> R) async throws -> R { try await closing(open(), body) }

    /// One of them does it, the others wait and find it done.
    package static func severalAtOnce(_ place: MigratingPrograms) async throws {
        try await place.prepare()
        let programs = try (0..<3).map { _ in try place.start() }
        var applied: [Substring] = []
        for program in programs {
            let end = try await program.end()
            #expect(end.status == 0, "\(end)")
            applied += end.output.split(whereSeparator: \.isWhitespace)
        }
        #expect(applied == ["0002_bands"])
        try await place.with { try await Self.check($0, isMigrated: true) }
    }

    /// Killed at moments all through the migration: the tables are the old or the new ones, and all rows are there; then it goes on.
    package static func killed(times: Int, _ place: () async throws -> MigratingPrograms) async throws {
        // How long it takes when nobody interferes.
        let whole = try await place()
        try await whole.prepare()
        let clock = ContinuousClock(), start = clock.now
        _ = try await whole.start().end()
        let length = clock.now - start
        let new = try await whole.with { try await SchemaText.lines(of: $0) }
        var wasMigrated = 0
        for time in 0..<times {
            let place = try await place()
            try await place.prepare()
            let old = try await place.with { try await SchemaText.lines(of: $0) }
            let program = try place.start()
            let delay = length * (Double(time) + Double.random(in: 0..<1)) / Double(times)
            try? await Task.sleep(for: delay)
            program.kill()
            _ = try await program.end()
            try await place.with { db in
                let found = try await SchemaText.lines(of: db)
                #expect(found == old || found == new, "killed after \(delay) of \(length)")
                if found == new { wasMigrated += 1 }
                try await check(db, isMigrated: found == new)
                try await db.migrate(MigratedSchema.migrations)
                let end = try await SchemaText.lines(of: db)
                #expect(end == new)
                try await check(db, isMigrated: true)
            }
        }
        print("killed \(times) times, within \(length): \(wasMigrated) had migrated")
    }

    private static func check(_ db: Database, isMigrated: Bool) async throws {
        let keeper = RowKeeper(db: db), rows = "\(MigrationPairTests.rows)"
        for table in isMigrated ? migrated : tables {
            let values = try await keeper.values(of: table, [], orderedBy: [])
            #expect(values == [rows])
        }
        let ran = try await db.status(of: MigratedSchema.migrations).map(\.hasRun)
        #expect(ran == [true, isMigrated])
    }
}
