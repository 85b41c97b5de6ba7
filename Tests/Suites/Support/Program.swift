import Foundation

/// Another program, and what it writes: to files, so that a long output never fills a pipe.
///
/// Not by Foundation's `Process`: on Linux, up to Swift 6.3, it reads past the end of a buffer where this program has more than some 1 350 files
/// open, which tests that run beside one another have (https://github.com/swiftlang/swift-corelibs-foundation/pull/5472).
package struct Program: Sendable {
    /// How it ended.
    package struct End: Sendable {
        /// 128 and the signal's number where one ended it, as shells say it.
        package let status: Int32
        package let output: String
        /// Only where they are kept apart.
        package let errors: String
    }

    package struct Failed: Error {
        package let status: Int32
        package let output: String
    }

    /// The package's own folder.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private let id: pid_t
    private let output: URL
    private let errors: URL?

    /// What it writes, errors among it; another status than 0 is an error.
    ///
    /// - Parameters:
    ///   - folder: where it runs; nil: where this program does.
    ///   - left: variables that it does not see.
    ///   - added: variables that only it sees.
    package static func run(
        _ name: String, _ arguments: [String], in folder: URL? = nil, without left: Set<String> = [], with added: [String: String] = [:]
    ) async throws -> String {
        let end = try await Program(name, arguments, in: folder, without: left, with: added).end()
        if end.status != 0 { throw Failed(status: end.status, output: end.output) }
        return end.output
    }

    /// Starts it. Whoever does waits for its end.
    ///
    /// - Parameter keepsErrorsApart: whether errors are not among the output.
    package init(
        _ name: String, _ arguments: [String], in folder: URL? = nil, without left: Set<String> = [], with added: [String: String] = [:],
        keepsErrorsApart: Bool = false
    ) throws {
        let environment = ProcessInfo.processInfo.environment.filter { !left.contains($0.key) }.merging(added) { $1 }
        output = FileManager.default.temporaryDirectory.appending(path: "junction-program-\(UUID().uuidString)")
        errors = keepsErrorsApart ? output.appendingPathExtension("errors") : nil
        var spawning = try Spawning()
        defer { spawning.end() }
        // Nobody is there to be asked.
        try spawning.open("/dev/null", O_RDONLY, as: STDIN_FILENO)
        try spawning.open(output.path, O_WRONLY | O_CREAT | O_APPEND, as: STDOUT_FILENO)
        try spawning.open((errors ?? output).path, O_WRONLY | O_CREAT | O_APPEND, as: STDERR_FILENO)
        // C libraries do not agree on how a process is told where to begin.
        let moving = folder.map { ["sh", "-c", #"cd -- "$0" && exec "$@""#, $0.path] } ?? []
        do { id = try spawning.start(moving + [name] + arguments, environment.map { "\($0)=\($1)" }) } catch {
            for file in [output, errors ?? output] { try? FileManager.default.removeItem(at: file) }
            throw error
        }
    }

    package func kill() { Foundation.kill(id, SIGKILL) }

    package func end() async throws -> End {
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { [id] in
                var status: Int32 = 0
                while waitpid(id, &status, 0) == -1 {
                    if errno != EINTR { return continuation.resume(throwing: POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECHILD)) }
                }
                continuation.resume(returning: status)
            }
        }
        func text(_ file: URL) throws -> String {
            defer { try? FileManager.default.removeItem(at: file) }
            return String(decoding: try Data(contentsOf: file), as: UTF8.self)
        }
        let signal = status & 0x7f
        return End(
            status: signal == 0 ? status >> 8 & 0xff : 128 + signal, output: try text(output), errors: try errors.map(text) ?? "")
    }
}

/// What `posix_spawn` is told.
private struct Spawning {
    #if canImport(Darwin)
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
    #else
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
    #endif

    init() throws {
        try Self.check(posix_spawn_file_actions_init(&actions))
        try Self.check(posix_spawnattr_init(&attributes))
        // Threads that tasks run on keep signals away.
        var none = sigset_t()
        sigemptyset(&none)
        try Self.check(posix_spawnattr_setsigmask(&attributes, &none))
        #if canImport(Darwin)
        try Self.check(posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_CLOEXEC_DEFAULT)))
        #else
        try Self.check(posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK)))
        #endif
    }

    mutating func end() {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    mutating func open(_ path: String, _ flags: Int32, as number: Int32) throws {
        try Self.check(posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600))
    }

    /// The number of the process, which has nothing open but what it is given: a file that is written here could not be run as long as it has it.
    mutating func start(_ arguments: [String], _ environment: [String]) throws -> pid_t {
        #if !canImport(Darwin)
        // What closes all of them in one call is not seen from Swift.
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
        for number in open where number > STDERR_FILENO { try Self.check(posix_spawn_file_actions_addclose(&actions, number)) }
        #endif
        let texts = (arguments + environment).map { strdup($0) }
        defer { texts.forEach { free($0) } }
        var id: pid_t = 0
        try Self.check(
            posix_spawnp(
                &id, arguments[0], &actions, &attributes, texts.prefix(arguments.count) + [nil], texts.dropFirst(arguments.count) + [nil]))
        return id
    }

    private static func check(_ code: Int32) throws { if code != 0 { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) } }
}
