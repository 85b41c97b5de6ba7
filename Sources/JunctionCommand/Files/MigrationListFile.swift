import Foundation

/// The file with the list of the migrations, as text: `static let all: [Migration] = [.m0001Initial]`.
struct MigrationListFile: Hashable {
    let path: String
    private(set) var text: String
    private let hasReturns: Bool
    private static let start = "[Migration] = ["

    /// Nil where there is no list in it, or several.
    init?(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        hasReturns = text.contains("\r\n")
        (self.path, self.text) = (path, text.replacing("\r\n", with: "\n"))
        if SwiftCode(self.text).places(of: Self.start).count != 1 { return nil }
    }

    /// Writes it, and the file of a new migration; both or none.
    func write(with migration: String, at place: String) throws(CommandError) {
        if FileManager.default.fileExists(atPath: place) { throw CommandError(.fileExists(path: place)) }
        try TextFile.write(migration, to: place)
        do { try TextFile.write(hasReturns ? text.replacing("\n", with: "\r\n") : text, to: path) } catch {
            try TextFile.delete(place)
            throw error
        }
    }

    /// Puts an entry at the end.
    mutating func append(_ entry: String) throws(CommandError) {
        guard let (range, last) = entries else { throw CommandError(.unclearList(path: path, entries: ["add .\(entry)"])) }
        let indent = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).last?.prefix { $0 == " " } ?? ""
        // Comments may come behind the last entry.
        let end = last.map { text.index(after: $0) } ?? range.lowerBound
        var known = String(text[range.lowerBound..<end]), rest = String(text[end..<range.upperBound])
        while rest.last?.isWhitespace == true { rest.removeLast() }
        if let last, text[last] != "," { known += "," }
        // What stands on the line of the bracket goes to a line of its own.
        if !known.isEmpty, !known.contains("\n") { known = "\n\(indent)    " + known.drop { $0.isWhitespace } }
        text.replaceSubrange(range, with: "\(known)\(rest)\n\(indent)    .\(entry),\n\(indent)")
    }

    /// Puts one entry where several were.
    mutating func replace(_ old: [String], with new: String) throws(CommandError) {
        let refused = CommandError(.unclearList(path: path, entries: ["put .\(new) for " + old.map { "." + $0 }.joined(separator: ", ")]))
        guard let range = entries?.range else { throw refused }
        var pieces: [Range<String.Index>] = []
        let code = Set(SwiftCode(text).characters)
        for entry in old {
            // The whole line, with the one end of it.
            let found = text[range].ranges(of: "\n").compactMap { end -> Range<String.Index>? in
                let line = text[end.upperBound..<range.upperBound].prefix { $0 != "\n" }
                guard [".\(entry)", ".\(entry),"].contains(line.trimmingCharacters(in: .whitespaces)),
                    let dot = line.firstIndex(of: "."), code.contains(dot)
                else { return nil }
                return end.lowerBound..<line.endIndex
            }
            guard found.count == 1 else { throw refused }
            pieces.append(found[0])
        }
        guard let first = pieces.first else { throw refused }
        let indent = text[first].dropFirst().prefix { $0 == " " }, entry = "\n\(indent).\(new),"
        for piece in pieces.sorted(by: { $0.lowerBound > $1.lowerBound }) { text.replaceSubrange(piece, with: piece == first ? entry : "") }
    }

    /// What stands between the brackets, and the last character of it that is code; nil where the brackets do not fit.
    private var entries: (range: Range<String.Index>, last: String.Index?)? {
        let code = SwiftCode(text)
        guard let place = code.places(of: Self.start).first else { return nil }
        let start = text.index(place, offsetBy: Self.start.count)
        var depth = 1, last: String.Index?
        for index in code.characters where index >= start {
            switch text[index] {
            case "[", "(", "{": depth += 1
            case "]", ")", "}": depth -= 1
            default: break
            }
            if depth == 0 { return (start..<index, last) }
            if !text[index].isWhitespace { last = index }
        }
        return nil
    }
}
