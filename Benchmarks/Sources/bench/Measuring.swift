import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What a run took, and what came of it in words that both implementations must say alike.
struct Run {
    /// Milliseconds of CPU, all threads of the process together.
    let milliseconds: Double
    let outcome: () -> String
}

/// Runs `work` on the clock. To tell its outcome, and to free what it made, is off the clock.
func timed<R>(_ work: () throws -> R, outcome: @escaping (R) -> String) rethrows -> Run {
    let before = cpuMilliseconds()
    let result = try work()
    let time = cpuMilliseconds() - before
    return Run(milliseconds: time) { outcome(result) }
}

/// The same for work that waits.
func timed<R>(_ work: () async throws -> R, outcome: @escaping (R) -> String) async rethrows -> Run {
    let before = cpuMilliseconds()
    let result = try await work()
    let time = cpuMilliseconds() - before
    return Run(milliseconds: time) { outcome(result) }
}

private func cpuMilliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

/// How many processes wanted to run in the last minute; 0 where the system does not tell.
func loadOfMachine() -> Double {
    var load = [0.0]
    return getloadavg(&load, 1) == 1 ? load[0] : 0
}

/// The rounds of one workload.
struct Measured: Sendable {
    let workload: Workload
    /// Milliseconds of each round.
    var byHand: [Double] = []
    var junction: [Double] = []
    var load = 0.0

    /// How Junction stood to the hand-written code in each round.
    private var ratios: [Double] { zip(junction, byHand).map { $0 / $1 } }
    var ratio: Double { Self.median(ratios) }
    var least: Double { ratios.min() ?? 0 }
    var greatest: Double { ratios.max() ?? 0 }

    init(_ workload: Workload) { self.workload = workload }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted(), middle = sorted.count / 2
        if sorted.isEmpty { return 0 }
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

/// To the standard error, so that the table alone is on the standard output.
func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
