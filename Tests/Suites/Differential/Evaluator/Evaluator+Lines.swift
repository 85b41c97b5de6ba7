import Foundation

@testable import Junction

// What is read of the rows: groups, order, page and parts.
extension Evaluator {
    /// A row of an answer, and what it is sorted by.
    struct Line {
        let values: [Value]
        let sorted: [Value]
    }

    /// The rows of an answer in the order of the query, and what they are sorted by: where that is the same, their order is not promised.
    func answer(_ selection: Selection) throws -> (lines: [Line], ranks: [Rank]) {
        memory.answers = [:]
        return try ordered(selection, Place())
    }

    func lines(_ selection: Selection, _ outer: Place) throws -> [Line] { try ordered(selection, outer).lines }

    private func ordered(_ selection: Selection, _ outer: Place) throws -> (lines: [Line], ranks: [Rank]) {
        if !selection.distinctOn.isEmpty { throw EvaluatorError("distinct(on:), which only PostgreSQL has") }
        let oncePerPair = selection.via != nil && !speaksOfLink(selection, nil)
        var places = try grouped(selection, try places(selection, outer, oncePerPair: oncePerPair), outer)
        let all = places
        for own in places.indices { places[own].neighbours = (all, own) }
        let terms = order(selection), ranks = terms.map { Rank(isDescending: $0.isDescending, absentFirst: $0.nullsFirst) }
        var lines = try places.map { place in
            Line(values: try read(selection, place), sorted: try terms.map { try $0.value(self, place) })
        }
        if selection.isDistinct { lines = Cells.distinct(lines, by: \.values) }
        // Sorting must not change the places of equals, so that an answer is the same each time.
        lines = lines.enumerated().sorted { a, b in
            let order = Rank.compare(ranks, a.element.sorted, b.element.sorted)
            return order == 0 ? a.offset < b.offset : order < 0
        }.map(\.element)
        if let offset = selection.offset { lines = Array(lines.dropFirst(offset)) }
        if let limit = selection.limit { lines = Array(lines.prefix(limit)) }
        return (lines, ranks)
    }

    // MARK: Groups

    /// One place for each group: that of its first row, which has the keys of all.
    private func grouped(_ selection: Selection, _ places: [Place], _ outer: Place) throws -> [Place] {
        guard let keys = selection.groups else { return places }
        var groups: [(keys: [Value], places: [Place])] = keys.isEmpty ? [([], places)] : []
        if !keys.isEmpty {
            for place in places {
                let values = try keys.map { try value($0, place) }
                if let known = groups.firstIndex(where: { Cells.same($0.keys, values) }) {
                    groups[known].places.append(place)
                } else {
                    groups.append((values, [place]))
                }
            }
        }
        return try groups.map { group in
            var place = group.places.first ?? outer
            place.group = group.places
            return place
        }.filter { place in
            for condition in selection.having where try truth(condition, place) != true { return false }
            return true
        }
    }

    // MARK: Order

    private struct Term {
        let isDescending: Bool
        let nullsFirst: Bool
        let value: (Evaluator, Place) throws -> Value
    }

    /// The order asked for, else the model's own; with a page, the key decides between equals.
    private func order(_ selection: Selection) -> [Term] {
        if selection.isUnordered { return [] }
        func term(_ node: Node) -> Term { Term(isDescending: false, nullsFirst: false) { try $0.value(node, $1) } }
        let asked =
            selection.order.isEmpty ? selection.isDistinct || selection.groups != nil ? [] : selection.fallbackOrder : selection.order
        var terms = asked.map { term in
            Term(isDescending: term.isDescending, nullsFirst: term.nullsFirst) { try $0.value(term.node, $1) }
        }
        let isOfRows = selection.groups == nil && selection.arms.isEmpty
        if selection.order.isEmpty, isOfRows, !selection.isDistinct {
            for path in World.orders[selection.table().name] ?? [] { terms.append(own(path, selection.scope)) }
        }
        guard selection.limit != nil || selection.offset != nil, !selection.isDistinct else { return terms }
        if let groups = selection.groups { return terms + groups.map(term) }
        if isOfRows { return terms + [own(["id"], selection.scope)] }
        return terms
            + selection.parts.compactMap { part in if case .value(let node) = part { term(node) } else { nil } }
    }

    /// A column of a model's own order: it stands at the end of the keys before it.
    private func own(_ path: [String], _ scope: Scope) -> Term {
        Term(isDescending: false, nullsFirst: false) { evaluator, place in
            let hops = path.dropLast().map { Hop(step: .foreignKey($0)) }
            return try evaluator.record(Path(scope, hops: hops), place)?.value(path[path.count - 1]) ?? .null
        }
    }

    // MARK: Parts

    private func read(_ selection: Selection, _ place: Place) throws -> [Value] {
        var values: [Value] = []
        if !selection.isValues {
            guard let record = try record(selection.path, place) else { throw EvaluatorError("no row to read") }
            values += record.values
        }
        for part in selection.parts {
            switch part {
            case .value(let node): values.append(try value(node, place))
            case .one(let path): values.append(try record(path, place).map { .tuple($0.values) } ?? .null)
            case .link:
                guard let link = selection.via?.link, let record = try record(Path(link), place) else { throw EvaluatorError("no link") }
                values.append(.tuple(record.values))
            case .many(let related): values.append(.list(try lines(related, place.inside).map { .tuple($0.values) }, types: []))
            }
        }
        return values
    }
}
