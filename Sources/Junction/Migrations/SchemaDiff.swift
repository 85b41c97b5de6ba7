import Foundation

/// The steps from the tables that migrations lead to, to those that models want.
package struct SchemaDiff: Sendable {
    package private(set) var steps: [MigrationStep] = []
    /// Required columns of tables that are there, for which nobody said what rows get.
    package private(set) var missing: [Place] = []
    private var state: SchemaState
    /// The tables as they were, with their new names.
    private(set) var start = SchemaState()
    let target: [TableDefinition]
    private let answers: Answers
    private let dialects: [any Dialect]
    /// The answers that were of use.
    package private(set) var filled: Set<Place> = []

    /// A column of a table.
    package struct Place: Sendable, Hashable {
        package let table: String
        package let column: String
        package init(_ table: String, _ column: String) { (self.table, self.column) = (table, column) }
    }

    /// Another name for a table, or for a column of one.
    package struct Rename: Sendable, Hashable {
        /// The table's name before; of a column, that after.
        package let table: String
        /// Nil where the table itself has another name.
        package let column: String?
        package let new: String
        package init(table: String, column: String? = nil, to new: String) { (self.table, self.column, self.new) = (table, column, new) }
    }

    /// What cannot be read off the models.
    package struct Answers: Sendable {
        package var renames: [Rename] = []
        /// What rows that are there get in required columns.
        package var fillings: [Place: Value] = [:]
        package init() {}
    }

    /// - Parameter target: in an order in which they can be made.
    init(
        from state: SchemaState, to target: [TableDefinition], _ answers: Answers, on dialects: [any Dialect]
    ) throws(MigrationError) {
        self.state = state
        self.target = target
        self.answers = answers
        self.dialects = dialects
        try rename()
        start = self.state
        try dropForeignKeys()
        for table in target { try dropParts(table) }
        for table in target { try changeColumns(table) }
        for table in target { try addParts(table) }
        for table in target where self.state.table(named: table.name) == nil { try emit(.createTable(table)) }
        for table in target { try addForeignKeys(table) }
        try dropTables()
    }

    /// What a column holds, or held.
    package func type(at place: Place) -> ColumnType? {
        let tables = [target.first { $0.name == place.table }, start.table(named: place.table)]
        return tables.compactMap { $0?.column(named: place.column)?.type }.first
    }

    private mutating func emit(_ step: MigrationStep) throws(MigrationError) {
        // A foreign key of a new table may refer to one that is made later.
        try state.apply(step)
        steps.append(step)
    }

    // MARK: Names

    private mutating func rename() throws(MigrationError) {
        for rename in answers.renames {
            let wanted = rename.column == nil ? target.map(\.name) : target.first { $0.name == rename.table }?.columns.map(\.name) ?? []
            let old = rename.column ?? rename.table
            if wanted.contains(old) || !wanted.contains(rename.new) {
                throw MigrationError(
                    .doesNotFit, "'\(old)' cannot become '\(rename.new)': the models want \(wanted.sorted().joined(separator: ", "))")
            }
        }
        for rename in answers.renames where rename.column == nil { try emit(.renameTable(rename.table, to: rename.new)) }
        for rename in answers.renames {
            if let column = rename.column { try emit(.renameColumn(column, to: rename.new, in: rename.table)) }
        }
    }

    // MARK: Tables that are there

    /// Before what they refer to changes: those that are not wanted, and those that would be in the way.
    private mutating func dropForeignKeys() throws(MigrationError) {
        for old in start.tables {
            let wanted = target.first { $0.name == old.name }
            for key in old.foreignKeys {
                let isWanted = wanted?.foreignKeys.contains(key) ?? true
                let isSame = key.columns.allSatisfy { wanted == nil || wanted?.column(named: $0)?.type == old.column(named: $0)?.type }
                if isWanted, isSame, keepsWhatIsReferred(key) { continue }
                try emit(.dropForeignKey(key.columns, from: old.name))
            }
        }
    }

    private func keepsWhatIsReferred(_ key: ForeignKeyDefinition) -> Bool {
        guard let table = target.first(where: { $0.name == key.table }), let old = start.table(named: key.table) else { return true }
        return (table.unique + [table.key.names]).contains(key.references) && table.key == old.key
            && key.references.allSatisfy { table.column(named: $0)?.type == old.column(named: $0)?.type }
    }

    private mutating func dropParts(_ table: TableDefinition) throws(MigrationError) {
        guard let old = state.table(named: table.name) else { return }
        for columns in old.indexes where !table.indexes.contains(columns) { try emit(.dropIndex(columns, from: old.name)) }
        for columns in old.unique where !table.unique.contains(columns) { try emit(.dropUnique(columns, from: old.name)) }
        for check in old.checks where !table.checks.contains(check) { try emit(.dropCheck(check.name, from: old.name)) }
    }

    private mutating func changeColumns(_ table: TableDefinition) throws(MigrationError) {
        guard let old = state.table(named: table.name) else { return }
        try leaveCounting(old, table)
        let counted: String? = if case .counted(let name) = table.key, old.key != table.key { name } else { nil }
        for column in table.columns {
            let place = Place(table.name, column.name)
            func filling() -> Value? {
                if answers.fillings[place] != nil { filled.insert(place) }
                return answers.fillings[place]
            }
            guard let known = old.column(named: column.name) else {
                if column.name == counted { continue }
                let filling = filling()
                if !column.isOptional, filling == nil { missing.append(place) }
                try emit(.addColumn(column, to: table.name, filling: filling))
                continue
            }
            if known == column { continue }
            try refuseConversion(known, column, in: table.name)
            let needsFilling = known.isOptional && !column.isOptional, filling = needsFilling ? filling() : nil
            if needsFilling, filling == nil { missing.append(place) }
            try emit(
                .changeColumn(
                    column, in: table.name, filling: filling,
                    restoring: column.isOptional && !known.isOptional ? restoring(known, of: table.name) : nil))
        }
        if try state.existing(table.name).key != table.key { try emit(.changeKey(of: table.name, to: table.key)) }
        guard let now = state.table(named: table.name) else { return }
        for column in now.columns where table.column(named: column.name) == nil {
            try emit(
                .dropColumn(column.name, from: table.name, restoring: column.isOptional ? nil : restoring(column, of: table.name)))
        }
    }

    /// A counted column is one no longer before it becomes something else.
    private mutating func leaveCounting(_ old: TableDefinition, _ table: TableDefinition) throws(MigrationError) {
        guard case .counted(let column) = old.key, table.key != old.key else { return }
        if table.key.names.allSatisfy({ old.column(named: $0) != nil }), table.key.names.contains(column), !table.key.isCounted {
            return try emit(.changeKey(of: table.name, to: table.key))
        }
        if !table.key.names.contains(column), table.column(named: column) != nil {
            throw MigrationError(
                .doesNotFit,
                "'\(column)' of '\(table.name)' was counted, and is to be a column like others; copy it into a new column by a data step, and use that"
            )
        }
    }

    /// What rows get where the step is taken back: nothing where that would break a rule, or refer to a row that nobody knows.
    private mutating func restoring(_ column: ColumnDefinition, of table: String) -> Value? {
        let place = Place(table, column.name)
        if let said = answers.fillings[place] {
            filled.insert(place)
            return said
        }
        return start.table(named: table)?.isBound(column.name) == true ? nil : column.type.neutral
    }

    /// Said when a migration is written, not when it runs.
    private func refuseConversion(_ old: ColumnDefinition, _ new: ColumnDefinition, in table: String) throws(MigrationError) {
        if old.type == new.type { return }
        for dialect in dialects {
            do { _ = try DDL.conversion(of: Fragment.name(new.name), old, new, dialect) } catch { throw error.named(table) }
        }
    }

    private mutating func addParts(_ table: TableDefinition) throws(MigrationError) {
        guard let old = state.table(named: table.name) else { return }
        for columns in table.unique where !old.unique.contains(columns) { try emit(.addUnique(columns, to: table.name)) }
        for check in table.checks where !old.checks.contains(check) { try emit(.addCheck(check, to: table.name)) }
        for columns in table.indexes where !old.indexes.contains(columns) { try emit(.addIndex(columns, to: table.name)) }
    }

    private mutating func addForeignKeys(_ table: TableDefinition) throws(MigrationError) {
        guard let old = state.table(named: table.name) else { return }
        for key in table.foreignKeys where !old.foreignKeys.contains(key) { try emit(.addForeignKey(key, to: table.name)) }
    }

    // MARK: Tables that go

    /// What refers to others first; a circle is cut by its foreign keys.
    private mutating func dropTables() throws(MigrationError) {
        var waiting = state.tables.filter { table in !target.contains { $0.name == table.name } }
        while !waiting.isEmpty {
            let free = waiting.firstIndex { table in
                !waiting.contains { $0.name != table.name && $0.foreignKeys.contains { $0.table == table.name } }
            }
            guard let free else {
                for key in waiting[0].foreignKeys where key.table != waiting[0].name {
                    try emit(.dropForeignKey(key.columns, from: waiting[0].name))
                }
                let name = waiting[0].name
                waiting[0].foreignKeys.removeAll { $0.table != name }
                continue
            }
            try emit(.dropTable(waiting.remove(at: free).name))
        }
    }
}

extension TableDefinition {
    /// Whether values of a column must be different, refer to rows, or keep to a condition.
    fileprivate func isBound(_ column: String) -> Bool {
        isReference(column) || key.names.contains(column) || unique.contains { $0.contains(column) }
            || checks.contains { $0.name == column || $0.condition.contains("\"\(column)\"") }
    }
}

extension ColumnType {
    /// What rows get in a required column where nobody can know better.
    fileprivate var neutral: Value {
        switch self {
        case .integer: .integer(0)
        case .real: .real(0)
        case .decimal: .decimal(0)
        case .bool: .bool(false)
        case .text: .text("")
        case .bytes: .bytes([])
        case .moment: .moment(0)
        case .day: CalendarDate(year: 1970, month: 1, day: 1).map { .day($0) } ?? .null
        case .uuid: .uuid(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
        case .json: .json("null")
        }
    }
}
