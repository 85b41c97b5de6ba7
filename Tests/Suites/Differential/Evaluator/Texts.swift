import Foundation
import Junction

/// Texts as sequences of code points.
enum Texts {
    /// Whether a text matches a pattern as a whole.
    static func matches(_ text: String, _ parts: [TextPattern.Part]) -> Bool {
        matches(Array(text.unicodeScalars)[...], parts[...])
    }

    private static func matches(_ text: ArraySlice<Unicode.Scalar>, _ parts: ArraySlice<TextPattern.Part>) -> Bool {
        guard let part = parts.first else { return text.isEmpty }
        let rest = parts.dropFirst()
        switch part {
        case .literal(let literal):
            let scalars = Array(literal.unicodeScalars)
            return text.starts(with: scalars) && matches(text.dropFirst(scalars.count), rest)
        case .anyCharacter: return !text.isEmpty && matches(text.dropFirst(), rest)
        case .anySequence: return (0...text.count).contains { matches(text.dropFirst($0), rest) }
        }
    }

    /// Where a text stands in another one, from 0.
    static func place(of part: [Unicode.Scalar], in text: ArraySlice<Unicode.Scalar>) -> Int? {
        text.indices.first { text[$0...].starts(with: part) } ?? (part.isEmpty ? text.endIndex : nil)
    }

    static func replacing(_ text: String, _ part: String, _ other: String) -> String {
        if part.isEmpty { return text }
        let part = Array(part.unicodeScalars)
        var result = "", rest = Array(text.unicodeScalars)[...]
        while let place = place(of: part, in: rest) {
            result += self.text(rest[..<place]) + other
            rest = rest[(place + part.count)...]
        }
        return result + self.text(rest)
    }

    static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    /// Letters of ASCII only; nothing else is asked for.
    static func cased(_ text: String, upper: Bool) -> String {
        self.text(
            text.unicodeScalars.map { scalar in
                let range: ClosedRange<Unicode.Scalar> = upper ? "a"..."z" : "A"..."Z"
                return range.contains(scalar) ? Unicode.Scalar(UInt8(scalar.value ^ 32)) : scalar
            })
    }

    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars.drop { $0 == " " }
        return self.text(scalars.reversed().drop { $0 == " " }.reversed())
    }
}
