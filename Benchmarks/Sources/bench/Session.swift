import BenchData
import Foundation

/// A run of the benchmark: each workload that is asked for, one after the other.
struct Session {
    private let arguments: Arguments
    private let data: DataSet
    private let sqlite: [SQLiteWorkload]
    private let postgres: [PostgresWorkload]

    init(_ arguments: Arguments, _ data: DataSet) {
        self.arguments = arguments
        self.data = data
        sqlite = SQLiteWorkload.all.filter { arguments.wants($0.name) }
        postgres = PostgresWorkload.all.filter { arguments.wants($0.name) }
    }

    func measure() async throws -> [Measured] {
        var all: [Measured] = []
        if !sqlite.isEmpty { all += try await onSQLite() }
        if let url = arguments.postgres {
            if !postgres.isEmpty { all += try await onPostgres(url, begun: all.count) }
        } else if arguments.only == nil || !postgres.isEmpty {
            say("PostgreSQL is left out: --postgres names a server")
        }
        return all
    }

    private func onSQLite() async throws -> [Measured] {
        say("making the data")
        let files = try arguments.files.map { try BaseFiles(data, in: $0) } ?? BaseFiles(data)
        defer { files.removeAll() }
        if !arguments.peers.isEmpty { try files.writeLists(data) }
        let peers = try arguments.peers.map { try Peer(name: $0.name, command: $0.command, folder: files.folder) }
        defer { for peer in peers { peer.end() } }
        for peer in peers { say("\(peer.name): \(peer.version)") }
        let runner = try await Runner.open(data, files)
        var all: [Measured] = []
        for workload in sqlite {
            let contestants = runner.contestants(workload, peers, peerRounds: arguments.peerRounds)
            all.append(try await measure(workload.workload, on: .sqlite, contestants, begun: all.count))
        }
        await runner.close()
        return all
    }

    private func onPostgres(_ url: String, begun: Int) async throws -> [Measured] {
        say("filling the tables on the server")
        let runner = try await PostgresRunner.open(url, data)
        do {
            var all: [Measured] = []
            for workload in postgres {
                let contestants = runner.contestants(workload)
                all.append(try await measure(workload.workload, on: .postgres, contestants, begun: begun + all.count))
                try runner.end(workload)
            }
            try await runner.close()
            return all
        } catch {
            // The first error is the one that counts.
            try? await runner.close()
            throw error
        }
    }

    private func measure(_ workload: Workload, on engine: Engine, _ contestants: [Contestant], begun: Int) async throws -> Measured {
        let total = sqlite.count + (arguments.postgres == nil ? 0 : postgres.count)
        say("[\(begun + 1)/\(total)] \(workload.name): \(workload.what)")
        let start = Time.now
        let measured = try await Contest.measure(workload, on: engine, contestants, rounds: arguments.rounds)
        let seconds = String(format: "%.0f", Time.since(start).wall / 1e3)
        say("    \(measured.junction.map { Report.ratio($0.ratio) } ?? "-") times by hand; \(seconds) s")
        return measured
    }
}
