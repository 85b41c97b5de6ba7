import Logging

/// What code on a connection's thread works with: it plans requests, runs statements, and reads rows. Only the connection keeps it.
final class Execution {
    let link: any Link
    let context: DatabaseContext
    let health: ConnectionHealth
    private let plans: PlanMemory
    /// Where changes of links are noted; nil where nobody listens.
    let events: EventCollector?

    /// Whether a failure takes back all of this work and nothing else, so that it needs no savepoint of its own.
    private var isProtected: Bool

    init(link: any Link, context: DatabaseContext, health: ConnectionHealth, plans: PlanMemory, isProtected: Bool = false) {
        self.link = link
        self.context = context
        self.health = health
        self.plans = plans
        self.isProtected = isProtected
        events = context.hooks.isEmpty ? nil : EventCollector()
    }

    var now: Value { context.now }

    // MARK: Planned requests

    /// The plan of a request and the values to be bound.
    func plan(_ request: Request) throws -> (Plan, [Value]) {
        let (plan, binds) = try plans.plan(request) { shape in
            context.meet(request.table)
            return try Planner.plan(request, shape, context.dialect)
        }
        return (plan, plan.constants.isEmpty ? binds : binds + plan.constants)
    }

    func rows<R>(_ request: Request, _ body: (inout Rows, Plan) throws -> R) throws -> R {
        let (plan, values) = try plan(request)
        return try rows(plan, values) { try body(&$0, plan) }
    }

    /// The plan of a look-up by key, and the values to be bound.
    func plan(of table: Table, _ key: Value) throws -> (Plan, [Value]) {
        guard let known = plans.lookUp(of: table) else {
            let made = try plan(.find(table, key))
            plans.keep(made.0, asLookUpOf: table)
            return made
        }
        try key.check()
        return (known, key.parts(table.primaryKey.count))
    }

    /// The plan that holds rows by their keys, and the values to be bound. It is made once for a table: for one key, and for a list.
    func plan(of table: Table, holding keys: [Value], _ lock: RowLock, _ selection: () -> Selection) throws -> (Plan, [Value]) {
        let holding = PlanMemory.Holding(table, lock, keys)
        guard let known = plans.plan(holding) else {
            let made = try plan(.select(selection()))
            plans.keep(made.0, holding)
            return made
        }
        let width = table.primaryKey.count, value = keys.count == 1 ? keys[0] : Value.list(of: keys, width: width)
        try value.check()
        return (known, keys.count == 1 ? value.parts(width) : [value])
    }

    /// The row with a key, live.
    func find(_ table: Table, _ key: Value, _ body: (inout Rows) throws -> Void) throws {
        guard let plan = plans.lookUp(of: table) else {
            let (plan, values) = try plan(of: table, key)
            return try rows(plan, values, body)
        }
        try key.check()
        if case .tuple(let parts) = key { return try rows(plan, parts, body) }
        let values = plans.lent(key)
        defer { plans.giveBack(values) }
        try rows(plan, values, body)
    }

