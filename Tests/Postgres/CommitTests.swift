import Foundation
import Suites
import Testing

@testable import Junction
@testable import JunctionPostgres

/// What COMMIT may answer, and what is made of it.
@Suite struct CommitTests {
    private func link() throws -> PostgresLink {
        let configuration = PostgresConfiguration(), url = try #require(SharedServer.url)
        return try PostgresLink(PostgresSettings(PostgresLocation(url: url), configuration), configuration)
    }

    /// A COMMIT that the server answers by ROLLBACK is an error.
    @Test func answeredByRollback() throws {
        let link = try link()
        defer { link.close() }
        try link.control(.begin(.write, nil))
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1 / 0"), []) }
        #expect(link.isInTransaction && link.isFailed)
        let error = #expect(throws: DatabaseError.self) { try link.control(.commit) }
        #expect(error?.kind == .rolledBack)
        #expect(!link.isInTransaction)
        #expect(try link.execute(Statement("SELECT 1"), []) == 1)
    }

    /// An empty transaction sends nothing, savepoints that were not needed neither.
    @Test func beginningsWaitForAStatement() throws {
        let link = try link()
        defer { link.close() }
        try link.control(.begin(.read, nil))
        #expect(link.isInTransaction)
        try link.control(.savepoint(1))
        try link.control(.rollbackTo(1))
        try link.control(.release(1))
        try link.control(.commit)
        #expect(!link.isInTransaction)
        try link.control(.begin(.write, .serializable))
        try link.control(.savepoint(1))
        let level = try link.run(Statement("SELECT current_setting('transaction_isolation')"), []) { rows in
            var found = ""
            try rows.forEach { found = try $0.value(at: 0) }
            return found
        }
        #expect(level == "serializable")
        try link.control(.rollback)
    }

    /// Savepoints have the same names again and again: where one could not be opened, an earlier one must not be gone back to in its place.
    @Test(arguments: [false, true])
    func aSavepointThatIsMissing(isStreamed: Bool) throws {
        let link = try link()
        defer { link.close() }
        try link.control(.begin(.write, nil))
        try link.control(.savepoint(1))
        #expect(try link.execute(Statement("SELECT 1"), []) == 1)
        try link.control(.savepoint(1))
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1 / 0"), []) }
        // The second was opened.
        try link.control(.rollbackTo(1))
        #expect(!link.isFailed)
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1 / 0"), []) }
        try link.control(.savepoint(1))
        let statement = Statement("SELECT 1", .read, isStreamed: isStreamed)
        #expect(throws: DatabaseError.self) { try link.run(statement, []) { try $0.forEach { _ in } } }
        // Also after something else was tried.
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1"), []) }
        let error = #expect(throws: DatabaseError.self) { try link.control(.rollbackTo(1)) }
        #expect(error?.message.contains("savepoint") == true && link.isFailed)
        try link.control(.rollback)
        // The next transaction has nothing to do with it.
        try link.control(.begin(.write, nil))
        try link.control(.savepoint(1))
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1 / 0"), []) }
        try link.control(.rollbackTo(1))
        #expect(try link.execute(Statement("SELECT 1"), []) == 1)
        try link.control(.commit)
    }

    /// Where what came before could not be done, the savepoint that is meant is still there.
    @Test func aReleaseThatIsRefused() throws {
        let link = try link()
        defer { link.close() }
        try link.control(.begin(.write, nil))
        try link.control(.savepoint(1))
        #expect(try link.execute(Statement("SELECT 1"), []) == 1)
        try link.control(.savepoint(2))
        #expect(try link.execute(Statement("SELECT 1"), []) == 1)
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1 / 0"), []) }
        try link.control(.release(2))
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1"), []) }
        try link.control(.rollbackTo(1))
        // The end of one, and a second one of its number: neither was done.
        #expect(try link.execute(Statement("SELECT 1"), []) == 1)
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1 / 0"), []) }
        try link.control(.release(1))
        try link.control(.savepoint(1))
        #expect(throws: DatabaseError.self) { try link.execute(Statement("SELECT 1"), []) }
        #expect(throws: DatabaseError.self) { try link.control(.rollbackTo(1)) }
        try link.control(.rollback)
    }

