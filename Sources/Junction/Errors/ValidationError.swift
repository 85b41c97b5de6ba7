/// Properties of a row that cannot be stored as they are; found before a statement is sent.
///
/// ```swift
/// do { _ = try await Category(name: "Sales", code: "too long for it").insert(on: db) } catch let error as ValidationError {
///     for failure in error.failures { print(failure.property, failure.reason) }  // code has 15 characters, 10 are allowed
/// }
/// ```
public struct ValidationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A property and what is wrong with it.
    ///
    /// ```swift
    /// for failure in error.failures { print(failure.property, failure.reason) }  // code has 15 characters, 10 are allowed
    /// ```
    public struct Failure: Sendable, Hashable {
        /// The property's name in Swift; what was assigned to, where that is no column of the row.
        public let property: String
        /// What is wrong, in words that follow the property's name.
        public let reason: String
    }

    /// The model of the row.
    public let model: String
    /// All of them, in the order of the properties.
    public let failures: [Failure]

    /// All failures in one line.
    public var description: String {
        "\(model) is not valid: " + failures.map { "\($0.property) \($0.reason)" }.joined(separator: "; ") + ". Nothing was written."
    }
}
