/// A column that holds something else than its model says.
public struct RowError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The model that was read.
    public let model: String
    /// The column's name in the database.
    public let column: String
    /// What the model says that the column holds, such as `an integer`.
    public let expected: String
    /// What it holds, by type; never the value, which may be secret.
    public let found: String

    public var description: String { "\(model).\(column): expected \(expected), found \(found)" }
}
