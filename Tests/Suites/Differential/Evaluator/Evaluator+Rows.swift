import Foundation

@testable import Junction

// Which rows a statement has, before they are grouped, ordered and read.
extension Evaluator {
    /// The rows of a selection, each with what the statement speaks of.
    ///
    /// - Parameters:
    ///   - oncePerPair: whether links of one pair in several roles are one row.
    ///   - reading: what is made of the rows, which may drop some.
    func places(_ selection: Selection, _ outer: Place, oncePerPair: Bool = false, reading: Node? = nil) throws -> [Place] {
        let required = requiredPaths(selection, reading)
        return try sources(selection, outer, oncePerPair).filter { place in
            for path in required where try !leads(path, place) { return false }
            for filter in selection.filters where try truth(filter, place) != true { return false }
            return true
        }
    }

    private func sources(_ selection: Selection, _ outer: Place, _ oncePerPair: Bool) throws -> [Place] {
        if !selection.arms.isEmpty {
            return try combined(selection.arms, outer).map { outer.adding(selection.scope, .output($0)) }
        }
        if let via = selection.via { return try reached(selection, via, outer, oncePerPair) }
        let rows = try world.rows(selection.table().name).filter { Self.shows(selection.visibility, $0) }
        guard let reach = selection.reach else { return rows.map { outer.adding(selection.scope, .record($0)) } }
        let depths = try depths(reach, selection.table().name, outer)
        return rows.compactMap { row in
            guard let depth = depths.first(where: { Cells.same($0.key, row.key) })?.depth else { return nil }
            return outer.adding(selection.scope, .record(row)).adding(reach.scope, .output([row.key, .integer(Int64(depth))]))
        }
    }

    // MARK: Steps over relations

    private func way(_ relation: Relation) throws -> World.Way {
        var title = relation.title
        if case .inverse(let find) = relation.kind, World.relations[title] == nil { title = (find()?.title ?? "") + ", from the other end" }
        guard let way = World.relations[title] else { throw EvaluatorError("no relation \(title)") }
        return way
    }

    private func reached(_ selection: Selection, _ via: Selection.Via, _ outer: Place, _ oncePerPair: Bool) throws -> [Place] {
        guard let origin = try record(via.origin, outer) else { return [] }
        switch try way(via.relation) {
        case .children(let table, let column):
            return try world.rows(table).filter { try Cells.same($0.value(column), origin.key) && Self.shows(selection.visibility, $0) }
                .map { outer.adding(selection.scope, .record($0)) }
        case .links(let table, let near, let far, let target, let role):
            var links = try world.rows(table).filter { try Cells.same($0.value(near), origin.key) && Self.shows(via.linkVisibility, $0) }
            if let role, oncePerPair {
                // The link of the first role stands for the pair.
                links = try Cells.distinct(links.sorted { try Cells.order($0.value(role), $1.value(role)) ?? 0 < 0 }) { link in
                    [(try? link.value(far)) ?? .null]
                }
            }
            return try links.compactMap { link in
                guard let row = try world.record(target, link.value(far)), Self.shows(selection.visibility, row) else { return nil }
                return outer.adding(via.link, .record(link)).adding(selection.scope, .record(row))
            }
        }
    }

    /// Whether the conditions of a step, or what is made of its rows, speak of the link.
    func speaksOfLink(_ selection: Selection, _ value: Node?) -> Bool {
        guard let link = selection.via?.link else { return false }
        let nodes = selection.filters + (value.map { [$0] } ?? [])
        let parts = selection.parts.contains { part in
            switch part {
            case .link: true
            case .value(let node): paths(in: node).contains { $0.scope == link }
            case .one(let path): path.scope == link
            case .many(let related): related.via?.origin.scope == link
            }
        }
        return parts || nodes.contains { paths(in: $0).contains { $0.scope == link } }
    }

    // MARK: Sets

    private func combined(_ arms: [Selection.Arm], _ outer: Place) throws -> [[Value]] {
        var rows: [[Value]] = []
        for arm in arms {
            let next = try lines(arm.selection, outer.inside).map(\.values)
            switch arm.operation {
            case nil: rows = next
            case .unionAll: rows += next
            case .union: rows = Cells.distinct(rows + next) { $0 }
            case .intersect: rows = Cells.distinct(rows.filter { row in next.contains { Cells.same($0, row) } }) { $0 }
            case .except: rows = Cells.distinct(rows.filter { row in !next.contains { Cells.same($0, row) } }) { $0 }
            }
        }
        return rows
    }

