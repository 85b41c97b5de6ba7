/// Properties of a row that cannot be stored as they are; found before a statement is sent.
public struct ValidationError: Error, Sendable, Hashable, CustomStringConvertible {
    public struct Failure: Sendable, Hashable {
        public let property: String
        public let reason: String
    }

    public let model: String
    /// All of them, in the order of the properties.
    public let failures: [Failure]

    public var description: String {
        "\(model) is not valid: " + failures.map { "\($0.property) \($0.reason)" }.joined(separator: "; ") + ". Nothing was written."
    }
}
