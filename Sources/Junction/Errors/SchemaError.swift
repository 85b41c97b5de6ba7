/// Models that do not fit together, or do not fit the database: every mistake at once.
///
/// ```swift
/// do { try await db.verify([Tag.self, Airport.self]) } catch let error as SchemaError {
///     for mistake in error.mistakes { print(mistake) }  // Airport: there is no table 'airport'
/// }
/// ```
public struct SchemaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence each, with the candidates where there are some.
    public let mistakes: [String]

    init(_ mistakes: String...) { self.mistakes = mistakes }
    init(mistakes: [String]) { self.mistakes = mistakes }

    /// All mistakes in one line.
    public var description: String {
        mistakes.count == 1 ? mistakes[0] : "\(mistakes.count) mistakes: " + mistakes.joined(separator: "; ")
    }
}
