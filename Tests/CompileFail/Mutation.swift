import Foundation

/// A mistake that somebody could make in a line of a query.
///
/// Comments at the end of a line, or above it, say what to try there, several separated by "; ":
/// `// misspelt: username -> usrname` is a name that is not there, `// wrong: 3 -> "three"` a value of another type.
struct Mutation: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case misspelt, wrong
    }

    let kind: Kind
    let line: Int
    let old: String
    let new: String
    /// The program with the mistake in it.
    let text: String

    /// What the message is expected to name: the words that only the mistake has.
    var newWords: Set<String> { Self.words(in: new).subtracting(Self.words(in: old)) }

    private static func words(in text: String) -> Set<String> {
        Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    }

    /// All that the comments of a program say.
    static func all(in program: URL) throws -> [Mutation] {
        let lines = try String(contentsOf: program, encoding: .utf8).components(separatedBy: "\n")
        return try lines.enumerated().flatMap { place, line -> [Mutation] in
            guard let mark = line.firstRange(of: #/// (misspelt|wrong): /#) else { return [] }
            // A comment in a line of its own is about the next line of code.
            let isAbove = line[..<mark.lowerBound].allSatisfy(\.isWhitespace)
            let number = isAbove ? lines[place...].firstIndex { !$0.drop { $0 == " " }.hasPrefix("//") } ?? place : place
            let code = isAbove ? lines[number] : String(line[..<mark.lowerBound])
            return try line[mark.lowerBound...].dropFirst(3).components(separatedBy: "; ").map { mark in
                guard let parts = mark.wholeMatch(of: #/(misspelt|wrong): (.+) -> (.+)/#), let kind = Kind(rawValue: String(parts.1)) else {
                    throw Mistake("line \(number + 1) of \(program.lastPathComponent): '\(mark)' says nothing")
                }
                let old = String(parts.2), new = String(parts.3)
                guard code.components(separatedBy: old).count == 2 else {
                    throw Mistake("line \(number + 1) of \(program.lastPathComponent) does not have '\(old)' exactly once")
                }
                var mutated = lines
                mutated[number] = code.replacingOccurrences(of: old, with: new)
                return Mutation(kind: kind, line: number + 1, old: old, new: new, text: mutated.joined(separator: "\n"))
            }
        }
    }

    /// The program with what it declares for itself alone, so that many copies of it make one module.
    var copy: String { text.replacing(#/(?m)^(func|struct|typealias) /#) { "private \($0.1) " } }

    struct Mistake: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}

extension Mutation: CustomStringConvertible {
    var description: String { "line \(line), \(kind): \(old) -> \(new)" }
}
