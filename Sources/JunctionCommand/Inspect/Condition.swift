/// The condition of a CHECK, read as far as Junction has words for it.
enum Condition: Equatable {
    /// A range of numbers, as `@Check` takes it.
    case range(column: String, lower: String, upper: String?)
    /// That the text of a column is JSON.
    case json(column: String)
    /// That a column is 0 or 1.
    case truth(column: String)
    case other

    /// - Parameter isWhole: whether a column has integers only, so that more than 0 is 1 and more.
    init(_ sql: String, isWhole: (String) -> Bool) {
        let words = Self.words(of: sql)
        let texts = words.map { $0.isName ? "\u{1}" + $0.text : $0.text.uppercased() }
        // Parentheses mean nothing in these few shapes: a function or NOT before them is a word that no shape has.
        if let column = Self.json(words, texts) {
            self = .json(column: column)
        } else if let column = words.first, column.isName, texts.dropFirst() == ["IN", "0", ",", "1"] {
            self = .truth(column: column.text)
        } else {
            self = Self.range(words, texts, isWhole) ?? .other
        }
    }

    /// `JSON_VALID("settings") OR "settings" IS NULL`
    private static func json(_ words: [Word], _ texts: [String]) -> String? {
        guard texts.first == "\u{1}json_valid" || words.first?.text.lowercased() == "json_valid", words.count > 1, words[1].isName else {
            return nil
        }
        let column = words[1].text, name = "\u{1}" + column
        return texts.count == 2 || Array(texts.dropFirst(2)) == ["OR", name, "IS", "NULL"] ? column : nil
    }

    private static func range(_ words: [Word], _ texts: [String], _ isWhole: (String) -> Bool) -> Condition? {
        guard let column = words.first(where: \.isName)?.text else { return nil }
        let name = "\u{1}" + column
        if texts.count == 5, texts[0] == name, texts[1] == "BETWEEN", texts[3] == "AND", words[2].isNumber, words[4].isNumber {
            return .range(column: column, lower: texts[2], upper: texts[4])
        }
        var lower: String?, upper: String?
        for part in texts.split(separator: "AND", omittingEmptySubsequences: false).map(Array.init) {
            guard part.count == 3 else { return nil }
            let turned = [">": "<", ">=": "<=", "<": ">", "<=": ">="]
            let (number, sign) = part[0] == name ? (part[2], part[1]) : (part[0], turned[part[1]] ?? "")
            guard part.contains(name), let whole = Word(text: number, isName: false).number else { return nil }
            switch sign {
            case ">=" where lower == nil: lower = number
            case "<=" where upper == nil: upper = number
            case ">" where lower == nil && isWhole(column) && whole.isWhole: lower = String(whole.value + 1)
            case "<" where upper == nil && isWhole(column) && whole.isWhole: upper = String(whole.value - 1)
            default: return nil
            }
        }
        return lower.map { .range(column: column, lower: $0, upper: upper) }
    }

    // MARK: Words

    private struct Word {
        let text: String
        let isName: Bool

        var isNumber: Bool { number != nil }
        var number: (value: Int, isWhole: Bool)? {
            guard !isName, text.utf8.count < 15, let value = Double(text), text.allSatisfy({ $0.isNumber || ".-".contains($0) }) else {
                return nil
            }
            return (Int(value), Int(text) != nil)
        }
    }

    private static let keywords: Set = ["AND", "OR", "NOT", "BETWEEN", "IN", "IS", "NULL", "LIKE", "CASE", "WHEN", "THEN", "ELSE", "END"]

    /// Without parentheses and conversions of numbers.
    private static func words(of sql: String) -> [Word] {
        let pattern = #/::\s*[\w ]+|(?<quoted>"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\])|'(?:[^']|'')*'|\d+(?:\.\d+)?|\w+|[<>=!]+|\S/#
        var words: [Word] = []
        for match in sql.matches(of: pattern) {
            let text = String(match.0)
            if text.hasPrefix("::") || text == "(" || text == ")" { continue }
            if let quoted = match.quoted {
                words.append(Word(text: String(quoted.dropFirst().dropLast()).replacing("\"\"", with: "\""), isName: true))
            } else if let last = words.last, last.text == "-", text.first?.isNumber == true,
                words.count == 1 || ["AND", "BETWEEN"].contains(words[words.count - 2].text.uppercased())
                    || words[words.count - 2].text.contains(#/^[<>=]+$/#)
            {
                words[words.count - 1] = Word(text: "-" + text, isName: false)
            } else {
                let isName = text.first.map { $0.isLetter || $0 == "_" } == true && !keywords.contains(text.uppercased())
                words.append(Word(text: text, isName: isName))
            }
        }
        return words
    }
}
