import CLibPQ
import Junction

extension PostgresLink {
    /// How much is sent at a time.
    private static var chunk: Int { 64 * 1024 }

    /// COPY in binary: the rows are encoded while they are sent, so that no more than a chunk of them is in memory.
    func copy(_ statement: Statement, columns: [ColumnType], _ next: (inout [Value]) throws -> Bool) throws -> Int {
        try begin(statement.sql)
        var count = 0
        do {
            parameters[0].beginCopy()
            var values: [Value] = []
            while try next(&values) {
                try parameters[0].append(row: values)
                values.removeAll(keepingCapacity: true)
                count += 1
                if parameters[0].byteCount >= Self.chunk {
                    if Task.isCancelled { throw CancellationError() }
                    try put(statement.sql)
                }
            }
            parameters[0].endCopy()
            try put(statement.sql)
        } catch {
            // Told, the server takes back what it has; its own error would only repeat that.
            _ = PQputCopyEnd(connection, "given up")
            try? finish(statement.sql)
            throw error
        }
        guard PQputCopyEnd(connection, nil) == 1 else { throw PostgresError.make(nil, connection, statement.sql) }
        try finish(statement.sql)
        return count
    }

    /// Sends the statement, after what waits for it; it asks for data then.
    private func begin(_ sql: String) throws {
        if isClosed { throw PoolError.closed }
        try heal()
        try performPending()
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COPY_IN else {
            let error = PostgresError.make(result, connection, sql)
            throw PostgresError.cancellation(error) ?? error
        }
    }

    private func put(_ sql: String) throws {
        let isSent = parameters[0].takeBytes { PQputCopyData(connection, $0, $1) }
        if isSent != 1 { throw PostgresError.make(nil, connection, sql) }
    }

    /// The results that end the statement; an error of the server comes here.
    private func finish(_ sql: String) throws {
        var failure: (any Error)?
        while let result = PQgetResult(connection) {
            if failure == nil, PQresultStatus(result) != PGRES_COMMAND_OK {
                let error = PostgresError.make(result, connection, sql)
                failure = PostgresError.cancellation(error) ?? error
            }
            PQclear(result)
            if PQstatus(connection) != CONNECTION_OK { break }
        }
        if let failure { throw failure }
    }
}
