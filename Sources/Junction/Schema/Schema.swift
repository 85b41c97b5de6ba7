/// The tables of some models and their relations, checked and in the order in which they can be made.
struct Schema: Sendable {
    /// Each after what it refers to, as far as circles allow.
    let tables: [Table]
    /// For junction models that say nothing themselves: the pair of keys that is unique.
    let pairs: [Table: [[String]]]
    /// For each junction: the columns that must be unique together, so that a link is told from every other.
    let identities: [Table: [[String]]]
    /// Tables that are referred to and not among the models.
    let unlisted: [(from: String, table: Table)]

    /// Throws ``SchemaError`` with every mistake.
    init(_ models: [any Model.Type]) throws {
        var listed: [Table] = [], mistakes: [String] = []
        for model in models where !listed.contains(model.table) { listed.append(model.table) }
        var pairs: [Table: [[String]]] = [:], identities: [Table: [[String]]] = [:], junctions: [Table] = []
        var reached: [(from: String, table: Table)] = []
        for table in listed {
            mistakes += Self.mistakes(table) + RelationLimit.mistakes(in: table)
            for relation in table.relations() {
                do {
                    let resolved = try relation.resolve()
                    mistakes += Self.mistakes(resolved)
                    reached.append((resolved.title, resolved.target))
                    guard let junction = resolved.junction else { continue }
                    identities[junction.table, default: []].append(junction.identity)
                    if junction.table.isModel {
                        reached.append((resolved.title, junction.table))
                        mistakes += Self.notePair(of: junction, resolved.title, among: listed, in: &pairs)
                    } else if let twin = junctions.first(where: { $0.name == junction.table.name }) {
                        if Set(twin.columns.map(\.name)) != Set(junction.pair) {
                            mistakes.append("\(resolved.title): the table '\(twin.name)' is used with other columns by another relation")
                        }
                    } else {
                        junctions.append(junction.table)
                    }
                } catch let error as SchemaError { mistakes += error.mistakes }
            }
        }
        let all = listed + junctions
        for (name, same) in Dictionary(grouping: all, by: \.name) where same.count > 1 {
            mistakes.append("the table '\(name)' belongs to several models: \(same.map(\.modelName).joined(separator: ", "))")
        }
        if !mistakes.isEmpty { throw SchemaError(mistakes: mistakes.sorted().uniqued()) }
        tables = Self.ordered(all)
        self.pairs = pairs
        self.identities = identities
        for table in all {
            for key in table.foreignKeys { reached.append((table.modelName + "." + key.property, key.table)) }
        }
        unlisted = reached.filter { !all.contains($0.table) }
    }

    /// The pair of keys of a junction model is unique, unless the model says so itself.
    private static func notePair(
        of junction: LinkTable, _ title: String, among listed: [Table], in pairs: inout [Table: [[String]]]
    ) -> [String] {
        let table = junction.table
        var mistakes: [String] = []
        for child in listed {
            for key in child.foreignKeys where key.table == table && key.onSoftDelete == .cascade {
                mistakes.append(
                    "\(child.modelName).\(key.property): 'onSoftDelete: .cascade' cannot follow \(table.modelName), whose rows are links of \(title)"
                )
            }
        }
        if !table.keysAreCounted, table.primaryKey.count == 1, table.generateKey?() == nil {
            mistakes.append(
                "\(title): the key of \(table.modelName) must be one that Junction can make for a new link: Int64, UUID, or its two keys with @PrimaryKey"
            )
        }
        for role in junction.roles where table.column(named: role)?.isNullable == true {
            mistakes.append(
                "\(title): \(table.modelName).\(table.column(named: role)?.property ?? role) tells links of one pair apart, so it cannot be optional"
            )
        }
        if Set(junction.identity) == Set(junction.pair), !table.isUnique(junction.pair),
            pairs[table]?.contains(where: { Set($0) == Set(junction.pair) }) != true
        {
            pairs[table, default: []].append(junction.pair)
        }
        return mistakes
    }

