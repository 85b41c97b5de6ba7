import BenchLibPQ

/// The same work on libpq, as one would write it for this table alone.
struct ByHand {
    private let connection: OpaquePointer?
    private let statement = "insert"

    init(url: String) throws {
        connection = PQconnectdb(url)
        guard PQstatus(connection) == CONNECTION_OK else { throw Failure(what: "connecting") }
        PQclear(PQexec(connection, "SET client_min_messages = warning"))
    }

    func perform(_ sql: String) throws {
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else { throw Failure(what: sql) }
    }

    func prepare() throws {
        let result = PQprepare(
            connection, statement, "INSERT INTO reading (name, number, created) VALUES ($1, $2, $3) RETURNING id, name, number, created", 3,
            nil)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw Failure(what: "preparing") }
    }

    /// BEGIN, INSERT and COMMIT, each a round trip.
    func insertInThree(_ number: Int) throws {
        try perform("BEGIN")
        try insert(number)
        try perform("COMMIT")
    }

    /// BEGIN and INSERT in one round trip (libpq 14 or later), then COMMIT.
    func insertInTwo(_ number: Int) throws {
        PQenterPipelineMode(connection)
        PQsendQueryParams(connection, "BEGIN", 0, nil, nil, nil, nil, 1)
        try withValues(number) { values in _ = PQsendQueryPrepared(connection, statement, 3, values, nil, nil, 1) }
        PQpipelineSync(connection)
        var isInserted = false, isOver = false
        while !isOver {
            guard let result = PQgetResult(connection) else { continue }
            isInserted = isInserted || PQresultStatus(result) == PGRES_TUPLES_OK
            isOver = PQresultStatus(result) == PGRES_PIPELINE_SYNC
            PQclear(result)
        }
        PQexitPipelineMode(connection)
        guard isInserted else { throw Failure(what: "inserting") }
        try perform("COMMIT")
    }

    func insert(_ number: Int) throws {
        try withValues(number) { values in
            let result = PQexecPrepared(connection, statement, 3, values, nil, nil, 1)
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_TUPLES_OK else { throw Failure(what: "inserting") }
        }
    }

    private func withValues(_ number: Int, _ body: ([UnsafePointer<CChar>?]) throws -> Void) throws {
        try "reading \(number)".withCString { name in
            try String(number).withCString { number in
                try "2026-01-15 21:53:50.123456+00".withCString { created in try body([name, number, created]) }
            }
        }
    }

    struct Failure: Error { let what: String }
}
