import Foundation

/// The few elements that the picture is made of.
enum SVG {
    static func line(_ style: String, from: (x: Double, y: Double), to: (x: Double, y: Double), width: Double = 1) -> String {
        "<line class=\"\(style)\" stroke-width=\"\(number(width))\" x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" "
            + "x2=\"\(number(to.x))\" y2=\"\(number(to.y))\"/>\n"
    }

    static func bar(_ color: String, x: Double, y: Double, width: Double, height: Double) -> String {
        "<rect fill=\"\(color)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\"/>\n"
    }

    /// - Parameter more: attributes.
    static func text(_ text: String, x: Double, y: Double, _ more: String = "") -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\"\(more.isEmpty ? "" : " " + more)>\(escaped(text))</text>\n"
    }

    static func number(_ value: Double) -> String { String(format: "%.1f", value) }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
