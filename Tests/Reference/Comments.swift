import Foundation

/// What the documentation comments of the library say in code and in SQL.
struct Comments {
    struct Block {
        let file: String
        let line: Int
        let lines: [String]
    }

    struct Statement {
        let file: String
        let line: Int
        let database: String?
        let sql: String
    }

    private(set) var blocks: [Block] = []
    private(set) var statements: [Statement] = []

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every comment under Sources.
    static func all() throws -> Comments {
        var comments = Comments()
        for (name, text) in try files(in: "Sources") { comments.read(text, name) }
        return comments
    }

    /// The Swift files of a folder by their paths, in this order.
    static func files(in folder: String) throws -> [(name: String, text: String)] {
        let start = root.appendingPathComponent(folder)
        guard let names = FileManager.default.enumerator(atPath: start.path) else { return [] }
        return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
            (folder + "/" + $0, try String(contentsOf: start.appendingPathComponent($0), encoding: .utf8))
        }
    }

    /// Lines without the space before them: how a block and the file where it is compiled are compared.
    static func flush(_ lines: some Sequence<Substring>) -> [String] {
        lines.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private mutating func read(_ text: String, _ file: String) {
        var block: [Substring]?
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = line.drop { $0 == " " }
            guard text.hasPrefix("///") else {
                block = nil
                continue
            }
            let comment = text.dropFirst(3).drop { $0 == " " }
            if comment.hasPrefix("```") {
                if let lines = block { blocks.append(Block(file: file, line: number + 1, lines: Self.flush(lines))) }
                block = block == nil && comment == "```swift" ? [] : nil
            } else if block != nil {
                block?.append(comment)
            } else if let found = comment.wholeMatch(of: #/SQL(?: \((?<database>\w+)\))?: (?<rest>.*)/#) {
                for piece in found.rest.matches(of: #/`(?<sql>[^`]+)`/#) {
                    statements.append(
                        Statement(file: file, line: number + 1, database: found.database.map(String.init), sql: String(piece.sql)))
                }
            }
        }
    }
}
