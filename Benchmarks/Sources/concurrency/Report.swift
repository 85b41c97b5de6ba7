import Foundation

/// The figures as people read them, and as programs do.
enum Report {
    private static let header = [
        "", "tasks", "reads/s", "p50 us", "p99", "greatest", "writes/s", "p50 us", "p99", "greatest", "least", "mean", "greatest",
        "least/mean", "failed",
    ]

    /// A line for each kind of work and number of tasks.
    static func table(_ all: [Crowded]) -> String {
        let rows = [header] + all.map(cells)
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var table = ""
        for row in rows {
            let cells = header.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + space : space + row[column]
            }
            table += cells.joined(separator: "  ") + "\n"
        }
        return table
    }

    private static func cells(_ crowded: Crowded) -> [String] {
        [crowded.kind.rawValue, "\(crowded.tasks)"] + cells(crowded.reads) + cells(crowded.writes) + [
            "\(crowded.least)", whole(crowded.mean), "\(crowded.greatest)", String(format: "%.2f", crowded.fairness),
            crowded.failures == 0 ? "" : "\(crowded.failures)",
        ]
    }

    private static func cells(_ latencies: Latencies) -> [String] {
        if latencies.count == 0 { return ["", "", "", ""] }
        return [whole(latencies.perSecond), whole(latencies.median), whole(latencies.ninetyNine), whole(latencies.greatest)]
    }

    private static func whole(_ value: Double) -> String { String(format: "%.0f", value) }

    // MARK: JSON

    private struct Line: Encodable {
        let database: String
        let workload: String
        let tasks: Int
        let unit = "wall-us"
        let reads: Times?
        let writes: Times?
        let least: Int
        let mean: Double
        let greatest: Int
        let failures: Int
        let load: Double
        let commit: String
    }

    private struct Times: Encodable {
        let perSecond: Double
        let p50: Double
        let p99: Double
        let greatest: Double

        init?(_ latencies: Latencies) {
            if latencies.count == 0 { return nil }
            perSecond = latencies.perSecond
            p50 = latencies.median
            p99 = latencies.ninetyNine
            greatest = latencies.greatest
        }
    }

    /// An object a line.
    static func json(_ all: [Crowded], database: String, load: Double, commit: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try all.map { crowded in
            let line = Line(
                database: database, workload: crowded.kind.rawValue, tasks: crowded.tasks, reads: Times(crowded.reads),
                writes: Times(crowded.writes), least: crowded.least, mean: crowded.mean, greatest: crowded.greatest,
                failures: crowded.failures, load: load, commit: commit)
            return String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
        }.joined()
    }
}