    // MARK: Closures

    /// The rows that are reached, nearest first, without those where it begins.
    private func depths(_ reach: Selection.Reach, _ table: String, _ outer: Place) throws -> [(key: Value, depth: Int)] {
        var found = try lines(reach.start, outer.inside).map { (key: $0.values[0], depth: 0) }
        var next = 0
        while next < found.count {
            let (key, depth) = found[next]
            next += 1
            if let limit = reach.maxDepth, depth >= limit { continue }
            for target in try targets(reach.step, table, key) where !found.contains(where: { Cells.same($0.key, target) }) {
                found.append((target, depth + 1))
            }
        }
        return found.filter { $0.depth > 0 }
    }

    private func targets(_ step: Selection.Reach.Step, _ table: String, _ key: Value) throws -> [Value] {
        guard let row = try world.record(table, key) else { return [] }
        switch step {
        case .toOne(let path): return try record(path, Place().adding(path.scope, .record(row))).map { [$0.key] } ?? []
        case .toMany(let selection):
            guard let origin = selection.via?.origin.scope else { throw EvaluatorError("a step without a relation") }
            return try places(selection, Place().adding(origin, .record(row))).compactMap { place in
                try record(selection.path, place)?.key
            }
        }
    }

    // MARK: Steps that drop rows

    /// Whether a path leads somewhere.
    private func leads(_ path: Path, _ place: Place) throws -> Bool {
        guard case .record(var record) = try place.occurrence(path.scope, memory) else { return true }
        for hop in path.hops {
            guard let next = try step(hop, record) else { return false }
            record = next
        }
        return true
    }

    /// The paths of a statement with a required step, wherever they stand in it: as far as the last of these.
    private func requiredPaths(_ selection: Selection, _ reading: Node?) -> [Path] {
        var found: [Path] = selection.requirements + (reading.map(paths(in:)) ?? [])
        for node in selection.filters + selection.order.map(\.node) + (selection.groups ?? []) + selection.having {
            found += paths(in: node)
        }
        for part in selection.parts {
            switch part {
            case .one(let path): found.append(path)
            case .many(let related): if let origin = related.via?.origin { found.append(origin) }
            case .value(let node): found += paths(in: node)
            case .link: break
            }
        }
        return found.filter { $0.scope == selection.scope || $0.scope == selection.via?.link }.compactMap { path in
            guard let last = path.hops.lastIndex(where: \.isRequired) else { return nil }
            return Path(path.scope, hops: Array(path.hops[...last]))
        }
    }

    /// Every path in an expression, also in the statements inside.
    private func paths(in node: Node) -> [Path] {
        switch node {
        case .column(let path, _), .belongs(let path, _, _): [path]
        case .compare(_, let a, let b), .arithmetic(_, _, let a, let b), .concat(let a, let b), .and(let a, let b), .or(let a, let b),
            .isSame(let a, let b):
            paths(in: a) + paths(in: b)
        case .not(let a), .isNull(let a), .holds(let a), .among(let a, _), .matches(let a, _): paths(in: a)
        case .tuple(let nodes), .call(_, let nodes): nodes.flatMap(paths(in:))
        case .choice(let branches, let otherwise):
            branches.flatMap { paths(in: $0.condition) + paths(in: $0.value) } + (otherwise.map(paths(in:)) ?? [])
        case .amongRows(let a, let selection): paths(in: a) + paths(in: selection)
        case .any(let selection), .scalar(let selection): paths(in: selection)
        case .aggregate(_, _, let selection, let value): paths(in: selection) + (value.map(paths(in:)) ?? [])
        case .figure(let figure): (figure.value.map(paths(in:)) ?? []) + (figure.condition.map(paths(in:)) ?? [])
        case .window(let call):
            (call.arguments + call.window.keys + call.window.order.map(\.node)).flatMap(paths(in:))
        case .bind, .absent, .output: []
        }
    }

    private func paths(in selection: Selection) -> [Path] {
        var nodes = selection.filters + selection.order.map(\.node) + (selection.groups ?? []) + selection.having
        for part in selection.parts { if case .value(let node) = part { nodes.append(node) } }
        return (selection.via.map { [$0.origin] } ?? []) + selection.requirements + nodes.flatMap(paths(in:))
            + selection.arms.flatMap { paths(in: $0.selection) }
    }
}
