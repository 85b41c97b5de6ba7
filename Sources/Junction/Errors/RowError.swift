/// A column that holds something else than its model says.
public struct RowError: Error, Sendable, Hashable, CustomStringConvertible {
    public let model: String
    public let column: String
    public let expected: String
    public let found: String

    public var description: String { "\(model).\(column): expected \(expected), found \(found)" }
}
