import Junction
import JunctionSQLite
import Suites
import Testing

/// SQLite ends a transaction by itself when the disk is full or a statement that writes is interrupted. Nothing may be written after that
/// as if the transaction were still there, and the connection must be clean for whoever comes next.
@Suite struct AutomaticRollbackTests {
    private static let slowWrite =
        "INSERT INTO item (name) WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 300000000) SELECT x FROM c"

    /// From outside: the statement keeps the connection's thread busy, and with it the body.
    private static func cancelSoon(_ task: Task<Void, any Error>) -> Task<Void, any Error> {
        Task.detached {
            try await Task.sleep(for: .milliseconds(200))
            task.cancel()
        }
    }

    @Test func aCancelledWriteEndsTheTransaction() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { db in
                let error = try await refusal(of: QueryError.self) {
                    try await db.transaction { tx in
                        try await add("before", on: tx)
                        let child = Task { try await execute(Self.slowWrite, on: tx) }
                        let stop = Self.cancelSoon(child)
                        try await refusal(of: CancellationError.self) { try await child.value }
                        try await stop.value
                        let after = try await refusal(of: QueryError.self) { try await add("after", on: tx) }
                        #expect(after.kind == .transactionIsOver)
                        let savepoint = try await refusal(of: QueryError.self) { try await tx.transaction { _ in } }
                        #expect(savepoint.kind == .transactionIsOver)
                    }
                }
                #expect(error.kind == .transactionIsOver)
                #expect(try await names(on: db).isEmpty)
                try await add("next", on: db)
                try await db.transaction { try await add("and next", on: $0) }
                #expect(try await names(on: db) == ["next", "and next"])
            }
        }
    }

    /// The same with a body that looks away from everything.
    @Test func aBodyThatNoticesNothingDoesNotCommit() async throws {
        try await withDatabase(.memory, creating: [Item.self]) { db in
            try await refusal(of: QueryError.self) {
                try await db.transaction { tx in
                    try await add("before", on: tx)
                    let child = Task { try await execute(Self.slowWrite, on: tx) }
                    let stop = Self.cancelSoon(child)
                    _ = await child.result
                    try await stop.value
                }
            }
            #expect(try await names(on: db).isEmpty)
            try await db.transaction { try await add("next", on: $0) }
            #expect(try await names(on: db) == ["next"])
        }
    }

    @Test func inASavepoint() async throws {
        try await withDatabase(.memory, creating: [Item.self]) { db in
            let error = try await refusal(of: QueryError.self) {
                try await db.transaction { tx in
                    try await add("outer", on: tx)
                    try? await tx.transaction { inner in
                        let child = Task { try await execute(Self.slowWrite, on: inner) }
                        let stop = Self.cancelSoon(child)
                        try await child.value
                        try await stop.value
                    }
                    // The outer level is gone as well.
                    try await add("after", on: tx)
                }
            }
            #expect(error.kind == .transactionIsOver)
            try await add("next", on: db)
            #expect(try await names(on: db) == ["next"])
        }
    }

    @Test func aFullDisk() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { db in
                try await execute("PRAGMA max_page_count = 20", on: db)
                let row = Item(name: String(repeating: "x", count: 1000))
                let error = try await refusal(of: QueryError.self) {
                    try await db.transaction { tx in
                        try await add("before", on: tx)
                        let full = try await refusal(of: DatabaseError.self) {
                            for _ in 0..<500 { try await Item.insert([row], on: tx) }
                        }
                        #expect(full.kind == .full)
                        try await add("after", on: tx)
                    }
                }
                #expect(error.kind == .transactionIsOver)
                try await execute("PRAGMA max_page_count = 100000", on: db)
                #expect(try await names(on: db).isEmpty)
                try await add("next", on: db)
                #expect(try await names(on: db) == ["next"])
            }
        }
    }

    /// An insert that returns its row is taken back by itself when the disk is full; the transaction goes on.
    @Test func aFullDiskForOneRow() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { db in
                try await execute("PRAGMA max_page_count = 20", on: db)
                let long = String(repeating: "x", count: 1000)
                try await db.transaction { tx in
                    try await add("before", on: tx)
                    let full = try await refusal(of: DatabaseError.self) { for _ in 0..<500 { try await add(long, on: tx) } }
                    #expect(full.kind == .full)
                    try await Item.filter { $0.name == long }.delete(on: tx)
                }
                #expect(try await names(on: db) == ["before"])
            }
        }
    }
}
