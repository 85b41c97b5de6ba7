import Foundation

/// A line that tells how far something is, written over and over.
struct ProgressLine: Sendable {
    private let what: String
    private let total: Int

    init(_ what: String, of total: Int) { (self.what, self.total) = (what, total) }

    func show(_ done: Int) {
        print("\r  \(what): \(done) of \(total)", terminator: done == total ? "\n" : "")
        // Without its end a line would wait in the buffer.
        fflush(nil)
    }
}

/// How the catalogue writes figures and texts.
enum Printing {
    static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return String(format: "%.1f ms", Double(seconds) * 1e3 + Double(attoseconds) / 1e15)
    }

    /// A text in a column of 32 characters, if it fits.
    static func column(_ text: String) -> String { text + String(repeating: " ", count: max(1, 32 - text.count)) }

    /// Breaks a long line at its spaces.
    static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.indices.last, lines[last].count + word.count < 120 {
                lines[last] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
