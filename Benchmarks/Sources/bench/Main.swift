import BenchData
import Dispatch
import Foundation

/// Whole workloads through Junction, by hand, and through peers, in the same run on the same data; see the README.
@main
struct Main {
    /// Waits for the work instead of being asynchronous itself: an asynchronous `main` ends the main thread, which valgrind 3.19 does not
    /// survive.
    static func main() {
        // A peer that ended is an error of its own.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst()), done = DispatchSemaphore(value: 0)
        Task.detached {
            do { try await run(try Arguments(arguments)) } catch let error as UsageError {
                say("bench: \(error)\n\(Arguments.usage)")
                exit(64)
            } catch {
                say("bench: \(error)")
                exit(1)
            }
            done.signal()
        }
        done.wait()
    }

    /// Away from the main actor, which `main` is on: there each statement of a transaction would be a hop.
    @concurrent
    private static func run(_ arguments: Arguments) async throws {
        if let use = arguments.instructions { return try Instructions(arguments).run(use) }
        let data = DataSet()
        if let folder = arguments.dataFolder { return try BaseFiles(data, in: folder).writeLists(data) }
        if let profile = arguments.profile {
            return try await Profiling(profile: profile, data: data).run(folder: arguments.from, postgres: arguments.postgres)
        }

        let all = try await Session(arguments, data).measure()
        print(Report.table(all), terminator: "")
        if let path = arguments.json {
            try Report.json(all, commit: arguments.commit).write(toFile: path, atomically: true, encoding: .utf8)
        }
        if let path = arguments.plot {
            try Plot(all, commit: arguments.commit).svg.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }
}
