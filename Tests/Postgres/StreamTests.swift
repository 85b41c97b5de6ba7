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
        Statement("SELECT g::bigint, repeat('x', 200) FROM generate_series(1, \(count)) AS g", .read, isStreamed: true)
    }

    /// The resident memory of the process in bytes.
    private func memory() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return try #require(Int(pages)) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    @Test func memoryStaysFlat() throws {
        try withLink { link in
            let before = try memory()
            var greatest = before
            let sum = try link.run(series(400_000), []) { rows in
                var sum = 0, count = 0
                try rows.forEach { row in
                    sum += try row.value(Int.self, at: 0)
                    count += 1
                    if count.isMultiple(of: 10_000) { greatest = max(greatest, try memory()) }
                }
                return sum
            }
            #expect(sum == 400_000 * 400_001 / 2)
            // All rows together are 80 MB. Other tests run beside this one.
            #expect(greatest - before < 64 << 20, "\((greatest - before) >> 20) MB")
        }
    }

    /// Whoever leaves early does not read the rest, and the connection serves the next statement.
    @Test func leavingEarly() throws {
        struct Enough: Error {}
        try withLink { link in
            for _ in 0..<3 {
                let start = ContinuousClock.now
                #expect(throws: Enough.self) {
                    try link.run(series(50_000_000), []) { rows in
                        var count = 0
                        try rows.forEach { _ in
                            count += 1
                            if count == 10 { throw Enough() }
                        }
                    }
                }
                #expect(ContinuousClock.now - start < .seconds(20))
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
