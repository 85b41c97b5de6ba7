/// An expression as a value: what a query asks, without a database.
indirect enum Node: Sendable {
    case column(Path, String)
    case bind(Value)
    /// The columns of a composite key.
    case tuple([Node])
    case compare(Comparison, Node, Node)
    case arithmetic(Arithmetic, ColumnType, Node, Node)
    case concat(Node, Node)
    case and(Node, Node)
    case or(Node, Node)
    case not(Node)
    case isNull(Node)
    /// Both equal or both absent.
    case isSame(Node, Node)
    case among(Node, [Value])
    case matches(Node, TextPattern)
    case call(Function, [Node])
    /// Whether the row at the path belongs to this owner, by the owner's column of a relation.
    case belongs(Path, Relation, Value)
    /// Whether a to-many relation leads to a row.
    case any(Selection)
    /// A figure over the rows that a to-many relation leads to.
    case aggregate(Aggregate, ColumnType, Selection, Node?)

    enum Comparison: UInt8, Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }
    enum Function: UInt8, Sendable {
        case lower, upper, length, text, coalesce

        /// What it gives; nil: what it gets.
        var type: ColumnType? {
            switch self {
            case .lower, .upper, .text: .text
            case .length: .integer
            case .coalesce: nil
            }
        }
    }

    static let no = Node.bind(.bool(false))

    /// Whether it is one of the values. One value needs no list.
    static func isAmong(_ node: Node, _ values: [Value]) -> Node {
        values.count == 1 ? .compare(.equal, node, .bind(values[0])) : .among(node, values)
    }

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
}
