import Foundation
import Junction

/// What the columns of a database hold, in Swift.
enum Values {
    /// The type of a property that is no key.
    static func type(_ content: ColumnType) -> String {
        switch content {
        case .integer: "Int"
        case .real: "Double"
        case .decimal: "Decimal"
        case .bool: "Bool"
        case .text: "String"
        case .bytes: "Data"
        case .moment: "Date"
        case .day: "CalendarDate"
        case .uuid: "UUID"
        case .json: "AnyJSON"
        }
    }

    /// What a column begins with, as the initial value of a property; nil for what is no plain value.
    static func initial(_ sql: String, _ type: String) -> String? {
        var text = sql.trimmingCharacters(in: .whitespaces)
        while text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()).trimmingCharacters(in: .whitespaces) }
        if let match = text.wholeMatch(of: #/('(?:[^']|'')*'|\(?-?[\d.]+\)?)::[\w ]+(?:\(\d+(?:,\d+)?\))?/#) { text = String(match.1) }
        if text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()) }
        let isQuoted = text.count > 1 && text.hasPrefix("'") && text.hasSuffix("'")
        let content = isQuoted ? String(text.dropFirst().dropLast()).replacing("''", with: "'") : text
        switch type {
        case "Int": return Int(content).map { "\($0)" }
        case "Decimal": return Int(content).map { "\($0)" }
        case "Double": return Double(content).flatMap { $0.isFinite ? "\($0)" : nil }
        case "Bool" where ["1", "true", "'t'"].contains(text.lowercased()): return "true"
        case "Bool" where ["0", "false", "'f'"].contains(text.lowercased()): return "false"
        case "String" where isQuoted: return literal(content)
        default: return nil
        }
    }

    /// A text as Swift writes it.
    static func literal(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            // So that nothing behind it is read as the beginning of an interpolation, by a macro either.
            case "\\": result += "\\u{5C}"
            case _ where scalar.properties.generalCategory == .control || ["\u{2028}", "\u{2029}"].contains(scalar):
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// SQL on one line, for a comment.
    static func line(_ sql: String) -> String {
        sql.split {
            $0.isWhitespace || $0.isNewline || $0 == "\0" || $0.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        .joined(separator: " ")
    }

    /// A line of a comment that stays one, whatever the names in it.
    static func comment(_ line: String) -> String {
        let space = line.prefix { $0 == "/" || $0 == " " }
        return space + Self.line(String(line.dropFirst(space.count)))
    }

    /// A declared type with what belongs to it: `varchar(100) NOT NULL`.
    static func declaration(_ column: CatalogueColumn) -> String {
        var text = column.name + " " + column.type
        if let length = column.maxLength { text += "(\(length))" }
        if let digits = column.digits { text += "(\(digits.total), \(digits.places))" }
        if !column.isNullable { text += " NOT NULL" }
        if let initial = column.initial { text += " DEFAULT \(initial)" }
        if let generation = column.generation { text += " AS (\(generation))" }
        return line(text)
    }
}
