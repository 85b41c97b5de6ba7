/// The words of SQL text as SQLite reads it: comments and space are left out, and every word knows where it stood.
///
/// What is not closed goes to the end of the text: SQLite has read the text before, so that this is no concern here.
struct SQLiteTokens {
    struct Token {
        enum Kind { case word, quoted, text, number, symbol }

        let kind: Kind
        /// Of a quoted name the name itself, of anything else what is written.
        let value: String
        /// Where it stands, in Unicode scalars.
        let start: Int, end: Int

        /// Whether it is this keyword; a quoted name is none.
        func isWord(_ keyword: String) -> Bool { kind == .word && value.uppercased() == keyword }
        func isSymbol(_ symbol: String) -> Bool { kind == .symbol && value == symbol }
    }

    let tokens: [Token]
    private let scalars: [Unicode.Scalar]

    /// What is written from one token to another, without the space around it.
    func text(_ range: Range<Int>) -> String {
        guard let first = tokens[range].first, let last = tokens[range].last else { return "" }
        return Self.string(scalars[first.start..<last.end])
    }

    init(_ sql: String) {
        let scalars = Array(sql.unicodeScalars)
        var tokens: [Token] = [], position = 0
        func isNext(_ text: String) -> Bool { scalars[position...].starts(with: text.unicodeScalars) }
        while position < scalars.count {
            let start = position, first = scalars[start]
            if first.properties.isWhitespace {
                position += 1
            } else if isNext("--") {
                while position < scalars.count, scalars[position] != "\n" { position += 1 }
            } else if isNext("/*") {
                position += 2
                while position < scalars.count, !isNext("*/") { position += 1 }
                position = min(position + 2, scalars.count)
            } else if let close = ["\"": "\"", "`": "`", "[": "]", "'": "'"][first] as Unicode.Scalar? {
                let inner = Self.quoted(scalars, &position, close)
                tokens.append(Token(kind: first == "'" ? .text : .quoted, value: inner, start: start, end: position))
            } else if Self.isPartOfWord(first) {
                while position < scalars.count, Self.isPartOfWord(scalars[position]) { position += 1 }
                let word = Self.string(scalars[start..<position])
                tokens.append(Token(kind: ("0"..."9").contains(first) ? .number : .word, value: word, start: start, end: position))
            } else {
                position += 1
                tokens.append(Token(kind: .symbol, value: String(Character(first)), start: start, end: position))
            }
        }
        self.tokens = tokens
        self.scalars = scalars
    }

    /// What stands between quotes, a doubled one in it being one.
    private static func quoted(_ scalars: [Unicode.Scalar], _ position: inout Int, _ close: Unicode.Scalar) -> String {
        var inner: [Unicode.Scalar] = []
        position += 1
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if scalar == close {
                guard close != "]", position < scalars.count, scalars[position] == close else { break }
                position += 1
            }
            inner.append(scalar)
        }
        return string(inner[...])
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "$" || scalar.value >= 128 || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            || ("0"..."9").contains(scalar)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// The index behind the parenthesis that closes the one at `open`.
    func end(ofParenthesesAt open: Int) -> Int {
        var depth = 0
        for index in open..<tokens.count {
            if tokens[index].isSymbol("(") { depth += 1 }
            if tokens[index].isSymbol(")") { depth -= 1 }
            if depth == 0 { return index + 1 }
        }
        return tokens.count
    }
}
