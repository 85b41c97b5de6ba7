public import Junction

/// Swift models for the tables of a database, as source text.
///
/// ```swift
/// let source = ModelSource(try await db.catalogue()).text
/// ```
/// The text compiles as it is. Whatever the database has and models cannot say is a comment at its place.
public struct ModelSource: Sendable {
    /// The source of a file.
    public let text: String
    /// Tables that link rows of a table with rows of the same: whether each link has its mirror only their rows can tell.
    public let selfLinks: [SelfLink]

    /// A table that links rows of a table with rows of the same.
    ///
    /// ```swift
    /// let tables = source.selfLinks.map(\.table)
    /// ```
    public struct SelfLink: Sendable, Hashable {
        /// The table.
        public let table: String
        /// The columns that refer to the two ends.
        public let from: [String], to: [String]
    }

    /// Writes models.
    ///
    /// - Parameters:
    ///   - stampsTimes: whether times that are named `created` or `modified` become `@CreatedAt` and `@ModifiedAt`, which Junction writes
    ///     itself; otherwise they are plain, and a comment says so.
    ///   - symmetrical: the names of those tables of ``selfLinks`` whose links go both ways, each with its mirror.
    public init(_ catalogue: Catalogue, stampsTimes: Bool = false, symmetrical: Set<String> = []) {
        let drafting = Drafting(catalogue, stampsTimes: stampsTimes, symmetrical: symmetrical)
        selfLinks = drafting.junctions.filter { $0.isOfItself && $0.roles.isEmpty }.map {
            SelfLink(table: $0.table.name, from: $0.near.columns, to: $0.far.columns)
        }
        text = SourceWriter(drafting).text
    }
}
