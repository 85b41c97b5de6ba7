import Foundation
import Logging

/// What all connections of a database share.
final class DatabaseContext: Sendable {
    let dialect: any Dialect
    let runsInline: Bool
    let plans: PlanCache
    let logger: Logger?
    let observers: [any StatementObserver]
    let hooks: _RelationHooks
    private let clock: @Sendable () -> Date
    /// The models that the database was told of, by their tables.
    private let known = Guarded<[Table]>([])
    private let graph = Guarded<(count: Int, graph: ModelGraph)?>(nil)
    private let inspections = Guarded<[String: TableInspection]>([:])

    init(_ driver: some Driver, _ configuration: DatabaseConfiguration) {
        dialect = driver.dialect
        plans = PlanCache(limit: configuration.planLimit)
        runsInline = driver.runsInline
        logger = configuration.logger
        observers = configuration.observers
        hooks = _RelationHooks(hooks: configuration.hooks)
        clock = configuration.clock
    }

    var isTraced: Bool { logger != nil || !observers.isEmpty }

    /// The present moment, to the microsecond.
    var now: Value { clock().columnValue }

    func learn(_ tables: [Table]) {
        known.withLock { known in for table in tables where !known.contains(table) { known.append(table) } }
        inspections.withLock { $0.removeAll() }
    }

    /// What tables were like before they were changed.
    func forgetInspections() { inspections.withLock { $0.removeAll() } }

    /// A table that a request speaks of, so that an error can name its model.
    func meet(_ table: Table) { known.withLock { if !$0.contains(table) { $0.append(table) } } }

    /// The table that an error speaks of: named, or told by the name of a constraint.
    func table(of error: DatabaseError) -> Table? {
        let tables = tables
        if let named = tables.first(where: { $0.name == error.table }) { return named }
        guard let constraint = error.constraint else { return nil }
        return tables.filter { constraint.hasPrefix($0.name + "__") }.max { $0.name.count < $1.name.count }
    }

    var tables: [Table] { known.withLock { $0 } }

    /// Who refers to whom, as far as it is known.
    func graph(with table: Table) throws -> ModelGraph {
        let tables = known.withLock { known in
            if !known.contains(table) { known.append(table) }
            return known
        }
        // Tables are only ever added.
        if let graph = graph.withLock({ $0 }), graph.count == tables.count { return graph.graph }
        let made = try ModelGraph(from: tables)
        graph.withLock { $0 = (tables.count, made) }
        return made
    }

    /// What the database knows of a table; asked once.
    func inspection(_ table: String, _ link: any Link) throws -> TableInspection? {
        if let known = inspections.withLock({ $0[table] }) { return known }
        let found = try link.inspect(table)
        inspections.withLock { $0[table] = found }
        return found
    }
}
