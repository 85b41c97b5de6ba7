/// A driver's connection: a thin, synchronous layer over the database's own library.
///
/// It is used on its own thread only, so it is not sendable. Only drivers need it, and what is declared with it.
///
/// ```swift
/// let link = try NumbersDriver().open(writable: true)
/// ```
public protocol Link: AnyObject {
    /// Stops the statement that runs now, and calls what it is given once no interrupt is under way any more. May be called from any
    /// thread, and does not block it.
    var interrupt: @Sendable (_ done: @escaping @Sendable () -> Void) -> Void { get }

    /// Runs a statement and hands its rows to `body`.
    ///
    /// ```swift
    /// try link.run(Statement("SELECT number FROM numbers", .read), []) { rows in
    ///     try rows.forEach { row in
    ///         if !row.isNull(at: 0) { numbers.append(try row.value(Int.self, at: 0)) }
    ///     }
    /// }
    /// ```
    /// Throws ``DatabaseError``, and what `body` throws; a statement that writes was carried out as a whole when it returns.
    func run<R>(_ statement: Statement, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R

    /// Runs a statement without rows; how many it changed.
    ///
    /// ```swift
    /// _ = try link.execute(Statement("DELETE FROM numbers"), [])
    /// ```
    /// Throws ``DatabaseError``.
    func execute(_ statement: Statement, _ values: [Value]) throws -> Int

    /// Runs so many statements that do not depend on each other, and hands the rows of each to `body`, with its number, in their order.
    ///
    /// ```swift
    /// try link.run(count: 2) { number in
    ///     (statements[number], [])
    /// } rows: { number, rows in
    ///     try rows.forEach { _ in counts[number] += 1 }
    /// }
    /// ```
    /// Each is asked for once, in their order, and maybe while the database is at work on those before: what is asked for must not use the
    /// link. After one that fails none is run. What is given to those who write no such function runs one after the other.
    func run(
        count: Int, _ statement: (Int) throws -> (statement: Statement, values: [Value]), rows body: (Int, inout Rows) throws -> Void
    ) throws

    /// Sends rows in the database's own bulk format, by a statement that asks for them; how many there were.
    ///
    /// - Parameter next: puts the values of the next row into the array; false after the last.
    func copy(_ statement: Statement, columns: [ColumnType], _ next: (inout [Value]) throws -> Bool) throws -> Int
    /// Whether the last statement inserted a row, and did not update one instead; only asked where the dialect says that it is known.
    var insertedRow: Bool { get }
    /// The key that the database counted for the row inserted last.
    var lastInsertedKey: Int64 { get }

    /// Begins or ends a transaction or a savepoint.
    ///
    /// ```swift
    /// try link.control(.begin(.read, nil))
    /// ```
    func control(_ command: TransactionCommand) throws
    /// Whether a transaction is open, as the database sees it.
    var isInTransaction: Bool { get }
    /// Whether the transaction that is open takes nothing more but its end, or the way back to a savepoint.
    var isFailed: Bool { get }

    /// What the database knows of a table; nil where there is none.
    ///
    /// ```swift
    /// let columns = try link.inspect("tag")?.columns.map(\.name)  // ["id"]
    /// ```
    func inspect(_ table: String) throws -> TableInspection?

    /// The columns of a table that the database itself looks up in the primary key of another, with the statement that writes them: by
    /// foreign keys of one column that are declared, not deferred, and looked at now. Asked before links are written.
    ///
    /// ```swift
    /// func checkedKeys(of table: String) throws -> [(column: String, table: String)] { [] }
    /// ```
    /// In doubt a column is left out: Junction asks for the row itself then.
    func checkedKeys(of table: String) throws -> [(column: String, table: String)]

    /// Whether something in the database may refuse to remove rows of a table: a trigger, or another table that refers to it. Asked before
    /// links are added and removed together.
    ///
    /// ```swift
    /// func canRefuseRemoval(from table: String) throws -> Bool { true }
    /// ```
    /// In doubt it can.
    func canRefuseRemoval(from table: String) throws -> Bool

    /// What the database says of all its tables.
    ///
    /// ```swift
    /// let tables = try link.catalogue().tables.map(\.name)  // ["tag"]
    /// ```
    /// Throws ``DatabaseError``.
    func catalogue() throws -> Catalogue

    /// Ends the connection. Nothing is called after it.
    ///
    /// ```swift
    /// link.close()
    /// ```
    func close()
}

extension Link {
    /// One after the other, which is all that a database in the same process needs.
    ///
    /// ```swift
    /// try link.run(count: 2) { number in
    ///     (statements[number], [])
    /// } rows: { number, rows in
    ///     try rows.forEach { _ in counts[number] += 1 }
    /// }
    /// ```
    public func run(
        count: Int, _ statement: (Int) throws -> (statement: Statement, values: [Value]), rows body: (Int, inout Rows) throws -> Void
    ) throws {
        for number in 0..<count {
            // An interrupt that comes between two statements stops neither.
            if Task.isCancelled { throw CancellationError() }
            let (statement, values) = try statement(number)
            try run(statement, values) { try body(number, &$0) }
        }
    }

