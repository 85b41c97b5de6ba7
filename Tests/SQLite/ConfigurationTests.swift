import Foundation
import Junction
import JunctionSQLite
import Suites
import Testing

/// How a database is opened, and what its connections are set to.
@Suite struct ConfigurationTests {
    @Test func aMemoryDatabaseHasOneConnection() async throws {
        try await withDatabase(.memory, creating: [Item.self]) { db in
            try await add("a", on: db)
            #expect(try await names(on: db) == ["a"])
            try await withDatabase(.memory, creating: [Item.self]) { other in
                let found = try await names(on: other)
                #expect(found.isEmpty)
            }
            // Whoever reads waits for the transaction: there is nothing else to read from.
            let reading = try await db.transaction { tx in
                try await add("b", on: tx)
                let reading = Task.detached { try await names(on: db) }
                try await Task.sleep(for: .milliseconds(50))
                try await add("c", on: tx)
                return reading
            }
            #expect(try await reading.value == ["a", "b", "c"])
        }
    }

    @Test func aReadingTransactionInMemoryOnlyReads() async throws {
        try await withDatabase(.memory, creating: [Item.self]) { db in
            let error = try await refusal(of: DatabaseError.self) { try await db.transaction(.read) { try await add("a", on: $0) } }
            #expect(error.kind == .readOnly)
            try await add("b", on: db)
            let found = try await db.transaction(.read) { try await names(on: $0) }
            #expect(found == ["b"])
            try await db.transaction { try await add("c", on: $0) }
        }
    }

    @Test func aFileKeepsWhatWasCommitted() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { db in
                try await add("a", on: db)
                try await refusal(of: Oops.self) {
                    try await db.transaction { tx in
                        try await add("lost", on: tx)
                        throw Oops()
                    }
                }
                try await db.transaction { try await add("b", on: $0) }
                #expect(try await names(on: db) == ["a", "b"])
            }
            // Closed properly it is one file.
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            try await withDatabase(.file(path)) { db in
                try await db.verify([Item.self])
                #expect(try await names(on: db) == ["a", "b"])
            }
        }
    }

    /// Closing while a transaction runs lets it commit.
    @Test func whatRunsWhileTheDatabaseClosesIsKept() async throws {
        try await withFile { path in
            let db = try await Database.sqlite(path: path)
            try await db.create([Item.self])
            let (begun, signal) = AsyncStream<Void>.makeStream()
            let running = Task {
                try await db.transaction { tx in
                    try await add("a", on: tx)
                    signal.finish()
                    try await Task.sleep(for: .milliseconds(100))
                    try await add("b", on: tx)
                }
            }
            for await _ in begun {}
            await db.close()
            try await running.value
            try await withDatabase(.file(path)) { db in
                let found = try await names(on: db)
                #expect(found == ["a", "b"])
            }
        }
    }

    @Test func connectionsAreSetUp() async throws {
        try await withFile { path in
            try await withDatabase(.file(path)) { db in
                let found72 = try await column("PRAGMA journal_mode", .write, on: db)
                #expect(found72 == ["wal"])
                let found73 = try await column("PRAGMA journal_mode", .read, on: db)
                #expect(found73 == ["wal"])
                let found74 = try await column("PRAGMA foreign_keys", .write, on: db)
                #expect(found74 == ["1"])
                let found75 = try await column("PRAGMA synchronous", .write, on: db)
                #expect(found75 == ["1"])
                let found76 = try await column("PRAGMA query_only", .write, on: db)
                #expect(found76 == ["0"])
                // A connection that reads cannot write by mistake.
                let found78 = try await column("PRAGMA query_only", .read, on: db)
                #expect(found78 == ["1"])
                let found79 = try await column("PRAGMA busy_timeout", .read, on: db)
                #expect(found79 == ["5000"])
            }
            let configuration = SQLiteConfiguration(busyLimit: .milliseconds(1234))
            try await withDatabase(.file(path), configuration) { db in
                let found83 = try await column("PRAGMA busy_timeout", .read, on: db)
                #expect(found83 == ["1234"])
            }
        }
        try await withDatabase(.memory) { db in
            let found87 = try await column("PRAGMA journal_mode", on: db)
            #expect(found87 == ["memory"])
            let found88 = try await column("PRAGMA foreign_keys", on: db)
            #expect(found88 == ["1"])
        }
    }

    @Test func readOnly() async throws {
        try await withFile { path in
            let configuration = SQLiteConfiguration(isReadOnly: true)
            // It is not made where it is missing.
            let missing = try await refusal(of: DatabaseError.self) { _ = try await Database.sqlite(path: path, configuration) }
            #expect(missing.kind == .cannotOpen)
            #expect(!FileManager.default.fileExists(atPath: path))
            try await withDatabase(.file(path), creating: [Item.self]) { try await add("a", on: $0) }
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            try await withDatabase(.file(path), configuration) { db in
                #expect(try await names(on: db) == ["a"])
                #expect(try await Item.find(Key(1), on: db).name == "a")
                let error = try await refusal(of: DatabaseError.self) { try await add("b", on: db) }
                #expect(error.kind == .readOnly)
                #expect(error.description.hasPrefix("the database can only be read ["))
                let create = try await refusal(of: DatabaseError.self) { try await db.create([Other.self]) }
                #expect(create.kind == .readOnly)
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }

    /// Those who read go on while one writes, and see what is committed.
    @Test func readersSeeWhatIsCommitted() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { db in
                try await db.transaction { tx in
                    try await add("a", on: tx)
                    let reading = Task.detached { try await names(on: db) }
                    #expect(try await reading.value.isEmpty)
                }
                #expect(try await names(on: db) == ["a"])
            }
        }
    }

    /// Many different statements: old ones are forgotten, none is mistaken for another.
    @Test func moreStatementsThanAreKept() async throws {
        try await withDatabase(.memory) { db in
            for round in 1...2 {
                for number in 1...1200 {
                    let found = try await column("SELECT \(number)", on: db)
                    if found != ["\(number)"] { Issue.record("round \(round): \(found), not \(number)") }
                }
            }
        }
    }
}

@Model
struct Other {
    var id: Key<Other>
}
