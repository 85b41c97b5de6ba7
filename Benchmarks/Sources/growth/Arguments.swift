/// What the command line asks for.
struct Arguments: Sendable {
    static let usage =
        "usage: growth [--largest 1|10|100|1000] [--folder FOLDER] [--rounds N] [--only W3,stream,...] [--page-cache MB] [--json FILE] [--commit ID]"

    var largest = 100
    /// Where the files are made; nil: a temporary folder.
    var folder: String?
    var rounds = 5
    var works = Work.allCases
    /// Mebibytes of the file that Junction keeps in memory; by hand it is always what SQLite keeps by itself.
    var pageCache = 16
    /// The file that gets the figures.
    var json: String?
    var commit = ""

    var sizes: [Size] { Size.all.filter { $0.times <= largest } }

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        func next(_ what: String) throws -> String {
            guard let value = rest.popFirst() else { throw UsageError("\(what) is missing") }
            return value
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--largest":
                let value = try next("the largest size")
                guard let times = Int(value), Size.all.contains(where: { $0.times == times }) else {
                    throw UsageError("the largest size is 1, 10, 100 or 1000, not \(value)")
                }
                largest = times
            case "--folder": folder = try next("the folder")
            case "--rounds":
                guard let value = try Int(next("the number of rounds")), value > 0 else {
                    throw UsageError("the number of rounds is no number above 0")
                }
                rounds = value
            case "--page-cache":
                guard let value = try Int(next("the size of the page cache")), value > 0 else {
                    throw UsageError("the size of the page cache is no number of mebibytes above 0")
                }
                pageCache = value
            case "--only": works = try Work.named(try next("the list of what to measure").split(separator: ",").map { String($0) })
            case "--json": json = try next("the file")
            case "--commit": commit = try next("the commit")
            default: throw UsageError("unknown: \(argument)")
            }
        }
    }
}

/// A mistake on the command line, or a machine that has not what is asked for.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
