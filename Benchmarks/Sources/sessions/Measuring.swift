import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Microseconds of CPU that the process has used, all its threads together: a hop to another thread is paid on both.
func cpuMicroseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// Microseconds of CPU for each pass: the least of several rounds, since whatever else the machine does only adds to it.
@discardableResult
func measure(_ name: String, passes: Int, rounds: Int = 7, _ body: (Int) async throws -> Void) async rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<rounds {
        let before = cpuMicroseconds()
        try await body(passes)
        best = min(best, (cpuMicroseconds() - before) / Double(passes))
    }
    print(line(name, String(format: "%9.3f us", best)))
    return best
}

func ratio(_ name: String, _ time: Double, to base: Double) { print(line("  ratio: " + name, String(format: "%9.2f", time / base))) }

func line(_ name: String, _ figure: String) -> String { name.padding(toLength: 66, withPad: " ", startingAt: 0) + figure }

/// A path in memory where there is such a folder, so that no disk is measured.
func temporaryPath() -> String {
    let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : FileManager.default.temporaryDirectory.path
    return folder + "/junction-bench-\(UUID().uuidString).sqlite"
}
