import Foundation

extension Database {
    /// Brings the tables to where the migrations lead: what has not run yet is run, each in a transaction of its own.
    ///
    /// ```swift
    /// let report = try await db.migrate(migrations)
    /// print(report.applied)  // ["0001_albums", "0002_titles"]
    /// ```
    /// SQL: `CREATE TABLE album (…)`, `INSERT INTO junction_migration (name, checksum, applied) VALUES (?, ?, ?)`
    ///
    /// Several programs may do so at the same time: one migrates, the others wait and find it done. A migration that fails leaves the
    /// database as it was.
    ///
    /// Throws ``MigrationError``, and ``DatabaseError`` where the database refuses a step.
    ///
    /// - Parameters:
    ///   - name: the last that is to have run; those after it are taken back. Nil: all run.
    ///   - allowDataLoss: whether steps may drop tables that have rows, and columns that have values.
    @discardableResult
    public func migrate(_ migrations: [Migration], to name: String? = nil, allowDataLoss: Bool = false) async throws -> MigrationReport {
        try await migrate(migrations, to: name, allowDataLoss: allowDataLoss) { _ in }
    }

    /// The same, told step by step.
    package func migrate(
        _ migrations: [Migration], to name: String? = nil, allowDataLoss: Bool, progress: (MigrationProgress) -> Void
    ) async throws -> MigrationReport {
        try await migrate(migrations, .reached(name), allowDataLoss, progress)
    }

    /// Takes back the migrations that ran last.
    ///
    /// ```swift
    /// let report = try await db.rollBack(migrations, allowDataLoss: true)
    /// print(report.rolledBack)  // ["0002_titles"]
    /// ```
    /// SQL: `INSERT INTO junction_new__album (id, name) SELECT id, title FROM album`, `DELETE FROM junction_migration WHERE name = ?`
    ///
    /// Throws what ``migrate(_:to:allowDataLoss:)`` throws: what a migration has added is lost, too.
    ///
    /// - Parameter count: how many.
    @discardableResult
    public func rollBack(_ migrations: [Migration], count: Int = 1, allowDataLoss: Bool = false) async throws -> MigrationReport {
        try await rollBack(migrations, count: count, allowDataLoss: allowDataLoss) { _ in }
    }

    /// The same, told step by step.
    package func rollBack(
        _ migrations: [Migration], count: Int, allowDataLoss: Bool, progress: (MigrationProgress) -> Void
    ) async throws -> MigrationReport {
        let ran = try await status(of: migrations).filter(\.hasRun).count
        return try await migrate(migrations, .left(max(ran - max(count, 0), 0)), allowDataLoss, progress)
    }

    private func migrate(
        _ migrations: [Migration], _ goal: Migrator.Goal, _ allowDataLoss: Bool, _ progress: (MigrationProgress) -> Void
    ) async throws -> MigrationReport {
        let migrator = try Migrator(migrations, allowsDataLoss: allowDataLoss)
        var report = MigrationReport()
        // A program that starts mostly finds everything done, and waits for nobody then.
        let (history, squashed) = try await read { execution in
            let history = try MigrationHistory(execution)
            return (history, history.squashed(migrations))
        }
        if try migrator.next(squashed.migrations(of: migrations), goal) == nil, history == squashed { return report }
        while let task = try await migrator.step(self, goal, begins: { progress(.begins($0.migration.name)) }) {
            switch task {
            case .apply(let migration):
                report.applied.append(migration.name)
                progress(.applied(migration.name))
            case .rollBack(let migration):
                report.rolledBack.append(migration.name)
                progress(.rolledBack(migration.name))
            }
            context.forgetInspections()
        }
        return report
    }

