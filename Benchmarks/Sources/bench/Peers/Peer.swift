import Foundation

/// Another library that does the same work, in a process of its own; the protocol is in the README.
final class Peer {
    let name: String
    /// What it says that it is.
    private(set) var version = ""
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread = Data()

    /// Starts `command folder` and waits until it is ready.
    init(name: String, command: String, folder: String) throws {
        self.name = name
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "exec \(command) \"$0\"", folder]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // The other ends are the peer's alone, so that its end is seen here.
        try output.fileHandleForWriting.close()
        try input.fileHandleForReading.close()
        version = try JSONDecoder().decode(Ready.self, from: try readLine()).ready
    }

    /// Runs a workload once. Nil where the peer does not know it.
    func run(_ workload: String, on path: String, isChecked: Bool) throws -> Finished? {
        let request = try JSONEncoder().encode(Request(workload: workload, database: path, checked: isChecked))
        try input.fileHandleForWriting.write(contentsOf: request + Data("\n".utf8))
        let line = try readLine()
        guard let answer = try? JSONDecoder().decode(Answer.self, from: line) else { throw failure("says \(text(line))") }
        if answer.error == "unknown workload" { return nil }
        if let error = answer.error { throw failure("failed at \(workload): \(error)") }
        guard let milliseconds = answer.milliseconds else { throw failure("says no time") }
        return Finished(time: Time(cpu: milliseconds), outcome: answer.outcome ?? "")
    }

    /// Ends it, which it does when its input ends.
    func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    // MARK: Lines

    private struct Ready: Decodable { let ready: String }

    private struct Request: Encodable {
        let workload: String
        let database: String
        let checked: Bool
    }

    private struct Answer: Decodable {
        let milliseconds: Double?
        let outcome: String?
        let error: String?
    }

    private func readLine() throws -> Data {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Data(unread[..<end])
                unread = Data(unread[(end + 1)...])
                return line
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw failure("ended") }
            unread += more
        }
    }

    private func text(_ line: Data) -> String { String(decoding: line, as: UTF8.self) }
    private func failure(_ what: String) -> PeerFailure { PeerFailure(description: "the peer \(name) \(what)") }
}

/// A peer that does not keep to the protocol, or could not do the work.
struct PeerFailure: Error, CustomStringConvertible {
    let description: String
}
