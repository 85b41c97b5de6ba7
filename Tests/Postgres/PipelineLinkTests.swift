import Foundation
import Suites
import Testing

@testable import Junction
@testable import JunctionPostgres

/// Several statements in one round trip, on a connection of its own.
@Suite struct PipelineLinkTests {
    private func link() throws -> PostgresLink {
        let configuration = PostgresConfiguration(), url = try #require(SharedServer.url)
        return try PostgresLink(PostgresSettings(PostgresLocation(url: url), configuration), configuration)
    }

    private func statement(_ sql: String) -> Statement { Statement(sql, .read, isRepeated: true) }

    /// The first column of each statement's first row.
    private func run(_ statements: [Statement], on link: PostgresLink) throws -> [String] {
        var texts: [String] = []
        var asked = 0
        try link.run(count: statements.count) { number in
            #expect(number == asked)
            asked += 1
            return (statements[number], [])
        } rows: { number, rows in
            #expect(number == texts.count)
            try rows.forEach { texts.append(try $0.value(String.self, at: 0)) }
        }
        return texts
    }

    /// What is sent together is one transaction to the server, which has one time.
    @Test func aHundredTakeOneRoundTrip() throws {
        let link = try link()
        defer { link.close() }
        let now = statement("SELECT transaction_timestamp()::text")
        let times = try run(Array(repeating: now, count: 250), on: link)
        #expect(times.count == 250)
        #expect(Set(times[..<100]).count == 1 && Set(times[100..<200]).count == 1 && Set(times[200...]).count == 1)
        #expect(Set(times).count == 3)
    }

    /// From the third hundred on, statements are made before the answers of those before are read: the server is at work on them.
    @Test func theNextAreMadeMeanwhile() throws {
        let link = try link(), one = statement("SELECT 'a'")
        defer { link.close() }
        var read = 0, before: [Int] = []
        try link.run(count: 450) { number in
            if number.isMultiple(of: 100) { before.append(read) }
            return (one, [])
        } rows: { _, rows in
            try rows.forEach { _ in read += 1 }
        }
        #expect(before == [0, 100, 100, 200, 300] && read == 450)
    }

    /// Each is prepared anew where nothing was done before; further on the second time.
    @Test func whatTheServerForgot() throws {
        let link = try link()
        defer { link.close() }
        let several = (0..<3).map { statement("SELECT '\($0)'") }, late = statement("SELECT 'late'")
        let long = Array(repeating: several[0], count: 150) + [late]
        _ = try run(several, on: link)
        _ = try run(long, on: link)
        _ = try link.execute(Statement("DEALLOCATE ALL"), [])
        #expect(try run(several, on: link) == ["0", "1", "2"])
        let error = #expect(throws: DatabaseError.self) { try run(long, on: link) }
        #expect(error?.code == "26000")
        #expect(try run(long, on: link).last == "late")
    }

    /// What was posted behind a failure was not prepared, and the transaction goes on.
    @Test func behindAFailure() throws {
        let link = try link()
        defer { link.close() }
        let fine = statement("SELECT 'a'")
        try link.control(.begin(.write, nil))
        try link.control(.savepoint(1))
        #expect(try run([fine], on: link) == ["a"])
        for place in [0, 50, 120, 260] {
            let new = statement("SELECT 'new \(place)'")
            var all = Array(repeating: fine, count: 290) + [new]
            all[place] = statement("SELECT (1 / (random() * 0)::integer)::text")
            let failing = all
            let error = #expect(throws: DatabaseError.self) { try run(failing, on: link) }
            #expect(error?.code == "22012" && error?.sql == failing[place].sql)
            try link.control(.rollbackTo(1))
            #expect(try run([new, fine], on: link) == ["new \(place)", "a"])
        }
        try link.control(.commit)
    }

    /// An error that only the end of the round trip tells.
    @Test func atTheEnd() throws {
        let link = try link()
        defer { link.close() }
        let name = "late_\(UUID().uuidString.prefix(8).lowercased())"
        let table =
            "CREATE TEMPORARY TABLE \(name) (id integer PRIMARY KEY, other integer REFERENCES \(name) DEFERRABLE INITIALLY DEFERRED)"
        _ = try link.execute(Statement(table), [])
        _ = try run(Array(repeating: statement("SELECT 'a'"), count: 3), on: link)
        let insert = Statement("INSERT INTO \(name) VALUES (1, 2)", isRepeated: true)
        let error = #expect(throws: DatabaseError.self) { try link.execute(insert, []) }
        #expect(error?.kind == .foreignKey && error?.sql == insert.sql)
        #expect(try run([statement("SELECT 'b'")], on: link) == ["b"])
    }
}

/// Rows that a user of the database may read, and not hold.
@Suite struct HeldRowTests {
    @Test(arguments: ["held_owner", "held_target"])
    func anAdditionEnds(_ table: String) async throws {
        let one = PostgresConfiguration(DatabaseConfiguration(connections: 1))
        try await SharedServer.withDatabase(one, creating: [HeldOwner.self, HeldTarget.self]) { db in
            let owner = try await HeldOwner(name: "a").insert(on: db), target = try await HeldTarget(name: "b").insert(on: db)
            let other = try await HeldTarget(name: "c").insert(on: db)
            let role = "role_\(UUID().uuidString.prefix(8).lowercased())"
            let schema = try await db.texts("SELECT current_schema()::text")[0]
            try await db.raw("CREATE ROLE \(role)")
            try await db.raw("GRANT USAGE ON SCHEMA \"\(schema)\" TO \(role)")
            try await db.raw("GRANT ALL ON ALL TABLES IN SCHEMA \"\(schema)\" TO \(role)")
            try await db.raw("ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY")
            try await db.raw("CREATE POLICY reading ON \(table) FOR SELECT USING (true)")
            try await db.raw("SET ROLE \(role)")
            for work in [
                { try await owner.targets.add(target, on: db) }, { try await owner.targets.set([target], on: db) },
                { try await owner.targets.set([target, other], on: db) },
            ] as [@Sendable () async throws -> LinkChanges<HeldTarget>] {
                let error = try await refusal(of: DatabaseError.self) { _ = try await work() }
                #expect(error.message.contains("not held"), "\(error)")
            }
            try await db.raw("RESET ROLE")
            let count = try await owner.targets.count(on: db)
            #expect(count == 0)
            try await db.raw("DROP OWNED BY \(role)")
            try await db.raw("DROP ROLE \(role)")
        }
    }
}

@Model
struct HeldOwner {
    var id: Key<HeldOwner>
    var name: String
    @ManyToMany var targets: Many<HeldTarget>
}

@Model
struct HeldTarget {
    var id: Key<HeldTarget>
    var name: String
    @DeletedAt var deleted: Date?
}
