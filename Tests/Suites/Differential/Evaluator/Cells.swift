import Foundation

@testable import Junction

/// How values compare: nothing here asks the library.
enum Cells {
    static func isNull(_ value: Value) -> Bool { if case .null = value { true } else { false } }

    /// Whether both are absent, or equal.
    static func same(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.null, _), (_, .null): false
        case (.json(let a), .json(let b)): Array(a.utf8) == Array(b.utf8)
        case (.tuple(let a), .tuple(let b)), (.list(let a, _), .list(let b, _)): same(a, b)
        default: order(a, b) == 0
        }
    }

    static func same(_ a: [Value], _ b: [Value]) -> Bool { a.count == b.count && zip(a, b).allSatisfy { same($0, $1) } }

    /// Less than 0 where the first comes before the second; nil where they cannot be compared.
    static func order(_ a: Value, _ b: Value) -> Int? {
        switch (a, b) {
        case (.bool(let a), .bool(let b)): compare(a ? 1 : 0, b ? 1 : 0)
        case (.integer(let a), .integer(let b)), (.moment(let a), .moment(let b)): compare(a, b)
        case (.real(let a), .real(let b)): compare(a, b)
        case (.decimal(let a), .decimal(let b)): compare(a, b)
        case (.text(let a), .text(let b)): compare(a.unicodeScalars.map(\.value), b.unicodeScalars.map(\.value))
        case (.day(let a), .day(let b)): compare([a.year, a.month, a.day], [b.year, b.month, b.day])
        case (.uuid(let a), .uuid(let b)): compare(bytes(a), bytes(b))
        default: nil
        }
    }

    /// SQL's comparison: absent where either value is.
    static func compare(_ comparison: Node.Comparison, _ a: Value, _ b: Value) throws -> Bool? {
        if isNull(a) || isNull(b) { return nil }
        guard let order = order(a, b) else { throw EvaluatorError("\(a) is not compared with \(b)") }
        return switch comparison {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }

    /// Whether a value is among others: in doubt, absent.
    static func among(_ value: Value, _ others: [Value]) -> Bool? {
        if others.isEmpty { return false }
        if isNull(value) { return nil }
        if others.contains(where: { same($0, value) }) { return true }
        return others.contains(where: isNull) ? nil : false
    }

    static func truth(_ value: Bool?) -> Value { value.map(Value.bool) ?? .null }

    /// The different ones, each once, in the order in which they first come.
    static func distinct<T>(_ items: [T], by values: (T) -> [Value]) -> [T] {
        var kept: [T] = []
        for item in items where !kept.contains(where: { same(values($0), values(item)) }) { kept.append(item) }
        return kept
    }

    private static func compare<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a == b ? 0 : 1 }

    private static func compare<T: Comparable>(_ a: [T], _ b: [T]) -> Int {
        for (a, b) in zip(a, b) where a != b { return compare(a, b) }
        return compare(a.count, b.count)
    }

    private static func bytes(_ uuid: UUID) -> [UInt8] { withUnsafeBytes(of: uuid.uuid) { Array($0) } }
}

/// How one line stands to another in an order.
struct Rank {
    let isDescending: Bool
    let absentFirst: Bool

    /// Absent values come last in both directions, unless said otherwise.
    func compare(_ a: Value, _ b: Value) -> Int {
        switch (Cells.isNull(a), Cells.isNull(b)) {
        case (true, true): 0
        case (true, false): absentFirst ? -1 : 1
        case (false, true): absentFirst ? 1 : -1
        case (false, false): (Cells.order(a, b) ?? 0) * (isDescending ? -1 : 1)
        }
    }

    static func compare(_ ranks: [Rank], _ a: [Value], _ b: [Value]) -> Int {
        for (rank, pair) in zip(ranks, zip(a, b)) {
            let order = rank.compare(pair.0, pair.1)
            if order != 0 { return order }
        }
        return 0
    }
}
