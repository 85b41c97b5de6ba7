import Foundation
import HandWritten

/// What the workloads are asked to do, as the runner wrote it into a folder: a file for each list, numbers between commas.
struct Lists: Sendable {
    /// How many contacts are read with their categories.
    static let ownerCount = 1000
    /// The time of every link that a workload makes, in microseconds since 1970.
    static let now: Int64 = 1_767_225_600_123_000

    /// Keys of contacts, some of them more than once.
    let lookUps: [Int64]
    /// Keys of the categories that contacts are filtered by.
    let filter: [Int64]
    /// What contacts are to be linked to, and to nothing else.
    let sets: [(contact: Int64, categories: [Int64])]
    /// Pairs to be linked, some of which are linked already.
    let adds: [(contact: Int64, category: Int64)]
    /// In the order in which they are inserted.
    let links: [NewLink]

    init(_ folder: String) throws {
        lookUps = try Self.rows(folder, "lookups.csv", 1...1).map { $0[0] }
        filter = try Self.rows(folder, "filter.csv", 1...1).map { $0[0] }
        sets = try Self.rows(folder, "sets.csv", 1...Int.max).map { (contact: $0[0], categories: Array($0.dropFirst())) }
        adds = try Self.rows(folder, "adds.csv", 2...2).map { (contact: $0[0], category: $0[1]) }
        links = try Self.rows(folder, "links.csv", 4...4).map { row in
            NewLink(contact: row[0], category: row[1], created: row[2], deleted: row[3] < 0 ? nil : row[3])
        }
    }

    /// The lines of a file as numbers, each with as many as `width` allows.
    private static func rows(_ folder: String, _ name: String, _ width: ClosedRange<Int>) throws -> [[Int64]] {
        let path = folder + "/" + name
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ListFailure("\(path) cannot be read; the runner writes it")
        }
        var rows: [[Int64]] = []
        for (place, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            let row = line.split(separator: UInt8(ascii: ",")).compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
            let commas = line.count { $0 == UInt8(ascii: ",") }
            guard row.count == commas + 1, width.contains(row.count) else {
                throw ListFailure("\(path), line \(place + 1): there should be \(numbers(width)) between commas")
            }
            rows.append(row)
        }
        return rows
    }

    private static func numbers(_ width: ClosedRange<Int>) -> String {
        if width.upperBound == .max { return "numbers" }
        return width.upperBound == 1 ? "one number" : "\(width.upperBound) numbers"
    }
}

/// A list that is not there, or is no list.
struct ListFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
