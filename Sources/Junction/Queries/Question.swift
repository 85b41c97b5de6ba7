/// One statement that reads, and what takes its rows in.
struct Reading {
    let plan: Plan
    let values: [Value]
    let take: (inout Rows) throws -> Void
}

/// What one statement reads, and what becomes of its rows.
struct Question<Answer> {
    let reading: Reading
    /// What it was asked for, once the rows are in; may ask more.
    let answer: (Execution) throws -> Answer

    private init(_ reading: Reading, answer: @escaping (Execution) throws -> Answer) {
        self.reading = reading
        self.answer = answer
    }

    init(
        _ plan: Plan, _ values: [Value], read: @escaping (inout Rows) throws -> Void, answer: @escaping (Execution) throws -> Answer
    ) {
        self.init(Reading(plan: plan, values: values, take: read), answer: answer)
    }

    /// The same, with the answer made into something else.
    func map<New>(_ transform: @escaping (Answer) throws -> New) -> Question<New> {
        Question<New>(reading) { [answer] execution in try transform(answer(execution)) }
    }
}
