/// The tables of some models and their relations, checked and in the order in which they can be made.
struct Schema: Sendable {
    /// Each after what it refers to, as far as circles allow.
    let tables: [Table]
    /// For junction models that say nothing themselves: the pair of keys that is unique.
    let pairs: [Table: [[String]]]
    /// Tables that are referred to and not among the models.
    let unlisted: [(from: String, table: Table)]

    /// Throws ``SchemaError`` with every mistake.
    init(_ models: [any Model.Type]) throws {
        var listed: [Table] = [], mistakes: [String] = []
        for model in models where !listed.contains(model.table) { listed.append(model.table) }
        var pairs: [Table: [[String]]] = [:], junctions: [Table] = []
        var reached: [(from: String, table: Table)] = []
        for table in listed {
            mistakes += Self.mistakes(table)
            for relation in table.relations() {
                do {
                    let resolved = try relation.resolve()
                    mistakes += Self.mistakes(resolved)
                    reached.append((resolved.title, resolved.target))
                    guard let junction = resolved.junction else { continue }
                    if junction.table.label != nil {
                        reached.append((resolved.title, junction.table))
                        mistakes += Self.notePair(of: junction, resolved.title, in: &pairs)
                    } else if let twin = junctions.first(where: { $0.name == junction.table.name }) {
                        if Set(twin.columns.map(\.name)) != [junction.near, junction.far] {
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
        for table in all {
            for column in table.columns {
                if let key = column.foreignKey { reached.append((table.modelName + "." + column.property, key.table())) }
            }
        }
        unlisted = reached.filter { !all.contains($0.table) }
    }

    /// The pair of keys of a junction model is unique, unless the model says so itself.
    private static func notePair(
        of junction: ResolvedRelation.Junction, _ title: String, in pairs: inout [Table: [[String]]]
    ) -> [String] {
        let table = junction.table, pair: Set<String> = [junction.near, junction.far]
        let declared = table.constraints().unique.map { Set($0) }
        if declared.contains(pair) { return [] }
        if declared.contains(where: { $0.isSuperset(of: pair) }) {
            return [
                "\(title): \(table.modelName) is unique over more columns than its two keys, so one pair may be linked twice; that is not supported yet"
            ]
        }
        if pairs[table]?.contains(where: { Set($0) == pair }) != true { pairs[table, default: []].append([junction.near, junction.far]) }
        return []
    }

    private static func mistakes(_ table: Table) -> [String] {
        var mistakes: [String] = []
        for column in table.columns {
            let title = "\(table.modelName).\(column.property)"
            if column.foreignKey?.onDelete == .setNull, !column.isNullable {
                mistakes.append("\(title): 'onDelete: .setNull' needs an optional key; make it 'Key<…>?', or choose another rule")
            }
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
        let constraints = table.constraints()
        for group in constraints.unique + constraints.indexes
        where group.isEmpty || group.contains(where: { table.column(named: $0) == nil }) {
            mistakes.append("\(table.modelName): 'unique' and 'indexes' take columns of the model itself")
        }
        return mistakes
    }

    private static func mistakes(_ relation: ResolvedRelation) -> [String] {
        guard case .children(let column, isUnique: true) = relation.route else { return [] }
        let isUnique = column.isUnique || relation.target.constraints().unique.contains([column.name])
        return isUnique
            ? [] : ["\(relation.title): @HasOne needs a unique key; put @Unique before \(relation.target.modelName).\(column.property)"]
    }

    /// Depth first; a circle is cut where it closes.
    private static func ordered(_ tables: [Table]) -> [Table] {
        var ordered: [Table] = [], visited = Set<Table>()
        func visit(_ table: Table) {
            guard visited.insert(table).inserted else { return }
            for column in table.columns { if let target = column.foreignKey?.table(), tables.contains(target) { visit(target) } }
            ordered.append(table)
        }
        for table in tables { visit(table) }
        return ordered
    }

    /// What a table of the database lacks.
    func compare(_ table: Table, _ inspection: TableInspection, _ dialect: Dialect) -> [String] {
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
        let isJunction = table.label == nil
        for pair in (isJunction ? [table.primaryKey] : []) + (pairs[table] ?? []) where !inspection.uniqueKeys.contains(Set(pair)) {
            mistakes.append("\(table.modelName): '\(pair.joined(separator: "', '"))' are not unique together, which links need")
        }
        return mistakes
    }
}

extension Array where Element == String {
    fileprivate func uniqued() -> [String] { reduce(into: []) { if $0.last != $1 { $0.append($1) } } }
}
