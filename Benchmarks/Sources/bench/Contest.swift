/// The rounds of one workload: a round is one run of each contestant, and the one that begins is another each time. One round before them
/// is not counted.
enum Contest {
    /// Throws ``Difference`` when the contestants did not do the same; no time counts before that is looked at.
    ///
    /// - Parameter contestants: the first is the code written by hand.
    static func measure(_ workload: Workload, on engine: Engine, _ contestants: [Contestant], rounds: Int) async throws -> Measured {
        var measured = Measured(workload, on: engine, contestants.map(\.name))
        var taking = contestants
        for round in 0...rounds {
            var finished: [(name: String, run: Finished)] = [], unable: Set<String> = []
            for contestant in rotated(taking, by: round) where round <= contestant.rounds ?? rounds {
                if let run = try await contestant.run(true) {
                    finished.append((contestant.name, run))
                } else {
                    unable.insert(contestant.name)
                }
            }
            taking.removeAll { unable.contains($0.name) }
            try check(workload, finished)
            if round > 0 { measured.add(finished.map { (name: $0.name, time: $0.run.time) }) }
        }
        measured.load = loadOfMachine()
        return measured
    }

    private static func rotated(_ contestants: [Contestant], by round: Int) -> [Contestant] {
        let start = contestants.isEmpty ? 0 : round % contestants.count
        return Array(contestants[start...] + contestants[..<start])
    }

    private static func check(_ workload: Workload, _ finished: [(name: String, run: Finished)]) throws {
        guard let hand = finished.first(where: { $0.name == Contestant.hand }) else { return }
        for other in finished where other.run.outcome != hand.run.outcome {
            throw Difference(workload: workload.name, byHand: hand.run.outcome, name: other.name, other: other.run.outcome)
        }
    }
}

/// Two implementations of a workload did not do the same, so their times say nothing.
struct Difference: Error, CustomStringConvertible {
    let workload: String
    let byHand: String
    let name: String
    let other: String

    var description: String { "\(workload) differs\n  by hand: \(byHand)\n  \(name): \(other)" }
}
