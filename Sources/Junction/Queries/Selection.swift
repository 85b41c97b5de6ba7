/// The clauses of a query, or of a step over a to-many relation, without their Swift types.
///
/// A query selects from a table; a step selects the rows that a relation leads to from an occurrence (`via`).
struct Selection: Sendable {
    let table: @Sendable () -> Table
    /// The statements whose rows it selects from instead of the table.
    var arms: [Arm] = []
    /// What the rows are reached by, from others.
    var reach: Reach?
    /// The name under which the statement stands once, wherever it is used in another one.
    var commonName: String?
    /// The occurrence of the table that the clauses speak of.
    let scope: Scope
    var via: Via?
    var visibility = Visibility.live
    var filters: [Node] = []
    /// The relation whose rows are asked for, where the query began at a row's relation.
    var relation: Relation?
    /// Empty: the model's own order.
    var order: [OrderTerm] = []
    /// What orders the rows where nothing else is asked for, before the model's own order.
    var fallbackOrder: [OrderTerm] = []
    /// Whether the order ends with the key already.
    var isKeyset = false
    /// Whether the order does not matter, not even the model's own.
    var isUnordered = false
    /// Paths whose required steps drop rows, although nothing behind them is read.
    var requirements: [Path] = []
    var limit: Int?
    var offset: Int?
    /// Whether equal values were asked for once.
    var asksForDistinct = false
    /// Whether the rows are held until the transaction ends, where several connections write at the same time.
    var lock: RowLock?
    var lockWait = LockWait.untilFree
    /// Values of which only the first row each is kept.
    var distinctOn: [Node] = []
    /// What rows are made one by, each one column; of no keys, all rows. Nil: rows stay as they are.
    var groups: [Node]?
    /// Which groups are meant.
    var having: [Node] = []
    /// What is read beside the model, or instead of it.
    var parts: [Part] = []
    /// Whether the parts are all that is read.
    var isValues = false
    /// Whether what is read is turned into something else, which no database knows.
    var isMapped = false

    init(_ table: @escaping @Sendable () -> Table) {
        self.table = table
        scope = Scope()
    }

    /// The row with a key.
    init(_ table: Table, key: Value, _ visibility: Visibility = .live) {
        self.init { table }
        self.visibility = visibility
        filters = [.compare(.equal, path.node(table.primaryKey), .bind(key))]
    }

    /// The rows of a query's keys, of which these are seen.
    init(_ table: @escaping @Sendable () -> Table, among keys: Selection, _ visibility: Visibility) {
        self.init(table)
        self.visibility = visibility
        filters = [.amongRows(path.node(table().primaryKey), keys)]
    }

    /// A step from `origin` over a relation.
    init(from origin: Path, over relation: Relation) {
        self.init { relation.target() }
        via = Via(origin: origin, relation: relation)
    }

    struct Via: Sendable {
        let origin: Path
        let relation: Relation
        /// The occurrence of the junction table.
        let link = Scope()
        var linkVisibility = Visibility.live
    }

    /// A statement whose rows are put together with those of the statement before.
    struct Arm: Sendable {
        let operation: SetOperation?
        let selection: Selection
    }

    /// Rows that are reached from others over a relation, step by step.
    final class Reach: Sendable {
        /// The keys of the rows where it begins.
        let start: Selection
        let step: Step
        /// Nil: as far as it goes, and without counting.
        let maxDepth: Int?
        let scope = Scope()

        init(from start: Selection, by step: Step, maxDepth: Int?) {
            self.start = start
            self.step = step
            self.maxDepth = maxDepth
        }

        enum Step: Sendable {
            case toMany(Selection)
            case toOne(Path)
        }
    }

    /// What is read for each row.
    enum Part: Sendable {
        /// The model at the end of a to-one path, joined.
        case one(Path)
        /// The rows of a to-many relation, by a statement of their own.
        case many(Selection)
        /// The junction row.
        case link
        case value(Node)
    }

    var path: Path { Path(scope) }

    /// Whether equal rows come once. Models never are equal: each has its key.
    var isDistinct: Bool { asksForDistinct && isValues }

    /// Whether only some of the rows are meant, by their places.
    var isPage: Bool { limit != nil || offset != nil }

    /// Whether the query itself asks for an order that ends with a column of its rows.
    func isOrdered(by name: String) -> Bool {
        guard case .column(let path, name)? = order.last?.node.parts.last else { return false }
        return path.hops.isEmpty && path.scope == scope
    }

    /// The order that the query itself gives.
    var orderAsked: [OrderTerm] { isUnordered ? [] : !order.isEmpty ? order : isDistinct || groups != nil ? [] : fallbackOrder }
}
