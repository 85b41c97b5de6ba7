import Foundation
import JunctionSQLite
import Suites
import Testing

@testable import Junction

// What the tests of SQLite share.

@Model
struct Item: Hashable {
    var id: Key<Item>
    var name: String
}

struct Oops: Error, Equatable {}

func add(_ name: String, on session: some Session) async throws { _ = try await Item(name: name).insert(on: session) }

func names(on session: some Session) async throws -> [String] { try await Item.order { $0.id }.all(on: session).map(\.name) }

/// A path of its own for each test; what is there afterwards is removed.
func withFile(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("junction-\(UUID().uuidString).sqlite").path
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    try await body(path)
}

/// A database that is closed when `body` has ended, however it does.
func withDatabase(
    _ location: SQLiteLocation, _ configuration: SQLiteConfiguration = SQLiteConfiguration(), creating models: [any Model.Type] = [],
    _ body: (Database) async throws -> Void
) async throws {
    try await closing(Database.sqlite(location, configuration)) { db in
        if !models.isEmpty { try await db.create(models) }
        try await body(db)
    }
}

/// Runs SQL as it is, on the connection that writes.
func execute(_ sql: String, on session: some Session) async throws {
    _ = try await session._perform(.write) { try $0.execution.execute(Statement(sql)) }
}

/// The first column of a statement, as text: integers are written out.
func column(_ sql: String, _ access: Access = .read, on session: some Session) async throws -> [String] {
    try await session._perform(access) { work in
        try work.execution.run(Statement(sql), []) { rows in
            var all: [String] = []
            try rows.forEach { row in
                if let text = try? row.value(String.self, at: 0) {
                    all.append(text)
                } else {
                    all.append(String(try row.value(Int.self, at: 0)))
                }
            }
            return all
        }
    }
}
