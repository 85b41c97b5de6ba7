/// One statement that reads, and what becomes of its rows.
struct Question<Answer>: Asking {
    let plan: Plan
    let values: [Value]
    /// Takes the rows in.
    let read: (inout Rows) throws -> Void
    /// What it was asked for, once the rows are in; may ask more.
    let answer: (Execution) throws -> Answer

    init(
        _ plan: Plan, _ values: [Value], read: @escaping (inout Rows) throws -> Void, answer: @escaping (Execution) throws -> Answer
    ) {
        self.plan = plan
        self.values = values
        self.read = read
        self.answer = answer
    }

    /// The same, with the answer made into something else.
    func map<New>(_ transform: @escaping (Answer) throws -> New) -> Question<New> {
        Question<New>(plan, values, read: read) { [answer] execution in try transform(answer(execution)) }
    }
}

/// A question, whatever it is answered with.
protocol Asking {
    var plan: Plan { get }
    var values: [Value] { get }
    var read: (inout Rows) throws -> Void { get }
}
