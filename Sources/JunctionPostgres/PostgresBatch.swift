import CLibPQ
import Junction

/// Statements that are sent in one round trip; only the last one gives a result.
struct PostgresBatch {
    private enum Step {
        case command(String)
        case prepare(name: String, String)
        case query(String)
        case execute(name: String)
    }

    private let connection: OpaquePointer?
    private var steps: [Step] = []
    /// Whether the statement was prepared, whatever became of what came after it.
    private(set) var isPrepared = false

    init(_ connection: OpaquePointer?) { self.connection = connection }

    /// A statement without values and rows.
    mutating func add(_ command: String) { steps.append(.command(command)) }
    /// Prepares a statement for values of the types that are sent now.
    mutating func prepare(_ name: String, _ sql: String) { steps.append(.prepare(name: name, sql)) }
    mutating func execute(_ name: String) { steps.append(.execute(name: name)) }
    mutating func query(_ sql: String) { steps.append(.query(sql)) }

    /// Sends everything; the result of the last statement, which is the caller's to free.
    mutating func send(_ parameters: PostgresParameters, _ sql: String) throws -> OpaquePointer {
        if steps.count == 1 || junction_pq_has_pipelines() == 0 { return try sendOneByOne(parameters, sql) }
        guard junction_pq_enter_pipeline(connection) == 1 else { throw PostgresError.make(nil, connection, sql) }
        var isSent = true
        for step in steps where isSent { isSent = queue(step, parameters) == 1 }
        isSent = junction_pq_sync_pipeline(connection) == 1 && isSent
        let result = isSent ? results() : nil
        junction_pq_exit_pipeline(connection)
        return try checked(result, sql)
    }

    /// The first result that is an error, else that of the last statement.
    private mutating func results() -> OpaquePointer? {
        var kept: OpaquePointer?, hasFailed = false, ends = 0
        // Each statement's results end with a null pointer; the pipeline ends with a result of its own. Before that there may be one more
        // error: of what is checked at the very end.
        while true {
            guard let result = PQgetResult(connection) else {
                ends += 1
                if PQstatus(connection) != CONNECTION_OK { break }
                continue
            }
            if junction_pq_is_sync(result) == 1 {
                PQclear(result)
                break
            }
            if hasFailed || junction_pq_is_aborted(result) == 1 {
                PQclear(result)
                continue
            }
            PQclear(kept)
            kept = result
            hasFailed = !Self.isFine(result)
            if !hasFailed, ends < steps.count { notePrepared(steps[ends]) }
        }
        return kept
    }

    private mutating func sendOneByOne(_ parameters: PostgresParameters, _ sql: String) throws -> OpaquePointer {
        var last: OpaquePointer?
        for step in steps {
            PQclear(last)
            last = try checked(perform(step, parameters), sql)
            notePrepared(step)
        }
        return try checked(last, sql)
    }

    private mutating func notePrepared(_ step: Step) { if case .prepare = step { isPrepared = true } }

    private func checked(_ result: OpaquePointer?, _ sql: String) throws -> OpaquePointer {
        if let result, Self.isFine(result) { return result }
        defer { PQclear(result) }
        throw PostgresError.make(result, connection, sql)
    }

    private static func isFine(_ result: OpaquePointer) -> Bool {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: true
        default: false
        }
    }

    // MARK: Steps

    /// Everything in binary, both ways.
    private func queue(_ step: Step, _ parameters: PostgresParameters) -> Int32 {
        switch step {
        case .command(let sql): PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, 1)
        case .prepare(let name, let sql):
            parameters.withPointers { count, types, _, _, _ in PQsendPrepare(connection, name, sql, count, types) }
        case .query(let sql):
            parameters.withPointers { count, types, values, lengths, formats in
                PQsendQueryParams(connection, sql, count, types, values, lengths, formats, 1)
            }
        case .execute(let name):
            parameters.withPointers { count, _, values, lengths, formats in
                PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)
            }
        }
    }

    /// The same by itself, with its result.
    private func perform(_ step: Step, _ parameters: PostgresParameters) -> OpaquePointer? {
        guard queue(step, parameters) == 1 else { return nil }
        var last: OpaquePointer?
        while let result = PQgetResult(connection) {
            // A statement that wants data would answer so for ever.
            let isEnd = PQstatus(connection) != CONNECTION_OK || Self.isCopy(result)
            // Of an error and what follows it, the error is kept.
            if let last, !Self.isFine(last) {
                PQclear(result)
            } else {
                PQclear(last)
                last = result
            }
            if isEnd { break }
        }
        return last
    }

    private static func isCopy(_ result: OpaquePointer) -> Bool {
        [PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH].contains(PQresultStatus(result))
    }
}
