import BenchData
import Foundation

/// Counts the instructions of workloads with valgrind's callgrind: the same on a busy machine, so that a small loss is seen.
struct Instructions {
    enum Use: Sendable {
        /// Prints them.
        case tell
        /// Fails where Junction's have grown.
        case check
        /// Keeps them in the file that later ones are compared with.
        case record
    }

    private static let workloads = ["W2", "W3", "W6", "W7"]
    private static let times = 2
    /// What one may grow by before it is a loss.
    private static let tolerance = 0.05
    private let file: String
    private let folder: String

    init(_ arguments: Arguments) {
        file = arguments.recorded
        folder = arguments.files ?? FileManager.default.temporaryDirectory.path + "/junction-bench-" + UUID().uuidString
    }

    func run(_ use: Use) throws {
        guard let valgrind = Self.find("valgrind"), let strip = Self.find("strip") else {
            throw UsageError("valgrind or strip is missing; install valgrind and binutils")
        }
        let recorded = try? JSONDecoder().decode([String: Counted].self, from: Data(contentsOf: URL(fileURLWithPath: file)))
        if use == .check && recorded == nil { throw UsageError("\(file) is no record of instructions; --record makes one") }
        let counted = try count(valgrind: valgrind, strip: strip)
        print(Self.table(counted, recorded ?? [:]), terminator: "")
        switch use {
        case .tell: break
        case .record: try record(counted)
        case .check: try check(counted, recorded ?? [:])
        }
    }

    // MARK: Counting

    /// Instructions of one run.
    private struct Counted: Codable {
        var hand: Int
        var junction: Int
    }

    private func count(valgrind: String, strip: String) throws -> [String: Counted] {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // The two sides run at once, each with files of its own.
        let data = DataSet()
        for side in ["hand", "junction"] { _ = try BaseFiles(data, in: "\(folder)/\(side)") }
        // Without debug information, which valgrind reads slowly and not always well.
        let program = folder + "/bench"
        try FileManager.default.copyItem(atPath: Self.ownPath, toPath: program)
        try Self.process(strip, ["-g", program]).end()

        var all: [String: Counted] = [:]
        for name in Self.workloads {
            say("\(name): counting")
            func start(_ side: String, _ option: String) throws -> Running {
                try Self.process(
                    valgrind,
                    [
                        "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=/dev/null", "--log-file=\(folder)/\(side).log",
                        program, "--from", "\(folder)/\(side)", option, name, String(Self.times),
                    ])
            }
            let hand = try start("hand", "--profile-hand"), junction = try start("junction", "--profile")
            try hand.end()
            try junction.end()
            all[name] = Counted(hand: try collected("\(folder)/hand.log"), junction: try collected("\(folder)/junction.log"))
        }
        return all
    }

    /// The line `Collected : N`, a run.
    private func collected(_ log: String) throws -> Int {
        let text = try String(contentsOfFile: log, encoding: .utf8)
        guard let match = text.firstMatch(of: #/Collected : ([0-9]+)/#), let count = Int(match.1), count > 0 else {
            throw CountingFailure(description: "valgrind counted nothing:\n\(text)")
        }
        return count / Self.times
    }

    // MARK: Comparing

    private static func table(_ counted: [String: Counted], _ recorded: [String: Counted]) -> String {
        let header = ["", "by hand", "Junction", "ratio", "recorded", "change"]
        let rows = workloads.compactMap { name -> [String]? in
            guard let now = counted[name] else { return nil }
            let before = recorded[name]?.junction
            return [
                name, String(now.hand), String(now.junction), Report.ratio(Double(now.junction) / Double(now.hand)),
                before.map { String($0) } ?? "-", before.map { percent(now.junction, $0) } ?? "-",
            ]
        }
        return Report.aligned([header] + rows, texts: [0])
    }

    private func record(_ counted: [String: Counted]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(counted) + Data("\n".utf8)).write(to: URL(fileURLWithPath: file))
        say("recorded in \(file)")
    }

    private func check(_ counted: [String: Counted], _ recorded: [String: Counted]) throws {
        var grown: [String] = []
        for name in Self.workloads {
            guard let now = counted[name], let before = recorded[name] else { continue }
            if Double(now.junction) > Double(before.junction) * (1 + Self.tolerance) {
                grown.append(
                    "\(name): \(now.junction) instructions, \(before.junction) recorded, \(Self.percent(now.junction, before.junction))")
            }
            // Its source does not change with Junction's.
            if abs(Double(now.hand) / Double(before.hand) - 1) > Self.tolerance {
                say("\(name) by hand: \(Self.percent(now.hand, before.hand)); another SQLite, Swift or machine than was recorded?")
            }
        }
        if !grown.isEmpty { throw CountingFailure(description: "slower than recorded\n  " + grown.joined(separator: "\n  ")) }
    }

    private static func percent(_ now: Int, _ before: Int) -> String {
        String(format: "%+.1f %%", (Double(now) / Double(before) - 1) * 100)
    }
}

/// Instructions could not be counted, or grew.
struct CountingFailure: Error, CustomStringConvertible {
    let description: String
}
