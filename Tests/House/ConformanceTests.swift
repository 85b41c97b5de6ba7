import Foundation
import Testing

@Suite("Every scenario has its test, or a promise that replaces it") struct ConformanceTests {
    private static let page = "docs/conformance.md"

    @Test("Each scenario is in one place")
    func places() throws {
        let scenarios = try Scenario.listed(), tested = try ScenarioTest.all().map(\.name), replaced = try Scenario.replaced()
        #expect(!scenarios.isEmpty && scenarios == scenarios.sorted() && Set(scenarios).count == scenarios.count)
        let places = Dictionary(grouping: tested + replaced) { $0 }.mapValues(\.count)
        let open = scenarios.filter { places[$0] == nil }
        print("conformance: \(scenarios.count) scenarios, \(tested.count) tested, \(replaced.count) replaced, \(open.count) open")
        for scenario in scenarios where places[scenario] != 1 {
            Issue.record("\(scenario) has \(places[scenario] ?? 0) tests or lines in \(Self.page), not one")
        }
    }

    @Test("The page names scenarios only, and at most 15 % of them")
    func pageOfPromises() throws {
        let scenarios = try Scenario.listed(), replaced = try Scenario.replaced(), known = Set(scenarios)
        for name in replaced where !known.contains(name) { Issue.record("\(Self.page) names \(name), which is no scenario") }
        #expect(!replaced.isEmpty && replaced.count * 100 <= scenarios.count * 15)
        // A line that is no scenario would be counted nowhere.
        let text = try #require(try Project.text(of: Self.page))
        let points = text.split(separator: "\n").filter { $0.hasPrefix("- ") }
        #expect(points.count == replaced.count, "\(Self.page): a point is '- `module.test_name`: what takes its place'")
    }

    @Test("Each test of a scenario expects something")
    func expectations() throws {
        let tests = try ScenarioTest.all()
        #expect(!tests.isEmpty)
        for test in tests {
            if test.name.isEmpty { Issue.record("\(test.file): a test has no scenario's name") }
            if !test.expects { Issue.record("\(test.file): \(test.name) expects nothing") }
        }
    }
}

/// The names of scenarios, where they are listed and where they are replaced.
private enum Scenario {
    /// A line each; one that begins with `#` says where they come from.
    static func listed() throws -> [String] {
        let list = try #require(try Project.text(of: "Tests/House/scenarios.txt"))
        return list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }

    /// Each line is "- `name`: what takes its place".
    static func replaced() throws -> [String] {
        let page = try #require(try Project.text(of: "docs/conformance.md"))
        return page.split(separator: "\n").compactMap { line in line.firstMatch(of: #/^- `([\w.]+)`: \S/#).map { String($0.1) } }
    }
}

/// A test in the folder of scenarios, as its text has it.
private struct ScenarioTest {
    let file: String
    /// Its display name; empty where it has none.
    let name: String
    /// Whether it expects something before the next test begins.
    let expects: Bool

    static func all() throws -> [ScenarioTest] {
        try Project.swiftFiles(in: "Tests/Suites/Conformance").flatMap { file in
            file.text.components(separatedBy: "@Test").dropFirst().map { text in
                ScenarioTest(
                    file: file.path, name: text.prefixMatch(of: #/\("([^"]+)"/#).map { String($0.1) } ?? "",
                    expects: text.contains("#expect") || text.contains("refusal("))
            }
        }
    }
}
