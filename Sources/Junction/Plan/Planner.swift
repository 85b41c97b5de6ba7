/// Turns a request into one statement. It alone adds joins, aliases and scopes.
///
/// It meets the values of a request in the same order as ``ShapeWriter``, so that a plan serves every request of its shape.
struct Planner {
    let dialect: any Dialect
    private(set) var binds: [Value] = []
    private var constants: [Value] = []
    /// How many parameters the request takes; those of constants are numbered after them.
    private let parameterCount: Int
    private var lastParameter = 0
    private(set) var isInModel = false
    let literals: Bool
    private var aliasCount = 0
    /// The groups that are planned; nil where rows stay as they are, and inside a figure.
    var grouping: Grouping?
    /// The statements that stand before, under names.
    var commonTables: [CommonTable] = []
    /// How often tables are spoken of, by their names in lower case: databases may tell them apart by no more.
    private var tableNames: [String: Int] = [:]
    /// Whether what is planned has neighbours: it is read or sorted by.
    var mayLookAround = false

    /// Plans a request whose shape was written; throws when both did not meet the same values.
    static func plan(_ request: Request, _ shape: ShapeWriter, _ dialect: any Dialect) throws -> Plan {
        var planner = Planner(dialect: dialect, parameterCount: shape.binds.reduce(0) { $0 + dialect.parameters(of: $1) })
        var plan = try planner.plan(request)
        if !planner.commonTables.isEmpty {
            try planner.checkNames()
            plan.sql = SelectStatement.with(planner.commonTables.map { ($0.name, $0.types.count, $0.sql) }, before: plan.sql, dialect)
        }
        guard planner.binds == shape.binds else { throw QueryError(.internalMistake("values were planned out of order")) }
        return Plan(plan, request.access, constants: planner.constants)
    }

    /// - Parameter literals: whether values are written into the text, as constraints want it.
    init(dialect: any Dialect, parameterCount: Int = 0, literals: Bool = false) {
        self.dialect = dialect
        self.parameterCount = parameterCount
        self.literals = literals
    }

    private mutating func plan(_ request: Request) throws -> Plan.Draft {
        switch request {
        case .select(let selection): try select(selection)
        case .count(let selection): try count(selection)
        case .exists(let selection): try exists(selection)
        case .related(let selection, let owners): try related(selection, owners)
        case .find(let table, let key): find(table, key)
        case .insert(let table, let columns, let values, let returnsRow): insert(table, columns, values, returnsRow)
        case .insertMany(let table, let columns, let lists, let returnsKeys): insert(table, columns, lists: lists, returnsKeys)
        case .upsert(let table, let columns, let values, let conflict, let assignments):
            try upsert(table, columns, values, conflict, assignments)
        case .updateEach(let changes, let now): updateEach(changes, now)
        case .update(let selection, let assignments, let returnsRow): try update(selection, assignments, returnsRow)
        case .delete(let selection, let junctions): try delete(selection, junctions)
        case .link(let insert): try link(insert)
        case .unlink(let removal): try unlink(removal)
        case .relink(let restoral): try relink(restoral)
        case .arrange(let order): try arrange(order)
        case .survey(let relation, let pairs): try survey(relation, pairs)
        case .linked(let relation, let owners, let filter): try linked(relation, owners, filter)
        case .present(let references, let keys): present(references, keys)
        }
    }

    // MARK: What all parts of the planner use

    mutating func bind(_ value: Value) -> Fragment {
        if case .tuple = value { return .row(bindParts(value)) }
        if literals { return Fragment(verbatim: dialect.literal(value)) }
        if isInModel {
            constants.append(value)
            // A model's own conditions are short; their lists stand value by value.
            return Fragment(parameter: parameterCount + constants.count)
        }
        binds.append(value)
        lastParameter += 1
        return Fragment(parameter: lastParameter)
    }

    /// A list, which may take a parameter for each of its columns.
    mutating func bind(list: Value) -> [Fragment] {
        binds.append(list)
        let first = lastParameter + 1
        lastParameter += dialect.parameters(of: list)
        return (first...lastParameter).map { Fragment(parameter: $0) }
    }

    /// Each column of a key.
    mutating func bindParts(_ key: Value) -> [Fragment] {
        guard case .tuple(let parts) = key else { return [bind(key)] }
        return parts.map { bind($0) }
    }

    /// Plans what a model says of itself: its values belong to the plan.
    mutating func inModel<R>(_ work: (inout Planner) throws -> R) rethrows -> R {
        let before = isInModel
        isInModel = true
        defer { isInModel = before }
        return try work(&self)
    }

    /// A new occurrence of a table.
    mutating func occurrence(of table: Table, isOptional: Bool = false) -> Source {
        tableNames[table.name.lowercased(), default: 0] += 1
        return Source(alias: alias(), table: table, isOptional: isOptional)
    }

    /// Whether a table is spoken of more than once.
    func isAskedAgain(_ table: Table) -> Bool { tableNames[table.name.lowercased(), default: 0] > 1 }

    /// A statement under the name of a table would be read in place of the table.
    private func checkNames() throws {
        for common in commonTables where tableNames[common.name.lowercased()] != nil {
            throw QueryError(.commonNameOfTable(name: common.name))
        }
    }

    mutating func alias() -> String {
        defer { aliasCount += 1 }
        return "t\(aliasCount)"
    }
}
