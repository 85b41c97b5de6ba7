extension Planner {
    /// The statements that make a table and its indexes.
    ///
    /// - Parameter waiting: tables that are not made yet; foreign keys to them are left out where the database wants it.
    static func create(
        _ table: Table, pairs: [[String]], waiting: [Table], ifNotExists: Bool, _ dialect: any Dialect
    ) throws -> [String] {
        let constraints = table.constraints()
        let unique = table.columns.filter(\.isUnique).map { [$0.name] } + constraints.unique + pairs
        let known = unique + [table.primaryKey] + constraints.indexes
        let indexed =
            table.columns.filter { $0.isIndexed && !$0.isReference }.map { [$0.name] }
            + table.foreignKeys.map(\.columns).filter { columns in
                columns.allSatisfy { table.column(named: $0)?.isIndexed == true } || !known.contains { $0.starts(with: columns) }
            }
        var checks: [(name: String, condition: Fragment)] = []
        for column in table.columns {
            guard let range = column.range else { continue }
            let value = Fragment.name(column.name)
            var conditions = [Fragment.compare(.greaterOrEqual, value, literal(range.lower, dialect))]
            if let upper = range.upper { conditions.append(.compare(.lessOrEqual, value, literal(upper, dialect))) }
            checks.append((column.name, .and(conditions)))
        }
        for check in constraints.checks { checks.append((check.name, try condition(check.condition, table, dialect))) }
        let keys = table.foreignKeys.filter { dialect.refersToLaterTables || !waiting.contains($0.table) }
        let statements =
            [DDL.createTable(table, unique: unique, keys: keys, checks: checks, ifNotExists: ifNotExists, dialect)]
            + (indexed + constraints.indexes).map { DDL.createIndex(table, $0, ifNotExists: ifNotExists, dialect) }
        return statements.map { $0.sql(dialect) }
    }

    /// The statements that add what was left out of a table.
    static func addForeignKeys(_ table: Table, waiting: [Table], _ dialect: any Dialect) -> [String] {
        if dialect.refersToLaterTables { return [] }
        return table.foreignKeys.filter { waiting.contains($0.table) }.map { DDL.addForeignKey($0, to: table, dialect).sql(dialect) }
    }

    private static func literal(_ value: Value, _ dialect: any Dialect) -> Fragment { Fragment(verbatim: dialect.literal(value)) }

    /// A condition on one row of a table, with its values as literals.
    private static func condition(_ node: Node, _ table: Table, _ dialect: any Dialect) throws -> Fragment {
        var planner = Planner(dialect: dialect, literals: true)
        let frame = Frame()
        for scope in node.scopes { try frame.register(scope, .present(Source(alias: "", table: table))) }
        let condition = try planner.expression(node, frame).sql
        guard frame.statement.joins.isEmpty else { throw SchemaError("\(table.modelName): a check can only speak of its own columns") }
        return condition
    }
}

extension Node {
    /// The occurrences that columns in the expression belong to.
    fileprivate var scopes: Set<Scope> {
        if case .column(let path, _) = self { return [path.scope] }
        return children.reduce(into: []) { $0.formUnion($1.scopes) }
    }
}
