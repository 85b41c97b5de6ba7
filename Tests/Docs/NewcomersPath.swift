import Foundation

/// What the README tells newcomers to do, from an empty folder on: its files, and its commands with what they are to write.
struct NewcomersPath {
    enum Step {
        case file(path: String, text: String)
        case command(String, writes: String?)
    }

    let steps: [Step]

    private static let title = "## From an empty folder to a migrated database\n"

    /// The same document without them.
    static func removed(from document: String) -> String {
        guard let (before, section) = split(document) else { return document }
        return before + document.dropFirst(before.count + section.count)
    }

    private static func split(_ document: String) -> (before: String, section: String)? {
        guard let start = document.range(of: title) else { return nil }
        let end = document[start.upperBound...].range(of: "\n## ")?.lowerBound ?? document.endIndex
        return (String(document[..<start.lowerBound]), String(document[start.lowerBound..<end]))
    }

    /// Nil where the document has no such section.
    init?(_ document: String) {
        guard let (_, section) = Self.split(document) else { return nil }
        var steps: [Step] = [], path: String?, fence: String?, lines: [Substring] = []
        for line in section.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if fence == "```swift", let file = path { steps.append(.file(path: file, text: lines.joined(separator: "\n") + "\n")) }
                if fence == "```sh" { steps += lines.map(Self.command) }
                if fence != nil { path = nil }
                (fence, lines) = (fence == nil ? String(line) : nil, [])
            } else if fence != nil {
                lines.append(line)
            } else if let match = line.prefixMatch(of: #/`([\w./]+\.swift)`/#) {
                path = String(match.1)
            }
        }
        self.steps = steps
    }

    /// A command, and behind a hash what it writes.
    private static func command(_ line: Substring) -> Step {
        guard let match = line.wholeMatch(of: #/(.*?) +# (.*)/#) else { return .command(String(line), writes: nil) }
        return .command(String(match.1), writes: String(match.2))
    }
}
