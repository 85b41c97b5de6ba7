import Foundation

extension Report {
    private struct Row: Encodable {
        let workload: String
        let implementation: String
        let milliseconds: Double
        let ratio: Double
        let min: Double
        let max: Double
        let rounds: Int
        let unit: String
        let load: Double
        let commit: String
    }

    /// An object a line: for each workload and implementation one of CPU, and one of the clock on the wall where a server takes part.
    static func json(_ all: [Measured], commit: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        var lines = ""
        for measured in all {
            func add(_ figures: Figures, _ unit: String, _ milliseconds: Double, _ ratios: [Double]) throws {
                let row = Row(
                    workload: measured.workload.name, implementation: figures.name, milliseconds: rounded(milliseconds),
                    ratio: rounded(Figures.median(ratios)), min: rounded(ratios.min() ?? 0), max: rounded(ratios.max() ?? 0),
                    rounds: ratios.count, unit: unit, load: rounded(measured.load), commit: commit)
                lines += String(decoding: try encoder.encode(row), as: UTF8.self) + "\n"
            }
            for figures in measured.contestants {
                try add(figures, "cpu", figures.cpu, figures.ratios)
                if measured.engine == .postgres { try add(figures, "wall", figures.wall, figures.wallRatios) }
            }
        }
        return lines
    }

    /// To three digits after the point.
    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
