import CLibPQ
import Junction

// How statements reach the server.
extension PostgresLink {
    typealias Statements = [(statement: Statement, values: [Value])]

    /// What was sent: the results of the statements, the caller's to free, up to the first that failed.
    struct Answer {
        var results: [OpaquePointer] = []
        var failure: (any Error)?

        func free() { for result in results { PQclear(result) } }
    }

    /// Sends a statement; its result is the caller's to free.
    func send(_ statement: Statement, _ values: [Value]) throws -> OpaquePointer {
        var statements: Statements = []
        swap(&statements, &single)
        statements.append((statement, values))
        defer {
            statements.removeLast()
            single = statements
        }
        let answer = try send(statements)
        if let failure = answer.failure {
            answer.free()
            throw failure
        }
        return answer.results[0]
    }

    /// Sends statements in one round trip, with what waits for the next one.
    ///
    /// Throws where nothing was sent.
    func send(_ statements: Statements) throws -> Answer {
        if isClosed { throw PoolError.closed }
        try encode(statements)
        try heal()
        // A cancellation that came while the connection was made had nothing to cancel.
        if Task.isCancelled { throw CancellationError() }
        let isFirst = !isOpenOnServer, before = isFirst ? pending : []
        var answer = sendOnce(statements, isFirst: isFirst)
        // Each of them may be.
        for _ in statements {
            // The tables have changed, or the statement is gone: it is prepared anew, and sent again where nothing was done before it.
            let number = min(answer.results.count, statements.count - 1)
            guard let error = answer.failure as? DatabaseError, let name = outdatedName(statements[number].statement, number, error)
            else { return answer }
            if error.code != "26000" { outdated.append(name) }
            guard isFirst else { return answer }
            answer.free()
            if isOpenOnServer { try perform("ROLLBACK") }
            pending = before
            answer = sendOnce(statements, isFirst: true)
        }
        return answer
    }

    /// The name under which the server has something else than what is meant, or nothing.
    func outdatedName(_ statement: Statement, _ number: Int, _ error: DatabaseError) -> String? {
        switch error.code {
        case "0A000", "26000": prepared.forget(statement)
        // Forgotten here, and not there, since the batch that was to do so failed.
        case "42P05" where statement.isRepeated: prepared.name(for: statement, parameters[number].types)
        default: nil
        }
    }

    /// All that go together before the first of them is sent: a value that cannot be sent must not be found half-way.
    func encode(_ statements: Statements) throws {
        while parameters.count < statements.count { parameters.append(PostgresParameters()) }
        for number in statements.indices { try parameters[number].encode(statements[number].values) }
    }

    /// - Parameter isFirst: whether no transaction was open before.
    private func sendOnce(_ statements: Statements, isFirst: Bool) -> Answer {
        let isAlone = isFirst && pending.isEmpty
        var batch = batch(statements)
        defer {
            settle(sent, done: batch.done)
            steps = batch.emptied()
        }
        return answer(&batch, isAlone: isAlone) { try $0.send(parameters) }
    }

    /// The statements, with what waits for the next one; their values are encoded.
    func batch(_ statements: Statements) -> PostgresBatch {
        var memory: [PostgresBatch.Step] = []
        swap(&memory, &steps)
        var batch = PostgresBatch(connection, statements, memory)
        for command in pending { batch.add(PostgresCommand.text(command)) }
        swap(&sent, &pending)
        pending.removeAll(keepingCapacity: true)
        for number in statements.indices { add(statements[number].statement, number, to: &batch) }
        return batch
    }

    /// - Parameter isAlone: whether each statement was committed by itself.
    func answer(_ batch: inout PostgresBatch, isAlone: Bool, _ work: (inout PostgresBatch) throws -> Void) -> Answer {
        let statements = batch.statements
        var answer = Answer()
        do {
            try work(&batch)
            if isAlone, let error = unconfirmed() { answer.failure = error }
        } catch var error as DatabaseError {
            for number in batch.unprepared { prepared.forget(statements[number].statement) }
            let writes = statements.contains { $0.statement.access == .write }
            if error.kind == .connectionLost, isAlone, writes { error.kind = .outcomeUnknown }
            answer.failure = PostgresError.cancellation(error) ?? error
        } catch { answer.failure = error }
        answer.results = batch.results
        return answer
    }

    private func add(_ statement: Statement, _ number: Int, to batch: inout PostgresBatch) {
        if isPooled || !statement.isRepeated { return batch.query(number) }
        if let name = prepared.known(statement) { return batch.execute(name, number) }
        for name in outdated + [prepared.superfluous()].compactMap({ $0 }) { batch.add(CText("DEALLOCATE \(name)")) }
        outdated = []
        let name = prepared.name(for: statement, parameters[number].types)
        let text = CText(name)
        batch.prepare(text, number)
        batch.execute(text, number)
        prepared.keep(statement, as: name)
    }
}
