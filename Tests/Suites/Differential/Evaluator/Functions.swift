import Foundation

@testable import Junction

/// What each function gives.
struct Functions {
    private let evaluator: Evaluator
    private let place: Evaluator.Place

    init(_ evaluator: Evaluator, _ place: Evaluator.Place) {
        self.evaluator = evaluator
        self.place = place
    }

    func value(_ function: SQLFunction, _ nodes: [Node]) throws -> Value {
        if function == .coalesce {
            for node in nodes {
                let value = try evaluator.value(node, place)
                if !Cells.isNull(value) { return value }
            }
            return .null
        }
        if Self.json.contains(function) { return try tree(.call(function, nodes), function) }
        let values = try nodes.map { try evaluator.value($0, place) }
        if values.contains(where: Cells.isNull) { return .null }
        switch function {
        case .lower, .upper, .length, .trim, .replace, .prefix, .suffix, .dropFirst, .position:
            return try text(function, try Self.text(values[0]), Array(values.dropFirst()))
        case .year, .month, .day, .hour, .minute, .second, .weekday, .calendarDay, .startOfDay, .startOfMonth, .startOfYear:
            return try Days.part(function, values[0])
        case .addingMicroseconds, .microsecondsSince: return try moment(function, values)
        default: return try number(function, values)
        }
    }

    // MARK: Texts

    private static func text(_ value: Value) throws -> String {
        guard case .text(let text) = value else { throw EvaluatorError("\(value) is no text") }
        return text
    }

    private static func integer(_ value: Value) throws -> Int {
        guard case .integer(let number) = value else { throw EvaluatorError("\(value) is no integer") }
        return Int(number)
    }

    private func text(_ function: SQLFunction, _ text: String, _ rest: [Value]) throws -> Value {
        let scalars = Array(text.unicodeScalars)
        switch function {
        case .lower: return .text(Texts.cased(text, upper: false))
        case .upper: return .text(Texts.cased(text, upper: true))
        case .trim: return .text(Texts.trimmed(text))
        case .length: return .integer(Int64(scalars.count))
        case .replace: return .text(Texts.replacing(text, try Self.text(rest[0]), try Self.text(rest[1])))
        case .position:
            let place = Texts.place(of: Array(try Self.text(rest[0]).unicodeScalars), in: scalars[...])
            return .integer(Int64(place.map { $0 + 1 } ?? 0))
        case .prefix: return .text(Texts.text(scalars.prefix(try Self.integer(rest[0]))))
        case .suffix: return .text(Texts.text(scalars.suffix(try Self.integer(rest[0]))))
        case .dropFirst: return .text(Texts.text(scalars.dropFirst(try Self.integer(rest[0]))))
        default: throw EvaluatorError("\(function) is no function of texts")
        }
    }

    // MARK: Numbers

    private func number(_ function: SQLFunction, _ values: [Value]) throws -> Value {
        switch (function, values[0]) {
        case (.text, .text): return values[0]
        case (.text, .integer(let number)): return .text("\(number)")
        case (.text, .day(let day)): return .text(Days.text(day))
        case (.text, .uuid(let uuid)): return .text(uuid.uuidString.lowercased())
        case (.absolute, .integer(let number)): return .integer(try Sums.narrow(Int128(number.magnitude)))
        case (.absolute, .real(let number)): return .real(abs(number))
        case (.absolute, .decimal(let number)): return .decimal(number < 0 ? -number : number)
        case (.rounded, .real(let number)):
            let whole = number.magnitude.rounded(.down), rounded = number.magnitude - whole < 0.5 ? whole : whole + 1
            return .real(number < 0 ? -rounded : rounded)
        case (.rounded, .decimal(let number)): return .decimal(Sums.rounded(number, try Self.integer(values[1])))
        case (.floor, .real(let number)): return .real(number.rounded(.down))
        case (.ceiling, .real(let number)): return .real(number.rounded(.up))
        case (.divided, .decimal(let number)):
            guard case .decimal(let divisor) = values[1] else { throw EvaluatorError("\(values[1]) is no decimal") }
            if divisor == 0 { throw NoAnswer("division by zero") }
            return .decimal(Sums.rounded(number / divisor, try Self.integer(values[2])))
        case (.toInteger, .integer), (.toReal, .real), (.toDecimal, .decimal): return values[0]
        case (.toInteger, .real(let number)):
            guard let integer = Int64(exactly: number.rounded(.towardZero)) else { throw NoAnswer("integer overflow") }
            return .integer(integer)
        case (.toInteger, .decimal(let number)):
            var copy = number, whole = Decimal()
            NSDecimalRound(&whole, &copy, 0, number < 0 ? .up : .down)
            guard let integer = Int64("\(whole)") else { throw NoAnswer("integer overflow") }
            return .integer(integer)
        case (.toReal, .integer(let number)): return .real(Double(number))
        case (.toReal, .decimal(let number)): return .real(Double("\(number)") ?? .nan)
        case (.toDecimal, .integer(let number)): return .decimal(Decimal(number))
        case (_, .text(let text)): return try number(function, text.trimmingCharacters(in: .whitespaces))
        default: throw EvaluatorError("\(function) of \(values[0])")
        }
    }

    /// A text as a number. Only digits, a sign and a point are asked for.
    private func number(_ function: SQLFunction, _ text: String) throws -> Value {
        let isNumber = text.wholeMatch(of: #/[-+]?[0-9]+(\.[0-9]+)?/#) != nil
        switch function {
        case .toInteger where isNumber: if let number = Int64(text) { return .integer(number) }
        case .toReal where isNumber: if let number = Double(text) { return .real(number) }
        case .toDecimal where isNumber:
            if let number = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) { return .decimal(number) }
        default: break
        }
        throw NoAnswer("a text that is no number")
    }

    // MARK: Dates and JSON

    private func moment(_ function: SQLFunction, _ values: [Value]) throws -> Value {
        switch (function, values[0], values[1]) {
        case (.addingMicroseconds, .moment(let moment), .integer(let more)):
            let sum = Int128(moment) + Int128(more)
            guard let sum = Int64(exactly: sum), Days.range.contains(sum) else { throw NoAnswer("date overflow") }
            return .moment(sum)
        case (.microsecondsSince, .moment(let end), .moment(let start)): return .integer(end - start)
        default: throw EvaluatorError("\(function) of \(values)")
        }
    }

    private static let json: Set<SQLFunction> = [.jsonMember, .jsonElement, .jsonText, .jsonInteger, .jsonReal, .jsonBool, .jsonCount]

    /// What stands at a place in JSON.
    private func tree(_ node: Node, _ function: SQLFunction) throws -> Value {
        guard case .call(_, let nodes) = node, let tree = try tree(nodes[0]) else { return .null }
        return try tree.value(function)
    }

    private func tree(_ node: Node) throws -> JSONTree? {
        guard case .call(let function, let nodes) = node, function == .jsonMember || function == .jsonElement else {
            guard case .json(let text) = try evaluator.value(node, place) else { return nil }
            return try JSONTree(text)
        }
        guard let inner = try tree(nodes[0]) else { return nil }
        switch try evaluator.value(nodes[1], place) {
        case .text(let name): return inner.member(name)
        case .integer(let number): return inner.element(Int(number))
        default: return nil
        }
    }
}