    func rows<R>(_ plan: Plan, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R {
        do { return try run(plan.statement, values, body) } catch let mismatch as ColumnMismatch { throw plan.error(mismatch) }
    }

    /// Carries out what does not depend on one another, in one round trip where the database can.
    func read(_ readings: [Reading]) throws {
        if readings.count == 1 { return try read(readings[0]) }
        try read(readings.count) { readings[$0] }
    }

    /// The same where each is made when it is its turn: with many, while the database is at work on those before.
    func read(_ count: Int, _ reading: (Int) throws -> Reading) throws {
        if count == 0 { return }
        try checkCancellation()
        var start: ContinuousClock.Instant? = context.isTraced ? .now : nil
        var readings: [Reading] = [], done = 0
        readings.reserveCapacity(count)
        do {
            try link.run(count: count) { number in
                let made: Reading
                do { made = try reading(number) } catch { throw Unasked(error: error) }
                readings.append(made)
                return (made.plan.statement, made.values)
            } rows: { number, rows in
                let reading = readings[number]
                do { try reading.take(&rows) } catch let mismatch as ColumnMismatch { throw reading.plan.error(mismatch) }
                if let begun = start {
                    report(reading.plan.sql, reading.values, since: begun, rows: rows.count, nil)
                    start = .now
                }
                done = number + 1
            }
        } catch let unasked as Unasked {
            throw unasked.error
        } catch {
            let error = (error as? DatabaseError).map(named) ?? error
            // What only the end of the round trip tells is said of the last.
            if let start, let last = readings.indices.last {
                let reading = readings[min(done, last)]
                report(reading.plan.sql, reading.values, since: start, rows: 0, error)
            }
            throw error
        }
    }

    /// A read that could not be made, so that there is no statement to report.
    private struct Unasked: Error {
        let error: any Error
    }

    func read(_ reading: Reading) throws { try rows(reading.plan, reading.values, reading.take) }

    func execute(_ request: Request) throws -> Int {
        let (plan, values) = try plan(request)
        return try execute(plan.statement, values)
    }

    // MARK: Statements

    func run<R>(_ statement: Statement, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R {
        try checkCancellation()
        guard context.isTraced else {
            do { return try link.run(statement, values, body) } catch let error as DatabaseError { throw named(error) }
        }
        var count = 0
        return try traced(statement.sql, values, { count }) {
            try link.run(statement, values) { rows in
                defer { count = rows.count }
                return try body(&rows)
            }
        }
    }

    @discardableResult
    func execute(_ statement: Statement, _ values: [Value] = []) throws -> Int {
        try checkCancellation()
        return try executed(statement, values)
    }

    /// The last of several statements that are made together or not at all, which nothing in the database can refuse. It is not
    /// cancelled, and where the database fails, the whole transaction is taken back.
    func finish(_ planned: (plan: Plan, values: [Value])) throws {
        do { _ = try executed(planned.plan.statement, planned.values) } catch {
            do { if link.isInTransaction { try link.control(.rollback) } } catch { health.giveUp() }
            throw error
        }
    }

    private func executed(_ statement: Statement, _ values: [Value]) throws -> Int {
        guard context.isTraced else {
            do { return try link.execute(statement, values) } catch let error as DatabaseError { throw named(error) }
        }
        var count = 0
        return try traced(statement.sql, values, { count }) {
            count = try link.execute(statement, values)
            return count
        }
    }

    /// Sends rows in the database's bulk format.
    func copy(_ statement: Statement, _ columns: [ColumnType], _ next: (inout [Value]) throws -> Bool) throws {
        try checkCancellation()
        guard context.isTraced else {
            do { _ = try link.copy(statement, columns: columns, next) } catch let error as DatabaseError { throw named(error) }
            return
        }
        var count = 0
        _ = try traced(statement.sql, [], { count }) { count = try link.copy(statement, columns: columns, next) }
    }

    /// An interrupt stops a statement that runs; one that comes between two statements is seen here.
    private func checkCancellation() throws { if Task.isCancelled { throw CancellationError() } }

    private func traced<R>(_ sql: String, _ values: [Value], _ rows: () -> Int, _ work: () throws -> R) throws -> R {
        let start = ContinuousClock.now
        do {
            let result = try work()
            report(sql, values, since: start, rows: rows(), nil)
            return result
        } catch {
            let error = (error as? DatabaseError).map(named) ?? error
            report(sql, values, since: start, rows: rows(), error)
            throw error
        }
    }

    private func report(_ sql: String, _ values: [Value], since start: ContinuousClock.Instant, rows: Int, _ error: (any Error)?) {
        let duration = ContinuousClock.now - start
        for observer in context.observers {
            observer.statementDidRun(StatementEvent(sql: sql, values: values, duration: duration, rows: rows, error: error))
        }
        context.logger?.debug(
            "statement", metadata: ["sql": "\(sql)", "values": "\(values.count)", "time": "\(duration)", "rows": "\(rows)"])
    }

    /// Puts the model into an error of the database, and the column that the name of a check tells.
    private func named(_ error: DatabaseError) -> DatabaseError {
        guard let table = context.table(of: error) else { return error }
        var error = error
        error.table = table.name
        error.model = table.modelName
        if let constraint = error.constraint, let columns = DDL.columns(ofConstraint: constraint, table, context.dialect) {
            error.columns = columns
        } else if error.kind == .foreignKey {
            // A database may name the columns of the other end, which says nothing of this table.
            let own = Set(table.foreignKeys.flatMap(\.columns))
            error.columns = error.columns.filter(own.contains)
        }
        return error
    }

    // MARK: Units of work

    /// Does what belongs together in the transaction that is open, or in one of its own.
    func inTransaction<R>(_ work: (Execution) throws -> R) throws -> R {
        link.isInTransaction ? try work(self) : try atomically(work)
    }

    /// Does everything or nothing: in a transaction of its own, or in a savepoint of the one that is open.
    func atomically<R>(_ work: (Execution) throws -> R) throws -> R {
        if isProtected { return try work(self) }
        return try attempt(work)
    }

    /// The same where the error is not to end the work around it.
    func attempt<R>(_ work: (Execution) throws -> R) throws -> R {
        let isNested = link.isInTransaction, wasProtected = isProtected
        // Numbers above those of the savepoints that transactions open.
        try link.control(isNested ? .savepoint(Self.savepoint) : .begin(.write, nil))
        isProtected = true
        defer { isProtected = wasProtected }
        do {
            let result = try work(self)
            try link.control(isNested ? .release(Self.savepoint) : .commit)
            return result
        } catch {
            do {
                if link.isInTransaction {
                    try link.control(isNested ? .rollbackTo(Self.savepoint) : .rollback)
                    if isNested { try link.control(.release(Self.savepoint)) }
                }
            } catch { health.giveUp() }
            throw error
        }
    }

    private static var savepoint: Int { 1_000_000 }
}
