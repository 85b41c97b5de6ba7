import Foundation
import HandWritten

/// The lists of the workloads as files, for programs in other languages and processes: a row a line, no header, numbers parted by commas.
///
/// Times are microseconds since 1970; what is absent is -1.
enum Lists {
    static func write(_ data: DataSet, to folder: String) throws {
        let files: [(name: String, rows: [[Int64]])] = [
            ("lookups", data.lookUps.map { [$0] }),
            ("filter", DataSet.filter.map { [$0] }),
            ("sets", data.sets.map { [$0.contact] + $0.categories }),
            ("adds", data.adds.map { [$0.contact, $0.category] }),
            ("links", data.links.map { [$0.contact, $0.category, $0.created, $0.deleted ?? -1] }),
        ]
        for file in files {
            try text(file.rows).write(toFile: "\(folder)/\(file.name).csv", atomically: false, encoding: .utf8)
        }
    }

    private static func text(_ rows: [[Int64]]) -> String {
        var text = ""
        for row in rows {
            for (i, number) in row.enumerated() {
                if i > 0 { text += "," }
                text += String(number)
            }
            text += "\n"
        }
        return text
    }
}