    private static func mistakes(_ table: Table) -> [String] {
        var mistakes: [String] = []
        for column in table.columns {
            let title = "\(table.modelName).\(column.property)"
            if column.maxLength != nil, column.type != .text {
                mistakes.append("\(title): @MaxLength is for text, this is \(column.type.name)")
            }
            if column.digits != nil, column.type != .decimal {
                mistakes.append("\(title): @Digits is for a Decimal, this is \(column.type.name)")
            }
            if column.digits.map({ $0.total > 15 }) == true {
                mistakes.append("\(title): more than 15 digits cannot be kept on every database")
            }
            if column.range != nil, ![.integer, .real, .decimal].contains(column.type) {
                mistakes.append("\(title): @Check with a range is for numbers, this is \(column.type.name)")
            }
        }
        for key in table.foreignKeys { mistakes += Self.mistakes(key, table) }
        let constraints = table.constraints()
        for group in constraints.unique + constraints.indexes
        where group.isEmpty || group.contains(where: { table.column(named: $0) == nil }) {
            mistakes.append("\(table.modelName): 'unique' and 'indexes' take columns of the model itself")
        }
        return mistakes
    }

    private static func mistakes(_ key: ForeignKey, _ table: Table) -> [String] {
        let title = "\(table.modelName).\(key.property)", target = key.table
        var mistakes: [String] = []
        if key.onDelete == .setNull, !key.isNullable {
            mistakes.append("\(title): 'onDelete: .setNull' needs an optional key; make it 'Key<…>?', or choose another rule")
        }
        if key.onSoftDelete == .cascade, !table.isSoftDeletable || !target.isSoftDeletable {
            let model = table.isSoftDeletable ? target : table
            mistakes.append("\(title): 'onSoftDelete: .cascade' needs two soft-deletable models; \(model.modelName) has no @DeletedAt")
        }
        if !key.isToPrimaryKey {
            if key.references.isEmpty || !target.isUnique(key.references) {
                mistakes.append("\(title): it must refer to a unique property of \(target.modelName); put @Unique before that")
            } else if target.types(of: key.references) != table.types(of: key.columns) {
                mistakes.append("\(title): it must have the type of the property of \(target.modelName) that it refers to")
            }
        }
        return mistakes
    }

    private static func mistakes(_ relation: ResolvedRelation) -> [String] {
        guard case .children(let key, isUnique: true) = relation.route, !relation.target.isUnique(key.columns) else { return [] }
        return ["\(relation.title): @HasOne needs a unique key; put @Unique before \(relation.target.modelName).\(key.property)"]
    }

    /// Depth first; a circle is cut where it closes.
    private static func ordered(_ tables: [Table]) -> [Table] {
        var ordered: [Table] = [], visited = Set<Table>()
        func visit(_ table: Table) {
            guard visited.insert(table).inserted else { return }
            for key in table.foreignKeys where tables.contains(key.table) { visit(key.table) }
            ordered.append(table)
        }
        for table in tables { visit(table) }
        return ordered
    }

    /// A database would cut a name that is too long, and then take two for one.
    func checkNames(_ dialect: any Dialect) throws {
        guard let limit = dialect.nameLimit else { return }
        let mistakes = tables.flatMap { table in
            ([(table.modelName, table.name)] + table.columns.map { (table.modelName + "." + $0.property, $0.name) })
                .filter { $0.1.utf8.count > limit }
                .map { "\($0): the name '\($1)' is longer than the \(limit) bytes that \(dialect.name) takes; give it a shorter one" }
        }
        if !mistakes.isEmpty { throw SchemaError(mistakes: mistakes) }
    }

    /// The tables as the database is to have them.
    func definitions(_ dialect: any Dialect) throws -> [TableDefinition] {
        try tables.map { try Planner.definition(of: $0, pairs: pairs[$0] ?? [], dialect) }
    }

    /// What a table of the database lacks.
    func compare(_ table: Table, _ inspection: TableInspection, _ dialect: any Dialect) -> [String] {
        var mistakes: [String] = []
        for column in table.columns {
            let title = "\(table.modelName).\(column.property)"
            guard let found = inspection.columns.first(where: { $0.name == column.name }) else {
                mistakes.append("\(title): the table '\(table.name)' has no column '\(column.name)'")
                continue
            }
            if !dialect.accepts(column, found.type) {
                mistakes.append("\(title): the column '\(column.name)' has the type '\(found.type)', \(column.type.name) is expected")
            }
            if found.isNullable, !column.isNullable {
                mistakes.append("\(title): the column '\(column.name)' may be NULL, the property is not optional")
            }
        }
        for columns in Set((identities[table] ?? []).map { Set($0) }) where !inspection.uniqueKeys.contains(columns) {
            let names = table.columns.map(\.name).filter(columns.contains).joined(separator: "', '")
            mistakes.append("\(table.modelName): '\(names)' are not unique together, which links need")
        }
        return mistakes
    }
}

extension Array where Element == String {
    fileprivate func uniqued() -> [String] { reduce(into: []) { if $0.last != $1 { $0.append($1) } } }
}
