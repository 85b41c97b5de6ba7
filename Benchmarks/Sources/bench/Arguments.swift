/// What the command line asks for.
struct Arguments: Sendable {
    static let usage = """
        usage: bench [--quick] [--only W1,W2,...] [--json FILE] [--commit ID]
               bench --profile WORKLOAD TIMES | --profile-hand WORKLOAD TIMES
               bench --data FOLDER
        """

    var rounds = 9
    var workloads = Workload.all
    /// The file that gets the figures.
    var json: String?
    var commit = ""
    var profile: Profile?
    /// Where the databases and lists are written, for a peer that is tried alone; nothing is measured then.
    var dataFolder: String?

    /// One implementation of one workload, run some times and not measured.
    struct Profile: Sendable {
        let workload: Workload
        let times: Int
        let isByHand: Bool
    }

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        func next(_ what: String) throws -> String {
            guard let value = rest.popFirst() else { throw UsageError("\(what) is missing") }
            return value
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": rounds = 3
            case "--only": workloads = try Workload.named(try next("the list of workloads").split(separator: ",").map { String($0) })
            case "--json": json = try next("the file")
            case "--data": dataFolder = try next("the folder")
            case "--commit": commit = try next("the commit")
            case "--profile", "--profile-hand":
                let workload = try Workload.named([next("the workload")])[0]
                guard let times = try Int(next("the number of times")), times > 0 else {
                    throw UsageError("the number of times is no number above 0")
                }
                profile = Profile(workload: workload, times: times, isByHand: argument == "--profile-hand")
            default: throw UsageError("unknown: \(argument)")
            }
        }
    }
}

/// A mistake on the command line.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