    /// Which migrations have run here, in the order of the list, and then those that are not in it.
    ///
    /// ```swift
    /// let pending = try await db.status(of: migrations).filter { !$0.hasRun }.map(\.name)
    /// ```
    /// SQL: `SELECT name, checksum, applied FROM junction_migration ORDER BY number`
    public func status(of migrations: [Migration]) async throws -> [MigrationStatus] {
        let history = try await read { try MigrationHistory($0).squashed(migrations) }
        let listed = migrations.map { migration in
            let entry = history.entries.first { $0.name == migration.name }
            return MigrationStatus(
                name: migration.name, applied: entry?.applied, isChanged: entry.map { $0.checksum != migration.checksum } ?? false)
        }
        let unknown = history.entries.filter { entry in !migrations.contains { $0.name == entry.name } }
        return listed
            + unknown.map { MigrationStatus(name: $0.name, applied: $0.applied, isUnknown: true) }
    }

    /// The statements that ``migrate(_:to:allowDataLoss:)`` would send, without sending them. What a data step does is left out.
    ///
    /// ```swift
    /// for script in try await db.scripts(of: migrations) { print(script.name, script.statements) }
    /// ```
    /// SQL: `SELECT name, checksum, applied FROM junction_migration ORDER BY number`
    public func scripts(of migrations: [Migration], to name: String? = nil) async throws -> [MigrationScript] {
        let migrator = try Migrator(migrations, allowsDataLoss: true)
        return try await read { execution in
            let ran = try MigrationHistory(execution).squashed(migrations).migrations(of: migrations)
            return try migrator.scripts(after: ran, to: name) { try Migrator.statements(of: $0, execution) }
        }
    }
}

extension MigrationScript {
    /// All statements for a database that has nothing yet.
    package static func all(of migrations: [Migration], to name: String? = nil, on dialect: any Dialect) throws -> [MigrationScript] {
        try Migrator(migrations, allowsDataLoss: true).scripts(after: [], to: name) { stretch in
            try Migrator.statements(of: stretch, dialect) { _ in [] }
        }
    }
}

extension Migrator {
    fileprivate func scripts(
        after ran: [Migration], to name: String?, _ statements: (Stretch) throws -> [String]
    ) throws -> [MigrationScript] {
        var ran = ran, scripts: [MigrationScript] = []
        while let task = try next(ran, .reached(name)) {
            let lines = try parts(of: task, after: ran).flatMap { part in
                switch part {
                case .data(let name, _): ["-- data: \(name.replacing("\n", with: " "))"]
                case .tables(let stretch): try statements(stretch)
                }
            }
            var isRollback = false
            switch task {
            case .apply(let migration): ran.append(migration)
            case .rollBack:
                ran.removeLast()
                isRollback = true
            }
            scripts.append(MigrationScript(name: task.migration.name, statements: lines, isRollback: isRollback))
        }
        return scripts
    }
}

/// How far a call is; for commands.
package enum MigrationProgress: Sendable {
    case begins(String), applied(String), rolledBack(String)
}

/// What a call of ``Database/migrate(_:to:allowDataLoss:)`` did.
///
/// ```swift
/// if try await db.migrate(migrations).isEmpty { print("nothing to do") }
/// ```
public struct MigrationReport: Sendable, Hashable {
    /// The migrations that ran, in their order.
    public internal(set) var applied: [String] = []
    /// Those that were taken back, in their order.
    public internal(set) var rolledBack: [String] = []

    /// Whether there was nothing to do.
    public var isEmpty: Bool { applied.isEmpty && rolledBack.isEmpty }
}

/// Whether a migration has run.
///
/// ```swift
/// let pending = try await db.status(of: migrations).filter { !$0.hasRun }.map(\.name)
/// ```
public struct MigrationStatus: Sendable, Hashable {
    /// The migration's name.
    public let name: String
    /// When it ran; nil: it has not.
    public let applied: Date?
    /// Whether its steps are not those that ran.
    public var isChanged = false
    /// Whether the database has run it, and it is not in the list.
    public var isUnknown = false

    /// Whether it has run.
    public var hasRun: Bool { applied != nil }
}

/// The statements of a migration.
///
/// ```swift
/// for script in try await db.scripts(of: migrations) { print(script.name, script.statements) }
/// ```
public struct MigrationScript: Sendable, Hashable {
    /// The migration's name.
    public let name: String
    /// Its statements, in their order.
    public let statements: [String]
    /// Whether it is taken back.
    public let isRollback: Bool
}
