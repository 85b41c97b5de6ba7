/// The rounds of one workload.
struct Measured: Sendable {
    let workload: Workload
    let engine: Engine
    private var all: [Figures]
    var load = 0.0

    /// - Parameter names: of the contestants, in the order of the columns.
    init(_ workload: Workload, on engine: Engine, _ names: [String]) {
        self.workload = workload
        self.engine = engine
        all = names.map { Figures(name: $0) }
    }

    /// Those that did the work.
    var contestants: [Figures] { all.filter { !$0.times.isEmpty } }

    /// A round.
    mutating func add(_ round: [(name: String, time: Time)]) {
        guard let hand = round.first(where: { $0.name == Contestant.hand })?.time else { return }
        for (name, time) in round {
            guard let at = all.firstIndex(where: { $0.name == name }) else { continue }
            all[at].times.append(time)
            all[at].ratios.append(time.cpu / hand.cpu)
            all[at].wallRatios.append(time.wall / hand.wall)
        }
    }

    var hand: Figures? { figures(of: Contestant.hand) }
    var junction: Figures? { figures(of: Contestant.junction) }

    func figures(of name: String) -> Figures? { contestants.first { $0.name == name } }
}

/// One implementation's rounds.
struct Figures: Sendable {
    let name: String
    var times: [Time] = []
    /// How it stood to the code written by hand in each round.
    var ratios: [Double] = []
    var wallRatios: [Double] = []

    /// The medians.
    var cpu: Double { Self.median(times.map(\.cpu)) }
    var wall: Double { Self.median(times.map(\.wall)) }
    var ratio: Double { Self.median(ratios) }
    var wallRatio: Double { Self.median(wallRatios) }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted(), middle = sorted.count / 2
        if sorted.isEmpty { return 0 }
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
