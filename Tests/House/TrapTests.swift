import Foundation
import Testing

@Suite("A mistake of a user never ends the process") struct TrapTests {
    /// What ends the process, or may, and the name that it goes by in a message.
    private static func found(in code: Substring) -> [String] {
        let words = code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        var found = words.map(String.init).filter { ["fatalError", "precondition", "preconditionFailure", "unowned"].contains($0) }
        for match in code.matches(of: #/(?:^|\W)(try|as)!/#) { found.append("\(match.1)!") }
        let rest = code.replacing(#/(?:^|\W)(?:try|as)!/#, with: " ")
        if rest.contains(#/[\w)\]}"`]!(?!=)/#) { found.append("force unwrap") }
        return found
    }

    @Test("What may trap is allowed line by line, with its reason")
    func traps() throws {
        var allowances = try Allowance.all()
        for file in try Project.swiftFiles(in: "Sources") where !file.path.hasPrefix("Sources/JunctionMacros/") {
            for (number, (line, code)) in zip(file.lines, file.code).enumerated() {
                for trap in Self.found(in: code) {
                    if let index = allowances.firstIndex(where: { $0.file == file.path && line.contains($0.text) }) {
                        allowances[index].isUsed = true
                    } else {
                        Issue.record("\(file.path):\(number + 1): \(trap): \(line.trimmingCharacters(in: .whitespaces))")
                    }
                }
            }
        }
        for allowance in allowances where !allowance.isUsed {
            Issue.record("Tests/House/allowed.txt allows what is not there: \(allowance.file): \(allowance.text)")
        }
    }

    @Test("What counts as a trap", arguments: TrapSample.all)
    func counts(_ sample: TrapSample) {
        let code = CodeReader.code(of: sample.source)
        #expect(code.split(separator: "\n").flatMap(Self.found) == sample.traps, "\(code)")
    }
}

/// A piece of code, and the traps in it.
struct TrapSample: Sendable, CustomTestStringConvertible {
    let source: String
    let traps: [String]

    var testDescription: String { source }

    init(_ source: String, _ traps: String...) {
        self.source = source
        self.traps = traps
    }

    static let all: [TrapSample] = [
        TrapSample("let a = b!", "force unwrap"), TrapSample("f(x)!.y", "force unwrap"), TrapSample("a[1]! + 2", "force unwrap"),
        TrapSample("var a: Int!", "force unwrap"), TrapSample("entry!.a", "force unwrap"), TrapSample("try! f()", "try!"),
        TrapSample("f(try! g(), x as! Int)", "try!", "as!"), TrapSample("Swift.fatalError()", "fatalError"),
        TrapSample("precondition(a)", "precondition"), TrapSample("unowned let a: B", "unowned"),
        TrapSample(#""\(a!)""#, "force unwrap"),
        TrapSample("a != b"), TrapSample("a!=b"), TrapSample("if !a {}"), TrapSample("[!a]"), TrapSample("preconditions()"),
        TrapSample("// a!"), TrapSample("/* try! /* as! */ a! */"), TrapSample(#""a! try! f \" b!""#),
        TrapSample(##"#"a! \(b!)"#"##), TrapSample("\"\"\"\n a! \" b!\n\"\"\""),
    ]
}

/// A line of allowed.txt: what may trap, and why it is right where it stands.
struct Allowance {
    let file: String
    /// A part of the line in the source.
    let text: String
    let reason: String
    var isUsed = false

    /// Each line is `file: text: reason`; a line that begins with `#` says nothing.
    static func all() throws -> [Allowance] {
        let list = try #require(try Project.text(of: "Tests/House/allowed.txt"))
        return try list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let first = try #require(line.firstRange(of: ": "), "allowed.txt: no file in '\(line)'")
            let last = try #require(line.ranges(of: ": ").last, "allowed.txt: no reason in '\(line)'")
            try #require(first.upperBound < last.lowerBound, "allowed.txt: no reason in '\(line)'")
            return Allowance(
                file: String(line[..<first.lowerBound]), text: String(line[first.upperBound..<last.lowerBound]),
                reason: String(line[last.upperBound...]))
        }
    }
}
