/// How one database writes what SQL leaves open; each driver has one.
///
/// ```swift
/// let name = db.dialect.quote("order")  // "order", in double quotes
/// ```
/// Its requirements are for drivers; what each gives is a piece of SQL, shown as SQLite and PostgreSQL have it.
public protocol Dialect: SchemaDialect {
    /// The database's name in messages: `SQLite`, `PostgreSQL`.
    var name: String { get }
    /// The placeholder of a parameter, counted from 1: `?1`, `$1`.
    func parameter(_ number: Int) -> String
    /// How many parameters a value takes: one, or for a list on PostgreSQL one for each of its columns.
    func parameters(of value: Value) -> Int
    /// A list as a table with a column `value`, or `value0`, `value1`, … for values of several columns: `json_each(?1) AS k`,
    /// `unnest($1::bigint[]) AS k(value)`.
    func list(_ parameters: [String], _ types: [ColumnType], as alias: String) -> String
    /// A condition that a value is in a list: `t0.id IN (SELECT value FROM json_each(?1))`, `t0.id = ANY ($1::bigint[])`.
    func among(_ value: String, _ parameters: [String], _ types: [ColumnType]) -> String
    /// A condition that a text matches a pattern parameter: `t0.name GLOB ?1`, `t0.name LIKE $1`.
    func match(_ text: String, _ pattern: String) -> String
    /// A condition that two values are equal or both absent: `a IS b`, `a IS NOT DISTINCT FROM b`.
    func same(_ a: String, _ b: String) -> String
    /// A sum, product and so on, where integers that overflow are an error and decimals are exact: `junction_add_integer(a, b)`,
    /// `(a::bigint + b)`.
    func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String

    /// A figure over many rows, with the same promises: `sum(a)`, `sum(a)::bigint`.
    ///
    /// - Parameter suffix: which rows, and which of their neighbours: `FILTER (…)`, `OVER (…)`.
    func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String, _ suffix: String) -> String
    /// A function; `type` is that of its first argument: `substr(a, 1, 3)`, `left(a, 3::integer)`.
    func call(_ function: SQLFunction, _ arguments: [String], _ type: ColumnType) -> String
    /// A text that compares and sorts by code point: `a`, `a COLLATE "C"`.
    func codePoints(_ text: String) -> String
    /// A parameter, or NULL, whose type the statement does not tell: `?1`, `$1::bigint`.
    func typed(_ parameter: String, _ type: ColumnType) -> String
    /// A condition that always or never holds: `1` and `0`, `TRUE` and `FALSE`.
    func truth(_ value: Bool) -> String
    /// A value inside the text of a constraint: `'work'`.
    func literal(_ value: Value) -> String
    /// In the RETURNING of an insert, whether the row is new and was not updated: `rowid = last_insert_rowid()`, `xmax = 0`.
    var isNewRow: String { get }
    /// Whether ``Link/insertedRow`` tells the same of a single row.
    var knowsInsertedRow: Bool { get }
    /// The function that gives its first argument and makes the statement fail where the second does not hold, `junction_require`; its name is
    /// the error's ``DatabaseError/constraint`` then. Nil where a statement that fails does not take back itself alone.
    var requirement: String? { get }
    /// Whether a statement that writes may stand in the WITH of one that reads.
    var writesInWith: Bool { get }
    /// Whether many rows are inserted by one statement that takes a list for each column; else one is run for each row.
    var insertsLists: Bool { get }
    /// From how many links of one owner on a change of them takes a list; of fewer each target is a value of its own. Both: 9.
    var listThreshold: Int { get }
    /// Whether the values of an `IN (…)` are sought as they stand there; else they would be put into a table first, as SQLite does.
    var seeksValues: Bool { get }
    /// From how many rows on they are sent in a bulk format of the database's own; nil where it has none that is faster. PostgreSQL: 2,000.
    var copyThreshold: Int? { get }
    /// The statement that takes rows in that format, `COPY … FROM STDIN (FORMAT binary)`; nil where there is none.
    func copy(_ table: String, _ columns: [String]) -> String?
    /// Whether a column of the database's type takes the model's values in that format as they are.
    func copies(_ column: Column, _ declared: String) -> Bool
    /// A statement that takes as many new keys as its parameter says from what the database counts them by; NULL where it cannot.
    /// Nil where the database counts by itself alone.
    func newKeys(_ table: String, _ column: String) -> String?
    /// In the RETURNING of an insert that brings the key of its rows: what makes the database count on from there; nil where it does so
    /// by itself.
    func countingOn(_ table: String, _ column: String) -> String?
    /// What makes a SELECT hold the rows of some of its tables until the transaction ends, `FOR UPDATE OF t0`; nil where only one
    /// connection writes at a time.
    func lock(_ lock: RowLock, _ aliases: String...) -> String?
    /// What follows a lock that is not to be waited for, ` SKIP LOCKED`; nil where the database has no such thing.
    func wait(_ wait: LockWait) -> String?
    /// What makes a statement tell how it would be carried out, `EXPLAIN QUERY PLAN `, `EXPLAIN `, and the column of the answer, from 0.
    var explanation: (prefix: String, column: Int32) { get }
    /// What begins a DISTINCT that keeps the first row of each of some values, `DISTINCT ON (…)`; nil where the database has no such thing.
    func distinct(on values: [String]) -> String?
    /// Whether a statement meets rows that it has changed itself.
    var meetsOwnChanges: Bool { get }
    /// Whether rows of a statement inside may be sorted and grouped by what the rows around have.
    var sortsByOuterRows: Bool { get }
    /// Whether several connections write at the same time, and wait for each other's rows.
    var writesTogether: Bool { get }
    /// Whether a statement that fails ends its transaction, unless a savepoint before it is gone back to.
    var failureEndsTransaction: Bool { get }

    /// The type of a column: `varchar(100)`, `varchar(100) COLLATE "C"`.
    func columnType(_ column: Column, isCountedKey: Bool) -> String
    /// What follows the type of a key that the database counts: ` PRIMARY KEY AUTOINCREMENT`,
    /// ` GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY`.
    var countedKey: String { get }
    /// What follows the columns of an automatic junction table: ` WITHOUT ROWID`, nothing.
    var junctionTable: String { get }
    /// Whether a column of the database's type can hold the model's.
    func accepts(_ column: Column, _ declared: String) -> Bool
    /// Whether a foreign key may name a table that is not there yet.
    var refersToLaterTables: Bool { get }
    /// How many bytes a name may have; nil: any number.
    var nameLimit: Int? { get }
}

