extension Planner {
    mutating func sql(_ node: Node, _ frame: Frame) throws -> Fragment { try expression(node, frame).sql }

    /// An expression in a frame. Each part is planned once, from left to right.
    mutating func expression(_ node: Node, _ frame: Frame) throws -> Term {
        switch node {
        case .column(let path, let name): return try column(path, name, frame)
        case .bind(let value): return Term(bind(value), mayBeAbsent: value.isNull)
        case .tuple(let parts):
            var terms: [Term] = []
            for part in parts { terms.append(try expression(part, frame)) }
            return Term(.row(terms.map(\.sql)), mayBeAbsent: terms.contains(where: \.mayBeAbsent))
        case .compare(let comparison, let a, let b):
            return try pair(a, b, frame) { .compare(comparison, $0, $1) }
        case .arithmetic(let operation, let type, let a, let b):
            let dialect = dialect, literals = literals
            return try pair(a, b, frame) { literals ? .plain(operation, $0, $1) : .arithmetic(operation, type, $0, $1, dialect) }
        case .concat, .and, .or: return try chain(node, frame)
        case .not(.isNull(let a)): return Term(.isNotNull(try operand(a.parts[0], frame).sql), mayBeAbsent: false)
        case .not(let a):
            let condition = try expression(a, frame)
            return Term(.not(condition.sql), mayBeAbsent: condition.mayBeAbsent)
        case .isNull(let a): return Term(.isNull(try operand(a.parts[0], frame).sql), mayBeAbsent: false)
        case .isSame(.tuple(let parts), .bind(.null)):
            return Term(try pair(parts[0], .bind(.null), frame) { [dialect] in .same($0, $1, dialect) }.sql, mayBeAbsent: false)
        case .isSame(let a, let b):
            let dialect = dialect
            return Term(try pair(a, b, frame) { .same($0, $1, dialect) }.sql, mayBeAbsent: false)
        case .among(let a, let values):
            let value = try operand(a, frame)
            let condition: Fragment =
                literals
                ? .among(value.sql, values: values.map { bind($0) })
                : .among(value.sql, listed: list(values, width: a.parts.count), of: a.parts.count)
            return Term(condition, mayBeAbsent: value.mayBeAbsent)
        case .matches(let a, let pattern):
            let text = try expression(a, frame)
            return Term(.matches(text.sql, bind(.pattern(pattern)), dialect), mayBeAbsent: text.mayBeAbsent)
        case .call(let function, let arguments):
            var terms: [Term] = []
            for argument in arguments { terms.append(try expression(argument, frame)) }
            let mayBeAbsent = function == .coalesce ? terms.allSatisfy(\.mayBeAbsent) : terms.contains(where: \.mayBeAbsent)
            return Term(.call(function, terms.map(\.sql), dialect), mayBeAbsent: mayBeAbsent)
        case .belongs(let path, let relation, let owner):
            let key = try relation.resolve().near
            let near = try expression(path.node(key.columns), frame), value = key.value(bindParts(owner))
            return Term(.compare(.equal, near.sql, .row(value)), mayBeAbsent: near.mayBeAbsent || !key.isToPrimaryKey)
        case .any where literals, .aggregate where literals:
            throw SchemaError("a check can only speak of its own row, not of a relation")
        case .any(let selection): return Term(try question(selection, frame), mayBeAbsent: false)
        case .aggregate(let aggregate, let type, let selection, let value):
            let isCount = aggregate == .count || aggregate == .countDistinct
            return Term(try figure(aggregate, type, selection, value, frame), mayBeAbsent: !isCount)
        }
    }

    private mutating func pair(_ a: Node, _ b: Node, _ frame: Frame, _ make: (Fragment, Fragment) -> Fragment) throws -> Term {
        let left = try operand(a, frame), right = try operand(b, frame)
        return Term(make(left.sql, right.sql), mayBeAbsent: left.mayBeAbsent || right.mayBeAbsent)
    }

    /// An expression beside an operator: a condition stands in parentheses there.
    private mutating func operand(_ node: Node, _ frame: Frame) throws -> Term {
        let term = try expression(node, frame)
        return node.isCondition ? Term(.parenthesised(term.sql), mayBeAbsent: term.mayBeAbsent) : term
    }

    /// `a AND b AND c` as one list: databases limit how deep parentheses may nest.
    private mutating func chain(_ node: Node, _ frame: Frame) throws -> Term {
        var terms: [Term] = []
        for operand in node.operands { terms.append(try expression(operand, frame)) }
        let sql: Fragment =
            switch node {
            case .and: .and(terms.map(\.sql))
            case .or: .or(terms.map(\.sql))
            default: .concat(terms.map(\.sql))
            }
        return Term(sql, mayBeAbsent: terms.contains(where: \.mayBeAbsent))
    }

    /// A column at the end of a path.
    private mutating func column(_ path: Path, _ name: String, _ frame: Frame) throws -> Term {
        if path.hops.isEmpty, case (.deferred(_, let known), _) = try frame.occurrence(path.scope), let known = known[name] {
            return Term(known, mayBeAbsent: false)
        }
        let source = try source(path, frame)
        return Term(source.column(name), mayBeAbsent: source.isOptional || source.table.column(named: name)?.isNullable != false)
    }

    /// - Parameter width: how many columns each value has.
    mutating func list(_ values: [Value], width: Int = 1) -> Fragment {
        .list(bind(.list(values)), Value.types(ofList: values, width: width), dialect)
    }
}

extension Value {
    /// The types of the columns of a list, which may be empty or begin with an absent value.
    static func types(ofList values: [Value], width: Int) -> [ColumnType] {
        values.first { !$0.isNull }?.types ?? Array(repeating: .integer, count: width)
    }

    /// The types of its columns.
    var types: [ColumnType] { if case .tuple(let parts) = self { parts.flatMap(\.types) } else { [type ?? .integer] } }

    var type: ColumnType? {
        switch self {
        case .bool: .bool
        case .integer: .integer
        case .real: .real
        case .decimal: .decimal
        case .text, .pattern: .text
        case .bytes: .bytes
        case .moment: .moment
        case .day: .day
        case .uuid: .uuid
        case .json: .json
        case .null, .tuple, .list, .invalid: nil
        }
    }
}

extension Node {
    /// Whether the expression is written as a condition, which must stand in parentheses inside another one.
    fileprivate var isCondition: Bool {
        switch self {
        case .compare, .isSame, .among, .matches, .isNull, .not, .any, .belongs: true
        default: false
        }
    }
}
