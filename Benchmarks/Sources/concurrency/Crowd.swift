import Junction

/// So many tasks at the same time on one pool.
struct Crowd: Sendable {
    let db: Database
    let rows: Rows
    let seconds: Double

    func measure(_ kind: Kind, tasks: Int) async throws -> Crowded {
        let start = ContinuousClock.now + .milliseconds(50), end = start + .seconds(seconds)
        let tallies = try await withThrowingTaskGroup(of: Tally.self) { group in
            for number in 0..<tasks {
                let worker = Worker(db: db, rows: rows, kind: kind, number: number)
                group.addTask { try await worker.run(from: start, until: end) }
            }
            var tallies: [Tally] = []
            for try await tally in group { tallies.append(tally) }
            return tallies
        }
        return Crowded(kind: kind, tasks: tasks, tallies: tallies, seconds: (ContinuousClock.now - start) / .seconds(1))
    }
}

/// What came of it.
struct Crowded: Sendable {
    let kind: Kind
    let tasks: Int
    let reads: Latencies
    let writes: Latencies
    /// Operations that one task got.
    let least: Int
    let greatest: Int
    let mean: Double
    let failures: Int
    let firstFailure: String?

    init(kind: Kind, tasks: Int, tallies: [Tally], seconds: Double) {
        self.kind = kind
        self.tasks = tasks
        reads = Latencies(tallies.flatMap(\.reads), seconds)
        writes = Latencies(tallies.flatMap(\.writes), seconds)
        let operations = tallies.map(\.operations)
        least = operations.min() ?? 0
        greatest = operations.max() ?? 0
        mean = Double(operations.reduce(0, +)) / Double(max(1, operations.count))
        failures = tallies.map(\.failures).reduce(0, +)
        firstFailure = tallies.lazy.compactMap(\.firstFailure).first
    }

    /// The share of the mean that the task with the least got.
    var fairness: Double { mean > 0 ? Double(least) / mean : 0 }
}

/// How long operations took, in microseconds.
struct Latencies: Sendable {
    let count: Int
    let perSecond: Double
    let median: Double
    let ninetyNine: Double
    let greatest: Double

    init(_ times: [Double], _ seconds: Double) {
        let sorted = times.sorted()
        count = sorted.count
        perSecond = Double(sorted.count) / seconds
        median = Self.part(0.5, sorted)
        ninetyNine = Self.part(0.99, sorted)
        greatest = sorted.last ?? 0
    }

    /// The time that this part of them did not exceed.
    private static func part(_ part: Double, _ sorted: [Double]) -> Double {
        if sorted.isEmpty { return 0 }
        return sorted[min(sorted.count - 1, Int((part * Double(sorted.count)).rounded(.up)) - 1)]
    }
}
