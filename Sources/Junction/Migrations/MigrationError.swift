/// A migration that cannot be carried out. Nothing of it was.
///
/// ```swift
/// do { try await db.migrate(migrations) } catch let error as MigrationError where error.kind == .dataLoss { print(error) }
/// ```
public struct MigrationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is in the way.
    public enum Kind: Sendable, Hashable {
        /// Rows or values would be lost, and it was not said that they may.
        case dataLoss
        /// A migration is no longer what it was when it ran.
        case changed
        /// The database has run a migration that is not in the list.
        case unknown
        /// A step cannot be taken back.
        case irreversible
        /// A step speaks of a table or a column that is not there, or is there already.
        case doesNotFit
        /// Rows are not as the new columns want them.
        case rows
        /// No migration has that name, or several have.
        case name
    }

    /// What is in the way.
    public let kind: Kind
    /// The migration; nil where it is none.
    public let migration: String?
    /// What is in the way and what to do, in one sentence.
    public let message: String

    init(_ kind: Kind, _ message: String, in migration: String? = nil) {
        self.kind = kind
        self.message = message
        self.migration = migration
    }

    func named(_ migration: String) -> MigrationError { MigrationError(kind, message, in: migration) }

    /// The sentence, with the migration's name.
    public var description: String { (migration.map { $0 + ": " } ?? "") + message }
}
