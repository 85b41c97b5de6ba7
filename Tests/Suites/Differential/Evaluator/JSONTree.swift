import Foundation
import Junction

/// JSON that was read: numbers stay as they are written.
indirect enum JSONTree {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case array([JSONTree])
    case object([String: JSONTree])

    init(_ text: String) throws {
        var reader = Reader(scalars: Array(text.unicodeScalars))
        self = try reader.value()
    }

    func member(_ name: String) -> JSONTree? { if case .object(let members) = self { members[name] } else { nil } }

    func element(_ place: Int) -> JSONTree? {
        if case .array(let elements) = self, elements.indices.contains(place) { elements[place] } else { nil }
    }

    /// What is asked for, absent where something else stands there.
    func value(_ function: SQLFunction) throws -> Value {
        switch (function, self) {
        case (.jsonText, .text(let text)): .text(text)
        case (.jsonBool, .bool(let value)): .bool(value)
        case (.jsonInteger, .number(let digits)): Int64(digits).map(Value.integer) ?? .null
        case (.jsonReal, .number(let digits)): Double(digits).map(Value.real) ?? .null
        case (.jsonCount, .array(let elements)): .integer(Int64(elements.count))
        default: .null
        }
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        var place = 0

        mutating func value() throws -> JSONTree {
            skip()
            switch peek {
            case "{":
                var members: [String: JSONTree] = [:]
                try list("}") { reader in
                    reader.skip()
                    let name = try reader.text()
                    reader.skip()
                    reader.place += 1
                    members[name] = try reader.value()
                }
                return .object(members)
            case "[":
                var elements: [JSONTree] = []
                try list("]") { elements.append(try $0.value()) }
                return .array(elements)
            case "\"": return .text(try text())
            default:
                var word = ""
                while let scalar = peek, !",]} \n\t".unicodeScalars.contains(scalar) {
                    word.unicodeScalars.append(scalar)
                    place += 1
                }
                return word == "null" ? .null : word == "true" ? .bool(true) : word == "false" ? .bool(false) : .number(word)
            }
        }

        private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

        private mutating func skip() { while let scalar = peek, " \n\t".unicodeScalars.contains(scalar) { place += 1 } }

        private mutating func list(_ end: Unicode.Scalar, _ item: (inout Reader) throws -> Void) throws {
            place += 1
            skip()
            while let scalar = peek, scalar != end {
                if scalar == "," { place += 1 }
                try item(&self)
                skip()
            }
            place += 1
        }

        private mutating func text() throws -> String {
            var text = ""
            place += 1
            while let scalar = peek, scalar != "\"" {
                place += 1
                guard scalar == "\\" else {
                    text.unicodeScalars.append(scalar)
                    continue
                }
                guard let escaped = peek, "\"\\/".unicodeScalars.contains(escaped) else { throw EvaluatorError("an escape in JSON") }
                text.unicodeScalars.append(escaped)
                place += 1
            }
            place += 1
            return text
        }
    }
}
