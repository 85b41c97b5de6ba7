import Foundation

/// The ratios as a picture (SVG): a bar for each workload and implementation on a logarithmic axis, from the code written by hand on.
struct Plot {
    private let all: [Measured]
    private let commit: String
    private let judging: Judging
    private let peers: [String]

    init(_ all: [Measured], commit: String) {
        self.all = all
        self.commit = commit
        judging = Judging(all: all)
        peers = Report.peers(in: all)
    }

    // MARK: Sizes

    private static let width = 960.0, left = 330.0, right = 150.0, top = 78.0, bar = 13.0, gap = 16.0
    /// What the axis spans.
    private var least: Double { min(0.5, ratios.min() ?? 1) }
    private var greatest: Double { max(4, ratios.max() ?? 1) }
    private var ratios: [Double] { all.flatMap { measured in bars(measured).map(\.ratio) } }

    private func x(_ ratio: Double) -> Double {
        let share = (log(ratio) - log(least)) / (log(greatest) - log(least))
        return Self.left + share * (Self.width - Self.left - Self.right)
    }

    // MARK: The picture

    var svg: String {
        var body = "", y = Self.top
        for measured in all where !bars(measured).isEmpty {
            body += group(measured, at: y)
            y += Double(bars(measured).count) * Self.bar + Self.gap
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(SVG.number(Self.width)) \(SVG.number(y + 56))" \
            font-family="sans-serif" font-size="12">
            <style>
            .paper { fill: #ffffff } text { fill: #1f2328 } .faint { fill: #59636e }
            .grid { stroke: #d1d9e0 } .one, .must { stroke: #1f2328 } .goal { stroke: #1f2328; stroke-dasharray: 2 2 }
            @media (prefers-color-scheme: dark) {
            .paper { fill: #0d1117 } text { fill: #f0f6fc } .faint { fill: #9198a1 }
            .grid { stroke: #3d444d } .one, .must, .goal { stroke: #f0f6fc }
            }
            </style>
            <rect class="paper" width="100%" height="100%"/>

            """
                + SVG.text("Times the CPU of code written by hand", x: 16, y: 26, "font-size=\"17\" font-weight=\"bold\"")
                + SVG.text(labels, x: 16, y: 45, Self.faint)
                + axis(from: Self.top - 8, to: y - Self.gap + 6) + body + legend(at: y + 22) + "</svg>\n"
    }

    private static let faint = "class=\"faint\""
    private var labels: String { "\(Self.machine), \(Self.today)\(commit.isEmpty ? "" : ", commit \(commit)")" }

    private func axis(from start: Double, to end: Double) -> String {
        var picture = ""
        let fine = greatest < 8 ? [0.75, 1.5, 3, 4] : []
        for tick in fine + [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] where tick >= least && tick <= greatest {
            picture += SVG.line(tick == 1 ? "one" : "grid", from: (x(tick), start), to: (x(tick), end))
            picture += SVG.text(String(format: "%g", tick), x: x(tick), y: start - 5, Self.faint + " text-anchor=\"middle\"")
        }
        return picture
    }

    private func group(_ measured: Measured, at top: Double) -> String {
        let bars = bars(measured), workload = measured.workload, limits = limits(measured)
        let middle = top + Double(bars.count) * Self.bar / 2 + 4
        var picture = SVG.text(workload.name, x: 16, y: middle, "font-weight=\"bold\"")
        picture += SVG.text(workload.what + (measured.isJudgedByWall ? " (wall)" : ""), x: 56, y: middle)
        for (i, bar) in bars.enumerated() {
            let y = top + Double(i) * Self.bar, from = min(x(bar.ratio), x(1)), to = max(x(bar.ratio), x(1))
            picture += SVG.bar(color(bar.name), x: from, y: y + 1, width: max(2, to - from), height: Self.bar - 2)
            let label = "\(Report.ratio(bar.ratio)) \(title(bar.name))", start = i == 0 ? clear(to + 6, limits.map { x($0.ratio) }) : to + 6
            picture += SVG.text(label, x: start, y: y + Self.bar - 2.5, "font-size=\"11\"")
        }
        for limit in limits {
            picture += SVG.line(limit.style, from: (x(limit.ratio), top - 2), to: (x(limit.ratio), top + Self.bar + 2), width: 2)
        }
        return picture
    }

    /// Where a label begins that marks do not go through.
    private func clear(_ start: Double, _ marks: [Double]) -> Double {
        marks.sorted().reduce(start) { start, mark in mark > start - 6 && mark < start + 75 ? mark + 6 : start }
    }

    private func legend(at y: Double) -> String {
        func mark(_ style: String, _ words: String, _ x: Double) -> String {
            SVG.line(style, from: (x, y - 11), to: (x, y + 3), width: 2) + SVG.text(words, x: x + 10, y: y, Self.faint)
        }
        return mark("must", "what Junction must not exceed", 22) + mark("goal", "its goal", 230)
            + SVG.text(
                "Logarithmic; left of 1 is faster than by hand. Medians of the ratios within a round.", x: 16, y: y + 20, Self.faint)
    }

    // MARK: Figures

    private func bars(_ measured: Measured) -> [(name: String, ratio: Double)] {
        ([Contestant.junction] + peers).compactMap { name in
            measured.figures(of: name).map { (name, measured.isJudgedByWall ? $0.wallRatio : $0.ratio) }
        }
    }

    /// Where the marks are.
    private func limits(_ measured: Measured) -> [(style: String, ratio: Double)] {
        [("must", measured.workload.must), ("goal", measured.workload.goal)].compactMap { style, limit in
            guard let ratio = ratio(of: limit, measured), ratio >= least, ratio <= greatest else { return nil }
            return (style, ratio)
        }
    }

    /// A limit as a ratio to the code written by hand.
    private func ratio(of limit: Limit?, _ measured: Measured) -> Double? {
        guard let standing = judging.standing(measured, to: limit) else { return nil }
        guard case .microseconds(let most) = limit, let each = measured.workload.each, let hand = measured.hand else {
            return standing.limit
        }
        return most * Double(each) / 1e3 / hand.cpu
    }

    private func title(_ name: String) -> String { name == Contestant.junction ? "Junction" : name }

    /// Colours that colour-blind people tell apart (Okabe and Ito), on white and on black.
    private func color(_ name: String) -> String {
        let colors = ["#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4c9", "#8c8c8c"]
        guard let place = peers.firstIndex(of: name) else { return "#1f83d6" }
        return colors[place % colors.count]
    }
}