extension Dialect {
    /// A name in double quotes, so that any name will do.
    ///
    /// ```swift
    /// let name = db.dialect.quote("order")  // "order", in double quotes
    /// ```
    public func quote(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}

extension Dialect {
    /// The functions that databases write alike, for the rest of a dialect's `call`.
    ///
    /// ```swift
    /// let call = dialect.standardCall(.lower, ["t0.name"])  // lower(t0.name)
    /// ```
    public func standardCall(_ function: SQLFunction, _ arguments: [String]) -> String {
        let name =
            switch function {
            case .coalesce: "coalesce"
            case .lower: "lower"
            case .upper: "upper"
            case .length: "length"
            case .trim: "trim"
            case .replace: "replace"
            case .absolute: "abs"
            case .rounded: "round"
            default: "\(function)"
            }
        return name + "(" + arguments.joined(separator: ", ") + ")"
    }
}

/// How a row is held until the transaction ends.
///
/// ```swift
/// let phone = try await Phone.filter { $0.number == "1" }.lock(.forUpdate).one(on: tx)
/// ```
/// SQL (PostgreSQL): `SELECT … FROM phone AS t0 FOR UPDATE OF t0`
///
/// On SQLite a transaction that writes is the only one, which holds every row.
public enum RowLock: UInt8, Sendable, Hashable {
    /// Nobody else may change it; others may still refer to it.
    case forNoKeyUpdate = 1
    /// Nobody else may change it or begin to refer to it.
    case forUpdate = 2
    /// Nobody else may remove it, or change what others refer to it by.
    case forKeyShare = 3
    /// Nobody else may change it.
    case forShare = 4
}

/// What becomes of rows that somebody else holds.
///
/// ```swift
/// let sql = try Phone.query.lock(.forUpdate, .skipLocked).sql(for: .postgres)
/// // SELECT … FROM "phone" AS t0 FOR UPDATE OF t0 SKIP LOCKED
/// ```
/// On SQLite all but ``untilFree`` throw ``QueryError``: nothing is held by row there.
public enum LockWait: UInt8, Sendable, Hashable {
    /// They are waited for.
    case untilFree
    /// They are left out.
    case skipLocked
    /// It is an error, ``DatabaseError/Kind/lockTimeout``.
    case noWait
}

/// What is done with two numbers; ``Dialect/arithmetic(_:_:_:_:)`` gets it. Public only for drivers.
public enum Arithmetic: UInt8, Sendable {
    /// The operation that its name says.
    case add, subtract, multiply, divide, remainder
}

/// What is made of a value over many rows; ``Dialect/aggregate(_:_:_:_:)`` gets it. Public only for drivers.
public enum Aggregate: UInt8, Sendable {
    /// The figure that its name says.
    case count, countDistinct, sum, average, minimum, maximum
}

/// What the columns of a list are called. Public only for drivers.
public enum ListColumn {
    /// `value`, or `value0`, `value1`, … where there are several.
    ///
    /// ```swift
    /// let second = ListColumn.value(1, of: 2)  // value1
    /// ```
    public static func value(_ number: Int, of total: Int) -> String { total == 1 ? "value" : "value\(number)" }
}
