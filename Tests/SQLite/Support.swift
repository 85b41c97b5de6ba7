import Foundation
import JunctionSQLite
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
    let db = try await Database.sqlite(location, configuration)
    do {
        if !models.isEmpty { try await db.create(models) }
        try await body(db)
    } catch {
        await db.close()
        throw error
    }
    await db.close()
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

/// The error with which `body` is refused; a test that was not refused, or with another error, fails and ends.
@discardableResult
func refusal<E: Error>(
    of type: E.Type, at location: SourceLocation = #_sourceLocation, by body: () async throws -> Void
) async throws -> E {
    do { try await body() } catch let error as E { return error } catch {
        Issue.record("\(type) was expected, not \(error)", sourceLocation: location)
        throw error
    }
    Issue.record("\(type) was expected, nothing was thrown", sourceLocation: location)
    throw NotRefused()
}

struct NotRefused: Error {}

/// Random values whose seed is printed, so that a failure can be repeated (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    /// - Parameter seed: put a printed one here to see the same values again.
    init(_ name: String, seed: UInt64? = nil) {
        state = seed ?? UInt64.random(in: .min ... .max)
        print("\(name): seed \(state)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
