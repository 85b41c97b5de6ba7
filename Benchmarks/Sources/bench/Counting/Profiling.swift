import BenchData
import Callgrind

/// Runs one implementation of one workload alone, to be looked at with other tools.
enum Profiling {
    /// - Parameter folder: has the databases already; nil to make them.
    static func run(_ profile: Arguments.Profile, _ data: DataSet, folder: String?) async throws {
        let files = try folder.map { BaseFiles(existing: $0) } ?? BaseFiles(data)
        defer { if folder == nil { files.removeAll() } }
        guard let workload = SQLiteWorkload.all.first(where: { $0.name == profile.name }) else { return }
        let runner = try await Runner.open(data, files)
        // The first makes what is kept for the others, and is not counted.
        _ = try await runner.run(workload, isByHand: profile.isByHand, isChecked: false)
        callgrind_zero()
        for _ in 0..<profile.times {
            let run = try await runner.run(workload, isByHand: profile.isByHand, isChecked: false)
            say("\(workload.name): \(Report.milliseconds(run.time.cpu)) ms")
        }
        await runner.close()
    }
}
