/// Measures every size in each round, so that a change of the machine's clock hits all of them.
struct Rounds: Sendable {
    let files: Files
    let sizes: [Size]
    let count: Int
    let pageCache: Int

    /// Throws ``Difference`` when the sides did not come to the same.
    func measure(_ work: Work) throws -> Grown {
        var grown = Grown(work: work, sizes: sizes)
        for round in 0..<count {
            for size in sizes {
                let sides = Side.all(of: work)
                for side in round % 2 == 0 ? sides : sides.reversed() {
                    // Minutes of streaming are their own repetition.
                    if work.isStream, size.times >= 1000, round > 0 { continue }
                    let runs = work.isStream ? 1 : 3
                    let child = Child(work: work, side: side, size: size, path: files.path(of: size), runs: runs, pageCache: pageCache)
                    let figures = try child.run()
                    try grown.add(figures, side, size)
                }
            }
        }
        grown.load = loadOfMachine()
        return grown
    }
}

/// The figures of one piece of work at all sizes.
struct Grown: Sendable {
    let work: Work
    let sizes: [Size]
    var load = 0.0
    /// By round.
    private var all: [Size: [Side: [Figures]]] = [:]

    init(work: Work, sizes: [Size]) {
        self.work = work
        self.sizes = sizes
    }

    mutating func add(_ figures: Figures, _ side: Side, _ size: Size) throws {
        for other in all[size, default: [:]].values.joined() where other.outcome != figures.outcome {
            throw Difference(work: work, size: size, one: other.outcome, other: figures.outcome)
        }
        all[size, default: [:]][side, default: []].append(figures)
    }

    // MARK: What came out

    private func rounds(_ side: Side, _ size: Size) -> [Figures] { all[size]?[side] ?? [] }

    func rows(_ size: Size) -> Int { all[size]?[.junction]?.first?.rows ?? 0 }

    func milliseconds(_ side: Side, _ size: Size) -> Double { median(rounds(side, size).map { median($0.milliseconds) }) }

    /// Microseconds for each row of the answer.
    func cost(_ side: Side, _ size: Size) -> Double { milliseconds(side, size) * 1000 / Double(max(1, rows(size))) }

    /// How many times the cost at the smallest size; taken within each round.
    func growth(_ side: Side, _ size: Size) -> Double {
        guard let smallest = sizes.first else { return 1 }
        let pairs = zip(rounds(side, size), rounds(side, smallest))
        return median(pairs.map { Self.cost($0) / Self.cost($1) })
    }

    /// Junction's cost to the hand-written code's, taken within each round.
    func ratio(_ size: Size) -> Double {
        median(zip(rounds(.junction, size), rounds(.byHand, size)).map { median($0.milliseconds) / median($1.milliseconds) })
    }

    /// KiB above the process before it opened the database; the most of all rounds.
    func peak(_ side: Side, _ size: Size) -> Int { rounds(side, size).map(\.above).max() ?? 0 }

    private static func cost(_ figures: Figures) -> Double { median(figures.milliseconds) / Double(max(1, figures.rows)) }
}

/// The sides did not come to the same, so their times say nothing.
struct Difference: Error, CustomStringConvertible {
    let work: Work
    let size: Size
    let one: String
    let other: String

    var description: String { "\(work.rawValue) differs at \(size.times) times\n  \(one)\n  \(other)" }
}
