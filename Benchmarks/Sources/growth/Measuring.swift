import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Milliseconds of CPU, all threads of the process together.
func cpuMilliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

/// How many processes wanted to run in the last minute; 0 where the system does not tell.
func loadOfMachine() -> Double {
    var load = [0.0]
    return getloadavg(&load, 1) == 1 ? load[0] : 0
}

enum Memory {
    /// KiB: the most that this process ever had in memory.
    static var peak: Int {
        #if os(Linux)
        // Not `getrusage`: what it gives begins with the memory of the process that started this one.
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return 0 }
        return Int(line.filter(\.isNumber)) ?? 0
        #else
        var usage = rusage()
        getrusage(RUSAGE_SELF, &usage)
        return usage.ru_maxrss / 1024
        #endif
    }
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted(), middle = sorted.count / 2
    if sorted.isEmpty { return 0 }
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// To the standard error, so that the table alone is on the standard output.
func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
