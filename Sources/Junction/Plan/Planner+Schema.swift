extension Planner {
    /// The table that a model wants.
    ///
    /// - Parameter pairs: what else is unique together: the ends of a relation whose links are its rows.
    static func definition(of table: Table, pairs: [[String]], _ dialect: any Dialect) throws -> TableDefinition {
        let constraints = table.constraints()
        let unique = table.columns.filter(\.isUnique).map { [$0.name] } + constraints.unique + pairs
        let known = unique + [table.primaryKey] + constraints.indexes
        let indexed =
            table.columns.filter { $0.isIndexed && !$0.isReference }.map { [$0.name] }
            + table.foreignKeys.map(\.columns).filter { columns in
                columns.allSatisfy { table.column(named: $0)?.isIndexed == true } || !known.contains { $0.starts(with: columns) }
            }
        var checks: [CheckDefinition] = []
        for column in table.columns {
            guard let range = column.range else { continue }
            let value = Fragment.name(column.name)
            var conditions = [Fragment.compare(.greaterOrEqual, value, literal(range.lower, dialect))]
            if let upper = range.upper { conditions.append(.compare(.lessOrEqual, value, literal(upper, dialect))) }
            checks.append(.check(column.name, Fragment.and(conditions).sql(dialect)))
        }
        for check in constraints.checks {
            checks.append(.check(check.name, try condition(check.condition, table, dialect).sql(dialect)))
        }
        let key: KeyDefinition =
            table.keysAreCounted && table.primaryKey.count == 1
            ? .counted(table.primaryKey[0]) : table.isModel ? .columns(table.primaryKey) : .junction(table.primaryKey)
        return TableDefinition(
            table.name,
            columns: table.columns.map {
                .column($0.name, $0.type, isOptional: $0.isNullable, maxLength: $0.maxLength, digits: $0.digits)
            }, key: key, unique: unique,
            foreignKeys: table.foreignKeys.map { .key($0.columns, to: $0.table.name, $0.references, onDelete: $0.onDelete) },
            checks: checks, indexes: indexed + constraints.indexes)
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
