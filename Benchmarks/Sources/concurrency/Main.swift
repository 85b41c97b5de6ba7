import Dispatch
import Foundation
import Junction

/// Many tasks at the same time on one pool, by wall clock; see the README.
@main
struct Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst()), done = DispatchSemaphore(value: 0)
        Task.detached {
            do { try await run(try Arguments(arguments)) } catch let error as UsageError {
                say("concurrency: \(error)\n\(Arguments.usage)")
                exit(64)
            } catch {
                say("concurrency: \(error)")
                exit(1)
            }
            done.signal()
        }
        done.wait()
    }

    @concurrent
    private static func run(_ arguments: Arguments) async throws {
        if let url = arguments.postgres { try await Place.reach(url) }
        var json = try await measure(Place.sqlite(in: arguments.folder), arguments)
        if let url = arguments.postgres {
            json += try await measure(Place.postgres(url), arguments)
        } else {
            print("PostgreSQL is left out: --postgres URL names a server, or JUNCTION_POSTGRES")
        }
        if let path = arguments.json { try json.write(toFile: path, atomically: true, encoding: .utf8) }
    }

    /// What is made is removed, whatever happens.
    private static func measure(_ place: Place, _ arguments: Arguments) async throws -> String {
        do {
            let json = try await measured(place, arguments)
            try await place.remove()
            return json
        } catch {
            try? await place.remove()
            throw error
        }
    }

    private static func measured(_ place: Place, _ arguments: Arguments) async throws -> String {
        let connections = arguments.connections ?? place.usualConnections, before = loadOfMachine()
        let db = try await place.open(connections: connections), rows = try await Rows.fill(db)
        let crowd = Crowd(db: db, rows: rows, seconds: arguments.seconds)
        // Opens the connections, prepares the statements.
        for kind in arguments.kinds { _ = try await Crowd(db: db, rows: rows, seconds: 0.2).measure(kind, tasks: 16) }
        var all: [Crowded] = []
        for kind in arguments.kinds {
            say("\(place.name), \(kind.rawValue): \(kind.what)")
            for tasks in arguments.tasks { all.append(try await crowd.measure(kind, tasks: tasks)) }
        }
        await db.close()

        let load = loadOfMachine()
        print(
            """
            \(place.name), \(connections) connections, \(ProcessInfo.processInfo.activeProcessorCount) cores, load of the machine \
            \(String(format: "%.1f before, %.1f after", before, load))
            """)
        print(Report.table(all), terminator: "")
        for crowded in all {
            if let failure = crowded.firstFailure { print("failed, \(crowded.kind.rawValue), \(crowded.tasks) tasks: \(failure)") }
        }
        try await order(place)
        return try Report.json(all, database: place.name, load: load, commit: arguments.commit)
    }

    /// Two connections are one that reads and one that writes on SQLite; elsewhere one does both.
    private static func order(_ place: Place) async throws {
        let isSQLite = if case .sqlite = place { true } else { false }
        let db = try await place.open(connections: isSQLite ? 2 : 1)
        print("writing: " + HandingOut.words(try await HandingOut.order(db, .write, waiting: 64)))
        print("reading: " + HandingOut.words(try await HandingOut.order(db, .read, waiting: 64)) + "\n")
        await db.close()
    }
}

/// How many processes wanted to run in the last minute; 0 where the system does not tell.
func loadOfMachine() -> Double {
    var load = [0.0]
    return getloadavg(&load, 1) == 1 ? load[0] : 0
}

/// To the standard error, so that the tables alone are on the standard output.
func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
