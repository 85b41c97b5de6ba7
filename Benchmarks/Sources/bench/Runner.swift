import BenchData
import Foundation
import HandWritten
import Junction
import JunctionSQLite

/// Runs workloads: those that read on one database that stays open, those that write on a fresh copy each time.
struct Runner {
    private let data: DataSet
    private let files: BaseFiles
    private let input: Input
    private let readByHand: SQLiteConnection
    private let readThroughJunction: Database

    static func open(_ data: DataSet, _ files: BaseFiles) async throws -> Runner {
        let path = try files.copy(.full, as: "reading")
        let db = try await database(path)
        let contacts = try await Contact.order { $0.id }.all(on: db)
        return Runner(
            data: data, files: files, input: Input(data, contacts), readByHand: try SQLiteConnection(path), readThroughJunction: db)
    }

    func close() async { await readThroughJunction.close() }

    /// The times of the rounds; a round is one run of each implementation, in turn first. One round before them is not counted.
    ///
    /// Throws ``Difference`` when the implementations did not do the same.
    func measure(_ workload: Workload, rounds: Int) async throws -> Measured {
        var measured = Measured(workload)
        for round in 0...rounds {
            let byHand: Finished, junction: Finished
            if round % 2 == 0 {
                byHand = try runByHand(workload)
                junction = try await runThroughJunction(workload)
            } else {
                junction = try await runThroughJunction(workload)
                byHand = try runByHand(workload)
            }
            guard byHand.outcome == junction.outcome else {
                throw Difference(workload: workload.name, byHand: byHand.outcome, junction: junction.outcome)
            }
            if round == 0 { continue }
            measured.byHand.append(byHand.milliseconds)
            measured.junction.append(junction.milliseconds)
        }
        measured.load = loadOfMachine()
        return measured
    }

    /// Runs one implementation alone, to be looked at with other tools, and does nothing else that takes long.
    func profile(_ profile: Arguments.Profile) async throws {
        let workload = profile.workload
        for _ in 0..<profile.times {
            let run: Finished
            if profile.isByHand {
                run = try runByHand(workload, isChecked: false)
            } else {
                run = try await runThroughJunction(workload, isChecked: false)
            }
            say("\(workload.name): \(Report.milliseconds(run.milliseconds)) ms")
        }
    }

    // MARK: One run

    private struct Finished {
        let milliseconds: Double
        /// Empty where it is not checked.
        let outcome: String
    }

    private func runByHand(_ workload: Workload, isChecked: Bool = true) throws -> Finished {
        guard workload.writes else { return try finished(workload, try workload.byHand(readByHand, data), isChecked: isChecked) }
        let path = try files.copy(workload.base, as: "by-hand")
        defer { files.remove(path) }
        let run = try workload.byHand(SQLiteConnection(path), data)
        return try finished(workload, run, table: path, isChecked: isChecked)
    }

    private func runThroughJunction(_ workload: Workload, isChecked: Bool = true) async throws -> Finished {
        guard workload.writes else {
            return try finished(workload, try await workload.junction(readThroughJunction, input), isChecked: isChecked)
        }
        let path = try files.copy(workload.base, as: "junction")
        defer { files.remove(path) }
        let db = try await Self.database(path)
        let run = try await workload.junction(db, input)
        await db.close()
        return try finished(workload, run, table: path, isChecked: isChecked)
    }

    /// What became of the table of links is read from its file, by other code than wrote it.
    private func finished(_ workload: Workload, _ run: Run, table path: String? = nil, isChecked: Bool) throws -> Finished {
        var outcome = ""
        if isChecked {
            outcome = run.outcome()
            if let path { outcome += try "; " + linkTable(path, workload) }
        }
        return Finished(milliseconds: run.milliseconds, outcome: outcome)
    }

    private func linkTable(_ path: String, _ workload: Workload) throws -> String {
        try SQLiteConnection(path).linkTable(given: workload.base == .full ? data.links.count : 0)
    }

    /// With a clock that stands still, so that both write the same times.
    private static func database(_ path: String) async throws -> Database {
        let now = Date(microseconds: DataSet.now)
        return try await Database.sqlite(path: path, SQLiteConfiguration(DatabaseConfiguration(clock: { now })))
    }
}

/// The implementations of a workload did not do the same, so their times say nothing.
struct Difference: Error, CustomStringConvertible {
    let workload: String
    let byHand: String
    let junction: String

    var description: String { "\(workload) differs\n  by hand:  \(byHand)\n  Junction: \(junction)" }
}
