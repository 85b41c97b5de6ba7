import CLibPQ
import Junction

/// Statements that are sent in one round trip, with what has to come before them.
struct PostgresBatch {
    struct Step {
        enum Kind {
            /// Without values and rows; the text is its SQL.
            case command
            /// Prepares a statement under the name that is the text.
            case prepare
            /// Sends a statement that was not prepared.
            case query
            /// Sends one by its name, which is the text.
            case execute
        }

        let kind: Kind
        let text: CText
        /// Which statement is meant; a command is none.
        let number: Int
    }

    private let connection: OpaquePointer?
    let statements: PostgresLink.Statements
    private var steps: [Step]
    /// How many of the steps went well.
    private(set) var done = 0
    /// Whether libpq took everything.
    private var isPosted = true
    /// What each statement gave, the caller's to free; those after one that failed gave nothing.
    private(set) var results: [OpaquePointer] = []

    /// - Parameter memory: an empty list to be filled; see ``emptied()``.
    init(_ connection: OpaquePointer?, _ statements: PostgresLink.Statements, _ memory: consuming [Step]) {
        self.connection = connection
        self.statements = statements
        steps = memory
        steps.reserveCapacity(statements.count + 1)
        if statements.count > 1 { results.reserveCapacity(statements.count) }
    }

    /// The memory of the steps, for the next batch.
    mutating func emptied() -> [Step] {
        var memory: [Step] = []
        swap(&memory, &steps)
        memory.removeAll(keepingCapacity: true)
        return memory
    }

    /// A statement without values and rows.
    mutating func add(_ command: CText) { steps.append(Step(kind: .command, text: command, number: 0)) }
    /// Prepares a statement for values of the types that are sent now.
    mutating func prepare(_ name: CText, _ number: Int) { steps.append(Step(kind: .prepare, text: name, number: number)) }
    mutating func execute(_ name: CText, _ number: Int) { steps.append(Step(kind: .execute, text: name, number: number)) }
    mutating func query(_ number: Int) { steps.append(Step(kind: .query, text: .empty, number: number)) }

    /// The numbers of the statements that were not prepared, since something before failed.
    var unprepared: [Int] { steps[done...].filter { $0.kind == .prepare }.map(\.number) }

    /// Sends everything. Throws the first error as that of its statement; `results` has what came before.
    ///
    /// - Parameter parameters: those of each statement, and maybe more.
    mutating func send(_ parameters: [PostgresParameters]) throws {
        if steps.count == 1 || junction_pq_has_pipelines() == 0 { return try sendOneByOne(parameters) }
        guard junction_pq_enter_pipeline(connection) == 1 else { throw PostgresError.make(nil, connection, statements[0].statement.sql) }
        defer { junction_pq_exit_pipeline(connection) }
        post(parameters)
        try collect()
    }

    /// Sends everything in a pipeline that has begun already, and does not wait.
    mutating func post(_ parameters: [PostgresParameters]) {
        for place in steps.indices where isPosted { isPosted = queue(place, parameters) == 1 }
        isPosted = junction_pq_sync_pipeline(connection) == 1 && isPosted
    }

    /// Waits for what was posted, and throws as `send` does.
    mutating func collect() throws {
        let failure = isPosted ? readResults() : nil
        defer { PQclear(failure) }
        if failure != nil || done < steps.count { throw PostgresError.make(failure, connection, failing) }
    }

    /// The text of the statement that an error belongs to: the first without a result, or the last.
    private var failing: String { statements[min(results.count, statements.count - 1)].statement.sql }

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

    private mutating func sendOneByOne(_ parameters: [PostgresParameters]) throws {
        for place in steps.indices {
            let result = perform(place, parameters)
            guard let result, Self.isFine(result) else {
                defer { PQclear(result) }
                throw PostgresError.make(result, connection, failing)
            }
            take(result)
        }
    }

    /// A step that went well.
    private mutating func take(_ result: OpaquePointer) {
        switch steps[done].kind {
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

    /// Sends the step at a place, everything in binary, both ways.
    private func queue(_ place: Int, _ parameters: [PostgresParameters]) -> Int32 {
        let connection = connection, step = steps[place], number = step.number
        return step.text.withPointer { text in
            switch step.kind {
            case .command: PQsendQueryParams(connection, text, 0, nil, nil, nil, nil, 1)
            case .prepare:
                parameters[number].withPointers { count, types, _, _, _ in
                    PQsendPrepare(connection, text, statements[number].statement.sql, count, types)
                }
            case .query:
                parameters[number].withPointers { count, types, values, lengths, formats in
                    PQsendQueryParams(connection, statements[number].statement.sql, count, types, values, lengths, formats, 1)
                }
            case .execute:
                parameters[number].withPointers { count, _, values, lengths, formats in
                    PQsendQueryPrepared(connection, text, count, values, lengths, formats, 1)
                }
            }
        }
    }

    /// The same by itself, with its result.
    private func perform(_ place: Int, _ parameters: [PostgresParameters]) -> OpaquePointer? {
        guard queue(place, parameters) == 1 else { return nil }
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
