/// Carries migrations out, each in a transaction, while nobody else does.
struct Migrator: Sendable {
    let migrations: [Migration]
    let allowsDataLoss: Bool

    /// Throws where a name is empty, or stands twice.
    init(_ migrations: [Migration], allowsDataLoss: Bool) throws(MigrationError) {
        let names = migrations.map(\.name)
        if let twice = Dictionary(grouping: names, by: { $0 }).first(where: { $1.count > 1 || $0.isEmpty || $0.utf8.count > 200 })?.key {
            throw MigrationError(.name, "a migration needs a name of its own, of 200 bytes at most: '\(twice.prefix(50))' is none")
        }
        self.migrations = migrations
        self.allowsDataLoss = allowsDataLoss
    }

    /// Where the database is to be.
    enum Goal: Sendable {
        /// After a migration and all before it, and none after it; nil: all.
        case reached(String?)
        /// Without those that ran last, until so many are left.
        case left(Int)
    }

    enum Task: Sendable {
        case apply(Migration)
        case rollBack(Migration)
    }

    /// What is to be done next; nil: nothing.
    func next(_ ran: [Migration], _ goal: Goal) throws(MigrationError) -> Task? {
        func isRan(_ migration: Migration) -> Bool { ran.contains { $0.name == migration.name } }
        switch goal {
        case .left(let count): return ran.count > count ? ran.last.map { .rollBack($0) } : nil
        case .reached(nil): return migrations.first { !isRan($0) }.map { .apply($0) }
        case .reached(let name?):
            guard let place = migrations.firstIndex(where: { $0.name == name }) else {
                throw MigrationError(.name, "there is no migration '\(name)'; there are: \(migrations.map(\.name).joined(separator: ", "))")
            }
            let wanted = migrations[...place]
            // The last one first, even a wanted one: it may need what goes.
            if let last = ran.last, ran.contains(where: { ran in !wanted.contains { $0.name == ran.name } }) { return .rollBack(last) }
            return wanted.first { !isRan($0) }.map { .apply($0) }
        }
    }

    /// What a task does, part by part.
    func parts(of task: Task, after ran: [Migration]) throws(MigrationError) -> [MigrationPart] {
        let steps =
            switch task {
            case .apply(let migration): migration.steps
            case .rollBack(let migration): try migration.reversed(from: SchemaState(after: ran.dropLast()))
            }
        let state = try SchemaState(after: ran)
        do { return try MigrationPart.parts(of: steps, from: state) } catch { throw error.named(task.migration.name) }
    }

    // MARK: In the database

    /// How long somebody else may migrate before it is an error.
    private static let patience = Duration.seconds(600)

    /// Does one task, in its own transaction; nil: there was none left.
    ///
    /// - Parameter begins: is told the task before anything of it is done.
    func step(_ database: Database, _ goal: Goal, begins: (Task) -> Void) async throws -> Task? {
        let end = ContinuousClock.now + Self.patience
        while true {
            var isAlone = false
            do { return try await step(database, goal, isAlone: &isAlone, begins: begins) } catch let error as DatabaseError
                where !isAlone && [.busy, .lockTimeout, .timeout].contains(error.kind) && ContinuousClock.now < end
            {
                try await _Concurrency.Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private func step(
        _ database: Database, _ goal: Goal, isAlone: inout Bool, begins: (Task) -> Void
    ) async throws -> Task? {
        try await database.transaction(.migrate) { tx in
            try await tx.change { try MigrationHistory.open($0) }
            isAlone = true
            let ran = try await tx.change { try MigrationHistory.squash(migrations, $0).migrations(of: migrations) }
            guard let task = try next(ran, goal) else { return nil }
            begins(task)
            for part in try parts(of: task, after: ran) {
                do {
                    switch part {
                    case .data(_, let work): try await work(tx)
                    case .tables(let stretch): try await tx.change { try change(stretch, $0) }
                    }
                } catch let error as MigrationError { throw error.named(task.migration.name) }
            }
            try await tx.change { execution in
                switch task {
                case .apply(let migration): try MigrationHistory.add(migration, execution)
                case .rollBack(let migration): try MigrationHistory.remove(migration.name, execution)
                }
            }
            return task
        }
    }

    private func change(_ stretch: Stretch, _ execution: Execution) throws {
        let dialect = execution.context.dialect
        var losses: [String] = []
        for check in try RowCheck.all(of: stretch, dialect) + Self.unknown(in: stretch, execution) {
            let count = try execution.run(Statement(check.sql, .read), []) { rows in
                try rows.next() ? try rows.row.integer(at: 0) ?? 0 : 0
            }
            if count == 0 { continue }
            let message = check.message(count.formatted)
            if !check.isLoss { throw MigrationError(.rows, message) }
            losses.append(message)
        }
        if !losses.isEmpty, !allowsDataLoss {
            throw MigrationError(
                .dataLoss,
                "this would be lost: \(losses.joined(separator: "; ")); if it may, say 'allowDataLoss: true' or --allow-data-loss")
        }
        for statement in try Self.statements(of: stretch, execution) { try execution.execute(Statement(statement)) }
    }

    /// What people have added to tables that are made anew.
    private static func unknown(in stretch: Stretch, _ execution: Execution) throws -> [RowCheck] {
        let dialect = execution.context.dialect
        if dialect.altersTables { return [] }
        return try stretch.kept.filter { $0.before != $0.after }.flatMap { old, _, _ -> [RowCheck] in
            let columns = try execution.link.inspect(old.name)?.columns.map(\.name) ?? []
            return RowCheck.unknown(columns.filter { old.column(named: $0) == nil }, of: old.name, dialect)
        }
    }

    static func statements(of stretch: Stretch, _ execution: Execution) throws -> [String] {
        try statements(of: stretch, execution.context.dialect) { try others(of: $0, execution) }
    }

    /// - Parameter others: what people have made on a table themselves.
    static func statements(
        of stretch: Stretch, _ dialect: any Dialect, others: (TableDefinition) throws -> [String]
    ) throws -> [String] {
        if dialect.altersTables { return try DDL.alter(stretch, dialect).map { $0.sql(dialect) } }
        return try DDL.rebuild(stretch, others: others, dialect).map { $0.sql(dialect) }
    }

    /// Indexes and triggers of a table that migrations did not make.
    private static func others(of table: TableDefinition, _ execution: Execution) throws -> [String] {
        let dialect = execution.context.dialect
        guard let sql = dialect.belongings else { return [] }
        let own = Set(table.indexes.map { DDL.constraint(table, .index($0), dialect) }),
            unique = Set((table.unique + [table.key.names]).map(Set.init))
        return try execution.run(Statement(sql, .read), [.text(table.name)]) { rows in
            var statements: [String] = []
            try rows.forEach { row in
                let columns = try row.value(String?.self, at: 2).map { Set($0.split(separator: "\u{1F}").map(String.init)) }
                // What others made unique by an index is a constraint of the new table.
                if try own.contains(row.value(String.self, at: 0)) || columns.map(unique.contains) == true { return }
                statements.append(try row.value(String.self, at: 1))
            }
            return statements
        }
    }
}

extension Migrator.Task {
    var migration: Migration {
        switch self {
        case .apply(let migration), .rollBack(let migration): migration
        }
    }
}

extension Int64 {
    /// With a comma before each three digits, the same in every language.
    fileprivate var formatted: String {
        let digits = String(self)
        return digits.enumerated().map { ($0 > 0 && (digits.count - $0) % 3 == 0 ? "," : "") + String($1) }.joined()
    }
}
