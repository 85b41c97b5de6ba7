// The snippets of docs/testing.md: tests of the first example's models. They are tests themselves.

// snippet: testing-imports
import Foundation
import Junction
import JunctionSQLite
import JunctionTesting
import Synchronization
import Testing
// end snippet

#if POSTGRES
import JunctionPostgres
#endif

// snippet: testing-with
func withContactBook(
    at location: SQLiteLocation = .memory, clock: @escaping @Sendable () -> Date = { Date() },
    _ body: (Database, StatementRecorder) async throws -> Void
) async throws {
    let recorder = StatementRecorder()
    // Other tests keep the machine busy: no test is to fail since its turn came late.
    let configuration = DatabaseConfiguration(waitLimit: .seconds(3_600), observers: [recorder], clock: clock)
    let db = try await Database.sqlite(location, SQLiteConfiguration(configuration))
    do {
        try await db.create([Contact.self, Department.self, Membership.self])
        _ = recorder.take()                                                 // what made the tables is of no interest
        try await body(db, recorder)
    } catch {
        await db.close()
        throw error
    }
    await db.close()
}
// end snippet

// snippet: testing-clock
final class HandClock: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 1_700_000_000))

    var now: Date { date.withLock { $0 } }
    func advance(by seconds: TimeInterval) { date.withLock { $0 += seconds } }
}
// end snippet

@Suite struct ContactBookTests {
    // snippet: testing-behaviour
    @Test func aMemberWhoLeftIsNotShown() async throws {
        try await withContactBook { db, _ in
            let ann = try await Contact(name: "Ann").insert(on: db), hr = try await Department(name: "HR").insert(on: db)
            try await ann.departments.add(hr, on: db)
            let changes = try await ann.departments.remove(hr, on: db)
            #expect(changes.removed == [hr.id])
            #expect(try await hr.contacts.isEmpty(on: db))
        }
    }
    // end snippet

    // snippet: testing-statements
    @Test func aPageOfContactsTakesTwoStatements() async throws {
        try await withContactBook { db, recorder in
            try await (1...50).map { Contact(name: "\($0)") }.insert(on: db)
            _ = recorder.take()
            let rows = try await Contact.with { $0.departments }.all(on: db)
            #expect(rows.count == 50)
            #expect(recorder.take().count == 2)                             // not one for each contact
        }
    }
    // end snippet

    // snippet: testing-sql
    @Test func unlinkingMarksTheLink() async throws {
        try await withContactBook { db, recorder in
            let ann = try await Contact(name: "Ann").insert(on: db)
            _ = recorder.take()
            try await ann.departments.clear(on: db)
            let sent = recorder.takeSQL()
            #expect(sent.count == 1 && sent[0].hasPrefix(#"UPDATE "membership" AS l SET "deleted" = ?2"#))
        }
    }
    // end snippet

    // snippet: testing-errors
    @Test func aStrangerIsRefused() async throws {
        try await withContactBook { db, recorder in
            let ann = try await Contact(name: "Ann").insert(on: db)
            let error = await #expect(throws: RelationError.self) { try await ann.departments.add(keys: [Key(99)], on: db) }
            #expect(error?.kind == .missingTargets && error?.keys == [.integer(99)])

            _ = recorder.take()
            let nobody = Contact(name: "Bob")                               // never inserted: known before a statement is sent
            await #expect(throws: RelationError.self) { try await nobody.departments.clear(on: db) }
            #expect(recorder.take().isEmpty)
        }
    }
    // end snippet

    // snippet: testing-time
    @Test func aRemovalIsStamped() async throws {
        let clock = HandClock()
        try await withContactBook(clock: { clock.now }) { db, _ in
            let ann = try await Contact(name: "Ann").insert(on: db), hr = try await Department(name: "HR").insert(on: db)
            try await ann.departments.add(hr, on: db)
            clock.advance(by: 3_600)
            try await ann.departments.remove(hr, on: db)
            #expect(try await ann.departments.links.onlyDeleted.one(on: db).deleted == clock.now)
        }
    }
    // end snippet

    // snippet: testing-query
    @Test func theSearchIsOneSemiJoin() throws {
        let query = Contact.filter { $0.departments.any { $0.name == "HR" } }
        #expect(try query.sql(for: .sqlite).contains(#"WHERE t0."id" IN (SELECT"#))
    }
    // end snippet

    @Test func takenBack() async throws {
        try await withContactBook { db, _ in
            try await rolledBack(db) { tx in
                _ = try await Contact(name: "Ann").insert(on: tx)
                #expect(try await Contact.count(on: tx) == 1)
            }
            #expect(try await Contact.count(on: db) == 0)
        }
    }

    @Test func aFileOfItsOwn() async throws {
        try await withContactFile { db, recorder in
            let ann = try await Contact(name: "Ann").insert(on: db)
            _ = recorder.take()
            let keys = try await (1...3).map { Department(name: "\($0)") }.insert(on: db)
            #expect(recorder.take().count == 3)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for key in keys { group.addTask { try await ann.departments.add(keys: [key], on: db) } }
                try await group.waitForAll()
            }
            #expect(try await ann.departments.count(on: db) == 3)
        }
    }
}

// snippet: testing-rollback
func rolledBack(_ db: Database, _ body: (Transaction) async throws -> Void) async throws {
    struct TakeBack: Error {}
    do {
        try await db.transaction { tx in
            try await body(tx)
            throw TakeBack()
        }
    } catch is TakeBack {}
}
// end snippet

// snippet: testing-file
func withContactFile(_ body: (Database, StatementRecorder) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }               // the database, its WAL and its index
    try await withContactBook(at: .file(folder.appendingPathComponent("test.sqlite").path), body)
}
// end snippet

#if POSTGRES
// snippet: testing-postgres
func withContactSchema(_ url: String, _ body: (Database) async throws -> Void) async throws {
    let schema = "test_" + UUID().uuidString
    let server = try await Database.postgres(url)
    try await server.execute("CREATE SCHEMA \(name: schema)")
    let db = try await Database.postgres(url, PostgresConfiguration(searchPath: [schema]))
    let result: Result<Void, any Error>
    do {
        try await db.create([Contact.self, Department.self, Membership.self])
        try await body(db)
        result = .success(())
    } catch { result = .failure(error) }
    await db.close()
    try await server.execute("DROP SCHEMA \(name: schema) CASCADE")
    await server.close()
    try result.get()
}
// end snippet

@Suite(.enabled(if: ProcessInfo.processInfo.environment["JUNCTION_POSTGRES"] != nil)) struct ContactSchemaTests {
    @Test func aSchemaOfItsOwn() async throws {
        let url = try #require(ProcessInfo.processInfo.environment["JUNCTION_POSTGRES"])
        try await withContactSchema(url) { db in
            _ = try await Contact(name: "Ann").insert(on: db)
            #expect(try await Contact.count(on: db) == 1)
        }
    }
}
#endif
