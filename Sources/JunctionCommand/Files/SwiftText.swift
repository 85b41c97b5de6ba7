/// An expression as Swift writes it: on one line where it fits, else each part on its own.
indirect enum SwiftText {
    case word(String)
    case labelled(String, SwiftText)
    /// Parts between brackets, as `.call(` and `)`. Arrays end in a comma where they take several lines.
    case parts(String, [SwiftText], String)

    static func call(_ name: String, _ arguments: [SwiftText]) -> SwiftText { .parts(name + "(", arguments, ")") }
    static func array(_ elements: [SwiftText]) -> SwiftText { .parts("[", elements, "]") }
    static func text(_ text: String) -> SwiftText { .word(Values.literal(text)) }
    static func texts(_ texts: [String]) -> SwiftText { .array(texts.map { .text($0) }) }

    /// How long a line may be.
    private static let width = 120

    /// All on one line.
    var line: String {
        switch self {
        case .word(let word): word
        case .labelled(let label, let text): label + ": " + text.line
        case .parts(let open, let parts, let close): open + parts.map(\.line).joined(separator: ", ") + close
        }
    }

    /// The expression behind so many spaces, which are not in it.
    ///
    /// - Parameter before: how much of the first line is taken already.
    func written(_ indent: Int, before: Int = 0) -> String {
        switch self {
        case .word(let word): return word
        case .labelled(let label, let text):
            return label + ": " + text.written(indent, before: before + label.count + 2)
        case .parts(let open, let parts, let close):
            let line = line
            // A comma or a bracket may come behind it.
            if indent + before + line.count < Self.width { return line }
            let space = String(repeating: " ", count: indent + 4)
            let lines = parts.map { space + $0.written(indent + 4) }.joined(separator: ",\n")
            return open + "\n" + lines + (close == "]" ? ",\n" : "\n") + String(repeating: " ", count: indent) + close
        }
    }
}
