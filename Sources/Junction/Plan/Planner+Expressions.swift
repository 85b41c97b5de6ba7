extension Planner {
    mutating func sql(_ node: Node, _ frame: Frame) throws -> Fragment { try expression(node, frame).sql }

    /// An expression in a frame. Each part is planned once, from left to right.
    mutating func expression(_ node: Node, _ frame: Frame) throws -> Term {
        if let key = try groupKey(node) { return key }
        if literals, node.selection != nil { throw SchemaError("a check can only speak of its own row, not of a relation") }
        switch node {
        case .column(let path, let name): return try column(path, name, frame)
        case .bind(let value): return Term(bind(value), value.type, mayBeAbsent: value.isNull)
        case .absent(let type): return Term(.absent(type, dialect), type, mayBeAbsent: true)
        case .tuple(let parts):
            let terms = try expressions(parts, frame)
            return Term(.row(terms.map(\.sql)), types: terms.flatMap(\.types), mayBeAbsent: terms.contains(where: \.mayBeAbsent))
        case .compare(let comparison, let a, let b): return try compare(comparison, a, b, frame)
        case .arithmetic(let operation, let type, let a, let b):
            let dialect = dialect, literals = literals
            return try pair(a, b, frame, type) { literals ? .plain(operation, $0, $1) : .arithmetic(operation, type, $0, $1, dialect) }
        case .concat, .and, .or: return try chain(node, frame)
        case .not(let a):
            if case .isNull(let value) = a, try groupKey(a) == nil {
                return Term(.isNotNull(try operand(value.parts[0], frame).sql), .bool, mayBeAbsent: false)
            }
            let condition = try expression(a, frame)
            return Term(.not(condition.sql), .bool, mayBeAbsent: condition.mayBeAbsent)
        case .isNull(let a): return Term(.isNull(try operand(a.parts[0], frame).sql), .bool, mayBeAbsent: false)
        case .holds(let a):
            let condition = try expression(a, frame)
            return condition.mayBeAbsent ? Term(.isTrue(.parenthesised(condition.sql)), .bool, mayBeAbsent: false) : condition
        case .isSame(.tuple(let parts), .bind(.null)):
            return Term(try pair(parts[0], .bind(.null), frame) { [dialect] in .same($0, $1, dialect) }.sql, .bool, mayBeAbsent: false)
        case .isSame(let a, let b):
            let dialect = dialect
            return Term(try pair(a, b, frame) { .same($0, $1, dialect) }.sql, .bool, mayBeAbsent: false)
        case .among(let a, let values): return try among(a, values, frame)
        case .matches(let a, let pattern):
            let text = try expression(a, frame)
            return Term(.matches(text.sql, bind(.pattern(pattern)), dialect), .bool, mayBeAbsent: text.mayBeAbsent)
        case .call(let function, let arguments):
            let terms = try expressions(arguments, frame)
            let mayBeAbsent = function == .coalesce ? terms.allSatisfy(\.mayBeAbsent) : terms.contains(where: \.mayBeAbsent)
            let type = terms.first { $0.type != nil }?.type
            return Term(
                .call(function, terms.map(\.sql), of: type, dialect), function.type ?? type,
                mayBeAbsent: mayBeAbsent || function.mayBeAbsent)
        case .choice(let branches, let otherwise): return try choice(branches, otherwise, frame)
        case .figure(let figure): return try self.figure(figure, frame)
        case .window(let call): return try window(call, frame)
        case .scalar(let selection): return try scalar(selection, frame)
        case .output(let scope, let number): return try output(scope, number, frame)
        case .amongRows(let a, let selection): return try among(a, selection, frame)
        case .belongs(let path, let relation, let owner):
            let key = try relation.resolve().near
            let near = try expression(path.node(key.columns), frame), value = key.value(bindParts(owner))
            return Term(.compare(.equal, near.sql, .row(value)), .bool, mayBeAbsent: near.mayBeAbsent || !key.isToPrimaryKey)
        case .any(let selection): return Term(try question(selection, frame), .bool, mayBeAbsent: false)
        case .aggregate(let aggregate, let type, let selection, let value):
            let isCount = aggregate == .count || aggregate == .countDistinct
            return Term(
                try figure(aggregate, type, selection, value, frame), isCount ? .integer : aggregate == .average ? .real : type,
                mayBeAbsent: !isCount)
        }
    }

    private mutating func choice(_ branches: [Node.Branch], _ otherwise: Node?, _ frame: Frame) throws -> Term {
        var cases: [(condition: Fragment, value: Term)] = []
        for branch in branches { cases.append((try sql(branch.condition, frame), try expression(branch.value, frame))) }
        let last = try otherwise.map { try expression($0, frame) }, values = cases.map(\.value) + (last.map { [$0] } ?? [])
        return Term(
            .choice(cases.map { ($0.condition, $0.value.sql) }, else: last?.sql), values.first { $0.type != nil }?.type,
            mayBeAbsent: last == nil || values.contains(where: \.mayBeAbsent))
    }

    private mutating func expressions(_ nodes: [Node], _ frame: Frame) throws -> [Term] {
        var terms: [Term] = []
        for node in nodes { terms.append(try expression(node, frame)) }
        return terms
    }

    /// Texts are ordered by code point; equality is that of their bytes everywhere.
    private mutating func compare(_ comparison: Node.Comparison, _ a: Node, _ b: Node, _ frame: Frame) throws -> Term {
        let left = try operand(a, frame), right = try operand(b, frame)
        let isOrdering = comparison != .equal && comparison != .notEqual && !literals
        let isText = isOrdering && (left.type == .text || right.type == .text)
        let first = isText ? Fragment.codePoints(left.sql, dialect) : left.sql
        return Term(.compare(comparison, first, right.sql), .bool, mayBeAbsent: left.mayBeAbsent || right.mayBeAbsent)
    }

    private mutating func among(_ a: Node, _ values: [Value], _ frame: Frame) throws -> Term {
        let value = try operand(a, frame)
        if literals || isInModel {
            let condition: Fragment = values.isEmpty ? .truth(false, dialect) : .among(value.sql, values: values.map { bind($0) })
            return Term(condition, .bool, mayBeAbsent: (value.mayBeAbsent || values.contains(where: \.isNull)) && !values.isEmpty)
        }
        let list = Value.list(of: values, width: a.parts.count)
        // A list may have no value that could tell the type.
        let types = values.allSatisfy(\.isNull) ? value.types.map { $0 ?? .integer } : list.types
        return Term(
            .among(value.sql, bind(list: list), types, dialect), .bool, mayBeAbsent: value.mayBeAbsent || values.contains(where: \.isNull))
    }

    private mutating func pair(
        _ a: Node, _ b: Node, _ frame: Frame, _ type: ColumnType? = nil, _ make: (Fragment, Fragment) -> Fragment
    ) throws -> Term {
        let left = try operand(a, frame), right = try operand(b, frame)
        return Term(make(left.sql, right.sql), type, mayBeAbsent: left.mayBeAbsent || right.mayBeAbsent)
    }

    /// An expression beside an operator: a condition stands in parentheses there.
    private mutating func operand(_ node: Node, _ frame: Frame) throws -> Term {
        let term = try expression(node, frame)
        return node.isCondition ? Term(.parenthesised(term.sql), .bool, mayBeAbsent: term.mayBeAbsent) : term
    }

    /// `a AND b AND c` as one list: databases limit how deep parentheses may nest.
    private mutating func chain(_ node: Node, _ frame: Frame) throws -> Term {
        var terms: [Term] = []
        for operand in node.operands { terms.append(try expression(operand, frame)) }
        let (sql, type): (Fragment, ColumnType) =
            switch node {
            case .and: (.and(terms.map(\.sql)), .bool)
            case .or: (.or(terms.map(\.sql)), .bool)
            default: (.concat(terms.map(\.sql)), .text)
            }
        return Term(sql, type, mayBeAbsent: terms.contains(where: \.mayBeAbsent))
    }

    /// A column at the end of a path.
    private mutating func column(_ path: Path, _ name: String, _ frame: Frame) throws -> Term {
        if path.hops.isEmpty, case (.deferred(let table, let known), _) = try frame.occurrence(path.scope), let known = known[name] {
            return Term(known, table.column(named: name)?.type, mayBeAbsent: false)
        }
        try checkUngrouped(path, name)
        let source = try source(path, frame), column = source.table.column(named: name)
        return Term(source.column(name), column?.type, mayBeAbsent: source.isOptional || column?.isNullable != false)
    }

    /// A condition that a key is one of these, of which there is at least one.
    mutating func isAmong(_ key: [Fragment], _ values: [Value]) -> Fragment {
        let list = Value.list(of: values, width: key.count)
        return .among(.row(key), bind(list: list), list.types, dialect)
    }

    mutating func list(_ values: [Value]) -> ListSource {
        let list = Value.list(of: values), parameters = bind(list: list), types = list.types, dialect = dialect
        return ListSource(table: { .list(parameters, types, as: $0, dialect) }, among: { .among($0, parameters, types, dialect) })
    }
}

extension Value {
    /// A list with the types of its columns, which are taken for integers where no value tells them.
    ///
    /// - Parameter width: how many columns each value has.
    static func list(of values: [Value], width: Int = 1) -> Value {
        .list(values, types: values.first { !$0.isNull }?.types ?? Array(repeating: .integer, count: width))
    }

    /// The types of its columns.
    var types: [ColumnType] {
        switch self {
        case .tuple(let parts): parts.flatMap(\.types)
        case .list(_, let types): types
        default: [type ?? .integer]
        }
    }

    /// What it is; nil where that does not show, and for several columns.
    package var type: ColumnType? {
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
        case .compare, .isSame, .among, .amongRows, .matches, .isNull, .holds, .not, .any, .belongs: true
        default: false
        }
    }
}
