/// An error that the database reported, in the same words for every database.
///
/// ```swift
/// do { _ = try await Tag(name: "vip").insert(on: db) } catch let error as DatabaseError where error.kind == .unique {
///     print(error.model ?? "a table", error.columns)  // Tag ["name"]
/// }
/// ```
public struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, told apart alike for every database.
    ///
    /// ```swift
    /// switch error.kind {
    /// case .serialisation, .deadlock, .busy, .lockTimeout: true
    /// default: false
    /// }
    /// ```
    public enum Kind: Sendable, Hashable {
        /// A constraint of this sort was violated.
        case unique, foreignKey, notNull, check
        /// Another connection held a lock for longer than the limit.
        case busy
        /// Another transaction got in the way, or held a lock for longer than the limit.
        case serialisation, deadlock, lockTimeout
        /// The statement was stopped, since it took longer than its limit. A task that was cancelled gets a `CancellationError`.
        case cancelled, timeout
        /// The database, or the transaction, can only be read.
        case readOnly
        /// The connection was lost, and nothing of the transaction was written.
        case connectionLost
        /// Whether what was written took effect is not known: the connection was lost during COMMIT, or during a statement outside a
        /// transaction.
        case outcomeUnknown
        /// The transaction was taken back when it was to be committed, since a statement in it had failed.
        case rolledBack
        /// The transaction was committed, but no standby has confirmed that it has it.
        case notReplicated
        /// The statement is not understood, names what is not there, or the database is full, damaged, or cannot be opened.
        case syntax, schemaChanged, full, corrupt, cannotOpen
        /// A number outside its range, or a division by zero.
        case arithmetic
        /// Anything else; the code and the message say what.
        case other
    }

    /// What went wrong.
    public var kind: Kind
    /// The name of the constraint that was violated, where the database tells it.
    public var constraint: String?
    /// The table and the model that the constraint belongs to.
    public var table: String?
    /// The model of that table; nil where it is not known.
    public var model: String?
    /// The columns of the constraint, by their names in the database.
    public var columns: [String]
    /// The database's own code: an extended result code of SQLite (`2067`), an SQLSTATE of PostgreSQL (`23505`); empty without one.
    public var code: String
    /// The database's own message.
    public var message: String
    /// The statement, with placeholders for its values.
    public var sql: String?

    /// Drivers make it, and tests of what catches it.
    ///
    /// ```swift
    /// throw DatabaseError(.other, message: "the numbers have come to an end", sql: statement.sql)
    /// ```
    public init(
        _ kind: Kind, code: String = "", message: String, sql: String? = nil, constraint: String? = nil, table: String? = nil,
        columns: [String] = []
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.sql = sql
        self.constraint = constraint
        self.table = table
        self.columns = columns
    }

    /// One sentence with what to do about it, then the database's code and message.
    public var description: String {
        let place = model.map { $0 + (columns.isEmpty ? "" : " (" + columns.joined(separator: ", ") + ")") } ?? table ?? "the database"
        let what =
            switch kind {
            case .unique: "\(place): another row has the same value (a soft-deleted one counts, too)"
            case .foreignKey: "\(place): a key refers to a row that is not there, or a row is still referred to"
            case .notNull: "\(place): a value is missing"
            case .check: "\(place): a value is not allowed by the check \(constraint ?? "")"
            case .busy, .lockTimeout: "another connection held a lock for longer than the limit; try again, or raise the busy limit"
            case .serialisation, .deadlock: "another transaction got in the way; run the transaction again"
            case .cancelled: "the statement was cancelled"
            case .timeout: "the statement took longer than its limit"
            case .readOnly: "the database can only be read"
            case .connectionLost: "the connection was lost"
            case .outcomeUnknown:
                "the connection was lost while something was written; whether it took effect is not known; look before you try again"
            case .rolledBack: "the transaction was taken back, since a statement in it had failed"
            case .notReplicated: "the transaction was committed here, but no standby has confirmed it yet"
            case .syntax: "the database does not understand the statement"
            case .schemaChanged: "a table or column is not as the model says; see db.verify"
            case .full: "the disk or the database is full"
            case .corrupt: "the file is no database, or a damaged one"
            case .cannotOpen: "the database cannot be opened"
            case .arithmetic: "a number outside its range, or a division by zero"
            case .other: "the database refused a statement"
            }
        return what + (code.isEmpty ? " [\(message)]" : " [\(code): \(message)]")
    }
}
