import Foundation

@testable import Junction

/// Answers queries from rows in memory, by what a query means and not by how it is planned.
///
/// Of the library it reads only the values that queries are made of: `Selection`, `Node`, `Path`, `Value` and what they hold.
struct Evaluator {
    let world: World
    let memory = Memory()

    /// The answers of statements inside that spoke of nothing around them, so that they are the same for every row.
    final class Memory {
        var answers: [Key: [Value]] = [:]
        /// The outermost occurrence that was spoken of.
        var outermost = Int.max

        struct Key: Hashable {
            let scope: Scope
            let what: UInt8
            let filters: Int
        }
    }

    /// What a statement speaks of: a row at each occurrence of a table, the rows of the group, the neighbours.
    struct Place {
        fileprivate(set) var occurrences: [(scope: Scope, what: Occurrence)] = []
        var group: [Place]?
        var neighbours: (places: [Place], own: Int)?

        enum Occurrence {
            case record(World.Record)
            case output([Value])
        }

        func adding(_ scope: Scope, _ what: Occurrence) -> Place {
            var copy = self
            copy.occurrences.append((scope, what))
            return copy
        }

        func occurrence(_ scope: Scope, _ memory: Memory) throws -> Occurrence {
            guard let number = occurrences.lastIndex(where: { $0.scope == scope }) else {
                throw EvaluatorError("an occurrence that is not there")
            }
            memory.outermost = min(memory.outermost, number)
            return occurrences[number].what
        }

        /// The same for a statement inside: figures and windows are its own.
        var inside: Place {
            var copy = self
            copy.group = nil
            copy.neighbours = nil
            return copy
        }
    }

    /// The row that a path leads to; nil where it leads nowhere.
    func record(_ path: Path, _ place: Place) throws -> World.Record? {
        guard case .record(var record) = try place.occurrence(path.scope, memory) else {
            throw EvaluatorError("a row of a statement inside")
        }
        for hop in path.hops {
            guard let next = try step(hop, record) else { return nil }
            record = next
        }
        return record
    }

    func step(_ hop: Hop, _ record: World.Record) throws -> World.Record? {
        switch hop.step {
        case .foreignKey(let column):
            guard let table = World.references[record.table + "." + column] else { throw EvaluatorError("no reference \(column)") }
            let key = try record.value(column)
            return try world.record(table, key).flatMap { Self.shows(hop.visibility, $0) ? $0 : nil }
        case .single(let relation):
            guard case .children(let table, let column)? = World.relations[relation.title] else {
                throw EvaluatorError("no relation \(relation.title)")
            }
            return try world.rows(table).first { try Cells.same($0.value(column), record.key) && Self.shows(hop.visibility, $0) }
        }
    }

    static func shows(_ visibility: Visibility, _ record: World.Record) -> Bool {
        switch visibility {
        case .live: !record.isDeleted
        case .onlyDeleted: record.isDeleted
        case .includingDeleted: true
        }
    }

    // MARK: Expressions

    func truth(_ node: Node, _ place: Place) throws -> Bool? {
        switch try value(node, place) {
        case .null: nil
        case .bool(let value): value
        case let other: throw EvaluatorError("\(other) is no condition")
        }
    }

