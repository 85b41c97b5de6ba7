import Testing

@Suite("Every test expects something") struct AssertionTests {
    @Test("A test has an expectation, or calls a function that has one")
    func tests() throws {
        let functions = try Project.swiftFiles(in: "Tests").filter { !$0.path.hasPrefix("Tests/CompileFail/Programs/") }
            .flatMap(TestFunction.all)
        let tests = functions.filter(\.isTest), without = TestFunction.withoutExpectation(functions)
        print("assertions: \(tests.count) tests, \(without.count) without")
        #expect(!tests.isEmpty)
        for test in without { Issue.record("\(test.file):\(test.line): \(test.name) expects nothing") }
    }

    @Test("The reader finds what expects nothing")
    func reader() {
        let source = """
            @Suite struct A {
                @Test("B") func b() {
                    #expect(true)
                }
                @Test(arguments: [1])
                func c(_ a: Int) { helper(a) }
                @Test func d() {
                    // #expect(true)
                    print("#expect(true)")
                }
                @Test func e() { other.helper(1) }
                @Test func f() async throws { try await Self.outer { helper in } }
                func helper(_ a: Int) {
                    if a > 0 {
                        Issue.record("")
                    }
                }
                static func outer(_ body: (Int) -> Void) { try #require(A()) }
            }
            """
        let found = TestFunction.all(in: SourceFile(path: "A.swift", text: source))
        #expect(found.filter(\.isTest).map(\.name) == ["b", "c", "d", "e", "f"])
        #expect(TestFunction.withoutExpectation(found).map(\.name) == ["d", "e"])
    }
}

/// A function of the tests, from its first line to the brace that closes it.
private struct TestFunction {
    let file: String
    let line: Int
    let name: String
    let isTest: Bool
    let body: Substring

    private var fileName: String { String(file.split(separator: "/").last!.dropLast(".swift".count)) }

    /// The functions of a file, without those inside other functions.
    static func all(in file: SourceFile) -> [TestFunction] {
        let code = file.code
        var functions: [TestFunction] = [], isTest = false, number = 0
        while number < code.count {
            let line = code[number], indent = line.prefix { $0 == " " }
            isTest = isTest || line.contains("@Test")
            guard let found = line.firstMatch(of: #/\bfunc (\w+|`[^`]*`)/#) else {
                number += 1
                continue
            }
            let isWhole = line.contains("{") && line.count(where: { $0 == "{" }) == line.count(where: { $0 == "}" })
            let end = isWhole ? number : code[number...].firstIndex { $0 == indent + "}" } ?? code.count - 1
            let body = code[number].startIndex..<code[end].endIndex
            functions.append(
                TestFunction(file: file.path, line: number + 1, name: String(found.1), isTest: isTest, body: line.base[body]))
            isTest = false
            number = end + 1
        }
        return functions
    }

    /// The tests that neither expect something themselves nor call what does: a function of their own file or of another, or a type that
    /// has a file of its own.
    static func withoutExpectation(_ functions: [TestFunction]) -> [TestFunction] {
        var expects = functions.map { $0.body.contains(#/#expect|#require|Issue\.record/#) }
        let others = functions.indices.filter { !functions[$0].isTest }
        let helpers = Dictionary(grouping: others) { functions[$0].name }.merging(Dictionary(grouping: others) { functions[$0].fileName }) {
            $0 + $1
        }
        // Which functions each one may call: those of its own file before others of the same name.
        let calls = functions.map { function in
            function.body.matches(of: #/(?:^|[^.\w])(?:Self\.)?(?<name>\w+)(?=\(|<| \{)/#).flatMap { call in
                let name = String(call.name)
                guard name != function.name, let named = helpers[name] else { return [Int]() }
                let near = named.filter { functions[$0].file == function.file }
                return near.isEmpty ? named : near
            }
        }
        // Whoever calls one that expects something, does; until there is nobody else.
        var isChanged = true
        while isChanged {
            isChanged = false
            for place in functions.indices where !expects[place] && calls[place].contains(where: { expects[$0] }) {
                expects[place] = true
                isChanged = true
            }
        }
        return functions.indices.filter { functions[$0].isTest && !expects[$0] }.map { functions[$0] }
    }
}
