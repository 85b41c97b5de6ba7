/// The steps between two data steps: the tables before and after them, and what each one is made from.
struct Stretch: Sendable {
    let before: SchemaState
    private(set) var after: SchemaState
    private(set) var steps: [MigrationStep] = []
    /// What each table was before, by its name now; new ones are not in it.
    private(set) var origins: [String: String]
    /// What the columns of these tables are made from, by the table's name now.
    private(set) var sources: [String: [String: Source]]

    /// What a column gets its values from.
    struct Source: Sendable, Hashable {
        /// The column before; nil for a new one.
        var column: String?
        /// What takes the place of NULL.
        var filling: Value?
    }

    init(from before: SchemaState) {
        self.before = before
        after = before
        origins = Dictionary(before.tables.map { ($0.name, $0.name) }) { first, _ in first }
        sources = Dictionary(
            before.tables.map { table in
                (table.name, Dictionary(table.columns.map { ($0.name, Source(column: $0.name)) }) { first, _ in first })
            }
        ) { first, _ in first }
    }

    mutating func append(_ step: MigrationStep) throws(MigrationError) {
        if let filling = step.filling, !filling.fillsColumns {
            throw MigrationError(.doesNotFit, "\(filling) cannot stand in a column; give 'filling:' or 'restoring:' another value")
        }
        let columns = step.table.flatMap { after.table(named: $0) }?.columns.map(\.name) ?? []
        try after.apply(step)
        steps.append(step)
        switch step {
        case .dropTable(let name):
            origins[name] = nil
            sources[name] = nil
        case .renameTable(let name, let new):
            let (origin, source) = (origins.removeValue(forKey: name), sources.removeValue(forKey: name))
            (origins[new], sources[new]) = (origin, source)
        case .renameColumn(let name, let new, let table):
            let source = sources[table]?.removeValue(forKey: name)
            sources[table]?[new] = source
        case .addColumn(let column, let table, let filling): sources[table]?[column.name] = Source(filling: filling)
        case .dropColumn(let column, let table, _): sources[table]?[column] = nil
        case .changeColumn(let column, let table, let filling, _):
            if let filling { sources[table]?[column.name]?.filling = filling }
        case .changeKey(let table, _):
            // What the database counted is gone, and what it is to count is new.
            for column in columns where after.table(named: table)?.column(named: column) == nil { sources[table]?[column] = nil }
        default: break
        }
    }

    /// The tables that are gone.
    var dropped: [TableDefinition] {
        let kept = Set(origins.values)
        return before.tables.filter { !kept.contains($0.name) }
    }

    /// The tables that are there before and after.
    var kept: [(before: TableDefinition, after: TableDefinition, sources: [String: Source])] {
        after.tables.compactMap { table in
            guard let origin = origins[table.name].flatMap({ before.table(named: $0) }) else { return nil }
            return (origin, table, sources[table.name] ?? [:])
        }
    }
}

/// What a migration does: stretches of changes of the tables, and data steps between them.
enum MigrationPart: Sendable {
    case tables(Stretch)
    case data(String, @Sendable (Transaction) async throws -> Void)

    /// - Parameter state: the tables before it.
    static func parts(of steps: [MigrationStep], from state: SchemaState) throws(MigrationError) -> [MigrationPart] {
        var parts: [MigrationPart] = [], stretch = Stretch(from: state)
        for step in steps {
            if case .data(let name, let work, _) = step {
                if !stretch.steps.isEmpty { parts.append(.tables(stretch)) }
                parts.append(.data(name, work))
                stretch = Stretch(from: stretch.after)
            } else {
                try stretch.append(step)
            }
        }
        if !stretch.steps.isEmpty { parts.append(.tables(stretch)) }
        return parts
    }
}

extension MigrationStep {
    /// What takes the place of NULL.
    fileprivate var filling: Value? {
        switch self {
        case .addColumn(_, _, let filling), .changeColumn(_, _, let filling, _): filling
        default: nil
        }
    }
}

extension Migration {
    /// The steps that take it back.
    func reversed(from before: SchemaState) throws(MigrationError) -> [MigrationStep] {
        var state = before, undone: [MigrationStep] = []
        for step in steps {
            guard let inverse = try step.inverse(in: state) else {
                throw MigrationError(.irreversible, "'\(step.signature)' has no way back; give the data step an 'undo:'", in: name)
            }
            try state.apply(step)
            undone.insert(inverse, at: 0)
            // Tables in a circle: what was made before refers to it.
            guard case .createTable(let table) = step else { continue }
            for other in state.tables where other.name != table.name {
                for key in other.foreignKeys where key.table == table.name {
                    undone.insert(.dropForeignKey(key.columns, from: other.name), at: 0)
                }
            }
        }
        return undone
    }
}

extension MigrationStep {
    /// The step that takes it back; nil where there is none.
    ///
    /// - Parameter state: the tables before the step.
    fileprivate func inverse(in state: SchemaState) throws(MigrationError) -> MigrationStep? {
        switch self {
        case .createTable(let table): return .dropTable(table.name)
        case .dropTable(let name): return .createTable(try state.existing(name))
        case .renameTable(let name, let new): return .renameTable(new, to: name)
        case .addColumn(let column, let table, _): return .dropColumn(column.name, from: table)
        case .dropColumn(let name, let table, let restoring):
            return try state.existing(table).column(named: name).map { .addColumn($0, to: table, filling: restoring) }
        case .renameColumn(let name, let new, let table): return .renameColumn(new, to: name, in: table)
        case .changeColumn(let column, let table, let filling, let restoring):
            return try state.existing(table).column(named: column.name).map {
                .changeColumn($0, in: table, filling: restoring, restoring: filling)
            }
        case .changeKey(let table, _): return .changeKey(of: table, to: try state.existing(table).key)
        case .addUnique(let columns, let table): return .dropUnique(columns, from: table)
        case .dropUnique(let columns, let table): return .addUnique(columns, to: table)
        case .addForeignKey(let key, let table): return .dropForeignKey(key.columns, from: table)
        case .dropForeignKey(let columns, let table):
            return try state.existing(table).foreignKey(columns).map { .addForeignKey($0, to: table) }
        case .addCheck(let check, let table): return .dropCheck(check.name, from: table)
        case .dropCheck(let name, let table): return try state.existing(table).check(named: name).map { .addCheck($0, to: table) }
        case .addIndex(let columns, let table): return .dropIndex(columns, from: table)
        case .dropIndex(let columns, let table): return .addIndex(columns, to: table)
        case .data(let name, let work, let undo): return undo.map { .data(name, $0, undo: work) }
        }
    }
}
