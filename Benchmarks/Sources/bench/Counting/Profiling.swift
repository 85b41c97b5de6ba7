import BenchData
import Callgrind

/// Runs one implementation of one workload alone, to be looked at with other tools.
struct Profiling {
    let profile: Arguments.Profile
    let data: DataSet

    /// - Parameter folder: has the databases already; nil to make them.
    func run(folder: String?, postgres: String?) async throws {
        if let workload = SQLiteWorkload.all.first(where: { $0.name == profile.name }) {
            let files = try folder.map { BaseFiles(existing: $0) } ?? BaseFiles(data)
            defer { if folder == nil { files.removeAll() } }
            let runner = try await Runner.open(data, files)
            try await run(runner.contestants(workload, [], peerRounds: 0))
            await runner.close()
        } else if let workload = PostgresWorkload.all.first(where: { $0.name == profile.name }) {
            guard let postgres else { throw UsageError("\(profile.name) needs a server: --postgres URL") }
            let runner = try await PostgresRunner.open(postgres, data)
            try await run(runner.contestants(workload))
            try await runner.close()
        }
    }

    private func run(_ contestants: [Contestant]) async throws {
        let name = profile.isByHand ? Contestant.hand : Contestant.junction
        guard let contestant = contestants.first(where: { $0.name == name }) else { return }
        // The first makes what is kept for the others, and is not counted.
        _ = try await contestant.run(false)
        callgrind_zero()
        for _ in 0..<profile.times {
            guard let run = try await contestant.run(false) else { return }
            say("\(profile.name): \(Report.milliseconds(run.time.cpu)) ms")
        }
    }
}
