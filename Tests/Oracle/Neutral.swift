import Foundation
import Junction

/// A Swift value that can stand in an answer; how the oracle's files write it down.
protocol Neutral {
    var neutral: JSONValue { get }
}

/// One row of an answer.
func row<each V: Neutral>(_ values: repeat each V) -> [JSONValue] {
    var cells: [JSONValue] = []
    for value in repeat each values { cells.append(value.neutral) }
    return cells
}

extension JSONValue: Neutral {
    var neutral: JSONValue { self }
}

extension Int: Neutral {
    var neutral: JSONValue { .int(Int64(self)) }
}

extension Int64: Neutral {
    var neutral: JSONValue { .int(self) }
}

extension Double: Neutral {
    var neutral: JSONValue { .real(self) }
}

extension Bool: Neutral {
    var neutral: JSONValue { .bool(self) }
}

extension String: Neutral {
    var neutral: JSONValue { .text(self) }
}

extension UUID: Neutral {
    var neutral: JSONValue { .text(uuidString.lowercased()) }
}

extension CalendarDate: Neutral {
    var neutral: JSONValue { .text(description) }
}

extension Decimal: Neutral {
    /// Always two places: `12.00`.
    var neutral: JSONValue {
        var value = self, rounded = Decimal()
        NSDecimalRound(&rounded, &value, 2, .plain)
        let parts = "\(rounded)".split(separator: "."), fraction = parts.count > 1 ? String(parts[1]) : ""
        return .text("\(parts[0]).\(fraction)\(String(repeating: "0", count: 2 - fraction.count))")
    }
}

extension Date: Neutral {
    /// `2024-03-01T00:00:00.000000Z`: UTC, always six digits.
    var neutral: JSONValue {
        let micros = Int64((timeIntervalSinceReferenceDate * 1e6).rounded()) + 978_307_200_000_000
        let (seconds, fraction) = micros.quotientAndRemainder(dividingBy: 1_000_000)
        let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601), digits = String(fraction)
        return .text("\(whole.dropLast()).\(String(repeating: "0", count: 6 - digits.count))\(digits)Z")
    }

    /// A moment written as `2024-03-01T00:00:00Z`.
    static func utc(_ text: String) throws -> Date { try Date.ISO8601FormatStyle().parse(text) }
}

extension Key: Neutral where M.RawKey == Int64 {
    var neutral: JSONValue { raw.neutral }
}

extension Optional: Neutral where Wrapped: Neutral {
    var neutral: JSONValue {
        switch self {
        case .some(let value): value.neutral
        case .none: .null
        }
    }
}

extension Array: Neutral where Element: Neutral {
    var neutral: JSONValue { .list(map(\.neutral)) }
}
