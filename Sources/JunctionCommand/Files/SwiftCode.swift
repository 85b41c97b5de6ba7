/// Which characters of a text are Swift's code, and not in a comment or a text.
struct SwiftCode {
    let text: String
    /// The places of those that are.
    private(set) var characters: [String.Index] = []
    private var place: String.Index

    init(_ text: String) {
        self.text = text
        place = text.startIndex
        readCode(isCode: true) { _ in false }
    }

    /// Where a piece of code begins.
    func places(of code: String) -> [String.Index] {
        let known = Set(characters)
        return text.ranges(of: code).map(\.lowerBound).filter(known.contains)
    }

    // MARK: Reading

    /// Goes on until a character ends the code.
    ///
    /// - Parameter isCode: false inside of a text, where values are put in.
    private mutating func readCode(isCode: Bool, until ends: (Character) -> Bool) {
        var depth = 0
        while place < text.endIndex {
            let rest = text[place...]
            if rest.hasPrefix("//") {
                place = rest.firstIndex(of: "\n") ?? text.endIndex
            } else if rest.hasPrefix("/*") {
                skipComment()
            } else if let hashes = quote(rest) {
                if isCode { characters.append(place) }
                skipText(hashes)
            } else {
                let character = text[place]
                if depth == 0, ends(character) { return }
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                if isCode { characters.append(place) }
                place = text.index(after: place)
            }
        }
    }

    /// How many hashes stand before the quotation mark that comes next; nil where none does.
    private func quote(_ rest: Substring) -> Int? {
        let hashes = rest.prefix { $0 == "#" }.count
        return rest.dropFirst(hashes).first == "\"" ? hashes : nil
    }

    /// Comments may stand in comments.
    private mutating func skipComment() {
        var depth = 0
        repeat {
            let rest = text[place...]
            let step = rest.hasPrefix("/*") ? 1 : rest.hasPrefix("*/") ? -1 : 0
            depth += step
            place = text.index(place, offsetBy: step == 0 ? 1 : 2, limitedBy: text.endIndex) ?? text.endIndex
        } while depth > 0 && place < text.endIndex
    }

    private mutating func skipText(_ hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        place = text.index(place, offsetBy: hashes)
        let quotes = text[place...].hasPrefix("\"\"\"") ? "\"\"\"" : "\""
        place = text.index(place, offsetBy: quotes.count)
        while place < text.endIndex {
            let rest = text[place...]
            if rest.hasPrefix(quotes + marks) {
                place = text.index(place, offsetBy: quotes.count + hashes)
                return
            }
            if rest.hasPrefix("\\" + marks + "(") {
                place = text.index(place, offsetBy: hashes + 2)
                readCode(isCode: false) { $0 == ")" }
            } else if rest.hasPrefix("\\" + marks) {
                // What is escaped ends nothing.
                place = text.index(place, offsetBy: hashes + 2, limitedBy: text.endIndex) ?? text.endIndex
            } else {
                place = text.index(after: place)
            }
        }
    }
}
