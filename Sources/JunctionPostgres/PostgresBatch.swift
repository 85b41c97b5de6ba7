import CLibPQ
import Junction

/// Statements that are sent in one round trip, with what has to come before them.
struct PostgresBatch {
    enum Step {
        case command(CText)
        /// The number says which statement is meant.
        case prepare(name: String, String, Int)
        case query(String, Int)
        case execute(name: CText, Int)
    }

    private let connection: OpaquePointer?
    /// How many statements there are.
    private let count: Int
    private var steps: [Step]
    /// How many of the steps went well.
    private(set) var done = 0
    /// Whether libpq took everything.
    private var isPosted = true
    /// What each statement gave, the caller's to free; those after one that failed gave nothing.
    private(set) var results: [OpaquePointer] = []

    /// - Parameter memory: an empty list to be filled; see ``emptied()``.
    init(_ connection: OpaquePointer?, count: Int, _ memory: consuming [Step]) {
        self.connection = connection
        self.count = count
        steps = memory
        steps.reserveCapacity(count + 1)
    }

    /// The memory of the steps, for the next batch.
    mutating func emptied() -> [Step] {
        var memory: [Step] = []
        swap(&memory, &steps)
        memory.removeAll(keepingCapacity: true)
        return memory
    }

    /// A statement without values and rows.
    mutating func add(_ command: CText) { steps.append(.command(command)) }
    /// Prepares a statement for values of the types that are sent now.
    mutating func prepare(_ name: String, _ sql: String, _ number: Int) { steps.append(.prepare(name: name, sql, number)) }
    mutating func execute(_ name: CText, _ number: Int) { steps.append(.execute(name: name, number)) }
    mutating func query(_ sql: String, _ number: Int) { steps.append(.query(sql, number)) }

    /// The numbers of the statements that were not prepared, since something before failed.
    var unprepared: [Int] {
        steps[done...].compactMap { step in if case .prepare(_, _, let number) = step { number } else { nil } }
    }

    /// Sends everything. Throws the first error as that of its statement; `results` has what came before.
    ///
    /// - Parameters:
    ///   - parameters: those of each statement, and maybe more.
    ///   - sql: the text of a statement, by its number.
    mutating func send(_ parameters: [PostgresParameters], _ sql: (Int) -> String) throws {
        if steps.count == 1 || junction_pq_has_pipelines() == 0 { return try sendOneByOne(parameters, sql) }
        guard junction_pq_enter_pipeline(connection) == 1 else { throw PostgresError.make(nil, connection, sql(0)) }
        defer { junction_pq_exit_pipeline(connection) }
        post(parameters)
        try collect(sql)
    }

    /// Sends everything in a pipeline that has begun already, and does not wait.
    mutating func post(_ parameters: [PostgresParameters]) {
        for step in steps where isPosted { isPosted = queue(step, parameters) == 1 }
        isPosted = junction_pq_sync_pipeline(connection) == 1 && isPosted
    }

    /// Waits for what was posted, and throws as `send` does.
    mutating func collect(_ sql: (Int) -> String) throws {
        let failure = isPosted ? readResults() : nil
        defer { PQclear(failure) }
        if failure != nil || done < steps.count { throw PostgresError.make(failure, connection, sql(failing)) }
    }

    /// The number of the statement that an error belongs to: the first without a result, or the last.
    private var failing: Int { min(results.count, count - 1) }

    /// Takes the results; the first that is an error is returned.
    private mutating func readResults() -> OpaquePointer? {
        var failure: OpaquePointer?
        // Each statement's results end with a null pointer; the pipeline ends with a result of its own. Before that there may be one more
        // error: of what is checked at the very end.
        while true {
            guard let result = PQgetResult(connection) else {
                if PQstatus(connection) != CONNECTION_OK { return failure }
                continue
            }
            if junction_pq_is_sync(result) == 1 {
                PQclear(result)
                return failure
            }
            if failure != nil || junction_pq_is_aborted(result) == 1 {
                PQclear(result)
            } else if Self.isFine(result), done < steps.count {
                take(result)
            } else {
                failure = result
            }
        }
    }

    private mutating func sendOneByOne(_ parameters: [PostgresParameters], _ sql: (Int) -> String) throws {
        for step in steps {
            let result = perform(step, parameters)
            guard let result, Self.isFine(result) else {
                defer { PQclear(result) }
                throw PostgresError.make(result, connection, sql(failing))
            }
            take(result)
        }
    }

    /// A step that went well.
    private mutating func take(_ result: OpaquePointer) {
        switch steps[done] {
        case .command, .prepare: PQclear(result)
        case .query, .execute: results.append(result)
        }
        done += 1
    }

    private static func isFine(_ result: OpaquePointer) -> Bool {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: true
        default: false
        }
    }

    // MARK: Steps

    /// Everything in binary, both ways.
    private func queue(_ step: Step, _ parameters: [PostgresParameters]) -> Int32 {
        // The closures hold this alone, and not all of the batch.
        let connection = connection
        return switch step {
        case .command(let sql): sql.withPointer { PQsendQueryParams(connection, $0, 0, nil, nil, nil, nil, 1) }
        case .prepare(let name, let sql, let number):
            parameters[number].withPointers { count, types, _, _, _ in PQsendPrepare(connection, name, sql, count, types) }
        case .query(let sql, let number):
            parameters[number].withPointers { count, types, values, lengths, formats in
                PQsendQueryParams(connection, sql, count, types, values, lengths, formats, 1)
            }
        case .execute(let name, let number):
            parameters[number].withPointers { count, _, values, lengths, formats in
                name.withPointer { PQsendQueryPrepared(connection, $0, count, values, lengths, formats, 1) }
            }
        }
    }

    /// The same by itself, with its result.
    private func perform(_ step: Step, _ parameters: [PostgresParameters]) -> OpaquePointer? {
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