    /// None, which is never wrong.
    ///
    /// ```swift
    /// func checkedKeys(of table: String) throws -> [(column: String, table: String)] { [] }
    /// ```
    public func checkedKeys(of table: String) throws -> [(column: String, table: String)] { [] }

    /// It can, which is never wrong.
    ///
    /// ```swift
    /// func canRefuseRemoval(from table: String) throws -> Bool { true }
    /// ```
    public func canRefuseRemoval(from table: String) throws -> Bool { true }

    /// What a driver without a bulk format has: throws ``QueryError``. Its dialect has no ``Dialect/copy(_:_:)``.
    public func copy(_ statement: Statement, columns: [ColumnType], _ next: (inout [Value]) throws -> Bool) throws -> Int {
        throw QueryError(.unsupported(what: "bulk format", database: "this database"))
    }
}

/// The beginnings and ends of transactions and savepoints, as ``Link/control(_:)`` gets them.
///
/// ```swift
/// switch command {
/// case .begin: isInTransaction = true
/// case .commit, .rollback: isInTransaction = false
/// case .savepoint, .release, .rollbackTo: break
/// }
/// ```
public enum TransactionCommand: Sendable, Hashable {
    /// The beginning of a transaction, and its two ends.
    case begin(Access, IsolationLevel?), commit, rollback
    /// A savepoint by its number: its beginning, its end, and the way back to it, after which it is still there. Most numbers are small, and come
    /// again in each transaction.
    case savepoint(Int), release(Int), rollbackTo(Int)
}

/// What a transaction sees of others that run at the same time. SQLite has only the strictest.
///
/// ```swift
/// try await db.transaction(isolation: .serializable, retrying: 5) { tx in
///     let open = try await ann.departments.filter { $0.isOpen }.count(on: tx)
///     if open > 1 { try await ann.departments.clear(on: tx) }
/// }
/// ```
public enum IsolationLevel: Sendable, Hashable {
    /// Each statement sees what was committed before it.
    case readCommitted
    /// All statements see one state; a row that somebody else changed meanwhile is a ``DatabaseError`` of the kind `serialisation`.
    case repeatableRead
    /// As if transactions ran one after the other; where they did not, one of them ends with that error.
    case serializable
}

/// A table as the database has it; a driver makes it.
///
/// ```swift
/// return TableInspection(columns: [id], references: [link], uniqueKeys: [["id"]])
/// ```
public struct TableInspection: Sendable {
    /// A column as the database has it.
    ///
    /// ```swift
    /// let id = TableInspection.Column(name: "id", type: "integer", isNullable: false)
    /// ```
    public struct Column: Sendable {
        /// The column's name.
        public let name: String
        /// The declared type, in the database's own words.
        public let type: String
        /// Whether the column may be NULL.
        public let isNullable: Bool

        /// A driver makes it.
        public init(name: String, type: String, isNullable: Bool) {
            (self.name, self.type, self.isNullable) = (name, type, isNullable)
        }
    }

    /// A foreign key of another table that refers to this one.
    ///
    /// ```swift
    /// let link = TableInspection.Reference(table: "contact_tags", column: "tag_id", onDelete: .cascade)
    /// ```
    public struct Reference: Sendable, Hashable {
        /// The table that has the foreign key.
        public let table: String
        /// The column of that table.
        public let column: String
        /// What the database itself does when the row is deleted; nil: nothing, or it refuses.
        public let onDelete: DeleteRule?

        /// A driver makes it.
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

    /// A driver makes it.
    public init(columns: [Column], references: [Reference], uniqueKeys: [Set<String>], takesCopies: Bool = false) {
        (self.columns, self.references, self.uniqueKeys, self.takesCopies) = (columns, references, uniqueKeys, takesCopies)
    }
}

/// How many connections a database is used over; a driver says so.
///
/// ```swift
/// var pool: PoolShape { .alike(2) }
/// ```
public enum PoolShape: Sendable, Hashable {
    /// So many, each of which reads and writes.
    case alike(Int)
    /// One that writes, and so many that read.
    case oneWriter(readers: Int)
}

/// Opens connections to one database; see ``Database/init(_:_:)``.
///
/// ```swift
/// struct NumbersDriver: Driver {
///     var dialect: any Dialect { .sqlite }
///     var pool: PoolShape { .alike(2) }
///     var runsInline: Bool { true }
///     func open(writable: Bool) throws -> any Link { NumbersLink() }
/// }
/// ```
public protocol Driver: Sendable {
    /// How the database writes what SQL leaves open.
    var dialect: any Dialect { get }
    /// How many connections there are, and what they may do.
    var pool: PoolShape { get }
    /// Whether a short read may run on the caller's thread, since it never waits for a network.
    var runsInline: Bool { get }

    /// Opens a connection, on the thread on which it will be used.
    ///
    /// ```swift
    /// func open(writable: Bool) throws -> any Link { NumbersLink() }
    /// ```
    /// Throws ``DatabaseError`` when that fails.
    ///
    /// - Parameter writable: false for a connection that only reads, where ``PoolShape/oneWriter(readers:)`` is the shape.
    func open(writable: Bool) throws -> any Link
}
