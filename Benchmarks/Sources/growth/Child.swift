import Foundation

/// What one process measured, for the one that started it.
struct Figures: Codable, Sendable {
    /// Milliseconds of CPU of each run.
    var milliseconds: [Double] = []
    var rows = 0
    /// What both sides must come to alike.
    var outcome = ""
    /// KiB: the most that the process had in memory before it opened the database, and until its end.
    var before = 0
    var peak = 0

    var above: Int { peak - before }
}

/// One measurement, in a process of its own: so that its memory is no other's.
struct Child: Sendable {
    let work: Work
    let side: Side
    let size: Size
    let path: String
    let runs: Int
    let pageCache: Int

    var arguments: [String] { ["--child", work.rawValue, side.rawValue, "\(size.times)", path, "\(runs)", "\(pageCache)"] }

    init(work: Work, side: Side, size: Size, path: String, runs: Int, pageCache: Int) {
        self.work = work
        self.side = side
        self.size = size
        self.path = path
        self.runs = runs
        self.pageCache = pageCache
    }

    /// From a command line that another process wrote.
    init?(_ arguments: [String]) {
        guard arguments.count == 7, arguments[0] == "--child", let work = Work(rawValue: arguments[1]),
            let side = Side(rawValue: arguments[2]), let times = Int(arguments[3]), let runs = Int(arguments[5]),
            let pageCache = Int(arguments[6])
        else { return nil }
        self.init(work: work, side: side, size: Size(times: times), path: arguments[4], runs: runs, pageCache: pageCache)
    }

    /// In the process that measures.
    func measure() async throws -> Figures {
        let before = Memory.peak
        var figures: Figures
        switch side {
        case .byHand: figures = try ByHand(path, size).measure(work, runs: runs)
        case .junction: figures = try await ThroughJunction.measure(work, path, size, runs: runs, pageCache: pageCache)
        }
        figures.before = before
        figures.peak = Memory.peak
        return figures
    }

    /// In the process that asks: runs this program again, and waits for it.
    func run() throws -> Figures {
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let written = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ChildError(description: "\(work.rawValue) \(side.rawValue) at \(size.times) ended with \(process.terminationStatus)")
        }
        return try JSONDecoder().decode(Figures.self, from: written)
    }

    private static var program: String {
        #if os(Linux)
        "/proc/self/exe"
        #else
        CommandLine.arguments[0]
        #endif
    }
}

/// A process that measured did not come to its end.
struct ChildError: Error, CustomStringConvertible {
    let description: String
}
