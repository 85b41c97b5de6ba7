/// What `like`, `hasPrefix`, `hasSuffix` and `includes` look for; each database writes it in its own way.
///
/// ```swift
/// let pattern = TextPattern(like: "A%")
/// ```
public struct TextPattern: Sendable, Hashable {
    /// A piece of a pattern.
    ///
    /// ```swift
    /// let same = TextPattern(parts: [.literal("A"), .anySequence])
    /// ```
    public enum Part: Sendable, Hashable {
        /// Just this text.
        case literal(String)
        /// One Unicode scalar, whichever.
        case anyCharacter
        /// Any number of them, or none.
        case anySequence
    }

    /// The pieces, in their order.
    public let parts: [Part]

    /// A pattern of these pieces.
    ///
    /// ```swift
    /// let same = TextPattern(parts: [.literal("A"), .anySequence])
    /// ```
    public init(parts: [Part]) { self.parts = parts }

    /// A pattern in SQL's words: `%` for any sequence, `_` for one character, `\` before a character that is meant literally.
    ///
    /// ```swift
    /// let pattern = TextPattern(like: "A%")
    /// ```
    public init(like pattern: String) {
        var parts: [Part] = [], literal = "", escaped = false
        func flush() {
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
        }
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case _ where escaped:
                literal.unicodeScalars.append(scalar)
                escaped = false
            case "\\": escaped = true
            case "%":
                flush()
                parts.append(.anySequence)
            case "_":
                flush()
                parts.append(.anyCharacter)
            default: literal.unicodeScalars.append(scalar)
            }
        }
        if escaped { literal.unicodeScalars.append("\\") }
        flush()
        self.parts = parts
    }

    var hasNUL: Bool {
        parts.contains { if case .literal(let text) = $0 { text.utf8.contains(0) } else { false } }
    }
}