    /// What an expression is at a place.
    func value(_ node: Node, _ place: Place) throws -> Value {
        switch node {
        case .column(let path, let name): return try record(path, place)?.value(name) ?? .null
        case .bind(let value):
            if case .invalid(let problem) = value { throw EvaluatorError("a value that is refused: \(problem)") }
            return value
        case .absent: return .null
        case .holds(let a): return .bool(try truth(a, place) == true)
        case .tuple: throw EvaluatorError("no composite keys here")
        case .compare(let comparison, let a, let b):
            return Cells.truth(try Cells.compare(comparison, try value(a, place), try value(b, place)))
        case .arithmetic(let operation, _, let a, let b): return try Sums.arithmetic(operation, try value(a, place), try value(b, place))
        case .concat(let a, let b):
            guard case .text(let first) = try value(a, place), case .text(let second) = try value(b, place) else { return .null }
            return .text(first + second)
        case .and(let a, let b):
            let first = try truth(a, place)
            if first == false { return .bool(false) }
            let second = try truth(b, place)
            return second == false ? .bool(false) : first == nil || second == nil ? .null : .bool(true)
        case .or(let a, let b):
            let first = try truth(a, place)
            if first == true { return .bool(true) }
            let second = try truth(b, place)
            return second == true ? .bool(true) : first == nil || second == nil ? .null : .bool(false)
        case .not(let a): return Cells.truth(try truth(a, place).map { !$0 })
        case .isNull(let a): return .bool(Cells.isNull(try value(a, place)))
        case .isSame(let a, let b): return .bool(Cells.same(try value(a, place), try value(b, place)))
        case .among(let a, let values): return Cells.truth(Cells.among(try value(a, place), values))
        case .matches(let a, let pattern):
            guard case .text(let text) = try value(a, place) else { return .null }
            return .bool(Texts.matches(text, pattern.parts))
        case .call(let function, let arguments): return try Functions(self, place).value(function, arguments)
        case .choice(let branches, let otherwise):
            for branch in branches where try truth(branch.condition, place) == true { return try value(branch.value, place) }
            return try otherwise.map { try value($0, place) } ?? .null
        case .belongs(let path, let relation, let owner):
            guard case .children(_, let column)? = World.relations[relation.title] else {
                throw EvaluatorError("no key of \(relation.title)")
            }
            return Cells.truth(try Cells.compare(.equal, try record(path, place)?.value(column) ?? .null, owner))
        default: return try valueOfRows(node, place)
        }
    }

    /// What is asked of other rows.
    private func valueOfRows(_ node: Node, _ place: Place) throws -> Value {
        switch node {
        case .amongRows(let a, let selection):
            let others = try remembered(selection, 0, place) {
                try lines(selection, place.inside).map { line in
                    guard line.values.count == 1 else { throw EvaluatorError("several values in a list") }
                    return line.values[0]
                }
            }
            return Cells.truth(Cells.among(try value(a, place), others))
        case .any(let selection):
            return try remembered(selection, 1, place) { [.bool(try !places(selection, place.inside).isEmpty)] }[0]
        case .aggregate(let aggregate, _, let selection, let node):
            return try remembered(selection, 2, place) {
                let rows = try places(selection, place.inside, oncePerPair: !speaksOfLink(selection, node), reading: node)
                return [try Sums.figure(aggregate, try node.map { node in try rows.map { try value(node, $0) } }, count: rows.count)]
            }[0]
        case .figure(let figure):
            guard let group = place.group else { throw EvaluatorError("a figure of no group") }
            let rows = try figure.condition.map { condition in try group.filter { try truth(condition, $0) == true } } ?? group
            return try Sums.figure(
                figure.aggregate, try figure.value.map { node in try rows.map { try value(node, $0) } }, count: rows.count)
        case .window(let call): return try value(call, place)
        case .scalar(let selection):
            return try remembered(selection, 3, place) { [try lines(selection, place.inside).first?.values.first ?? .null] }[0]
        case .output(let scope, let number):
            guard case .output(let values) = try place.occurrence(scope, memory), values.indices.contains(number) else {
                throw EvaluatorError("no such output")
            }
            return values[number]
        default: throw EvaluatorError("an expression that is not known: \(node)")
        }
    }

    private func remembered(_ selection: Selection, _ what: UInt8, _ place: Place, _ answer: () throws -> [Value]) throws -> [Value] {
        let key = Memory.Key(scope: selection.scope, what: what, filters: selection.filters.count)
        if let known = memory.answers[key] { return known }
        let before = memory.outermost
        memory.outermost = .max
        let values = try answer()
        if memory.outermost >= place.occurrences.count { memory.answers[key] = values }
        memory.outermost = min(before, memory.outermost)
        return values
    }
}
