import Foundation

@testable import Oracle

/// Asks Django itself whether it can read a file, and would have written it so.
enum DjangoCheck {
    /// Off where `JUNCTION_WITHOUT_DJANGO=1` says that there is no Django; its tests are skipped then, visibly.
    static let isWanted = ProcessInfo.processInfo.environment["JUNCTION_WITHOUT_DJANGO"] != "1"

    /// The interpreter with Django 5.2.
    private static let python = ProcessInfo.processInfo.environment["JUNCTION_PYTHON"] ?? "python3"
    private static let gate = Gate(ProcessInfo.processInfo.activeProcessorCount)

    /// What Django finds wrong; nil when it finds nothing.
    static func problem(in file: URL) async throws -> String? {
        await gate.enter()
        let result: Result<(status: Int32, output: String), any Error>
        do { result = .success(try await run(file)) } catch { result = .failure(error) }
        await gate.leave()
        let (status, output) = try result.get()
        switch status {
        case 0: return nil
        case 3:
            return "Django is missing: set JUNCTION_PYTHON to an interpreter with Django 5.2, or JUNCTION_WITHOUT_DJANGO=1 to go without"
        default: return "the check ended with \(status): \(output)"
        }
    }

    /// The output goes to a file, so that a long one never fills a pipe.
    private static func run(_ file: URL) async throws -> (status: Int32, output: String) {
        let output = file.appendingPathExtension("django")
        try Data().write(to: output)
        let handle = try FileHandle(forWritingTo: output)
        defer { try? handle.close() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-B", OracleFiles.url("roundtrip_check.py").path, file.path]
        process.standardOutput = handle
        process.standardError = handle
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        return (status, String(decoding: try Data(contentsOf: output), as: UTF8.self))
    }
}

/// Lets so many in at a time: a check takes seconds, and other tests need processors too.
private actor Gate {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = max(1, count) }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
