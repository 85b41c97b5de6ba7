import Foundation

/// The figures as people read them, and as programs do.
enum Report {
    static func milliseconds(_ value: Double) -> String { String(format: "%.1f", value) }
    static func ratio(_ value: Double) -> String { String(format: value < 9.95 ? "%.2f" : "%.0f", value) }

    // MARK: The table

    /// A line for each workload, in columns; a table for each database.
    static func table(_ all: [Measured]) -> String {
        let judging = Judging(all: all), sqlite = all.filter { $0.engine == .sqlite }, postgres = all.filter { $0.engine == .postgres }
        var tables: [String] = []
        if !sqlite.isEmpty { tables.append(onSQLite(sqlite, judging)) }
        if !postgres.isEmpty { tables.append(onPostgres(postgres, judging)) }
        return tables.joined(separator: "\n")
    }

    private static func onSQLite(_ all: [Measured], _ judging: Judging) -> String {
        let peers = peers(in: all)
        let header = ["SQLite", "", "by hand ms", "Junction ms", "ratio", "min-max", "must", "goal", ""] + peers
        let rows = all.map { measured in
            lead(measured) + [spread(measured)] + limits(measured, judging)
                + peers.map { name in measured.figures(of: name).map { ratio($0.ratio) } ?? "" }
        }
        return aligned([header] + rows, texts: [0, 1, 8])
    }

    private static func onPostgres(_ all: [Measured], _ judging: Judging) -> String {
        let header = [
            "PostgreSQL", "", "by hand ms", "Junction ms", "ratio", "min-max", "hand wall", "Junction wall", "ratio", "must", "goal", "",
        ]
        let rows = all.map { measured in
            let hand = measured.hand, junction = measured.junction
            return lead(measured) + [
                spread(measured), hand.map { milliseconds($0.wall) } ?? "", junction.map { milliseconds($0.wall) } ?? "",
                junction.map { ratio($0.wallRatio) } ?? "",
            ] + limits(measured, judging)
        }
        return aligned([header] + rows, texts: [0, 1, 11])
    }

    /// The implementations besides, in the order of the columns.
    static func peers(in all: [Measured]) -> [String] {
        var names: [String] = []
        for measured in all {
            for figures in measured.contestants
            where figures.name != Contestant.hand && figures.name != Contestant.junction && !names.contains(figures.name) {
                names.append(figures.name)
            }
        }
        return names
    }

    /// Name, what it is, the two times, the ratio.
    private static func lead(_ measured: Measured) -> [String] {
        let workload = measured.workload
        func time(_ figures: Figures?) -> String {
            guard let figures else { return "" }
            guard let each = workload.each else { return milliseconds(figures.cpu) }
            return String(format: "%.2f us", figures.cpu * 1e3 / Double(each))
        }
        return [
            workload.name, workload.what, time(measured.hand), time(measured.junction), measured.junction.map { ratio($0.ratio) } ?? "",
        ]
    }

    private static func spread(_ measured: Measured) -> String {
        guard let ratios = measured.junction?.ratios, let least = ratios.min(), let greatest = ratios.max() else { return "" }
        return ratio(least) + "-" + ratio(greatest)
    }

    private static func limits(_ measured: Measured, _ judging: Judging) -> [String] {
        [judging.words(measured.workload.must), judging.words(measured.workload.goal), judging.verdict(measured)]
    }

    /// - Parameter texts: the columns that begin at the left.
    static func aligned(_ rows: [[String]], texts: Set<Int>) -> String {
        guard let header = rows.first else { return "" }
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for column in header.indices {
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                line += texts.contains(column) ? row[column] + space : space + row[column]
                line += "  "
            }
            return line.replacing(#/ +$/#, with: "") + "\n"
        }.joined()
    }
}
