import CLibPQ
import Junction

// Many statements that do not depend on each other.
extension PostgresLink {
    /// How many are sent before their answers are waited for: more would not be faster, and each keeps its values.
    private static var batch: Int { 100 }

    func run(
        count: Int, _ statement: (Int) throws -> (statement: Statement, values: [Value]), rows body: (Int, inout Rows) throws -> Void
    ) throws {
        /// The statements of the batch that begins there.
        func batch(_ start: Int) throws -> Statements {
            let end = min(start + Self.batch, count)
            var statements: Statements = []
            statements.reserveCapacity(end - start)
            for number in start..<end {
                let next = try statement(number)
                if !next.statement.isRepeated { checks.doubt() }
                statements.append(next)
            }
            return statements
        }
        if count == 0 { return }
        try hand(send(batch(0)), from: 0, body)
        let later = stride(from: Self.batch, to: count, by: Self.batch)
        if count > Self.batch, junction_pq_has_pipelines() == 1 { return try overlap(later, batch, body) }
        for start in later { try hand(send(batch(start)), from: start, body) }
    }

    /// While the server works on some statements, the answers of those before are read and those after are made.
    private func overlap(
        _ starts: StrideTo<Int>, _ statements: (Int) throws -> Statements, _ body: (Int, inout Rows) throws -> Void
    ) throws {
        guard junction_pq_enter_pipeline(connection) == 1 else { throw PostgresError.make(nil, connection, nil) }
        var posted: (batch: PostgresBatch, start: Int)?
        func collect() throws {
            guard var waiting = posted.take() else { return }
            let statements = waiting.batch.statements
            let answer = answer(&waiting.batch, isAlone: false) { try $0.collect() }
            // Not sent again, but the next time prepared anew.
            if let error = answer.failure as? DatabaseError, error.code == "0A000" || error.code == "26000" {
                let number = min(answer.results.count, statements.count - 1)
                if let name = outdatedName(statements[number].statement, number, error), error.code == "0A000" { outdated.append(name) }
            }
            try hand(answer, from: waiting.start, body)
        }
        defer {
            // Where something failed, what was posted after it is of no use to anybody.
            if var waiting = posted.take() {
                try? waiting.batch.collect()
                for number in waiting.batch.unprepared { prepared.forget(waiting.batch.statements[number].statement) }
                for result in waiting.batch.results { PQclear(result) }
            }
            junction_pq_exit_pipeline(connection)
        }
        for start in starts {
            if Task.isCancelled { throw CancellationError() }
            let some: Statements
            do {
                some = try statements(start)
                try encode(some)
            } catch {
                // One before it may have failed.
                try collect()
                throw error
            }
            var next = batch(some)
            next.post(parameters)
            do { try collect() } catch {
                posted = (next, start)
                throw error
            }
            posted = (next, start)
        }
        try collect()
    }

    /// Calls `body` with the rows of each statement, and throws what failed after them.
    private func hand(_ answer: Answer, from start: Int, _ body: (Int, inout Rows) throws -> Void) throws {
        for (number, result) in answer.results.enumerated() {
            do { try hand(result) { try body(start + number, &$0) } } catch {
                for rest in answer.results[(number + 1)...] { PQclear(rest) }
                throw error
            }
        }
        if let failure = answer.failure { throw failure }
    }
}