    /// What a constraint says at the very end of a statement of its own is an error, and the connection goes on.
    @Test func refusedAtTheEnd() async throws {
        try await SharedServer.withDatabase(PostgresConfiguration(DatabaseConfiguration(connections: 1)), creating: [Entry.self]) { db in
            try await db.raw("ALTER TABLE entry ADD FOREIGN KEY (amount) REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED")
            let process = try await db.texts("SELECT pg_backend_pid()::text")
            // Several statements were sent at once before.
            let counts = try await db.pipeline { pipe in (Entry.query.count(on: pipe), Entry.query.count(on: pipe)) }
            #expect(counts == (0, 0))
            let refused = try await refusal(of: DatabaseError.self) { _ = try await Entry(name: "a").insert(on: db) }
            #expect(refused.kind == .foreignKey)
            let own = try await Entry(id: Key(1), name: "a", amount: 1).insert(on: db)
            let error = try await refusal(of: DatabaseError.self) {
                _ = try await Entry.filter { $0.id == own.id }.update(on: db) { new, _ in new.amount = 99 }
            }
            #expect(error.kind == .foreignKey)
            #expect(try await db.texts("SELECT pg_backend_pid()::text") == process)
            #expect(try await Entry.find(own.id, on: db).amount == 1)
        }
    }

    /// A connection that is lost during COMMIT: nobody knows, and nothing is tried again.
    @Test func lostDuringCommit() async throws {
        try await SharedServer.withDatabase(creating: [Entry.self]) { db in
            try await db.raw(
                """
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$
                """)
            try await db.raw(
                "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()")
            let name = UUID().uuidString
            let writing = Task {
                try await db.transaction { tx in
                    try await tx.raw("SET LOCAL application_name = '\(name)'")
                    _ = try await Entry(name: "a").insert(on: tx)
                }
            }
            let commits =
                "SELECT pid::text FROM pg_stat_activity WHERE application_name = '\(name)' AND query = 'COMMIT' AND state = 'active'"
            try await eventually { try await !db.texts(commits).isEmpty }
            _ = try await db.texts("SELECT pg_terminate_backend(\(try await db.texts(commits)[0]))::text")
            let error = try await refusal(of: DatabaseError.self) { try await writing.value }
            #expect(error.kind == .outcomeUnknown)
            #expect(error.description.contains("whether it took effect is not known"))
            #expect(try await Entry.count(on: db) == 0)
        }
    }

    /// A commit that no standby has confirmed is done, and is not silent.
    @Test func notReplicated() async throws {
        try await OwnServer.run { server in
            try await withDatabase(try await server.database()) { db in
                try await db.create([Entry.self])
                try await db.raw("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
                try await db.raw("SELECT pg_reload_conf()")
                try await eventually {
                    try await db.texts("SELECT current_setting('synchronous_standby_names')") == ["nobody"]
                }
                for inTransaction in [false, true] {
                    let writing = Task {
                        if inTransaction {
                            try await db.transaction { _ = try await Entry(name: "a").insert(on: $0) }
                        } else {
                            _ = try await Entry(name: "b").insert(on: db)
                        }
                    }
                    let waiting = "SELECT pid::text FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
                    try await eventually { try await !db.texts(waiting).isEmpty }
                    _ = try await db.texts("SELECT pg_cancel_backend(\(try await db.texts(waiting)[0]))::text")
                    let error = try await refusal(of: DatabaseError.self) { try await writing.value }
                    #expect(error.kind == .notReplicated)
                    #expect(error.code == "01000")
                }
                #expect(try await Entry.count(on: db) == 2)
            }
        }
    }
}
