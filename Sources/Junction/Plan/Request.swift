/// What the planner is asked for: one statement.
enum Request: Sendable {
    /// The rows of a query.
    case select(Selection)
    case count(Selection)
    case exists(Selection)
    /// The rows that a relation leads to from these owners, each with its owner's key.
    case related(Selection, owners: [Value])
    /// The live row with this key.
    case find(Table, Value)
    /// One row; `values` are those of `columns`.
    case insert(Table, columns: [Column], values: [Value], returnsRow: Bool)
    case update(Selection, [Assignment], returnsRow: Bool)
    /// Removes rows for good.
    case delete(Selection)
    case link(LinkInsert)
    case unlink(LinkRemoval)
    /// How targets stand to an owner.
    case survey(Relation, owner: Value, targets: [Value])
    /// What is linked to an owner.
    case linked(Relation, owner: Value)
    /// Whether each of these tables has a row with this key, deleted ones among them.
    case present([Table], keys: [Value])

    /// The table whose rows are read or written.
    var table: Table {
        switch self {
        case .select(let selection), .count(let selection), .exists(let selection), .related(let selection, _),
            .update(let selection, _, _),
            .delete(let selection):
            selection.table()
        case .find(let table, _), .insert(let table, _, _, _): table
        case .link(let insert): insert.relation.target()
        case .unlink(let removal): removal.relation.target()
        case .survey(let relation, _, _), .linked(let relation, _): relation.target()
        case .present(let tables, _): tables[0]
        }
    }
}

/// Links between an owner and targets.
struct LinkInsert: Sendable {
    let relation: Relation
    let owner: Value
    let targets: [Value]
    let fill: [Assignment]
    /// What the junction's other columns begin with, from the properties' initial values.
    let initial: [Assignment]
    let now: Value

    init(_ relation: Relation, owner: Value, targets: [Value], fill: [Assignment], now: Value) throws {
        self.relation = relation
        self.owner = owner
        self.targets = targets
        self.fill = fill
        self.now = now
        let given = Set(fill.map(\.column))
        initial =
            try relation.resolve().junction?.table.columns.compactMap { column in
                guard !given.contains(column.name), column.role == .plain, let value = column.initial else { return nil }
                return Assignment(column: column.name, value: .bind(value()))
            } ?? []
    }
}

/// The end of links between an owner and targets; all of them without targets.
struct LinkRemoval: Sendable {
    let relation: Relation
    let owner: Value
    let targets: [Value]?
    let fill: [Assignment]
    let now: Value
}

/// A statement that is ready to be sent: its text, and where its columns are.
struct Plan: Sendable {
    var sql = ""
    /// Where the parts of a row stand, in the order of the parts.
    var slots: [Slot] = []
    /// What each column is, for messages.
    var columns: [Source] = []
    /// Values that belong to the models, not to the call; bound after the values of the call.
    var constants: [Value] = []

    /// Where a column of a result comes from.
    struct Source: Sendable {
        let model: String
        let column: String
    }
}
