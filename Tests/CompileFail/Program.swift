import Foundation
import Testing

/// A program that the compiler is asked about, and what it is expected to say.
///
/// `// expect: text` at the end of a line: there is an error in this line, with this text in its message.
/// `// expect-count: 1`: there are exactly so many errors; the number of expectations where nothing is said.
/// `// flags: -default-isolation MainActor`: arguments for the compiler.
struct Program: Sendable, CustomTestStringConvertible {
    let url: URL
    let expectations: [Expectation]
    let errorCount: Int
    let flags: [String]

    struct Expectation: Sendable {
        let line: Int
        let text: String
    }

    var testDescription: String { url.lastPathComponent }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    /// The models that all programs speak of.
    static let models = folder.appendingPathComponent("Shared/Models.swift")

    /// Programs that must not compile, and a few that must.
    static let all: [Program] = names(in: "Programs").compactMap { try? Program(folder.appendingPathComponent("Programs/\($0).swift")) }

    /// The names of the queries whose type-checking effort is recorded, a file each.
    static let efforts = names(in: "Effort")

    /// A query whose type-checking effort is recorded.
    static func effort(_ name: String) -> URL { folder.appendingPathComponent("Effort/\(name).swift") }

    /// The recorded efforts: constraint scopes by the name of the program.
    static func recordedEfforts() throws -> [String: Int] {
        try JSONDecoder().decode([String: Int].self, from: Data(contentsOf: folder.appendingPathComponent("Effort/recorded.json")))
    }

    /// The Swift files of a folder, by their names without the suffix.
    private static func names(in name: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)) ?? []
        return files.filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }.sorted()
    }

    init(_ url: URL) throws {
        self.url = url
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        func values(_ label: String) -> [(line: Int, text: String)] {
            lines.enumerated().compactMap { number, line in
                line.range(of: "// \(label): ").map { (line: number + 1, text: String(line[$0.upperBound...])) }
            }
        }
        let expectations = values("expect").map { Expectation(line: $0.line, text: $0.text) }
        self.expectations = expectations
        errorCount = values("expect-count").first.flatMap { Int($0.text) } ?? expectations.count
        flags = values("flags").flatMap { $0.text.split(separator: " ").map(String.init) }
    }
}
