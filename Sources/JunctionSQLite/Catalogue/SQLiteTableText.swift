/// What only the text of CREATE TABLE says of a table: SQLite tells the rest by its pragmas.
///
/// Names of columns are in lower case here, as SQLite compares them.
struct SQLiteTableText {
    private(set) var checks: [(name: String?, sql: String)] = []
    /// The names of constraints, by the columns that are unique together.
    private(set) var uniqueNames: [[String]: String] = [:]
    private(set) var keyName: String?
    private(set) var isAutoincrement = false
    /// By the columns of foreign keys: their names, and which wait for the end of the transaction.
    private(set) var referenceNames: [[String]: String] = [:]
    private(set) var deferred: Set<[String]> = []
    private(set) var generations: [String: String] = [:]
    private(set) var collations: [String: String] = [:]
    /// What is said of the table as a whole, and what happens on conflicts.
    private(set) var options: [String] = []

    private let source: SQLiteTokens
    private var tokens: [SQLiteTokens.Token] { source.tokens }

    init(_ sql: String) {
        source = SQLiteTokens(sql)
        guard let open = source.tokens.firstIndex(where: { $0.isSymbol("(") }) else { return }
        if source.tokens[..<open].contains(where: { $0.isWord("VIRTUAL") }) {
            options.append(sql)
            return
        }
        let close = source.end(ofParenthesesAt: open)
        var start = open + 1, index = start
        while index < close {
            if tokens[index].isSymbol("(") {
                index = source.end(ofParenthesesAt: index)
                continue
            }
            if tokens[index].isSymbol(",") || index == close - 1 {
                readItem(start..<index)
                start = index + 1
            }
            index += 1
        }
        let rest = tokens[min(close, tokens.count)...].map { $0.value.uppercased() }.joined(separator: " ")
        options += rest.split(separator: ",").map { $0.trimmingPrefix(" ") }.map { String($0) }.filter { !$0.isEmpty && $0 != ";" }
    }

    private static let constraintWords: Set = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]
    private static let columnWords = constraintWords.union(["NOT", "NULL", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS"])

    /// A column or a constraint of the table.
    private mutating func readItem(_ range: Range<Int>) {
        guard let first = range.first else { return }
        if tokens[first].kind == .word, Self.constraintWords.contains(tokens[first].value.uppercased()) {
            readConstraints(range, column: nil)
        } else {
            let rest = range.dropFirst()
            let start = rest.first { tokens[$0].kind == .word && Self.columnWords.contains(tokens[$0].value.uppercased()) }
            if let start { readConstraints(start..<range.upperBound, column: tokens[first].value.lowercased()) }
        }
    }

    private mutating func readConstraints(_ range: Range<Int>, column: String?) {
        var index = range.lowerBound, name: String?
        /// The columns in parentheses, which a constraint of the table has; the column itself otherwise.
        func columns() -> [String] {
            guard index < range.upperBound, tokens[index].isSymbol("(") else { return column.map { [$0] } ?? [] }
            let end = source.end(ofParenthesesAt: index)
            let names = names(in: index + 1..<end - 1)
            index = end
            return names
        }
        func parentheses() -> String {
            guard index < range.upperBound, tokens[index].isSymbol("(") else { return "" }
            let end = source.end(ofParenthesesAt: index)
            defer { index = end }
            return source.text(index + 1..<end - 1)
        }
        func take(_ words: String...) -> Bool {
            guard index + words.count <= range.upperBound,
                zip(words, tokens[index...]).allSatisfy({ $1.isWord($0) })
            else { return false }
            index += words.count
            return true
        }
        var referring: [String] = []
        while index < range.upperBound {
            if take("CONSTRAINT") {
                if index < range.upperBound { name = tokens[index].value }
                index += 1
                continue
            }
            if take("PRIMARY", "KEY") {
                if column == nil { _ = columns() }
                keyName = name
            } else if take("AUTOINCREMENT") {
                isAutoincrement = true
            } else if take("UNIQUE") {
                let columns = columns()
                if let name { uniqueNames[columns] = name }
            } else if take("CHECK") {
                checks.append((name, parentheses()))
            } else if take("FOREIGN", "KEY") {
                referring = columns()
                if let name { referenceNames[referring] = name }
                continue
            } else if take("REFERENCES") {
                if let column { referring = [column] }
                if let name { referenceNames[referring] = name }
                index += 1
                _ = columns()
            } else if take("NOT", "DEFERRABLE") || take("INITIALLY", "IMMEDIATE") {
                // As it is where nothing is said.
            } else if take("INITIALLY", "DEFERRED") {
                deferred.insert(referring)
            } else if take("ON", "CONFLICT") {
                if index < range.upperBound, !tokens[index].isWord("ABORT") {
                    options.append("ON CONFLICT " + tokens[index].value.uppercased() + (column.map { " of " + $0 } ?? ""))
                }
                index += 1
            } else if take("COLLATE") {
                if index < range.upperBound, let column { collations[column] = tokens[index].value }
                index += 1
            } else if take("AS") {
                let sql = parentheses()
                if let column { generations[column] = sql }
            } else if take("DEFAULT") {
                // The pragma tells it; what is in parentheses has words that are no constraints.
                _ = parentheses()
            } else {
                index += 1
                continue
            }
            name = nil
        }
    }

    /// The names of a list, without what is said of each.
    private func names(in range: Range<Int>) -> [String] {
        var names: [String] = [], isFirst = true
        for token in tokens[range] {
            if isFirst { names.append(token.value.lowercased()) }
            isFirst = token.isSymbol(",")
        }
        return names
    }
}
