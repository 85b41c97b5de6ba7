import Callgrind
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Milliseconds.
struct Time: Sendable {
    /// Of CPU, all threads of the process together.
    var cpu: Double
    /// Of the clock on the wall; 0 where nobody took it.
    var wall = 0.0

    static var now: Time {
        var cpu = timespec(), wall = timespec()
        clock_gettime(CLOCK_MONOTONIC, &wall)
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu)
        return Time(cpu: milliseconds(cpu), wall: milliseconds(wall))
    }

    static func since(_ start: Time) -> Time {
        let end = now
        return Time(cpu: end.cpu - start.cpu, wall: end.wall - start.wall)
    }

    private static func milliseconds(_ time: timespec) -> Double { Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6 }
}

/// What a run took, and what came of it in words that all implementations must say alike.
struct Run {
    let time: Time
    let outcome: () -> String
}

/// Runs `work` on the clock. To tell its outcome, and to free what it made, is off the clock. Valgrind counts the same part.
func timed<R>(_ work: () throws -> R, outcome: @escaping (R) -> String) rethrows -> Run {
    callgrind_start()
    let before = Time.now
    let result = try work()
    let time = Time.since(before)
    callgrind_stop()
    return Run(time: time) { outcome(result) }
}

/// The same for work that waits.
func timed<R>(_ work: () async throws -> R, outcome: @escaping (R) -> String) async rethrows -> Run {
    callgrind_start()
    let before = Time.now
    let result = try await work()
    let time = Time.since(before)
    callgrind_stop()
    return Run(time: time) { outcome(result) }
}

/// How many processes wanted to run in the last minute; 0 where the system does not tell.
func loadOfMachine() -> Double {
    var load = [0.0]
    return getloadavg(&load, 1) == 1 ? load[0] : 0
}

/// To the standard error, so that the table alone is on the standard output.
func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
