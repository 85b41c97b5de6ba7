/// Properties of a row that cannot be stored as they are; found before a statement is sent.
public struct ValidationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A property and what is wrong with it.
    public struct Failure: Sendable, Hashable {
        /// The property's name in Swift.
        public let property: String
        /// What is wrong, in words that follow the property's name.
        public let reason: String
    }

    /// The model of the row.
    public let model: String
    /// All of them, in the order of the properties.
    public let failures: [Failure]

    public var description: String {
        "\(model) is not valid: " + failures.map { "\($0.property) \($0.reason)" }.joined(separator: "; ") + ". Nothing was written."
    }
}
