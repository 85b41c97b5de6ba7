import Foundation

/// What the command line asks for.
struct Arguments: Sendable {
    static let usage = """
        usage: concurrency [--postgres URL] [--seconds N] [--tasks 1,4,...] [--only look-up,mix,...] [--connections N] [--folder FOLDER]
                           [--json FILE] [--commit ID]
        """

    /// Nil: PostgreSQL is left out.
    var postgres = ProcessInfo.processInfo.environment["JUNCTION_POSTGRES"]
    /// How long each measurement takes.
    var seconds = 3.0
    var tasks = [1, 4, 16, 64]
    var kinds = Kind.allCases
    /// Nil: as many as Junction has by itself.
    var connections: Int?
    /// Where SQLite's file is made; nil: a temporary folder.
    var folder: String?
    /// The file that gets the figures.
    var json: String?
    var commit = ""

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        func next(_ what: String) throws -> String {
            guard let value = rest.popFirst() else { throw UsageError("\(what) is missing") }
            return value
        }
        func number(_ what: String, _ value: some StringProtocol) throws -> Int {
            guard let number = Int(value), number > 0 else { throw UsageError("\(what) is no number above 0: \(value)") }
            return number
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--postgres": postgres = try next("the URL")
            case "--seconds":
                guard let value = try Double(next("the number of seconds")), value > 0, value < 3600 else {
                    throw UsageError("the number of seconds is no number above 0 and below 3600")
                }
                seconds = value
            case "--tasks": tasks = try next("the numbers of tasks").split(separator: ",").map { try number("the number of tasks", $0) }
            case "--only": kinds = try Kind.named(try next("the list of what to measure").split(separator: ",").map { String($0) })
            case "--connections": connections = try number("the number of connections", next("the number of connections"))
            case "--folder": folder = try next("the folder")
            case "--json": json = try next("the file")
            case "--commit": commit = try next("the commit")
            default: throw UsageError("unknown: \(argument)")
            }
        }
        if postgres?.isEmpty == true { postgres = nil }
    }
}

/// A mistake on the command line.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
