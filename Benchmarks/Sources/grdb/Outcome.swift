import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// The same words for the same work as the runner has for its own (its Outcome.swift).

/// What a run took, and what came of it.
struct Run {
    /// Milliseconds of CPU, all threads of the process together.
    let milliseconds: Double
    let outcome: () -> String
}

/// Runs `work` on the clock. To tell its outcome, and to free what it made, is off the clock.
func timed<T>(_ work: () throws -> T, outcome: @escaping (T) -> String) rethrows -> Run {
    let before = cpuMilliseconds()
    let result = try work()
    let time = cpuMilliseconds() - before
    return Run(milliseconds: time) { outcome(result) }
}

private func cpuMilliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

/// A row as numbers.
protocol Figured {
    var figures: [Int64] { get }
}

/// The number of rows, and the sum of each of their figures. Where the order matters, each row weighs as much as its place.
func digest(_ rows: [some Figured], inOrder: Bool = false) -> String {
    var sums: [Int64] = []
    for (place, row) in rows.enumerated() {
        let figures = row.figures, weight = inOrder ? Int64(place + 1) : 1
        if sums.isEmpty { sums = figures.map { _ in 0 } }
        for (i, figure) in figures.enumerated() { sums[i] &+= figure &* weight }
    }
    let first = inOrder ? rows.first.map { ", first \($0.figures[0])" } ?? "" : ""
    return "\(rows.count) rows\(first), sums \(sums)"
}

/// Rows that were read beside another, whose order does not matter: how many, and the sum of all their figures.
func together(_ rows: [some Figured]) -> [Int64] {
    var sum: Int64 = 0
    for row in rows { for figure in row.figures { sum &+= figure } }
    return [Int64(rows.count), sum]
}

/// Microseconds since 1970; 0 for no date.
func number(_ date: Date?) -> Int64 { date.map { microseconds($0) } ?? 0 }

/// The text's FNV-1a hash.
func number(_ text: String) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int64(bitPattern: hash)
}
