/// A statement that is ready to be sent: its text, and where its columns are. Kept for every request of the same shape.
final class Plan: Sendable {
    /// The text with an identity of its own.
    let statement: Statement
    /// Where the parts of a row stand, in the order of the parts.
    let slots: [Slot]
    /// What each column is, for messages.
    let columns: [Source]
    /// Values that belong to the models, not to the call; bound after the values of the call.
    let constants: [Value]

    init(_ draft: Draft, _ access: Access, constants: [Value]) {
        statement = Statement(draft.sql, access, isRepeated: true)
        slots = draft.slots
        columns = draft.columns
        self.constants = constants
    }

    var sql: String { statement.sql }

    /// Says which model and column it is that holds something else.
    func error(_ mismatch: ColumnMismatch) -> RowError {
        let source = columns.indices.contains(Int(mismatch.column)) ? columns[Int(mismatch.column)] : nil
        return RowError(
            model: source?.model ?? "?", column: source?.column ?? "\(mismatch.column)", expected: mismatch.expected, found: mismatch.found)
    }

    /// Where a column of a result comes from.
    struct Source: Sendable {
        let model: String
        let column: String
    }

    /// A plan that is being made.
    struct Draft {
        var sql = ""
        var slots: [Slot] = []
        var columns: [Source] = []
        /// What is read, by column; nil where that is not known.
        var types: [ColumnType?] = []
    }
}
