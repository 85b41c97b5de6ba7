import BenchData
import Foundation
import HandWrittenPostgres
import Junction
import JunctionPostgres

/// Runs workloads on a server, on one table of links that is brought back to what it was before each run that writes.
struct PostgresRunner {
    private let data: DataSet
    private let input: Input
    private let hand: PostgresConnection
    private let db: Database

    static func open(_ url: String, _ data: DataSet) async throws -> PostgresRunner {
        let hand = try PostgresConnection(url), now = Date(microseconds: DataSet.now)
        try hand.makeBase(data)
        let configuration = PostgresConfiguration(
            DatabaseConfiguration(clock: { now }), searchPath: [PostgresConnection.schema])
        let db = try await Database.postgres(url, configuration)
        let contacts = try await Contact.order { $0.id }.all(on: db)
        return PostgresRunner(data: data, input: Input(data, contacts), hand: hand, db: db)
    }

    func close() async throws {
        await db.close()
        try hand.dropTables()
    }

    func contestants(_ workload: PostgresWorkload) -> [Contestant] {
        let byHand = Contestant(name: Contestant.hand) { isChecked in
            try prepare(workload)
            return try finished(workload, workload.byHand(hand, data), isChecked: isChecked)
        }
        guard let work = workload.junction else { return [byHand] }
        let junction = Contestant(name: Contestant.junction) { isChecked in
            try prepare(workload)
            return try finished(workload, try await work(db, input), isChecked: isChecked)
        }
        return [byHand, junction]
    }

    /// What is left of an insertion is brought back for the next workload.
    func end(_ workload: PostgresWorkload) throws {
        if workload.links != .read { try hand.restoreLinks() }
    }

    /// Both sides begin with the same links, and with as little memory.
    private func prepare(_ workload: PostgresWorkload) throws {
        defer { giveMemoryBack() }
        switch workload.links {
        case .read: break
        case .inserted: try hand.emptyLinks()
        case .changed: try hand.restoreLinks()
        }
    }

    private func finished(_ workload: PostgresWorkload, _ run: Run, isChecked: Bool) throws -> Finished {
        guard isChecked else { return Finished(time: run.time, outcome: "") }
        var outcome = run.outcome()
        if workload.links != .read {
            outcome += try "; " + hand.linkTable(given: workload.links == .changed ? data.links.count : 0)
        }
        return Finished(time: run.time, outcome: outcome)
    }
}
