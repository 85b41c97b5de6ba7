/// What the command line asks for.
struct Arguments: Sendable {
    static let usage = """
        usage: bench [--quick] [--only W1,P2,...] [--postgres URL] [--peer NAME COMMAND]... [--json FILE] [--plot FILE.svg]
                     [--commit ID] [--files FOLDER]
               bench --instructions [--check | --record] [--recorded FILE] [--files FOLDER]
               bench --profile WORKLOAD TIMES | --profile-hand WORKLOAD TIMES [--from FOLDER] [--postgres URL]
               bench --data FOLDER
        """

    var isQuick = false
    /// The names of workloads; nil for all.
    var only: [String]?
    /// The server's URL.
    var postgres: String?
    var peers: [(name: String, command: String)] = []
    /// The files that get the figures and their picture.
    var json: String?
    var plot: String?
    var commit = ""

    var profile: Profile?
    /// Where the databases and lists are written, for a peer that is tried alone; nothing is measured then.
    var dataFolder: String?
    /// A folder with databases that `--data` has made.
    var from: String?
    /// Where the databases are made, a folder that whoever names it removes; nil for one that is removed here.
    var files: String?

    var instructions: Instructions.Use?
    /// The file with the instructions that were counted before.
    var recorded = "Benchmarks/instructions.json"

    /// One implementation of one workload, run some times and not measured.
    struct Profile: Sendable {
        let name: String
        let times: Int
        let isByHand: Bool
    }

    var rounds: Int { isQuick ? 3 : 9 }
    /// Peers are slow.
    var peerRounds: Int { isQuick ? 1 : 3 }

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        func next(_ what: String) throws -> String {
            guard let value = rest.popFirst() else { throw UsageError("\(what) is missing") }
            return value
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--only": only = try next("the list of workloads").split(separator: ",").map { String($0) }
            case "--postgres": postgres = try next("the URL of the server")
            case "--peer": peers.append((name: try next("the name of the peer"), command: try next("the command of the peer")))
            case "--json": json = try next("the file")
            case "--plot": plot = try next("the file of the picture")
            case "--commit": commit = try next("the commit")
            case "--data": dataFolder = try next("the folder")
            case "--from": from = try next("the folder")
            case "--files": files = try next("the folder")
            case "--instructions": instructions = instructions ?? .tell
            case "--check": instructions = .check
            case "--record": instructions = .record
            case "--recorded": recorded = try next("the file of recorded instructions")
            case "--profile", "--profile-hand":
                let name = try next("the workload")
                guard let times = try Int(next("the number of times")), times > 0 else {
                    throw UsageError("the number of times is no number above 0")
                }
                profile = Profile(name: name, times: times, isByHand: argument == "--profile-hand")
            default: throw UsageError("unknown: \(argument)")
            }
        }
        try checkNames()
    }

    /// Whether a workload is asked for.
    func wants(_ name: String) -> Bool { only?.contains(name) ?? true }

    private func checkNames() throws {
        let sqlite = SQLiteWorkload.all.map(\.name), all = sqlite + PostgresWorkload.all.map(\.name)
        if let unknown = only?.first(where: { !all.contains($0) }) {
            throw UsageError("there is no workload \(unknown); there are \(all.joined(separator: ", "))")
        }
        if let profile, !all.contains(profile.name) {
            throw UsageError("there is no workload \(profile.name) to profile; there are \(all.joined(separator: ", "))")
        }
    }
}

/// A mistake on the command line.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
