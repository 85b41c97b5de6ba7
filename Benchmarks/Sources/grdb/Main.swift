import Foundation
import GRDB

/// A peer of the benchmark: the workloads with GRDB, on request. It reads requests from the standard input and writes an answer for each to
/// the standard output, a line of JSON either way; see the README.
@main
struct Main {
    private static let usage = "usage: grdb hand|codable FOLDER"

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let way = arguments.first, let folder = arguments.last else { end(usage, 64) }
        do {
            switch way {
            case "hand": try serve(Workloads<Hand>(try Lists(folder)))
            case "codable": try serve(Workloads<Coded>(try Lists(folder)))
            default: end("there is no way \(way) to use GRDB\n\(usage)", 64)
            }
        } catch {
            end("\(error)", 1)
        }
    }

    private static func end(_ text: String, _ code: Int32) -> Never {
        FileHandle.standardError.write(Data("grdb: \(text)\n".utf8))
        exit(code)
    }

    /// Answers until the standard input is closed.
    private static func serve<R: Records>(_ workloads: Workloads<R>) throws {
        var peer = Peer(workloads: workloads)
        try write(Ready(ready: "GRDB 7.10.0"))
        while let line = readLine() {
            do {
                let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
                try write(try peer.answer(request))
            } catch {
                try write(Failure(error: "\(error)"))
            }
        }
    }

    private static func write(_ message: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        try FileHandle.standardOutput.write(contentsOf: try encoder.encode(message) + Data("\n".utf8))
    }
}

private struct Ready: Encodable {
    let ready: String
}

private struct Failure: Encodable {
    let error: String
}

private struct Request: Decodable {
    let workload: String
    let database: String
    let checked: Bool
}

private struct Answer: Encodable {
    let milliseconds: Double
    /// Empty where it is not checked.
    let outcome: String
}

private struct UnknownWorkload: Error, CustomStringConvertible {
    let description = "unknown workload"
}

/// Opens databases and runs workloads on them. The database that was read last stays open.
private struct Peer<R: Records> {
    let workloads: Workloads<R>
    private var reading: DatabaseQueue?

    init(workloads: Workloads<R>) { self.workloads = workloads }

    mutating func answer(_ request: Request) throws -> Answer {
        guard let workload = Workload(rawValue: request.workload) else { throw UnknownWorkload() }
        if !workload.writes { return try answer(request, workload, try openToRead(request.database)) }
        let queue = try Self.open(request.database)
        let answer = try answer(request, workload, queue)
        try queue.close()
        return answer
    }

    private func answer(_ request: Request, _ workload: Workload, _ queue: DatabaseQueue) throws -> Answer {
        let run = try workloads.run(workload, on: queue)
        return Answer(milliseconds: run.milliseconds, outcome: request.checked ? run.outcome() : "")
    }

    private mutating func openToRead(_ path: String) throws -> DatabaseQueue {
        if let reading, reading.path == path { return reading }
        try reading?.close()
        reading = nil
        let queue = try Self.open(path)
        reading = queue
        return queue
    }

    /// GRDB turns foreign keys on by itself, and makes `synchronous` NORMAL with the WAL mode.
    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.journalMode = .wal
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
