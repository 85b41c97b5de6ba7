import Dispatch
import Foundation

/// What the same work costs when there is ten and a hundred times as much in the database; see the README.
@main
struct Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst()), done = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                if let child = Child(arguments) {
                    print(String(decoding: try JSONEncoder().encode(try await child.measure()), as: UTF8.self))
                } else {
                    try await run(try Arguments(arguments))
                }
            } catch let error as UsageError {
                say("growth: \(error)\n\(Arguments.usage)")
                exit(64)
            } catch {
                say("growth: \(error)")
                exit(1)
            }
            done.signal()
        }
        done.wait()
    }

    @concurrent
    private static func run(_ arguments: Arguments) async throws {
        let sizes = arguments.sizes, files = try Files(sizes, in: arguments.folder ?? temporaryFolder)
        defer { files.removeAll() }
        for size in sizes { try files.fill(size) }
        let rounds = Rounds(files: files, sizes: sizes, count: arguments.rounds, pageCache: arguments.pageCache)
        var all: [Grown] = []
        for work in arguments.works {
            say("\(work.rawValue): \(work.what)")
            let grown = try rounds.measure(work)
            print(Report.table(grown), terminator: "")
            all.append(grown)
        }
        print("load of the machine: " + String(format: "%.1f", loadOfMachine()))
        if let path = arguments.json {
            try Report.json(all, commit: arguments.commit).write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    /// On a disk: what is called temporary may be in memory.
    private static var temporaryFolder: String {
        FileManager.default.isWritableFile(atPath: "/var/tmp") ? "/var/tmp" : FileManager.default.temporaryDirectory.path
    }
}
