import Foundation
import Suites

@testable import Oracle

/// Asks Django itself whether it can read a file, and would have written it so.
enum DjangoCheck {
    /// Off where `JUNCTION_WITHOUT_DJANGO=1` says that there is no Django; its tests are skipped then, visibly.
    static let isWanted = ProcessInfo.processInfo.environment["JUNCTION_WITHOUT_DJANGO"] != "1"

    /// The interpreter with Django 5.2.
    private static let python = ProcessInfo.processInfo.environment["JUNCTION_PYTHON"] ?? "python3"
    private static let changedRows = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "changed_rows.py")
    private static let gate = Gate(ProcessInfo.processInfo.activeProcessorCount)

    /// What Django finds wrong; nil when it finds nothing.
    ///
    /// - Parameter isWhole: whether rows that lie as in the oracle's own file are validated, too: that takes nine times as long.
    static func problem(in file: URL, isWhole: Bool = false) async throws -> String? {
        await gate.enter()
        let script = OracleFiles.url("roundtrip_check.py"), folder = script.deletingLastPathComponent()
        let command = isWhole ? [script.path] : [changedRows.path, folder.path]
        let result: Result<String, any Error>
        do { result = .success(try await Program.run(python, ["-B"] + command + [file.path])) } catch { result = .failure(error) }
        await gate.leave()
        do { _ = try result.get() } catch let failed as Program.Failed {
            return failed.status == 3
                ? "Django is missing: set JUNCTION_PYTHON to an interpreter with Django 5.2, or JUNCTION_WITHOUT_DJANGO=1 to go without"
                : "the check ended with \(failed.status): \(failed.output)"
        }
        return nil
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
