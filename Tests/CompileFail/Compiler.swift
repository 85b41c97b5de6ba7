import Foundation
import Suites

/// The Swift compiler, to check single programs against the modules that this test run was built from.
struct Compiler: Sendable {
    /// Where the build put the modules and the macro plug-in.
    let products: URL

    /// Nil where the products of the build are not found.
    static let current: Compiler? = SwiftCompiler.findProducts().map { Compiler(products: $0) }

    /// Checks the types of programs, all of them at once, and returns what the compiler said.
    ///
    /// `statistics` is a folder that gets the compiler's counters, a file for each source.
    func check(_ programs: [URL], flags: [String] = [], statistics: URL? = nil) async throws -> String {
        var arguments =
            Self.command + [
                "-typecheck", "-parse-as-library", "-swift-version", "6", "-diagnostic-style", "llvm", "-module-name", "Programs",
                "-module-cache-path", products.appendingPathComponent("ModuleCache").path,
                "-I", products.appendingPathComponent("Modules").path,
                "-Xfrontend", "-load-plugin-executable", "-Xfrontend",
                products.appendingPathComponent("JunctionMacros-tool").path + "#JunctionMacros",
            ]
        if let statistics { arguments += ["-stats-output-dir", statistics.path] }
        arguments += flags + [Program.models.path] + programs.map(\.path)
        await Self.turns.take()
        let result: Result<Suites.Program.End, any Error>
        do { result = .success(try await Suites.Program(arguments[0], Array(arguments.dropFirst())).end()) } catch {
            result = .failure(error)
        }
        await Self.turns.giveBack()
        let end = try result.get()
        return end.status > 128 ? end.output + "\nerror: the compiler crashed" : end.output
    }

    /// A compiler for each processor, as tests run beside one another.
    private static let turns = Turns(ProcessInfo.processInfo.activeProcessorCount)

    #if os(macOS)
    private static let command = ["xcrun", "swiftc", "-target", architecture + "-apple-macosx15.0"]
    #if arch(arm64)
    private static let architecture = "arm64"
    #else
    private static let architecture = "x86_64"
    #endif
    #else
    private static let command = ["swiftc"]
    #endif
}

/// Lets so many work at once; the others wait for their turn.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = max(1, count) }

    func take() async {
        if free == 0 { return await withCheckedContinuation { waiting.append($0) } }
        free -= 1
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
