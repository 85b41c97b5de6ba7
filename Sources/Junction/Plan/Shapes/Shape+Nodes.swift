extension ShapeWriter {
    mutating func write(_ node: Node) throws {
        // A key of a group is planned once, and meant again.
        if let groups, let key = try groups.firstIndex(of: NodeKey(node)) {
            tag(0)
            return number(key)
        }
        switch node {
        case .column(let path, let name):
            tag(1)
            try write(path)
            text(name)
        case .bind(let value):
            tag(2)
            try bind(value)
        case .compare(let comparison, let a, let b):
            tag(3)
            tag(comparison.rawValue)
            try write(a)
            try write(b)
        case .arithmetic(let operation, let type, let a, let b):
            tag(4)
            tag(operation.rawValue)
            tag(type.rawValue)
            try write(a)
            try write(b)
        case .concat: try write(5, node.operands)
        case .and: try write(6, node.operands)
        case .or: try write(7, node.operands)
        case .not(let a):
            tag(8)
            try write(a)
        case .isNull(let a):
            tag(9)
            try write(a)
        case .isSame(let a, let b):
            tag(10)
            try write(a)
            try write(b)
        case .among(let a, let values):
            tag(11)
            tag(values.contains(where: \.isNull) ? 1 : 0)
            try write(a)
            try bind(.list(of: values, width: a.parts.count))
        case .matches(let a, let pattern):
            tag(12)
            try write(a)
            try bind(.pattern(pattern))
        case .call(let function, let arguments):
            tag(13)
            try write(function.rawValue, arguments)
        case .tuple(let parts): try write(17, parts)
        case .belongs(let path, let relation, let owner):
            tag(14)
            try write(path)
            try write(relation)
            try bind(owner)
        case .any(let selection):
            tag(15)
            try write(selection)
        case .aggregate(let aggregate, let type, let selection, let value):
            tag(16)
            tag(aggregate.rawValue)
            tag(type.rawValue)
            try write(selection)
            tag(value == nil ? 0 : 1)
            if let value { try write(value) }
        case .amongRows(let a, let selection):
            tag(18)
            try write(a)
            try write(selection)
        case .choice(let branches, let otherwise):
            tag(19)
            number(branches.count)
            try write(otherwise == nil ? 0 : 1, node.children)
        case .figure(let figure):
            tag(20)
            try write(figure)
        case .window(let call):
            tag(21)
            try write(call)
        case .scalar(let selection):
            tag(22)
            try write(selection)
        case .output(let scope, let column):
            tag(23)
            self.scope(scope)
            number(column)
        case .holds(let a):
            tag(25)
            try write(a)
        case .absent(let type):
            tag(24)
            tag(type.rawValue)
        }
    }

    private mutating func write(_ figure: Node.Figure) throws {
        let outer = groups
        groups = nil
        defer { groups = outer }
        tag(figure.aggregate.rawValue)
        tag(figure.type.rawValue)
        try write((figure.value == nil ? 0 : 1) + (figure.condition == nil ? 0 : 2), figure.children)
    }

    private mutating func write(_ call: WindowCall) throws {
        for number in call.function.identity { self.number(number) }
        switch call.window.frame {
        case .all: number(-2)
        case .upToHere: number(-1)
        case .last(let count): number(count)
        }
        number(call.arguments.count)
        number(call.window.keys.count)
        for term in call.window.order { write(direction: term) }
        try write(0, call.children)
    }

    mutating func write(direction term: OrderTerm) { tag((term.isDescending ? 1 : 0) + (term.nullsFirst ? 2 : 0)) }

    private mutating func write(_ kind: UInt8, _ nodes: [Node]) throws {
        tag(kind)
        number(nodes.count)
        for node in nodes { try write(node) }
    }
}

/// What tells an expression from every other: its shape and its values. A condition and whether it holds are the same here.
struct NodeKey: Equatable {
    private let shape: Shape
    private let values: [Value]

    init(_ node: Node) throws {
        let writer = if case .holds(let condition) = node { try ShapeWriter(condition) } else { try ShapeWriter(node) }
        shape = writer.shape
        values = writer.binds
    }
}

extension WindowCall.Function {
    /// Numbers that tell it from every other.
    fileprivate var identity: [Int] {
        switch self {
        case .rowNumber: [0]
        case .rank: [1]
        case .denseRank: [2]
        case .percentRank: [3]
        case .tile(let count): [4, count]
        case .lag(let rows): [5, rows]
        case .lead(let rows): [6, rows]
        case .first: [7]
        case .last: [8]
        case .figure(let aggregate, let type): [9, Int(aggregate.rawValue), Int(type.rawValue)]
        }
    }
}
