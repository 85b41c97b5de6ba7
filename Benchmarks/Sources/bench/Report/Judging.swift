/// How a workload's figures stand to its limits, some of which are figures of others in the same run.
struct Judging {
    let all: [Measured]

    /// What Junction's figure may be, and what it is; nil where one of them is not known.
    func standing(_ measured: Measured, to limit: Limit?) -> (figure: Double, limit: Double)? {
        guard let limit, let junction = measured.junction else { return nil }
        switch limit {
        case .cpu(let most): return (junction.ratio, most)
        case .wall(let most): return (junction.wallRatio, most)
        case .microseconds(let most):
            guard let each = measured.workload.each else { return nil }
            return (junction.cpu * 1e3 / Double(each), most)
        case .sameAs(let name):
            guard let most = ratio(of: name) else { return nil }
            return (junction.ratio, most)
        }
    }

    /// A limit in words.
    func words(_ limit: Limit?) -> String {
        switch limit {
        case nil: "-"
        case .cpu(let most): Report.ratio(most)
        case .wall(let most): "wall " + Report.ratio(most)
        case .microseconds(let most): Report.milliseconds(most) + " us"
        case .sameAs(let name): name + (ratio(of: name).map { " " + Report.ratio($0) } ?? "")
        }
    }

    /// "goal" where it is reached, "over" where even what must be is exceeded.
    func verdict(_ measured: Measured) -> String {
        guard let must = standing(measured, to: measured.workload.must) else { return "" }
        if must.figure > must.limit { return "over" }
        guard let goal = standing(measured, to: measured.workload.goal) else { return "" }
        return goal.figure <= goal.limit ? "goal" : ""
    }

    private func ratio(of name: String) -> Double? { all.first { $0.workload.name == name }?.junction?.ratio }
}
