import Foundation
import Junction
import JunctionSQLite

@Model
struct Category {
    var id: Key<Category>
    var name: String
}

/// What a session costs: microseconds of CPU a call, and how that stands to the same work with the C interface in the same run.
@main
struct Sessions {
    private static let rows: Int64 = 200

    static func main() async throws { try await run() }

    /// Away from the main actor, which `main` is on: there each statement of a transaction would be a hop.
    @concurrent
    private static func run() async throws {
        let path = temporaryPath()
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        let db = try await Database.sqlite(path: path)
        try await db.create([Category.self])
        try await Category.insert((0..<rows).map { _ in Category(name: "HR") }, on: db)
        print(line("microseconds of CPU, the least of seven rounds", ""))
        try await inATransaction(db, Direct(path: path))
        try await onThePool(db, Direct(path: path))
        try await onTheMainActor(db)
        await db.close()
    }

    private static func inATransaction(_ db: Database, _ direct: Direct) async throws {
        print("-- in a transaction")
        try direct.execute("BEGIN")
        let base = try await lookUp("look-up by key, C interface", direct)
        let time = try await db.transaction(.read) { tx in
            try await measure("empty _performHere", passes: 20_000) { passes in
                var nothing: Void = ()
                for _ in 0..<passes { _ = try tx._performHere(.read, &nothing) { _ in } }
            }
            try await measure("empty _perform (it can be cancelled)", passes: 20_000) {
                for _ in 0..<$0 { try await tx._perform(.read) { _ in } }
            }
            try await measure("empty savepoint", passes: 5_000) { for _ in 0..<$0 { try await tx.transaction { _ in } } }
            return try await measure("look-up by key, find(on: tx)", passes: 20_000) { try await find($0, tx) }
        }
        // Again, so that a change of the machine's clock in between is not taken for a difference.
        let again = try await lookUp("look-up by key, C interface, once more", direct)
        try direct.execute("COMMIT")
        ratio("find(on: tx) to the C interface", time, to: min(base, again))
    }

    private static func onThePool(_ db: Database, _ direct: Direct) async throws {
        print("-- on the pool")
        let base = try await lookUp("look-up by key, C interface, without a transaction", direct)
        try await measure("empty _performHere", passes: 5_000) { passes in
                var nothing: Void = ()
                for _ in 0..<passes { _ = try db._performHere(.read, &nothing) { _ in } }
            }
        try await measure("empty _perform (two hops)", passes: 5_000) { for _ in 0..<$0 { try await db._perform(.read) { _ in } } }
        let time = try await measure("look-up by key, find(on: db)", passes: 5_000) { try await find($0, db) }
        try await measure("transaction of nothing", passes: 2_000) { for _ in 0..<$0 { try await db.transaction { _ in } } }
        try await measure("insert(on: tx), 5000 a transaction", passes: 5_000) { count in
            try await db.transaction { tx in
                for _ in 0..<count { _ = try await Category(name: "HR").insert(on: tx) }
            }
        }
        let again = try await lookUp("look-up by key, C interface, once more", direct)
        ratio("find(on: db) to the C interface", time, to: min(base, again))
    }

    /// What a caller on the main actor pays, whose body is not marked `@concurrent`.
    @MainActor
    private static func onTheMainActor(_ db: Database) async throws {
        print("-- called from the main actor")
        try await db.transaction(.read) { tx in
            try await measure("empty _perform in a transaction", passes: 1_000) {
                for _ in 0..<$0 { try await tx._perform(.read) { _ in } }
            }
        }
        try await db.transaction { @concurrent tx in
            try await measure("the same in a '@concurrent' body", passes: 20_000) {
                for _ in 0..<$0 { try await tx._perform(.read) { _ in } }
            }
        }
    }

    private static func find(_ count: Int, _ session: some Session) async throws {
        for i in 0..<count { _ = try await Category.find(Key(Int64(i) % rows + 1), on: session) }
    }

    private static func lookUp(_ name: String, _ direct: Direct) async throws -> Double {
        try await measure(name, passes: 20_000) { for i in 0..<$0 { _ = try direct.find(Int64(i) % rows + 1) } }
    }
}
