import Foundation
import Testing

@testable import Junction
@testable import JunctionPostgres

/// Rows that are handed over while they arrive.
@Suite struct StreamTests {
    private func withLink(_ body: (PostgresLink) throws -> Void) throws {
        let configuration = PostgresConfiguration(), url = try #require(SharedServer.url)
        let link = try PostgresLink(PostgresSettings(PostgresLocation(url: url), configuration), configuration)
        defer { link.close() }
        try body(link)
    }

    private func series(_ count: Int) -> Statement {
        Statement(
            "SELECT g, repeat('x', 200) FROM (SELECT generate_series(1::bigint, \(count)) AS g) AS s", .read, isStreamed: true)
    }

    /// The first rows are there before the server has made the last ones: one of those waits for what is done with the first.
    @Test func rowsAreHandedOverAsTheyArrive() throws {
        try withLink { holder in
            try withLink { link in
                let key = Int64.random(in: 1 ... .max)
                _ = try holder.execute(Statement("SELECT pg_advisory_lock($1)"), [.integer(key)])
                _ = try link.execute(Statement("SET statement_timeout = '600s'"), [])
                let series = Statement(
                    """
                    SELECT g::bigint, repeat('x', 200), CASE WHEN g = 10000 THEN pg_advisory_lock($1)::text END \
                    FROM generate_series(1, 20000) AS g
                    """, .read, isStreamed: true)
                var sum = 0
                try link.run(series, [.integer(key)]) { rows in
                    try rows.forEach { row in
                        if sum == 0 { _ = try holder.execute(Statement("SELECT pg_advisory_unlock($1)"), [.integer(key)]) }
                        sum += try row.value(Int.self, at: 0)
                    }
                }
                #expect(sum == 20_000 * 20_001 / 2)
            }
        }
    }

    /// Whoever leaves early does not read the rest, which would take hours, and the connection serves the next statement.
    @Test func leavingEarly() throws {
        struct Enough: Error {}
        try withLink { link in
            for _ in 0..<3 {
                #expect(throws: Enough.self) {
                    try link.run(series(50_000_000_000), []) { rows in
                        var count = 0
                        try rows.forEach { _ in
                            count += 1
                            if count == 10 { throw Enough() }
                        }
                    }
                }
                #expect(try link.execute(Statement("SELECT 1"), []) == 1)
            }
            // In a transaction it goes on, too.
            try link.control(.begin(.write, nil))
            #expect(throws: Enough.self) { try link.run(series(1000), []) { rows in try rows.forEach { _ in throw Enough() } } }
            #expect(try link.execute(Statement("SELECT 1"), []) == 1)
            try link.control(.commit)
        }
    }

    /// An error that comes after rows were handed over arrives.
    @Test func anErrorInTheMiddle() throws {
        try withLink { link in
            var count = 0
            let error = #expect(throws: DatabaseError.self) {
                try link.run(Statement("SELECT 10 / (5 - g) FROM generate_series(1, 10) AS g", .read, isStreamed: true), []) { rows in
                    try rows.forEach { _ in count += 1 }
                }
            }
            #expect(error?.kind == .arithmetic)
            #expect(count == 4)
            let next = try link.execute(Statement("SELECT 1"), [])
            #expect(next == 1)
        }
    }
}
