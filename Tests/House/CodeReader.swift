/// Tells code from comments and text.
struct CodeReader {
    /// The source with spaces in place of comments and of the text in string literals. Lines stay where they are, and so does code
    /// that stands in a literal between `\(` and `)`.
    static func code(of source: String) -> String {
        var reader = CodeReader(bytes: Array(source.utf8))
        while reader.position < reader.bytes.count { reader.step() }
        return String(decoding: reader.bytes, as: UTF8.self)
    }

    /// Code, with the parentheses open in it, or a string literal with the number signs and quotes around it.
    private enum Place {
        case code(depth: Int)
        case text(signs: Int, quotes: Int)
    }

    private var bytes: [UInt8]
    private var position = 0
    private var places: [Place] = [.code(depth: 0)]

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func step() {
        switch places[places.count - 1] {
        case .code(let depth): readCode(depth)
        case .text(let signs, let quotes): readText(signs, quotes)
        }
    }

    private mutating func readCode(_ depth: Int) {
        if isNext("//") {
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { blank() }
        } else if isNext("/*") {
            blankComment()
        } else if let literal = literalBegins() {
            position += literal.signs + literal.quotes
            places.append(.text(signs: literal.signs, quotes: literal.quotes))
        } else {
            let byte = bytes[position]
            if byte == UInt8(ascii: "(") { places[places.count - 1] = .code(depth: depth + 1) }
            if byte == UInt8(ascii: ")") {
                // The end of what stands between `\(` and `)`.
                if depth == 0, places.count > 1 { places.removeLast() } else { places[places.count - 1] = .code(depth: depth - 1) }
            }
            position += 1
        }
    }

    private mutating func readText(_ signs: Int, _ quotes: Int) {
        let sign = String(repeating: "#", count: signs)
        if isNext("\\" + sign + "(") {
            position += signs + 2
            places.append(.code(depth: 0))
        } else if isNext("\\" + sign) {
            blank(signs + 2)
        } else if isNext(String(repeating: "\"", count: quotes) + sign) {
            position += signs + quotes
            places.removeLast()
        } else {
            blank()
        }
    }

    private func literalBegins() -> (signs: Int, quotes: Int)? {
        var end = position
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
        let signs = end - position
        return (signs, isNext(String(repeating: "#", count: signs) + "\"\"\"") ? 3 : 1)
    }

    /// A comment, with the comments in it.
    private mutating func blankComment() {
        var depth = 0
        repeat {
            if isNext("/*") {
                depth += 1
                blank(2)
            } else if isNext("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && position < bytes.count
    }

    private func isNext(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where position < bytes.count {
            if bytes[position] != UInt8(ascii: "\n") { bytes[position] = UInt8(ascii: " ") }
            position += 1
        }
    }
}
