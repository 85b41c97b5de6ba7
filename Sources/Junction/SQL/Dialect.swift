/// How one database writes what SQL leaves open: a value that each driver provides.
public struct Dialect: Sendable {
    /// The database's name in messages.
    public let name: String
    let parameter: @Sendable (Int) -> String
    /// A list parameter as a table with a column `value`, or `value0`, `value1`, … for values of several columns.
    let list: @Sendable (String, [ColumnType]) -> String
    /// A condition that a text matches a pattern parameter.
    let match: @Sendable (String, String) -> String
    /// A condition that two values are equal or both absent.
    let same: @Sendable (String, String) -> String
    /// A sum, product and so on: integers that overflow are an error, decimals are exact.
    let arithmetic: @Sendable (Arithmetic, ColumnType, String, String) -> String
    /// A figure over many rows, with the same promises.
    let aggregate: @Sendable (Aggregate, ColumnType, String) -> String
    /// In the RETURNING of an insert: whether the row is new and was not updated.
    let isNewRow: String
    /// Whether ``Link/insertedRow`` tells the same of a single row.
    let knowsInsertedRow: Bool
    /// A value as text.
    let text: @Sendable (String) -> String
    /// A value inside the text of a constraint.
    let literal: @Sendable (Value) -> String
    /// The type of a column.
    let columnType: @Sendable (Column, _ isCountedKey: Bool) -> String
    /// What follows the type of a key that the database counts.
    let countedKey: String
    /// Whether a column of the database's type can hold the model's.
    let accepts: @Sendable (Column, String) -> Bool
    /// What follows the columns of an automatic junction table.
    let junctionTable: String

    /// What is done with two numbers.
    public enum Arithmetic: UInt8, Sendable { case add, subtract, multiply }
    /// What is made of a value over many rows.
    public enum Aggregate: UInt8, Sendable { case count, countDistinct, sum, average, minimum, maximum }

    public init(
        name: String, parameter: @escaping @Sendable (Int) -> String, list: @escaping @Sendable (String, [ColumnType]) -> String,
        match: @escaping @Sendable (String, String) -> String, same: @escaping @Sendable (String, String) -> String,
        arithmetic: @escaping @Sendable (Arithmetic, ColumnType, String, String) -> String,
        aggregate: @escaping @Sendable (Aggregate, ColumnType, String) -> String, isNewRow: String,
        knowsInsertedRow: Bool, text: @escaping @Sendable (String) -> String, literal: @escaping @Sendable (Value) -> String,
        columnType: @escaping @Sendable (Column, _ isCountedKey: Bool) -> String,
        accepts: @escaping @Sendable (Column, String) -> Bool, countedKey: String, junctionTable: String
    ) {
        self.name = name
        self.parameter = parameter
        self.list = list
        self.match = match
        self.same = same
        self.arithmetic = arithmetic
        self.aggregate = aggregate
        self.isNewRow = isNewRow
        self.knowsInsertedRow = knowsInsertedRow
        self.text = text
        self.columnType = columnType
        self.countedKey = countedKey
        self.literal = literal
        self.accepts = accepts
        self.junctionTable = junctionTable
    }

    /// A name in double quotes, so that any name will do.
    func quote(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
