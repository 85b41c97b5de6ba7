import Foundation

@testable import Junction

/// Arithmetic and figures: what overflows or is divided by zero has no answer.
enum Sums {
    static func arithmetic(_ operation: Arithmetic, _ a: Value, _ b: Value) throws -> Value {
        switch (a, b) {
        case (.null, _), (_, .null): return .null
        case (.integer(let a), .integer(let b)): return .integer(try integer(operation, a, b))
        case (.real(let a), .real(let b)): return .real(try real(operation, a, b))
        case (.decimal(let a), .decimal(let b)):
            switch operation {
            case .add: return .decimal(a + b)
            case .subtract: return .decimal(a - b)
            case .multiply: return .decimal(a * b)
            case .divide, .remainder: throw EvaluatorError("decimals are divided by places")
            }
        default: throw EvaluatorError("no arithmetic of \(a) and \(b)")
        }
    }

    private static func integer(_ operation: Arithmetic, _ a: Int64, _ b: Int64) throws -> Int64 {
        let wide: Int128
        switch operation {
        case .add: wide = Int128(a) + Int128(b)
        case .subtract: wide = Int128(a) - Int128(b)
        case .multiply: wide = Int128(a) * Int128(b)
        case .divide, .remainder:
            if b == 0 { throw NoAnswer("division by zero") }
            wide = operation == .divide ? Int128(a) / Int128(b) : Int128(a) % Int128(b)
        }
        return try narrow(wide)
    }

    static func narrow(_ wide: Int128) throws -> Int64 {
        guard let narrow = Int64(exactly: wide) else { throw NoAnswer("integer overflow") }
        return narrow
    }

    private static func real(_ operation: Arithmetic, _ a: Double, _ b: Double) throws -> Double {
        let result: Double
        switch operation {
        case .add: result = a + b
        case .subtract: result = a - b
        case .multiply: result = a * b
        case .divide:
            if b == 0 { throw NoAnswer("division by zero") }
            result = a / b
        case .remainder: throw EvaluatorError("no remainder of real numbers")
        }
        if !result.isFinite { throw NoAnswer("real number overflow") }
        return result
    }

    // MARK: Figures

    /// A figure over values; over rows, where there are none.
    static func figure(_ aggregate: Aggregate, _ values: [Value]?, count: Int) throws -> Value {
        let there = values?.filter { !Cells.isNull($0) } ?? []
        switch aggregate {
        case .count: return .integer(Int64(values == nil ? count : there.count))
        case .countDistinct: return .integer(Int64(Cells.distinct(there) { [$0] }.count))
        case .sum: return try sum(there)
        case .average: return try average(there)
        case .minimum: return there.min { (Cells.order($0, $1) ?? 0) < 0 } ?? .null
        case .maximum: return there.max { (Cells.order($0, $1) ?? 0) < 0 } ?? .null
        }
    }

    private static func sum(_ values: [Value]) throws -> Value {
        guard let first = values.first else { return .null }
        switch first {
        case .integer: return .integer(try narrow(try whole(values)))
        case .real:
            return try values.dropFirst().reduce(first) { try arithmetic(.add, $0, $1) }
        case .decimal: return try values.dropFirst().reduce(first) { try arithmetic(.add, $0, $1) }
        default: throw EvaluatorError("no sum of \(first)")
        }
    }

    private static func whole(_ values: [Value]) throws -> Int128 {
        try values.reduce(0) { sum, value in
            guard case .integer(let number) = value else { throw EvaluatorError("\(value) among integers") }
            return sum + Int128(number)
        }
    }

    private static func average(_ values: [Value]) throws -> Value {
        guard let first = values.first else { return .null }
        if case .integer = first { return .real(Double(try whole(values)) / Double(values.count)) }
        switch try sum(values) {
        case .real(let sum): return .real(sum / Double(values.count))
        case .decimal(let sum): return .real(NSDecimalNumber(decimal: sum / Decimal(values.count)).doubleValue)
        default: throw EvaluatorError("no average of \(first)")
        }
    }

    // MARK: Decimals

    /// To so many places after the point; a half away from zero.
    static func rounded(_ number: Decimal, _ places: Int) -> Decimal {
        var unit = Decimal(1)
        for _ in 0..<abs(places) { unit = places > 0 ? unit / 10 : unit * 10 }
        let scaled = (number.magnitude / unit) + Decimal(5) / 10
        var copy = scaled, whole = Decimal()
        NSDecimalRound(&whole, &copy, 0, .down)
        let result = whole * unit
        return number < 0 ? -result : result
    }
}
