/// A driver's connection: a thin, synchronous layer over the database's own library.
///
/// It is used on its own thread only, so it is not sendable.
public protocol Link: AnyObject {
    /// Stops the statement that runs now, and calls what it is given once no interrupt is under way any more. May be called from any
    /// thread, and does not block it.
    var interrupt: @Sendable (_ done: @escaping @Sendable () -> Void) -> Void { get }

    /// Runs a statement and hands its rows to `body`.
    func run<R>(_ statement: Statement, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R
    /// Runs a statement without rows; how many it changed.
    func execute(_ statement: Statement, _ values: [Value]) throws -> Int
    /// Sends rows in the database's own bulk format, by a statement that asks for them; how many there were.
    ///
    /// - Parameter next: puts the values of the next row into the array; false after the last.
    func copy(_ statement: Statement, columns: [ColumnType], _ next: (inout [Value]) throws -> Bool) throws -> Int
    /// Whether the last statement inserted a row, and did not update one instead; only asked where the dialect says that it is known.
    var insertedRow: Bool { get }
    /// The key that the database counted for the row inserted last.
    var lastInsertedKey: Int64 { get }

    /// Begins or ends a transaction or a savepoint.
    func control(_ command: TransactionCommand) throws
    /// Whether a transaction is open, as the database sees it.
    var isInTransaction: Bool { get }
    /// Whether the transaction that is open takes nothing more but its end, or the way back to a savepoint.
    var isFailed: Bool { get }
    /// What the database knows of a table; nil where there is none.
    func inspect(_ table: String) throws -> TableInspection?

    /// Ends the connection. Nothing is called after it.
    func close()
}

extension Link {
    /// Throws ``QueryError``: a database without a bulk format. Its dialect has no ``Dialect/copy(_:_:)``.
    public func copy(_ statement: Statement, columns: [ColumnType], _ next: (inout [Value]) throws -> Bool) throws -> Int {
        throw QueryError(.unsupported(what: "bulk format", database: "this database"))
    }
}

/// The beginnings and ends of transactions and savepoints.
public enum TransactionCommand: Sendable, Hashable {
    case begin(Access, IsolationLevel?), commit, rollback
    case savepoint(Int), release(Int), rollbackTo(Int)
}

/// What a transaction sees of others that run at the same time. SQLite has only the strictest.
public enum IsolationLevel: Sendable, Hashable {
    /// Each statement sees what was committed before it.
    case readCommitted
    /// All statements see one state; a row that somebody else changed meanwhile is a ``DatabaseError`` of the kind `serialisation`.
    case repeatableRead
    /// As if transactions ran one after the other; where they did not, one of them ends with that error.
    case serializable
}

/// A table as the database has it.
public struct TableInspection: Sendable {
    /// A column as the database has it.
    public struct Column: Sendable {
        /// The column's name.
        public let name: String
        /// The declared type, in the database's own words.
        public let type: String
        /// Whether the column may be NULL.
        public let isNullable: Bool

        public init(name: String, type: String, isNullable: Bool) {
            (self.name, self.type, self.isNullable) = (name, type, isNullable)
        }
    }

    /// A foreign key of another table that refers to this one.
    public struct Reference: Sendable, Hashable {
        /// The table that has the foreign key.
        public let table: String
        /// The column of that table.
        public let column: String
        /// What the database itself does when the row is deleted; nil: nothing, or it refuses.
        public let onDelete: DeleteRule?

        public init(table: String, column: String, onDelete: DeleteRule?) {
            (self.table, self.column, self.onDelete) = (table, column, onDelete)
        }
    }

    /// The columns, in the order of the table.
    public let columns: [Column]
    /// The foreign keys of other tables that refer to this one.
    public let references: [Reference]
    /// Columns that are unique together, the primary key among them.
    public let uniqueKeys: [Set<String>]
    /// Whether rows may come in the database's bulk format.
    public let takesCopies: Bool

    public init(columns: [Column], references: [Reference], uniqueKeys: [Set<String>], takesCopies: Bool = false) {
        (self.columns, self.references, self.uniqueKeys, self.takesCopies) = (columns, references, uniqueKeys, takesCopies)
    }
}

/// How many connections a database is used over.
public enum PoolShape: Sendable, Hashable {
    /// So many, each of which reads and writes.
    case alike(Int)
    /// One that writes, and so many that read.
    case oneWriter(readers: Int)
}

/// Opens connections to one database.
public protocol Driver: Sendable {
    /// How the database writes what SQL leaves open.
    var dialect: any Dialect { get }
    /// How many connections there are, and what they may do.
    var pool: PoolShape { get }
    /// Whether a short read may run on the caller's thread, since it never waits for a network.
    var runsInline: Bool { get }
    /// Opens a connection. Throws ``DatabaseError`` when that fails.
    func open(writable: Bool) throws -> any Link
}
