import Foundation
import Junction

/// The folder with a package's migrations: a file for each, and one with the list of them.
struct MigrationFolder {
    let path: String
    private let files: [String]

    init(_ path: String) throws(CommandError) {
        self.path = path
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw CommandError(.noFolder(path: URL(fileURLWithPath: path).standardizedFileURL.path))
        }
        self.files = files.filter { $0.hasSuffix(".swift") }.sorted()
    }

    func path(of file: String) -> String { path + "/" + file }

    /// Names of migrations that have a file, and are not among these.
    func unlisted(_ names: [String]) -> [String] {
        files.map { String($0.dropLast(6)) }.filter { $0.contains(#/^\d{4}_/#) && !names.contains($0) }
    }

    /// The file with the list, which has all that have files.
    func list(of migrations: [Migration]) throws -> MigrationListFile {
        let unlisted = unlisted(migrations.map(\.name))
        if !unlisted.isEmpty { throw CommandError(.unlisted(unlisted)) }
        let found = try files.compactMap { try MigrationListFile(path(of: $0)) }
        guard found.count == 1 else { throw CommandError(.noList(path: path)) }
        return found[0]
    }
}

/// The file with the list of the migrations, as text: `static let all: [Migration] = [.m0001Initial]`.
struct MigrationListFile: Hashable {
    let path: String
    private(set) var text: String
    private static let start = "[Migration] = ["

    /// Nil where there is no list in it.
    init?(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard text.contains(Self.start) else { return nil }
        (self.path, self.text) = (path, text)
    }

    func write() throws(CommandError) { try TextFile.write(text, to: path) }

    /// Puts an entry at the end.
    mutating func append(_ entry: String) throws(CommandError) {
        let refused = CommandError(.unclearList(path: path, entries: ["add .\(entry)"]))
        guard let range = entries else { throw refused }
        var inside = String(text[range])
        while inside.last?.isWhitespace == true { inside.removeLast() }
        if inside.split(separator: "\n").last?.contains("//") == true, !inside.hasSuffix(",") { throw refused }
        let indent = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).last?.prefix { $0 == " " } ?? ""
        if !inside.isEmpty, !inside.hasSuffix(",") { inside += "," }
        // One on the line of the bracket goes to a line of its own.
        if !inside.isEmpty, !inside.contains("\n") { inside = "\n\(indent)    " + inside.drop { $0.isWhitespace } }
        text.replaceSubrange(range, with: "\(inside)\n\(indent)    .\(entry),\n\(indent)")
    }

    /// Puts one entry where several were.
    mutating func replace(_ old: [String], with new: String) throws(CommandError) {
        let refused = CommandError(.unclearList(path: path, entries: ["put .\(new) for " + old.map { "." + $0 }.joined(separator: ", ")]))
        guard let range = entries else { throw refused }
        var lines = text[range].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (number, entry) in old.enumerated() {
            func isEntry(_ line: String) -> Bool { line.trimmingCharacters(in: .whitespaces).trimmingSuffix(",") == "." + entry }
            guard let place = lines.firstIndex(where: isEntry) else { throw refused }
            if number == 0 {
                lines[place] = lines[place].prefix { $0 == " " } + ".\(new),"
            } else {
                lines.remove(at: place)
            }
        }
        text.replaceSubrange(range, with: lines.joined(separator: "\n"))
    }

    /// What stands between the brackets; nil where they do not fit. Brackets in texts and comments do not count.
    private var entries: Range<String.Index>? {
        guard let start = text.range(of: Self.start)?.upperBound else { return nil }
        var place = start, depth = 1
        while place < text.endIndex {
            let rest = text[place...]
            if rest.hasPrefix("//") {
                place = rest.firstIndex(of: "\n") ?? text.endIndex
                continue
            }
            if rest.hasPrefix("/*") {
                guard let end = rest.range(of: "*/")?.upperBound else { return nil }
                place = end
                continue
            }
            switch text[place] {
            case "\"":
                guard let end = Self.endOfText(rest.dropFirst()) else { return nil }
                place = end
            case "[", "(", "{": depth += 1
            case "]", ")", "}": depth -= 1
            default: break
            }
            if depth == 0 { return start..<place }
            place = text.index(after: place)
        }
        return nil
    }

    /// Where the quotation mark at the end of a text is.
    private static func endOfText(_ text: Substring) -> String.Index? {
        var isEscaped = false
        return text.indices.first { place in
            if isEscaped {
                isEscaped = false
                return false
            }
            isEscaped = text[place] == "\\"
            return text[place] == "\""
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}
