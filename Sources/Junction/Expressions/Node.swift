/// An expression as a value: what a query asks, without a database.
indirect enum Node: Sendable {
    case column(Path, String)
    case bind(Value)
    /// No value, of a type.
    case absent(ColumnType)
    /// The columns of a composite key.
    case tuple([Node])
    case compare(Comparison, Node, Node)
    case arithmetic(Arithmetic, ColumnType, Node, Node)
    case concat(Node, Node)
    case and(Node, Node)
    case or(Node, Node)
    case not(Node)
    case isNull(Node)
    /// Whether a condition holds: not where that is unknown.
    case holds(Node)
    /// Both equal or both absent.
    case isSame(Node, Node)
    case among(Node, [Value])
    /// Whether it is one of the values that a query selects.
    case amongRows(Node, Selection)
    case matches(Node, TextPattern)
    case call(SQLFunction, [Node])
    /// The value of the first condition that holds.
    case choice([Branch], otherwise: Node?)
    /// Whether the row at the path belongs to this owner, by the owner's column of a relation.
    case belongs(Path, Relation, Value)
    /// Whether a to-many relation, or a query, leads to a row.
    case any(Selection)
    /// A figure over the rows that a to-many relation, or a query, leads to.
    case aggregate(Aggregate, ColumnType, Selection, Node?)
    /// A figure over the rows of the query itself, or of each of its groups.
    case figure(Figure)
    /// What a row is among its neighbours.
    case window(WindowCall)
    /// The value of a query's first row.
    case scalar(Selection)
    /// A column of rows that a statement inside gives, by its number.
    case output(Scope, Int)

    enum Comparison: UInt8, Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }

    struct Branch: Sendable {
        let condition: Node
        let value: Node
    }

    struct Figure: Sendable {
        let aggregate: Aggregate
        let type: ColumnType
        /// Nil where rows are counted.
        let value: Node?
        /// Which rows are meant.
        let condition: Node?
    }

    static let no = Node.bind(.bool(false))

    /// Whether it is one of the values. One value needs no list.
    static func isAmong(_ node: Node, _ values: [Value]) -> Node {
        values.count == 1 ? .compare(.equal, node, .bind(values[0])) : .among(node, values)
    }

    /// The value, or another where it is absent.
    static func coalesce(_ a: Node, _ b: Node) -> Node { .call(.coalesce, [a, b]) }

    /// The parts of a composite key; of anything else, itself.
    var parts: [Node] { if case .tuple(let parts) = self { parts } else { [self] } }
}

extension Node {
    /// The operands of a chain of the same operator, `a && b && c`, from left to right.
    var operands: [Node] {
        var reversed: [Node] = [], node = self
        while true {
            switch (self, node) {
            case (.and, .and(let a, let b)), (.or, .or(let a, let b)), (.concat, .concat(let a, let b)):
                reversed.append(b)
                node = a
            default:
                reversed.append(node)
                return reversed.reversed()
            }
        }
    }

    /// The expressions that it is made of, without those inside a selection.
    var children: [Node] {
        switch self {
        case .column, .bind, .absent, .belongs, .any, .scalar, .output: []
        case .compare(_, let a, let b), .arithmetic(_, _, let a, let b), .isSame(let a, let b): [a, b]
        case .concat, .and, .or: operands
        case .not(let a), .isNull(let a), .holds(let a), .among(let a, _), .amongRows(let a, _), .matches(let a, _): [a]
        case .tuple(let parts), .call(_, let parts): parts
        case .choice(let branches, let otherwise): branches.flatMap { [$0.condition, $0.value] } + (otherwise.map { [$0] } ?? [])
        case .aggregate(_, _, _, let value): value.map { [$0] } ?? []
        case .figure(let figure): figure.children
        case .window(let call): call.children
        }
    }

    /// Whether it asks about rows that no path leads to.
    var asksOthers: Bool { selection != nil || children.contains(where: \.asksOthers) }

    /// Whether it takes a step from the row.
    var stepsOn: Bool {
        var steps = false
        forEachPath { if !$0.hops.isEmpty { steps = true } }
        return steps
    }

    /// The selection inside it.
    var selection: Selection? {
        switch self {
        case .any(let selection), .aggregate(_, _, let selection, _), .scalar(let selection), .amongRows(_, let selection): selection
        default: nil
        }
    }
}

extension Node.Figure {
    var children: [Node] { [value, condition].compactMap { $0 } }
}
