import Foundation

/// The figures as people read them, and as programs do.
enum Report {
    /// Growth that may be.
    static let limit = 1.5
    /// KiB that a stream may take.
    static let streamLimit = 64 * 1024

    static func megabytes(_ bytes: Int) -> String { String(format: "%.0f MB", Double(bytes) / 1e6) }
    private static func mebibytes(_ kibibytes: Int) -> String { String(format: "%.1f", Double(kibibytes) / 1024) }
    private static func two(_ value: Double) -> String { String(format: "%.2f", value) }

    // MARK: The tables

    static func table(_ grown: Grown) -> String {
        let header =
            grown.work.isStream
            ? ["times", "rows", "CPU ms", "us a row", "growth", "peak MiB", ""]
            : [
                "times", "rows", "by hand ms", "us a row", "growth", "Junction ms", "us a row", "growth", "ratio", "peak MiB by hand",
                "Junction", "",
            ]
        let rows = [header] + grown.sizes.map { cells(grown, $0) }
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var table = "\(grown.work.rawValue): \(grown.work.what); a row is: \(grown.work.row)\n"
        for row in rows {
            let cells = header.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return column == header.count - 1 ? row[column] : space + row[column]
            }
            table += "  " + cells.joined(separator: "  ") + "\n"
        }
        return table + "\n"
    }

    private static func cells(_ grown: Grown, _ size: Size) -> [String] {
        var cells = ["\(size.times)", "\(grown.rows(size))"]
        for side in Side.all(of: grown.work) {
            cells += [
                String(format: "%.1f", grown.milliseconds(side, size)), two(grown.cost(side, size)), two(grown.growth(side, size)),
            ]
        }
        if grown.work.isStream { return cells + [mebibytes(grown.peak(.junction, size)), verdict(grown, size)] }
        return cells + [
            two(grown.ratio(size)), mebibytes(grown.peak(.byHand, size)), mebibytes(grown.peak(.junction, size)), verdict(grown, size),
        ]
    }

    /// Empty where all is well.
    static func verdict(_ grown: Grown, _ size: Size) -> String {
        if grown.work.isStream, grown.peak(.junction, size) > streamLimit { return "over 64 MiB" }
        let growth = grown.growth(.junction, size)
        if growth <= limit { return "" }
        // What grows as much by hand, within what two figures differ by on a shared machine, is the database's.
        if !grown.work.isStream, growth <= grown.growth(.byHand, size) * 1.25 { return "grows by hand too" }
        return "over 1.5"
    }

    // MARK: JSON

    /// An object a line, one for each piece of work, size and side.
    static func json(_ all: [Grown], commit: String) throws -> String {
        struct Line: Encodable {
            let workload: String
            let implementation: String
            let times: Int
            let rows: Int
            let unit = "cpu"
            let milliseconds: Double
            let growth: Double
            let peakKiB: Int
            let load: Double
            let commit: String
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var lines = ""
        for grown in all {
            for size in grown.sizes {
                for side in Side.all(of: grown.work) {
                    let line = Line(
                        workload: grown.work.rawValue, implementation: side.rawValue, times: size.times, rows: grown.rows(size),
                        milliseconds: grown.milliseconds(side, size), growth: grown.growth(side, size), peakKiB: grown.peak(side, size),
                        load: grown.load, commit: commit)
                    lines += String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
                }
            }
        }
        return lines
    }
}
