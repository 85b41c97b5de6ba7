import Foundation
import JunctionPostgres
import Suites
import Testing

@testable import Junction

/// Transactions that get in each other's way, and are begun anew where that was asked for.
@Suite struct ContentionTests {
    /// Two transactions change two rows in opposite order: the server ends one of them, which is begun anew.
    @Test func deadlocks() async throws {
        try await SharedServer.withDatabase(creating: [Entry.self]) { db in
            let rows = [try await Entry(name: "a").insert(on: db), try await Entry(name: "b").insert(on: db)]
            @Sendable func cross(_ first: Int, retrying: Int, _ began: Counter, _ ready: Counter) async throws {
                try await db.transaction(retrying: retrying) { tx in
                    let isFirstTime = await began.next(first) == 1
                    try await Entry.filter { $0.id == rows[first].id }.update(on: tx) { new, old in new.amount = old.amount + 1 }
                    if isFirstTime {
                        _ = await ready.next(0)
                        // Not before the other has its first row.
                        try await eventually(.seconds(60)) { await ready.count(0) == 2 }
                    }
                    try await Entry.filter { $0.id == rows[1 - first].id }.update(on: tx) { new, old in new.amount = old.amount + 1 }
                }
            }
            // Without a number of times: one of them fails.
            let once = Counter(), both = Counter()
            async let one: Void = cross(0, retrying: 0, once, both)
            async let two: Void = cross(1, retrying: 0, once, both)
            var failures: [DatabaseError] = []
            do { try await one } catch let error as DatabaseError { failures.append(error) }
            do { try await two } catch let error as DatabaseError { failures.append(error) }
            #expect(failures.map(\.kind) == [.deadlock])
            #expect(failures.map(\.code) == ["40P01"])
            #expect(try await Entry.order { $0.id }.all(on: db).map(\.amount) == [1, 1])

            let began = Counter(), ready = Counter()
            async let three: Void = cross(0, retrying: 3, began, ready)
            async let four: Void = cross(1, retrying: 3, began, ready)
            _ = try await (three, four)
            #expect(await began.count(0) + began.count(1) == 3, "one of them ran twice")
            #expect(try await Entry.order { $0.id }.all(on: db).map(\.amount) == [3, 3])
        }
    }

    /// Many tasks count up one row in serialisable transactions: nothing is lost.
    @Test func serialisationFailures() async throws {
        let configuration = PostgresConfiguration(DatabaseConfiguration(connections: 8, waitLimit: .seconds(3_600)))
        try await SharedServer.withDatabase(configuration, creating: [Entry.self]) { db in
            let key = try await Entry(name: "a").insert(on: db).id
            let attempts = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<25 {
                            try await db.transaction(isolation: .serializable, retrying: 200) { tx in
                                _ = await attempts.next(0)
                                let amount = try await Entry.find(key, on: tx).amount
                                _ = try await Entry.filter { $0.id == key }.update(on: tx) { new, _ in new.amount = amount + 1 }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Entry.find(key, on: db).amount == 200)
            #expect(await attempts.count(0) > 200, "some were begun anew")
            let error = try await refusal(of: DatabaseError.self) {
                try await db.transaction(isolation: .repeatableRead) { tx in
                    _ = try await Entry.find(key, on: tx)
                    try await db.outside { _ = try await Entry.filter { $0.id == key }.update(on: db) { new, _ in new.amount = 0 } }
                    _ = try await Entry.filter { $0.id == key }.update(on: tx) { new, _ in new.amount = 1 }
                }
            }
            #expect(error.kind == .serialisation)
        }
    }
}

/// Counts calls by number.
actor Counter {
    private var counts: [Int: Int] = [:]

    func next(_ number: Int) -> Int {
        counts[number, default: 0] += 1
        return counts[number, default: 0]
    }
    func count(_ number: Int) -> Int { counts[number, default: 0] }
}
