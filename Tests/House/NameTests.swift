import Foundation
import Testing

@Suite("The project stands on its own") struct NameTests {
    /// What a fresh clone does not have: places outside of it, and the tools that it was written with. In two halves, so that this file
    /// does not name them.
    private static let outside: [String] = [
        ("../sha", "red"), ("/wo", "rk/"), ("/op", "t/swift"), ("prototype-", "sessions"), ("prototype-", "drivers"),
        ("prototype-", "typecheck"),
        ("anth", "ropic"), ("cla", "ude"), ("chat", "gpt"), ("open", "ai"), ("copi", "lot"), ("gem", "ini"), ("language ", "model"),
    ].map { (first: String, second: String) in first + second }

    @Test("No file names a place or a tool outside of it")
    func names() throws {
        let paths = try Project.paths()
        #expect(paths.contains("Package.swift"))
        for path in paths where !Self.isData(path) {
            guard let text = try Project.text(of: path)?.lowercased() else { continue }
            for name in Self.outside where text.contains(name) { Issue.record("\(path) names \(name)") }
        }
    }

    /// Real input, which says what it says.
    private static func isData(_ path: String) -> Bool { path.contains("/Data/") }
}
