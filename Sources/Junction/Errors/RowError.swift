/// A column that holds something else than its model says, such as a text where a number is expected; the read that met it throws it.
///
/// ```swift
/// do { _ = try await Tag.query.all(on: db) } catch let error as RowError {
///     print(error)  // Tag.uses: expected an integer, found text
/// }
/// ```
public struct RowError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The model that was read.
    public let model: String
    /// The column's name in the database.
    public let column: String
    /// What the model says that the column holds, such as `an integer`.
    public let expected: String
    /// What it holds, by type; never the value, which may be secret.
    public let found: String

    /// One sentence: `Tag.uses: expected an integer, found text`.
    public var description: String { "\(model).\(column): expected \(expected), found \(found)" }
}
