/// Which characters of a text are Swift's code, and not in a comment or a text.
struct SwiftCode {
    let text: String
    /// The places of those that are, quotation marks among them.
    let characters: [String.Index]

    init(_ text: String) {
        self.text = text
        var characters: [String.Index] = [], place = text.startIndex
        /// Goes on behind what comes next.
        func skip(to end: String) { place = text[place...].firstRange(of: end)?.upperBound ?? text.endIndex }
        while place < text.endIndex {
            let rest = text[place...]
            if rest.hasPrefix("//") {
                place = rest.firstIndex(of: "\n") ?? text.endIndex
            } else if rest.hasPrefix("/*") {
                skip(to: "*/")
            } else if rest.hasPrefix("\"\"\"") {
                characters.append(place)
                place = text.index(place, offsetBy: 3)
                skip(to: "\"\"\"")
                if let last = characters.last, place > last { characters.append(text.index(before: place)) }
            } else if text[place] == "\"" {
                characters.append(place)
                place = text.index(after: place)
                while place < text.endIndex, text[place] != "\"" {
                    if text[place] == "\\" { place = text.index(after: place) }
                    if place < text.endIndex { place = text.index(after: place) }
                }
                if place < text.endIndex {
                    characters.append(place)
                    place = text.index(after: place)
                }
            } else {
                characters.append(place)
                place = text.index(after: place)
            }
        }
        self.characters = characters
    }

    /// Where a piece of code begins.
    func places(of code: String) -> [String.Index] {
        let known = Set(characters)
        return text.ranges(of: code).map(\.lowerBound).filter(known.contains)
    }
}
