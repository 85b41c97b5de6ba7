/// What `on:` takes inside `pipeline` of a session, instead of a database or a transaction: the read is not sent by itself.
public struct Pipeline: Sendable {}

/// A read that is sent with others, by `pipeline` of a session, which gives its answer.
public struct PipelinedRead<Answer: Sendable>: Sendable {
    /// Whether rows are held by it.
    let locks: Bool
    let question: @Sendable (Execution) throws -> Question<Answer>

    init(_ selection: Selection? = nil, _ question: @escaping @Sendable (Execution) throws -> Question<Answer>) {
        locks = selection?.lock != nil
        self.question = question
    }
}

extension Session {
    /// Reads that do not depend on each other, sent together: in one round trip for a hundred of them on PostgreSQL, where waiting for the
    /// server takes more than most statements do.
    ///
    /// ```swift
    /// let (chief, phones, count) = try await db.pipeline { pipe in
    ///     (Contact.find(ann.id, on: pipe), Phone.filter { $0.kind == "work" }.all(on: pipe), Tag.query.count(on: pipe))
    /// }
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 WHERE t0.id = ?`, `SELECT … FROM phone …` and `SELECT count(*) FROM tag …`
    ///
    /// `find`, `all`, `first`, `one`, `count` and `exists` take a pipeline; the closure says what is read, and the answers come in the same
    /// places. What is brought beside rows by to-many relations is read after them. On SQLite, which has no round trips, they are read one
    /// after the other. Each sees the database as it is when it is its turn; in a transaction of the kind `.read` all see one state.
    ///
    /// Throws what the reads throw by themselves: the first error. Then nothing is returned.
    public func pipeline<each Answer: Sendable>(
        _ reads: (Pipeline) throws -> (repeat PipelinedRead<each Answer>)
    ) async throws -> (repeat each Answer) {
        let asked = try reads(Pipeline())
        var locks = false
        for read in repeat each asked { locks = locks || read.locks }
        return try await read(locking: locks) { execution in
            let questions = (repeat try (each asked).question(execution))
            var readings: [Reading] = []
            for question in repeat each questions { readings.append(question.reading) }
            try execution.read(readings)
            return (repeat try (each questions).answer(execution))
        }
    }

    /// The same for any number of reads of one kind.
    ///
    /// ```swift
    /// let contacts = try await db.pipeline { pipe in [ann.id, bob.id].map { Contact.find($0, on: pipe) } }
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 WHERE t0.id = ?`, twice
    public func pipeline<Answer: Sendable>(_ reads: (Pipeline) throws -> [PipelinedRead<Answer>]) async throws -> [Answer] {
        let asked = try reads(Pipeline())
        var locks = false
        for read in asked { locks = locks || read.locks }
        return try await read(locking: locks) { execution in
            var answers: [(Execution) throws -> Answer] = []
            answers.reserveCapacity(asked.count)
            try execution.read(asked.count) { number in
                let question = try asked[number].question(execution)
                answers.append(question.answer)
                return question.reading
            }
            return try answers.map { try $0(execution) }
        }
    }
}
