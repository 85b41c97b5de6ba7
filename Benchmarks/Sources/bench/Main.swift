import BenchData
import Dispatch
import Foundation

/// Whole workloads through Junction and by hand, in the same run on the same data; see the README.
@main
struct Main {
    /// Waits for the work instead of being asynchronous itself: an asynchronous `main` ends the main thread, which valgrind 3.19 does not
    /// survive.
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst()), done = DispatchSemaphore(value: 0)
        Task.detached {
            do { try await run(try Arguments(arguments)) } catch let error as UsageError {
                say("bench: \(error)\n\(Arguments.usage)")
                exit(2)
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
        say("making the data")
        let data = DataSet()
        if let folder = arguments.dataFolder {
            try BaseFiles(data, in: folder).writeLists(data)
            return
        }
        let files = try BaseFiles(data)
        defer { files.removeAll() }
        let runner = try await Runner.open(data, files)
        if let profile = arguments.profile {
            try await runner.profile(profile)
        } else {
            let all = try await measure(arguments, runner)
            print(Report.table(all), terminator: "")
            if let path = arguments.json {
                try Report.json(all, commit: arguments.commit).write(toFile: path, atomically: true, encoding: .utf8)
            }
        }
        await runner.close()
    }

    private static func measure(_ arguments: Arguments, _ runner: Runner) async throws -> [Measured] {
        var all: [Measured] = []
        for workload in arguments.workloads {
            say("\(workload.name): \(workload.what)")
            all.append(try await runner.measure(workload, rounds: arguments.rounds))
        }
        return all
    }
}
