import CLibPQ
import Junction

extension PostgresLink {
    /// Hands over rows while they arrive: one at a time is in memory, whatever their number.
    func stream<R>(_ statement: Statement, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R {
        let isAlone = try beginStream(statement, values)
        var state = PostgresRows.State(streaming: connection)
        defer { state.free() }
        return try withUnsafeMutablePointer(to: &state) { state in
            var rows = Rows(state: OpaquePointer(state), table: PostgresRows.table)
            let result: R
            do { result = try body(&rows) } catch is StepFailure {
                let error = PostgresError.make(state.pointee.result, connection, statement.sql)
                drain()
                throw PostgresError.cancellation(error) ?? error
            } catch {
                abandon(isAlone)
                throw error
            }
            // A body may leave before the end.
            abandon(isAlone)
            return result
        }
    }

    /// Whether it runs outside of a transaction.
    private func beginStream(_ statement: Statement, _ values: [Value]) throws -> Bool {
        if isClosed { throw PoolError.closed }
        try parameters[0].encode(values)
        try heal()
        try performPending()
        let isAlone = !isInTransaction
        let isSent = parameters[0].withPointers { count, types, values, lengths, formats in
            PQsendQueryParams(connection, statement.sql, count, types, values, lengths, formats, 1)
        }
        guard isSent == 1, PQsetSingleRowMode(connection) == 1 else {
            let error = PostgresError.make(nil, connection, statement.sql)
            drain()
            throw error
        }
        return isAlone
    }

    /// Stops what is still running, so that the rest of many rows need not be read. A transaction would end by that: there it is read.
    private func abandon(_ isAlone: Bool) {
        if isAlone, PQtransactionStatus(connection) == PQTRANS_ACTIVE { canceller.cancelAndWait() }
        drain()
    }

    private func drain() {
        while let result = PQgetResult(connection) {
            PQclear(result)
            if PQstatus(connection) != CONNECTION_OK { return }
        }
    }
}
