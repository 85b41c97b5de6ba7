import Foundation

extension Plot {
    /// What was measured on: the processor, as far as the system names it, and the system.
    static var machine: String {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return "\(processor), \(cores) cores, \(ProcessInfo.processInfo.operatingSystemVersionString)"
    }

    static var today: String { Date.now.formatted(.iso8601.year().month().day()) }

    private static var processor: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        guard let name = line?.split(separator: ":").last else { return "unknown processor" }
        return name.trimmingCharacters(in: .whitespaces)
    }
}

extension Measured {
    /// Whether it is the clock on the wall that counts.
    var isJudgedByWall: Bool { if case .wall = workload.must { true } else { false } }
}
