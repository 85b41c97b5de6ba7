import Foundation
import Suites
import Testing

@testable import Junction
@testable import JunctionPostgres

/// Statements that are kept on the server, and what ends them.
@Suite struct PreparedStatementTests {
    private static let one = PostgresConfiguration(DatabaseConfiguration(connections: 1))

    private func prepared(on db: Database) async throws -> [String] {
        try await db.texts("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time")
    }

    @Test func theyAreKept() async throws {
        try await SharedServer.withDatabase(Self.one, creating: [Entry.self]) { db in
            for number in 0..<3 { _ = try await Entry(name: "\(number)").insert(on: db) }
            for number in 1...3 {
                let found = try await Entry.find(Key(Int64(number)), on: db)
                #expect(found.name == "\(number - 1)")
            }
            let kept = try await prepared(on: db)
            #expect(kept.count == 2, "\(kept)")
        }
    }

    /// There is a limit; those that were not used for longest go.
    @Test func notMoreThanALimit() throws {
        let configuration = PostgresConfiguration(), url = try #require(SharedServer.url)
        let link = try PostgresLink(PostgresSettings(PostgresLocation(url: url), configuration), configuration)
        defer { link.close() }
        let statements = (0..<510).map { Statement("SELECT \($0)", .read, isRepeated: true) }
        for statement in statements {
            _ = try link.execute(statement, [])
            // Used all the time.
            _ = try link.execute(statements[0], [])
        }
        var kept: [String] = []
        try link.run(Statement("SELECT statement FROM pg_prepared_statements", .read), []) { rows in
            try rows.forEach { kept.append(try $0.value(at: 0)) }
        }
        #expect(kept.count == 500)
        #expect(kept.contains("SELECT 0") && kept.contains("SELECT 509") && !kept.contains("SELECT 1"))
    }

    /// A column that changed its type, or a server that forgot everything: prepared anew, outside a transaction without a word.
    @Test func theyArePreparedAnew() async throws {
        try await SharedServer.withDatabase(Self.one, creating: [Entry.self]) { db in
            let entry = try await Entry(name: "a").insert(on: db)
            #expect(try await Entry.find(entry.id, on: db).amount == 0)
            try await db.raw("ALTER TABLE entry ALTER COLUMN amount TYPE integer")
            #expect(try await Entry.find(entry.id, on: db).amount == 0)
            _ = try await entry.update(on: db) { $0.amount = 7 }
            try await db.raw("DEALLOCATE ALL")
            #expect(try await Entry.find(entry.id, on: db).amount == 7)
            try await db.transaction { tx in
                let found = try await Entry.find(entry.id, on: tx)
                #expect(found.amount == 7)
            }
            try await db.raw("ALTER TABLE entry ALTER COLUMN amount TYPE bigint")
            // The first statement of a transaction is sent again, too.
            try await db.transaction { tx in
                let found = try await Entry.find(entry.id, on: tx)
                #expect(found.amount == 7)
            }
            try await db.raw("ALTER TABLE entry ALTER COLUMN amount TYPE integer")
            try await db.transaction { tx in
                _ = try await Entry(name: "b").insert(on: tx)
                // Inside one it is an error, since what came before is not done again; then it is prepared anew.
                let error = try await refusal(of: DatabaseError.self) { _ = try await Entry.find(entry.id, on: tx) }
                #expect(error.kind == .schemaChanged)
            }
            #expect(try await Entry.count(on: db) == 2)
            #expect(try await Entry.find(entry.id, on: db).amount == 7)
        }
    }
}
