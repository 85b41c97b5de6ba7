import Foundation

@testable import Junction

// What a row is among its neighbours.
extension Evaluator {
    func value(_ call: WindowCall, _ place: Place) throws -> Value {
        guard let neighbours = place.neighbours else { throw EvaluatorError("a window without neighbours") }
        let keys = try call.window.keys.map { try value($0, place) }
        let ranks = call.window.order.map { Rank(isDescending: $0.isDescending, absentFirst: $0.nullsFirst) }
        var members: [(number: Int, sorted: [Value])] = []
        for (number, other) in neighbours.places.enumerated() where try Cells.same(call.window.keys.map { try value($0, other) }, keys) {
            members.append((number, try call.window.order.map { try value($0.node, other) }))
        }
        members.sort { a, b in
            let order = Rank.compare(ranks, a.sorted, b.sorted)
            return order == 0 ? a.number < b.number : order < 0
        }
        guard let own = members.firstIndex(where: { $0.number == neighbours.own }) else { throw EvaluatorError("a row outside its window") }
        let before = members.filter { Rank.compare(ranks, $0.sorted, members[own].sorted) < 0 }
        func argument(_ member: Int) throws -> Value { try value(call.arguments[0], neighbours.places[members[member].number]) }

        switch call.function {
        case .rowNumber: return .integer(Int64(own + 1))
        case .rank: return .integer(Int64(before.count + 1))
        case .denseRank: return .integer(Int64(Cells.distinct(before, by: \.sorted).count + 1))
        case .percentRank: return .real(members.count == 1 ? 0 : Double(before.count) / Double(members.count - 1))
        case .tile(let count): return .integer(Int64(Self.tile(own, of: members.count, count)))
        case .lag(let rows): return own - rows < 0 ? .null : try argument(own - rows)
        case .lead(let rows): return own + rows >= members.count ? .null : try argument(own + rows)
        case .first, .last, .figure: break
        }
        let frame = Self.frame(call.window.frame, own, members.count)
        switch call.function {
        case .first: return try argument(frame.lowerBound)
        case .last: return try argument(frame.upperBound - 1)
        case .figure(let aggregate, _):
            return try Sums.figure(aggregate, call.arguments.isEmpty ? nil : frame.map { try argument($0) }, count: frame.count)
        default: throw EvaluatorError("a window function that is not known")
        }
    }

    private static func frame(_ frame: Window.Frame, _ own: Int, _ count: Int) -> Range<Int> {
        switch frame {
        case .all: 0..<count
        case .upToHere: 0..<(own + 1)
        case .last(let rows): max(0, own - max(1, rows) + 1)..<(own + 1)
        }
    }

    /// The first parts have one row more than the others, where it does not come out even.
    private static func tile(_ own: Int, of rows: Int, _ tiles: Int) -> Int {
        let size = rows / tiles, larger = rows % tiles
        let inLarger = larger * (size + 1)
        return own < inLarger ? own / (size + 1) + 1 : larger + (own - inLarger) / max(1, size) + 1
    }
}
