import BenchData
import Foundation
import HandWritten
import Junction
import JunctionSQLite

/// Runs workloads on SQLite: those that read on one database that stays open, those that write on a fresh copy each time.
struct Runner {
    private let data: DataSet
    private let files: BaseFiles
    private let input: Input
    private let reading: String
    private let readByHand: SQLiteConnection
    private let readThroughJunction: Database

    static func open(_ data: DataSet, _ files: BaseFiles) async throws -> Runner {
        let path = try files.copy(.full, as: "reading")
        let db = try await database(path)
        let contacts = try await Contact.order { $0.id }.all(on: db)
        return Runner(
            data: data, files: files, input: Input(data, contacts), reading: path, readByHand: try SQLiteConnection(path),
            readThroughJunction: db)
    }

    func close() async { await readThroughJunction.close() }

    /// The ways to do a workload: by hand, through Junction, and the peers.
    func contestants(_ workload: SQLiteWorkload, _ peers: [Peer], peerRounds: Int) -> [Contestant] {
        let ours = [
            Contestant(name: Contestant.hand) { try runByHand(workload, isChecked: $0) },
            Contestant(name: Contestant.junction) { try await runThroughJunction(workload, isChecked: $0) },
        ]
        let others = peers.map { peer in
            Contestant(name: peer.name, rounds: peerRounds) { try run(peer, workload, isChecked: $0) }
        }
        return ours + others
    }

    // MARK: One run

    private func runByHand(_ workload: SQLiteWorkload, isChecked: Bool) throws -> Finished {
        guard workload.writes else { return finished(try workload.byHand(readByHand, data), isChecked: isChecked) }
        let path = try files.copy(workload.base, as: "by-hand")
        defer { files.remove(path) }
        let run = finished(try workload.byHand(SQLiteConnection(path), data), isChecked: isChecked)
        return try withTable(path, workload, run, isChecked: isChecked)
    }

    private func runThroughJunction(_ workload: SQLiteWorkload, isChecked: Bool) async throws -> Finished {
        guard workload.writes else { return finished(try await workload.junction(readThroughJunction, input), isChecked: isChecked) }
        let path = try files.copy(workload.base, as: "junction")
        defer { files.remove(path) }
        let db = try await Self.database(path)
        let run = finished(try await workload.junction(db, input), isChecked: isChecked)
        await db.close()
        return try withTable(path, workload, run, isChecked: isChecked)
    }

    private func run(_ peer: Peer, _ workload: SQLiteWorkload, isChecked: Bool) throws -> Finished? {
        guard workload.writes else { return try peer.run(workload.name, on: reading, isChecked: isChecked) }
        let path = try files.copy(workload.base, as: "peer")
        defer { files.remove(path) }
        guard let run = try peer.run(workload.name, on: path, isChecked: isChecked) else { return nil }
        return try withTable(path, workload, run, isChecked: isChecked)
    }

    private func finished(_ run: Run, isChecked: Bool) -> Finished { Finished(time: run.time, outcome: isChecked ? run.outcome() : "") }

    private func withTable(_ path: String, _ workload: SQLiteWorkload, _ run: Finished, isChecked: Bool) throws -> Finished {
        isChecked ? Finished(time: run.time, outcome: try run.outcome + "; " + linkTable(path, workload)) : run
    }

    /// What became of the table of links is read from its file, by other code than wrote it.
    private func linkTable(_ path: String, _ workload: SQLiteWorkload) throws -> String {
        try SQLiteConnection(path).linkTable(given: workload.base == .full ? data.links.count : 0)
    }

    /// With a clock that stands still, so that both write the same times.
    private static func database(_ path: String) async throws -> Database {
        let now = Date(microseconds: DataSet.now)
        return try await Database.sqlite(path: path, SQLiteConfiguration(DatabaseConfiguration(clock: { now })))
    }
}
