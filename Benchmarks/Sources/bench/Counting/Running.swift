import Foundation

/// A program that was started.
struct Running {
    fileprivate let process: Process

    /// Waits for its end, which must be a good one.
    func end() throws {
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CountingFailure(description: "\(process.executableURL?.path ?? "") failed with \(process.terminationStatus)")
        }
    }
}

extension Instructions {
    /// Starts a program, whose hashes are the same in every run and whose messages nobody sees.
    static func process(_ path: String, _ arguments: [String]) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_DETERMINISTIC_HASHING": "1"]) { _, new in new }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return Running(process: process)
    }

    /// Where the shell would find a program.
    static func find(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static var ownPath: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }
}
