import Foundation
import Junction
import JunctionPostgres

@Model
struct Reading {
    var id: Key<Reading>
    var name: String
    var number: Int
    var created: Date
}

/// The same with a key that the client makes.
@Model(key: UUID.self)
struct Mark {
    var id: Key<Mark>
    var name: String
    var number: Int
    var created: Date
}

/// What a round trip and a bulk format are worth, on a server of your own; see the README.
@main
struct Main {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 2 else {
            print("usage: server URL")
            exit(2)
        }
        do { try await run(arguments[1]) } catch {
            print(error)
            exit(1)
        }
    }

    /// Away from the main actor, which `main` is on.
    @concurrent
    private static func run(_ url: String) async throws {
        let db = try await Database.postgres(url), byHand = try ByHand(url: url)
        try byHand.perform("DROP TABLE IF EXISTS reading, mark")
        try await db.create([Reading.self, Mark.self])
        try byHand.prepare()
        try await insertions(url, byHand, "reading", reading)
        try await insertions(url, byHand, "mark") { Mark(name: "mark \($0)", number: $0, created: created) }
        try await transactions(db, byHand)
        try byHand.perform("DROP TABLE reading, mark")
        await db.close()
    }

    /// The bulk format against lists, by the number of rows. A column of a narrower type keeps Junction from the bulk format.
    private static func insertions<M: Model>(_ url: String, _ byHand: ByHand, _ table: String, _ make: (Int) -> M) async throws {
        print("\(table)\n   rows    lists (us a row)    bulk format (us a row)    ratio")
        for count in [100, 200, 500, 1_000, 2_000, 5_000, 20_000, 100_000] {
            let rows = (0..<count).map(make), passes = max(3, 20_000 / count)
            var lists: [Double] = [], bulk: [Double] = []
            for _ in 0..<5 {
                for isBulk in [false, true] {
                    try byHand.perform("TRUNCATE \(table); ALTER TABLE \(table) ALTER number TYPE \(isBulk ? "bigint" : "integer")")
                    let fresh = try await Database.postgres(url)
                    try await M.insert(rows, on: fresh)
                    let time = try await milliseconds {
                        for _ in 0..<passes { try await M.insert((0..<count).map(make), on: fresh) }
                    }
                    await fresh.close()
                    if isBulk { bulk.append(time) } else { lists.append(time) }
                }
            }
            func each(_ times: [Double]) -> Double { times.sorted()[2] * 1_000 / Double(passes * count) }
            print(String(format: "%7d %16.2f %22.2f %16.2f", count, each(lists), each(bulk), each(bulk) / each(lists)))
        }
    }

    /// A transaction with one insert: its beginning goes with the insert.
    private static func transactions(_ db: Database, _ byHand: ByHand) async throws {
        try byHand.perform("TRUNCATE reading")
        let reading = reading(0), passes = 2_000
        var three: [Double] = [], two: [Double] = [], ours: [Double] = [], single: [Double] = []
        for _ in 0..<7 {
            three.append(try await milliseconds { for number in 0..<passes { try byHand.insertInThree(number) } })
            two.append(try await milliseconds { for number in 0..<passes { try byHand.insertInTwo(number) } })
            single.append(try await milliseconds { for number in 0..<passes { try byHand.insert(number) } })
            ours.append(
                try await milliseconds {
                    for _ in 0..<passes { try await db.transaction { tx in _ = try await reading.insert(on: tx) } }
                })
        }
        func each(_ times: [Double]) -> Double { times.sorted()[3] * 1_000 / Double(passes) }
        print(String(format: "by hand, one round trip      %8.1f us", each(single)))
        print(String(format: "by hand, three round trips   %8.1f us", each(three)))
        print(String(format: "by hand, two round trips     %8.1f us", each(two)))
        print(String(format: "transaction of one insert    %8.1f us", each(ours)))
    }

    private static let created = Date(microseconds: 1_768_472_430_123_456)
    private static func reading(_ number: Int) -> Reading { Reading(name: "reading \(number)", number: number, created: created) }

    private static func milliseconds(_ work: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await work()
        let elapsed = ContinuousClock.now - start
        return Double(elapsed.components.seconds) * 1e3 + Double(elapsed.components.attoseconds) / 1e15
    }
}
