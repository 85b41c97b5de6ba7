import Foundation

/// The figures as people read them, and as programs do.
enum Report {
    static func milliseconds(_ value: Double) -> String { String(format: "%.1f", value) }
    static func ratio(_ value: Double) -> String { String(format: "%.2f", value) }

    // MARK: The table

    /// A line for each workload, in columns.
    static func table(_ all: [Measured]) -> String {
        let header = ["", "what it is", "by hand ms", "Junction ms", "ratio", "min-max", "must", "twice", ""]
        let rows = [header] + all.map(cells)
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var table = ""
        for row in rows {
            let cells = header.indices.map { aligned(row[$0], width: widths[$0], isText: $0 < 2 || $0 == 8) }
            table += cells.joined(separator: "  ") + "\n"
        }
        return table
    }

    private static func cells(_ measured: Measured) -> [String] {
        let workload = measured.workload
        return [
            workload.name, workload.what, milliseconds(Measured.median(measured.byHand)), milliseconds(Measured.median(measured.junction)),
            ratio(measured.ratio), ratio(measured.least) + "-" + ratio(measured.greatest), ratio(workload.must), ratio(2 * workload.must),
            verdict(measured.ratio, workload.must),
        ]
    }

    private static func verdict(_ ratio: Double, _ must: Double) -> String {
        ratio > 2 * must ? "over twice" : ratio > must ? "over" : ""
    }

    private static func aligned(_ text: String, width: Int, isText: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return isText ? text + space : space + text
    }

    // MARK: JSON

    private struct Row: Encodable {
        let workload: String
        let implementation: String
        let ratio: Double
        let min: Double
        let max: Double
        let rounds: Int
        let unit: String
        let load: Double
        let commit: String
    }

    /// An object a line.
    static func json(_ all: [Measured], commit: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        var lines = ""
        for measured in all {
            let row = Row(
                workload: measured.workload.name, implementation: "junction", ratio: rounded(measured.ratio), min: rounded(measured.least),
                max: rounded(measured.greatest), rounds: measured.junction.count, unit: "cpu", load: rounded(measured.load),
                commit: commit)
            lines += String(decoding: try encoder.encode(row), as: UTF8.self) + "\n"
        }
        return lines
    }

    /// To three digits after the point.
    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
